"""Certificates on worlds with hidden assumptions: a quick version of docs/coverage.md, and what must never be said."""

from __future__ import annotations

from functools import cache

import pytest

from tests.truth.held import fewest_by_chance
from tests.truth.learning import BEHIND, BOUNDS, EVENTS, INTERVALS, NEVER, Plan, certificates, claims

SEEDS = range(1_001, 1_041)
FEW = range(2_001, 2_011)
LEAST = 0.85


@cache
def told(seed: int) -> dict[str, bool]:
    return {name: claim.holds for name, claim in claims(seed, Plan()).items()}


@pytest.mark.parametrize("name", INTERVALS + BOUNDS)
def test_intervals_hold_what_was_hidden(name: str) -> None:
    held = [told(seed)[name] for seed in SEEDS if name in told(seed)]
    assert len(held) >= len(SEEDS) / 2, "gates shut by chance in a tenth of worlds, not in most"
    assert sum(held) >= fewest_by_chance(len(held), LEAST)


@pytest.mark.parametrize("event", EVENTS)
def test_without_the_event_nothing_is_in_the_data(event: str) -> None:
    plan = Plan(events=tuple(one for one in EVENTS if one != event), subscribers=2_000)
    for seed in FEW:
        found, _ = certificates(seed, plan)
        for name in BEHIND[event]:
            one = found[name]
            assert one.verdict == "not-in-your-data"
            assert (one.estimate, one.se, one.low, one.high, one.reach_low, one.reach_high) == (None,) * 6


def test_what_only_gifts_tell_is_never_told_before_there_are_any() -> None:
    found, _ = certificates(1, Plan())
    assert {found[name].verdict for name in NEVER} == {"not-in-your-data"}


@pytest.mark.parametrize(("event", "name"), [("prices", "topup_elasticity"), ("bonuses", "induced_share")])
def test_where_the_operator_followed_demand_the_gate_shuts_or_the_range_holds(event: str, name: str) -> None:
    found = [claims(seed, Plan(spoilt=(event,)), reach=True) for seed in FEW]
    assert all(name not in one or one[name].holds for one in found)
    assert any(name not in one for one in found), "the placebo sees it"
