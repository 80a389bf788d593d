"""Certificates that need gifts, days, outages, bonuses or launches, on worlds with hidden values: quick, and in many worlds."""

from __future__ import annotations

import pytest

from tests.truth.held import fewest_by_chance
from tests.truth.learning_after import WORLDS, Way, certificates, claims

SEEDS, MANY, FEW = range(4_001, 4_007), range(4_101, 4_141), range(5_001, 5_004)
LEAST = 0.85


def held(kind: str, seeds: range) -> None:
    found = [claims(seed, kind) for seed in seeds]
    told = [one for world in found for one in world.values()]
    assert len(told) >= len(found) / 2, "gates shut by chance in some worlds, not in most"
    assert sum(one.holds for one in told) >= fewest_by_chance(len(told), LEAST)


@pytest.mark.parametrize("kind", WORLDS)
def test_intervals_hold_what_was_hidden(kind: str) -> None:
    held(kind, SEEDS)


@pytest.mark.long
@pytest.mark.parametrize("kind", WORLDS)
def test_intervals_hold_what_was_hidden_in_many_worlds(kind: str) -> None:
    held(kind, MANY)


@pytest.mark.parametrize("kind", WORLDS)
def test_without_the_event_no_number_is_told(kind: str) -> None:
    for seed in FEW:
        found, _, _ = certificates(seed, kind, Way(event=False))
        assert {one.verdict for one in found.values()} <= {"not-in-your-data"}
        assert all((one.estimate, one.reach_low, one.reach_high) == (None, None, None) for one in found.values())


@pytest.mark.parametrize("kind", WORLDS)
def test_where_events_followed_behaviour_the_gate_shuts_or_the_range_holds(kind: str) -> None:
    found = [claims(seed, kind, Way(spoilt=True), reach=True) for seed in FEW]
    assert sum(one.holds for world in found for one in world.values()) >= 0.8 * sum(len(world) for world in found)
