"""Engines that work on shards elsewhere: what crosses the border are names, JSON and arrays, never code of ours."""
