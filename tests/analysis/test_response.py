"""The answer along one rule: the same numbers as asking at each stop, no limit last, and where profit turns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis.decide.response import Response, Stop, Turn, response, response_names
from analysis.decide.tornado import rule_weights
from analysis.decide.what_if import WhatIf
from analysis.results.result import Estimate
from analysis.settings.assumptions import assumptions_for
from analysis.settings.parameters import as_dict
from analysis.settings.rules import Rules, make_rules
from analysis.simulate import simulate
from data.errors import ParameterError

if TYPE_CHECKING:
    from analysis.settings.parameters import Value
    from analysis.world.world import World


def whole(world: World, name: str, **rules: float) -> Response:
    """Return the whole curve."""
    *_, found = response(WhatIf.on(world, make_rules(as_dict(Rules()) | rules), assumptions_for(world, {})), name)
    return found


def test_every_stop_is_what_the_page_says_there_and_no_limit_comes_last(world: World) -> None:
    found = whole(world, "monthly_cap_gb")
    assert found.stops[-1].value is None
    assert [value for value, _ in found.numbered] == sorted(value for value, _ in found.numbered)
    for stop in (found.stops[0], found.stops[2], found.stops[-1]):
        rules = make_rules(as_dict(Rules()) | {"monthly_cap_gb": stop.value})
        asked = simulate(world, rules, assumptions_for(world, {}), cuts=False)
        assert stop.npv == asked.projection.npv
        for name in ("topup_rate", "satisfaction"):
            outcome = asked.outcome(name)
            assert getattr(stop, name) == Estimate(outcome.change, outcome.se, outcome.low, outcome.high)


def test_a_rule_that_always_has_a_value_ends_at_its_slider(world: World) -> None:
    assert all(stop.value is not None for stop in whole(world, "fee_per_gb").stops)


def test_values_that_contradict_another_rule_are_left_out(world: World) -> None:
    values = [value for value, _ in whole(world, "step_gb", monthly_cap_gb=2.0).numbered]
    assert values
    assert max(values) <= 2.0


@pytest.mark.parametrize("name", ["enabled", "fee_pair"])
def test_a_name_that_cannot_be_followed_is_told(world: World, name: str) -> None:
    with pytest.raises(ParameterError):
        next(response(WhatIf.on(world, Rules(), assumptions_for(world, {})), name))


@pytest.mark.parametrize(
    ("name", "value"),
    [("fee_payer", "giver"), ("same_region_only", False), ("giver_sims", ("tourist",)), ("giver_plans", None)],
)
def test_switches_and_choices_are_followed_value_by_value(world: World, name: str, value: Value) -> None:
    found = whole(world, name, fee_per_gb=5.0)
    assert not found.is_ordered
    assert (found.turns, found.numbered) == ((), ())
    values = [stop.value for stop in found.stops]
    assert len(set(values)) == len(values)
    assert {as_dict(Rules())[name], value} <= set(values)
    stop = found.stops[values.index(value)]
    rules = make_rules(as_dict(Rules()) | {"fee_per_gb": 5.0, name: value})
    assert stop.npv == simulate(world, rules, assumptions_for(world, {}), cuts=False).projection.npv


def test_the_weight_of_a_rule_is_how_far_its_best_lies_from_its_worst(world: World) -> None:
    what_if = WhatIf.on(world, Rules(), assumptions_for(world, {}))
    weights = rule_weights(what_if)
    assert set(weights) == set(response_names())
    assert list(weights.values()) == sorted(weights.values(), reverse=True)
    for name in ("monthly_cap_gb", "same_region_only"):
        along = [stop.npv.value for stop in whole(world, name).stops]
        assert weights[name] == pytest.approx(max(along) - min(along), abs=1e-7)


def at(value: float | None, npv: float) -> Stop:
    """Return a stop at which only the npv counts."""
    nothing = Estimate(0.0, None, None, None)
    return Stop(value, replace(nothing, value=npv), nothing, nothing)


def test_profit_turns_straight_between_the_stops_and_the_way_there_leads_to_the_side_that_gains() -> None:
    found = Response("monthly_cap_gb", "GB/month", (at(0, 0.0), at(2, 3.0), at(5, -3.0), at(9, 1.0), at(None, 9.0)), 10)
    assert found.turns == (Turn(3.5, rises=False), Turn(8.0, rises=True))
    assert [turn.gaining(1.0) for turn in found.turns] == [3.0, 8.0]
    assert found.best.value is None
