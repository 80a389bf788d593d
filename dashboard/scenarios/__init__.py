"""Saved scenarios on the page."""
