"""How the answer runs along one rule, from one end of its slider to the other and on to no limit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from analysis.decide.search_space import STEPS, values_of
from analysis.parallel import side_by_side
from analysis.results.result import Estimate
from analysis.settings.money import scaled
from analysis.settings.parameters import as_dict, parameters_of
from analysis.settings.rules import Rules
from analysis.simulate import simulate
from data.errors import ParameterError, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.decide.what_if import WhatIf
    from analysis.results.result import Outcome
    from analysis.settings.parameters import Parameter, Value
    from analysis.settings.rule_set import RuleSet

MOST_STOPS = STEPS + 1
SWITCH, NUMBERS = "enabled", ("number", "integer")
MOST_SETS = 3  # choices of which every set is looked at
FOLLOWED = ("npv", "topup_rate", "satisfaction")


@dataclass(frozen=True)
class Stop:
    """The answer at one value of the rule, None for no limit: `npv` in currency per initial subscriber, and two changes."""

    value: Value
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
    """The answer at every stop, in their order, of a base or a sample of it with so many `subscribers`.

    It `is_ordered` where the rule is a number: there is something between two stops then.
    """

    name: str
    unit: str
    stops: tuple[Stop, ...]
    subscribers: int
    is_ordered: bool = True

    @property
    def numbered(self) -> tuple[tuple[float, Stop], ...]:
        """Return the stops of a rule of numbers that have a value, each with it."""
        return tuple((number, stop) for stop in self.stops if (number := number_of(stop.value)) is not None)

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
    """Return the rules that can be followed, of one mechanism: all but the switch of the whole."""
    return tuple(name for name in parameters_of(kind) if name != SWITCH)


def response(what_if: WhatIf, name: str) -> Iterator[Response]:
    """Yield the answer along the rule `name`, all else as asked, longer by a stop each time; the last is the whole.

    Values that contradict another rule are left out. Raises ParameterError for a name that cannot be followed.
    """
    kind = type(what_if.question.rules)
    known = response_names(kind)
    if name not in known:
        facts = {"name": name, "nearest": nearest(name, known), "known": ", ".join(known)}
        raise ParameterError([Problem("unknown-parameter", facts)])
    parameter = scaled(parameters_of(kind)[name], what_if.world.pack_price_per_gb)
    present = as_dict(what_if.question.rules)[name]
    stops: tuple[Stop, ...] = ()
    # Answers side by side, each on one thread: threads that share an answer wait for each other.
    for stop in side_by_side(partial(_stop, what_if, parameter), stops_along(parameter, present, what_if.world.plans)):
        if stop is not None:
            stops = (*stops, stop)
            yield Response(name, parameter.unit, stops, what_if.world.subscribers, parameter.kind in NUMBERS)


def stops_along(parameter: Parameter, present: Value, names: tuple[str, ...]) -> tuple[Value, ...]:
    """Return the values that are looked at along a rule, in their order, no limit last.

    Of choices every set of them; of `names` in the base each alone, the first of many. What stands at `present` is looked at too
    where it is no number: between two numbers the curve says what is there.
    """
    if parameter.kind in NUMBERS:
        return values_of(parameter, None)
    if parameter.kind == "subset":
        several = range(1, 1 + len(parameter.choices)) if len(parameter.choices) <= MOST_SETS else (1, len(parameter.choices))
        found: tuple[Value, ...] = tuple(chosen for size in several for chosen in combinations(parameter.choices, size))
    elif parameter.kind == "names":
        found = (*((name,) for name in names[:STEPS]), None)
    else:
        found = values_of(parameter, present)
    return found if present in found else (present, *found)


def number_of(value: Value) -> float | None:
    """Return a value that is a number; None for anything else."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _stop(what_if: WhatIf, parameter: Parameter, value: Value) -> Stop | None:
    try:
        rules = what_if.question.rules.changed({parameter.name: value})
    except ParameterError:
        return None
    assumptions, horizon = what_if.question.assumptions, what_if.question.horizon
    found = simulate(what_if.world, rules, assumptions, horizon=horizon, cuts=False, explain=False, threads=1)
    changes = (_estimate(found.outcome(outcome)) for outcome in FOLLOWED[1:])
    return Stop(value, found.projection.npv, *changes)


def _estimate(outcome: Outcome) -> Estimate:
    return Estimate(outcome.change, outcome.se, outcome.low, outcome.high)
