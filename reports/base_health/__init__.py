"""The health of a base in words and rows."""
