"""Commands from what-if to what-to-do."""
