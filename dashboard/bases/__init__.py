"""Which populations a session may see, and how it comes to new ones."""
