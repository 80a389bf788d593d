"""A population made ready for replay, and what is kept of it. Knows settings, and nothing of results."""
