"""Values of rules and assumptions, and intervals, in words: one way for the page, the documents and the terminal."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.settings.parameters import Value
    from wording import Wording

MOST_DIGITS = 6
MOST_NAMES = 4
UNKNOWN = "–"


def between(low: str | None, high: str | None) -> str:
    """Word an interval of two worded ends; a dash where an end is not known."""
    return UNKNOWN if low is None or high is None else f"{low} … {high}"


def between_of(ends: tuple[float | None, float | None], word: Callable[[float], str]) -> str:
    """Word an interval, each end by `word`; a dash where an end is not known."""
    low, high = (None if end is None else word(end) for end in ends)
    return between(low, high)


def setting_text(value: Value, say: Wording, *, empty: str = "") -> str:
    """Word the value of a rule or an assumption with just the decimals it has; `empty` stands for a list without names."""
    if value is None:
        return say("value-none")
    if isinstance(value, bool):
        return say("value-on" if value else "value-off")
    if isinstance(value, int | float):
        exact = Decimal(repr(value)).normalize()
        return say.number(exact, max(0, -int(exact.as_tuple().exponent)))
    if isinstance(value, tuple):
        return ", ".join(say(f"choice-{name}") if say.has(f"choice-{name}") else say.plan(name) for name in value) or empty
    return say(f"choice-{value}")


def short_text(value: Value, say: Wording) -> str:
    """Word a value where room is scarce: at most six decimals; of a long list of names, the first and how many more."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        exact = round(Decimal(repr(value)), MOST_DIGITS).normalize()
        return say.number(exact, max(0, -int(exact.as_tuple().exponent)), signed=value < 0)
    if isinstance(value, tuple) and len(value) > MOST_NAMES:
        return say("doc-and-more", names=setting_text(value[:MOST_NAMES], say), count=len(value) - MOST_NAMES)
    return setting_text(value, say)


def rough_text(value: float, say: Wording) -> str:
    """Word a number that a search found, to four significant digits, without zeros that say nothing."""
    digits = f"{float(f'{value:.4g}'):f}".rstrip("0").partition(".")[2]
    return say.number(value, len(digits))
