"""Reading a report back, and proving it."""
