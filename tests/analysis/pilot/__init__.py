"""The pilot."""
