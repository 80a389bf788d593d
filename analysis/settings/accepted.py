"""What was accepted from a base's own history: an assumption's narrowed range, written `name:low:high` among the assumptions.

It is an assumption itself (`measured_here`), so links, scenarios and run records carry it, and taking it out takes it back.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from data.errors import ParameterError, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.settings.parameters import Parameter
    from data.errors import Fact

FIELD = "measured_here"


def written(name: str, low: float, high: float) -> str:
    """Return a narrowed range as it stands among the assumptions."""
    return f"{name}:{low:.6g}:{high:.6g}"


def ranges_in(entries: Iterable[str] | None) -> dict[str, tuple[float, float]]:
    """Return the narrowed ranges by name, of entries that were checked."""
    found = {}
    for entry in entries or ():
        name, low, high = entry.split(":")
        found[name] = (float(low), float(high))
    return found


def check_ranges(entries: Iterable[str] | None, known: Mapping[str, Parameter]) -> None:
    """Raise a ParameterError for every entry that is no range of an assumption that is drawn."""
    drawn = [name for name, parameter in known.items() if parameter.likely is not None]
    problems = [problem for entry in entries or () for problem in _wrong(entry, known, drawn)]
    names = [entry.split(":")[0] for entry in entries or ()]
    problems += [_told(name, known, drawn) for name in sorted({name for name in names if names.count(name) > 1})]
    if problems:
        raise ParameterError(problems)


def _wrong(entry: str, known: Mapping[str, Parameter], drawn: list[str]) -> list[Problem]:
    name, *ends = entry.split(":")
    try:
        low, high = (float(end) for end in ends)
    except ValueError:
        return [_told(entry, known, drawn)]
    ordered = math.isfinite(low) and math.isfinite(high) and low <= high
    if name in drawn and ordered and known[name].low <= low and high <= known[name].high:
        return []
    return [_told(entry, known, drawn)]


def _told(entry: str, known: Mapping[str, Parameter], drawn: list[str]) -> Problem:
    name = entry.split(":", maxsplit=1)[0]
    low, high = (known[name].low, known[name].high) if name in drawn else (0.0, 0.0)
    facts: dict[str, Fact] = {"name": FIELD, "value": entry, "low": low, "high": high, "nearest": nearest(name, drawn)}
    return Problem("measured-range", facts | {"drawn": str(name in drawn).lower()})
