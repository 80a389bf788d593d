"""The compiled part: keyed draws, pairs, allocation, outcomes. Arrays in, arrays out; no objects, no state."""

from data.compiled import can_keep


def _nothing() -> None:
    """Stand for all that is compiled here."""


KEEPS = can_keep(_nothing)
