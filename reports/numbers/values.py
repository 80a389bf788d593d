"""Intervals and values of rules and assumptions in words: one way for the page, the documents and the terminal."""

from __future__ import annotations

UNKNOWN = "–"


def between(low: str | None, high: str | None) -> str:
    """Word an interval of two worded ends; a dash where an end is not known."""
    return UNKNOWN if low is None or high is None else f"{low} … {high}"
