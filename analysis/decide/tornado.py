"""One thing at a time: how far an unknown over its likely range, or a rule over its values, moves what the rules are worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from analysis.decide.response import response_names, stops_along
from analysis.parallel import side_by_side
from analysis.settings.assumptions import Assumptions
from analysis.settings.money import scaled
from analysis.settings.parameters import as_dict, parameters_of
from analysis.uncertainty.distributions import declared_for, likely_range, unknown_names
from data.errors import ParameterError

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
        for name in unknown_names(what_if.question.rules.mechanism, resellers=assumed.resellers)
    }
    asked = [{name: _whole(name, end)} for name, pair in ends.items() for end in pair]
    answers = side_by_side(what_if.worth, asked, threads)
    bars: list[Bar] = []
    for name, (low, high) in ends.items():
        at_low, at_high = next(answers), next(answers)
        _, error = at_high.less(at_low)
        bars.append(Bar(name, low, high, _number(known[name]), at_low.npv, at_high.npv, error))
        yield tuple(sorted(bars, key=lambda bar: -abs(bar.swing)))


def rule_weights(what_if: WhatIf, threads: int | None = None) -> dict[str, float]:
    """Return by rule how far apart its best and its worst value lie, in npv per initial subscriber, all else as asked.

    The weightiest come first. Values that contradict another rule are left out.
    """
    kind, present = type(what_if.question.rules), as_dict(what_if.question.rules)
    asked = []
    for name in response_names(kind):
        parameter = scaled(parameters_of(kind)[name], what_if.world.pack_price_per_gb)
        asked += [(name, value) for value in stops_along(parameter, present[name], what_if.world.plans)]
    worth: dict[str, list[float]] = {}
    for (name, _), npv in zip(asked, side_by_side(lambda change: _npv(what_if, *change), asked, threads), strict=True):
        worth.setdefault(name, []).extend([] if npv is None else [npv])
    weights = {name: max(values, default=0.0) - min(values, default=0.0) for name, values in worth.items()}
    return dict(sorted(weights.items(), key=lambda pair: -pair[1]))


def _npv(what_if: WhatIf, name: str, value: Value) -> float | None:
    try:
        return what_if.worth({name: value}).npv
    except ParameterError:
        return None


def _number(value: Value) -> float:
    return float(cast("float", value))


def _whole(name: str, value: float) -> Value:
    return round(value) if parameters_of(Assumptions)[name].kind == "integer" else value
