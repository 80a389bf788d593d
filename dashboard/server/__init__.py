"""Who is let in, and what the server says of itself."""
