"""The stops of a limit's slider, the last of which is "no limit"; and where on its track a value lies."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.settings.parameters import Parameter, Value

NO_LIMIT = math.inf
_FINE = (1.0, 2.0, 5.0)


def stops(parameter: Parameter, *shown: Value) -> list[float]:
    """Return every stop of the slider of a limit in its unit, "no limit" (infinite) last; each of `shown` is among them.

    A value below the first step brings finer stops with it: a market of 5 MB gifts needs finer steps than one of gigabytes.
    """
    kind = int if parameter.kind == "integer" else float
    low, top, step = first_of(parameter), top_of(parameter), parameter.step
    grid = {round(low + nth * step, 9) for nth in range(round((top - low) / step) + 1)}
    own = {float(value) for value in shown if isinstance(value, int | float)}
    smallest = min((value for value in own if value > 0), default=step)
    if smallest < step and kind is float:
        grid |= {fine for fine in _fine(smallest) if fine < step}
    return [*(kind(value) for value in sorted(grid | own)), NO_LIMIT]


def _fine(smallest: float) -> list[float]:
    """Return 1, 2 and 5 times powers of ten from the one below `smallest` up to a hundred thousand times that."""
    power = math.floor(math.log10(smallest))
    return [round(mark * 10.0**exponent, 9) for exponent in range(power, power + 5) for mark in _FINE]


def first_of(parameter: Parameter) -> float:
    """Return where a slider begins: a step above nothing where nothing is not allowed."""
    return parameter.step if 0 < parameter.low < parameter.step else parameter.low


def top_of(parameter: Parameter) -> float:
    """Return where a slider ends; the highest allowed value may lie far beyond."""
    return parameter.high if parameter.top is None else parameter.top


def stop_of(value: Value) -> float:
    """Return the stop that shows a value."""
    return float(value) if isinstance(value, int | float) else NO_LIMIT


def value_of(stop: float) -> Value:
    """Return the value that a stop shows."""
    return None if stop == NO_LIMIT else stop
