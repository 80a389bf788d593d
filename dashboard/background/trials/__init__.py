"""Tasks of the worker processes on trials and launches: each is imported where it is asked for."""
