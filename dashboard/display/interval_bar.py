"""A change drawn on one scale with its intervals and nothing at all: a strip of the page's own, with its finding as text."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

Ends = tuple[float, float]
_MARGIN = 0.06  # of the scale, at either end


@dataclass(frozen=True)
class Strip:
    """What is drawn: the change, the interval of sampling and of the assumptions, and earlier changes by their kind."""

    change: float
    sampled: Ends | None = None
    drawn: Ends | None = None
    earlier: tuple[tuple[str, float], ...] = ()


def strip_html(strip: Strip, alternative: str) -> str:
    """Return the strip as HTML; `alternative` says what it shows."""
    low, high = _scale(strip)

    def place(value: float) -> str:
        return f"{(value - low) / (high - low):.2%}"

    drawn = ET.Element("div", {"class": "strip", "role": "img", "aria-label": alternative})

    def part(kind: str, style: str) -> None:
        ET.SubElement(drawn, "i", {"class": kind, "style": style})

    for kind, ends in (("drawn", strip.drawn), ("sampled", strip.sampled)):
        if ends is not None:
            part(kind, f"left:{place(ends[0])};right:calc(100% - {place(ends[1])})")
    for kind, value in (("zero", 0.0), *strip.earlier, ("now", strip.change)):
        part(kind, f"left:{place(value)}")
    return ET.tostring(drawn, encoding="unicode", short_empty_elements=False)


def _scale(strip: Strip) -> Ends:
    """Return the ends of a scale that holds everything, zero among it."""
    values = [0.0, strip.change, *(strip.sampled or ()), *(strip.drawn or ()), *(value for _, value in strip.earlier)]
    low, high = min(values), max(values)
    room = _MARGIN * (high - low) or 1.0
    return low - room, high + room
