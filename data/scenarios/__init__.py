"""Saved scenarios: as a file that people read, and in a store that browsers share."""
