"""Gifting with rollover: leftovers live on, and what one has may be given to another."""
