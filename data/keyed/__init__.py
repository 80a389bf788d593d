"""Keyed random numbers: in SQL, in plain Python and over arrays."""
