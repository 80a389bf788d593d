"""A part of a whole, as a bar in parts and its labels show it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """A part: its name, size (0-1; None where it is not shown), the size worded, and the colour of its piece of the bar."""

    name: str
    share: float | None
    text: str
    colour: str
