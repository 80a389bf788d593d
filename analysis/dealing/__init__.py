"""Subscriber-months dealt to shards, here or on an engine, and what the steps of a build keep on the way."""
