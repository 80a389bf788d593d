"""Where the value of the rules crosses zero along one rule or assumption, and how far sampling lets that point move."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq

from analysis.outcomes.sampling_error import interval
from analysis.parallel import side_by_side
from analysis.settings.assumptions import Assumptions
from analysis.settings.money import scaled
from analysis.settings.parameters import Parameter, parameters_of
from analysis.settings.rules import Rules
from data.errors import ParameterError, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from analysis.decide.what_if import WhatIf
    from analysis.settings.rule_set import RuleSet

POINTS = 13
TOLERANCE = 1e-4  # of the range


@dataclass(frozen=True)
class Point:
    """The npv at one value of the parameter, with its 90 % sampling interval; currency per initial subscriber."""

    value: float
    npv: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Crossing:
    """A value at which the npv is zero; `low` and `high` bound it where the sampling band crosses, None beyond the range.

    `rises` says whether the npv goes from a loss to a gain as the parameter grows.
    """

    value: float
    low: float | None
    high: float | None
    rises: bool


@dataclass(frozen=True)
class BreakEven:
    """The curve over the range, every crossing, and, where there is none, the sign all along: -1, 1, or 0 for no change."""

    name: str
    unit: str
    points: tuple[Point, ...]
    crossings: tuple[Crossing, ...]
    sign: int | None


def numeric_names(kind: type[RuleSet] = Rules) -> tuple[str, ...]:
    """Return the rules of one mechanism and the assumptions along which a break-even can be sought: those that are numbers."""
    return tuple(name for name, parameter in _known(kind).items() if parameter.kind in ("number", "integer"))


def _known(kind: type[RuleSet]) -> dict[str, Parameter]:
    return parameters_of(kind) | parameters_of(Assumptions)


def break_even(
    what_if: WhatIf, name: str, low: float | None = None, high: float | None = None, points: int = POINTS
) -> BreakEven:
    """Return where the npv crosses zero as `name` goes from `low` to `high`, by default the likely range or the slider's.

    Raises ParameterError for a name that is not a number of ours, or ends outside what may be entered.
    """
    parameter = number_named(name, low, high, kind=type(what_if.question.rules))
    first, last = span_of(parameter, what_if.world.pack_price_per_gb)
    first, last = first if low is None else low, last if high is None else high
    grid = np.linspace(first, last, points)
    if parameter.kind == "integer":
        grid = np.unique(np.rint(grid))
    found = list(side_by_side(lambda value: _point(what_if, parameter, float(value)), grid.tolist()))
    crossings = tuple(_crossings(what_if, parameter, found))
    # Where rules change nothing (a cap of 0) the npv is 0: that is neither a side nor a crossing.
    signs = {int(np.sign(point.npv)) for point in found} - {0}
    sign = None if crossings else signs.pop() if signs else 0
    return BreakEven(name, parameter.unit, tuple(found), crossings, sign)


def number_named(name: str, *ends: float | None, kind: type[RuleSet] = Rules) -> Parameter:
    """Return the rule or assumption of that name; ParameterError if it is no number of ours, or an end may not be entered."""
    known = numeric_names(kind)
    if name not in known:
        facts = {"name": name, "nearest": nearest(name, known), "known": ", ".join(known)}
        raise ParameterError([Problem("unknown-parameter", facts)])
    parameter = _known(kind)[name]
    problems = [problem for end in ends if end is not None and (problem := parameter.check(end)) is not None]
    if problems:
        raise ParameterError(problems)
    return parameter


def span_of(parameter: Parameter, pack_price_per_gb: float) -> tuple[float, float]:
    """Return the range worth looking over: what is likely of an unknown, the slider's of a rule on a base of that price."""
    if parameter.likely is not None:
        return parameter.likely
    parameter = scaled(parameter, pack_price_per_gb)
    return parameter.low, parameter.high if parameter.top is None else parameter.top


def _point(what_if: WhatIf, parameter: Parameter, value: float) -> Point:
    worth = what_if.worth({parameter.name: int(value) if parameter.kind == "integer" else value})
    return Point(value, worth.npv, *interval(worth.npv, worth.se, int((worth.initial > 0).sum())))


def _crossings(what_if: WhatIf, parameter: Parameter, points: list[Point]) -> Iterable[Crossing]:
    """Yield the crossings between neighbours of unlike sign, narrowed down; ends of the band where its curves cross nearby."""
    lows, highs = ([p.low if side == "low" else p.high for p in points] for side in ("low", "high"))
    for left, right in pairwise(points):
        if left.npv * right.npv >= 0:  # from a loss to no change at all (a fee nobody pays) nothing is crossed
            continue
        value = right.value
        if parameter.kind != "integer":
            width = TOLERANCE * (points[-1].value - points[0].value)
            value = float(brentq(lambda at: _point(what_if, parameter, at).npv, left.value, right.value, xtol=width))
        edges = [edge for band in (lows, highs) for edge in _band_crossings(points, band, rises=left.npv < 0)]
        below = [edge for edge in edges if edge <= value]
        above = [edge for edge in edges if edge >= value]
        yield Crossing(value, max(below, default=None), min(above, default=None), left.npv < 0)


def _band_crossings(points: list[Point], band: list[float | None], *, rises: bool) -> list[float]:
    """Return where an end of the sampling band crosses zero in a direction, straight between the points."""
    if any(end is None for end in band):
        return []
    ends: NDArray[np.float64] = np.array(band, np.float64)
    found = []
    for nth in range(len(points) - 1):
        one, other = float(ends[nth]), float(ends[nth + 1])
        if (one < 0 <= other) if rises else (one >= 0 > other):
            share = one / (one - other)
            found.append(points[nth].value + share * (points[nth + 1].value - points[nth].value))
    return found
