"""Shards say what the whole says."""
