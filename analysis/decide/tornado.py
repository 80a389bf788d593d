"""Each unknown over its likely range, one at a time: how far what the rules are worth moves, and how sure sampling is of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from analysis.parallel import side_by_side
from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import as_dict, parameters_of
from analysis.uncertainty.distributions import declared_for, likely_range, unknown_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.decide.what_if import WhatIf
    from analysis.settings.parameters import Value


@dataclass(frozen=True)
class Bar:
    """One unknown: the ends of its likely range and the npv there; `se` is the sampling error of the swing between them."""

    name: str
    low: float
    high: float
    assumed: float
    npv_low: float
    npv_high: float
    se: float | None

    @property
    def swing(self) -> float:
        """Return how far the npv moves from the low end to the high; currency per initial subscriber."""
        return self.npv_high - self.npv_low


def tornado(what_if: WhatIf, threads: int | None = None) -> Iterator[tuple[Bar, ...]]:
    """Yield the bars known so far, the widest first, until every unknown has been asked at both ends of its range."""
    known = as_dict(what_if.question.assumptions)
    assumed = what_if.question.assumptions
    ends = {
        name: likely_range(declared_for(name, assumed), _number(known[name]))
        for name in unknown_names(what_if.question.rules.mechanism)
    }
    asked = [{name: _whole(name, end)} for name, pair in ends.items() for end in pair]
    answers = side_by_side(what_if.worth, asked, threads)
    bars: list[Bar] = []
    for name, (low, high) in ends.items():
        at_low, at_high = next(answers), next(answers)
        _, error = at_high.less(at_low)
        bars.append(Bar(name, low, high, _number(known[name]), at_low.npv, at_high.npv, error))
        yield tuple(sorted(bars, key=lambda bar: -abs(bar.swing)))


def _number(value: Value) -> float:
    return float(cast("float", value))


def _whole(name: str, value: float) -> Value:
    return round(value) if parameters_of(Assumptions)[name].kind == "integer" else value
