"""The truth test: worlds whose hidden truth is known to the test alone, and whether our intervals hold it."""
