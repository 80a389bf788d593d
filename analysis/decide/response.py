"""How the answer runs along one rule, from one end of its slider to the other and on to no limit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.decide.search_space import STEPS, values_of
from analysis.results.result import Estimate
from analysis.settings.money import scaled
from analysis.settings.parameters import parameters_of
from analysis.settings.rules import Rules
from analysis.simulate import simulate
from data.errors import ParameterError, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.decide.what_if import WhatIf
    from analysis.results.result import Outcome
    from analysis.settings.parameters import Parameter
    from analysis.settings.rule_set import RuleSet

MOST_STOPS = STEPS + 1
FOLLOWED = ("npv", "topup_rate", "satisfaction")


@dataclass(frozen=True)
class Stop:
    """The answer at one value of the rule, None for no limit: `npv` in currency per initial subscriber, and two changes."""

    value: float | None
    npv: Estimate
    topup_rate: Estimate
    satisfaction: Estimate


@dataclass(frozen=True)
class Turn:
    """A value of the rule at which the npv is zero; `rises` says whether it gains above that, else below."""

    value: float
    rises: bool

    def gaining(self, step: float) -> float:
        """Return the whole number of steps next to it on the side that gains."""
        steps = math.ceil(self.value / step) if self.rises else math.floor(self.value / step)
        return round(steps * step, 9)


@dataclass(frozen=True)
class Response:
    """The answer at every stop, in their order, of a base or a sample of it with so many `subscribers`."""

    name: str
    unit: str
    stops: tuple[Stop, ...]
    subscribers: int

    @property
    def numbered(self) -> tuple[tuple[float, Stop], ...]:
        """Return the stops that have a value, each with it."""
        return tuple((stop.value, stop) for stop in self.stops if stop.value is not None)

    @property
    def best(self) -> Stop:
        """Return the stop of the highest npv, the first of several."""
        return max(self.stops, key=lambda stop: stop.npv.value)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Return where the npv turns from a loss to a gain or back, straight between the stops."""
        found = []
        for (left, one), (right, other) in pairwise(self.numbered):
            if one.npv.value * other.npv.value < 0:
                at = left + (right - left) * one.npv.value / (one.npv.value - other.npv.value)
                found.append(Turn(at, rises=one.npv.value < 0))
        return tuple(found)


def response_names(kind: type[RuleSet] = Rules) -> tuple[str, ...]:
    """Return the rules that can be followed, of one mechanism: those that are numbers."""
    return tuple(name for name, rule in parameters_of(kind).items() if rule.kind in ("number", "integer"))


def response(what_if: WhatIf, name: str) -> Iterator[Response]:
    """Yield the answer along the rule `name`, all else as asked, longer by a stop each time; the last is the whole.

    Values that contradict another rule are left out. Raises ParameterError for a name that is no rule of numbers.
    """
    kind = type(what_if.question.rules)
    known = response_names(kind)
    if name not in known:
        facts = {"name": name, "nearest": nearest(name, known), "known": ", ".join(known)}
        raise ParameterError([Problem("unknown-parameter", facts)])
    parameter = scaled(parameters_of(kind)[name], what_if.world.pack_price_per_gb)
    stops: tuple[Stop, ...] = ()
    for value in stops_along(parameter):
        stop = _stop(what_if, parameter, value)
        if stop is not None:
            stops = (*stops, stop)
            yield Response(name, parameter.unit, stops, what_if.world.subscribers)


def stops_along(parameter: Parameter) -> tuple[float | None, ...]:
    """Return the values that are looked at along a rule of numbers, in their order, no limit last."""
    return tuple(value if isinstance(value, int | float) else None for value in values_of(parameter, None))


def _stop(what_if: WhatIf, parameter: Parameter, value: float | None) -> Stop | None:
    try:
        rules = what_if.question.rules.changed({parameter.name: value})
    except ParameterError:
        return None
    assumptions, horizon = what_if.question.assumptions, what_if.question.horizon
    found = simulate(what_if.world, rules, assumptions, horizon=horizon, cuts=False, explain=False)
    changes = (_estimate(found.outcome(outcome)) for outcome in FOLLOWED[1:])
    return Stop(value, found.projection.npv, *changes)


def _estimate(outcome: Outcome) -> Estimate:
    return Estimate(outcome.change, outcome.se, outcome.low, outcome.high)
