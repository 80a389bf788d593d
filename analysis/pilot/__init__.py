"""A pilot: what it would show, and what it did."""
