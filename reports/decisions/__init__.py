"""Decisions in words, rows, charts and JSON."""
