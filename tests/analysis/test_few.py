"""What may be told of few people: a role, a band, a run that few take part in; and two questions whose answers differ by one."""

from __future__ import annotations

from dataclasses import astuple
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.mechanisms.common.two_sides import GAVE, ROLES, roles_of
from analysis.outcomes.few_people import few_in, told_flow, told_outcomes, too_few
from analysis.outcomes.winners_losers import rounded_shares
from analysis.results.result import Flow
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.small_groups import FEWEST
from analysis.world.world import MEASURES
from data.schema import KB_PER_GB, MICRO
from tests.analysis.outsider import spread_of
from tests.analysis.replaying import replay

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.settings.rules import Rules
    from analysis.world.world import World

CELLS = list(ROLES)
KNOWN = {"all": CELLS, "givers": ["giver", "both"], "receivers": ["receiver", "both"]}
PLAN = "archive"


def from_tenure(months: int) -> Rules:
    return make_rules({"giver_plans": (PLAN,), "min_tenure_months": months})


def givers(world: World, rules: Rules) -> set[int]:
    role = roles_of(world, replay(world, rules, assumptions_for(world, {})).whole)
    return set(np.flatnonzero(role & GAVE).tolist())


@pytest.fixture(scope="module")
def tenures(world: World) -> dict[int, set[int]]:
    """Return who gives from which tenure on, the longest tenures first, until some 30 do."""
    found: dict[int, set[int]] = {}
    for months in range(int(world.tenure.max()) + 12, 0, -1):
        found[months] = givers(world, from_tenure(months))
        if len(found[months]) > 30:
            break
    return found


@pytest.fixture(scope="module")
def step(tenures: dict[int, set[int]]) -> tuple[int, int]:
    """Return a tenure, and the one giver whom a month more leaves out."""
    for months, found in tenures.items():
        left = found - tenures.get(months + 1, set())
        if len(left) == 1 and len(found) > FEWEST and tenures[months + 1] == found - left:
            return months, left.pop()
    pytest.fail("no month of tenure leaves out one giver")


def numbers(result: Result) -> dict[tuple[str, ...], float]:
    """Return every number told of how a group is without the rules."""
    told: dict[tuple[str, ...], float] = {}
    for cell in result.segments:
        place = (cell.dimension, cell.level)
        if cell.subscriber_months is not None:
            told[*place, "months"] = cell.subscriber_months
        for one in cell.outcomes or ():
            if one.baseline is not None:
                told[*place, one.name] = one.baseline
                told[*place, one.name, "sum"] = one.baseline * (cell.subscriber_months or 0)
    return told


def test_two_rule_sets_that_differ_by_one_giver_tell_nothing_of_that_giver(world: World, step: tuple[int, int]) -> None:
    months, person = step
    one, other = (numbers(simulate(world, from_tenure(at), assumptions_for(world, {}))) for at in (months, months + 1))
    facts = dict(zip(MEASURES, world.person_sums[person].tolist(), strict=True))
    theirs = {facts["unmet_kb"] / KB_PER_GB, facts["unused_kb"] / KB_PER_GB, (facts["fee"] + facts["pack_revenue"]) / MICRO}
    differences = {one[place] - other[place] for place in one.keys() & other.keys()}
    assert one.keys() & other.keys()
    assert not [gap for gap in differences for fact in theirs - {0.0} if gap == pytest.approx(fact, abs=1e-4)]
    assert differences == {0.0}
    assert not [place for place in one if place[0] == "role"]


def test_a_role_tells_its_size_and_what_the_rules_change_in_it(world: World) -> None:
    result = simulate(world, make_rules({}), assumptions_for(world, {}))
    roles = [cell for cell in result.segments if cell.dimension == "role"]
    assert sum(cell.subscribers or 0 for cell in roles) == world.subscribers
    gone = {one.name: Decimal(one.change) for cell in roles for one in cell.outcomes or () if cell.level == "neither"}
    assert set(gone.values()) == {Decimal(0)}
    moved = sum(one.change for cell in roles for one in cell.outcomes or () if one.name == "unmet_gb")
    assert moved == pytest.approx(result.outcome("unmet_gb").change)
    assert "topup_rate_short" not in {one.name for cell in roles for one in cell.outcomes or ()}


@pytest.mark.parametrize("seed", range(30))
def test_a_hidden_role_does_not_follow_from_how_many_give_and_receive(seed: int) -> None:
    sizes = dict(zip(ROLES, np.floor(np.exp(np.random.default_rng(seed).uniform(-1, 6, 4))).astype(int).tolist(), strict=True))
    sums = {name: sum(sizes[cell] for cell in members) for name, members in KNOWN.items()}
    flow = Flow(1, sums["givers"], sums["receivers"], *(Decimal(1),) * 6)
    if any(0 < size < FEWEST for size in sizes.values()) and not too_few(sums["all"], flow):
        assert min(spread_of(sums, CELLS, KNOWN).values()) >= FEWEST - 1e-6


@pytest.fixture(scope="module")
def few(world: World, tenures: dict[int, set[int]]) -> Result:
    """Return the answer to rules under which fewer than 10 give."""
    months = next(months for months, found in tenures.items() if 0 < len(found) < FEWEST)
    return simulate(world, from_tenure(months), assumptions_for(world, {}))


def test_of_a_run_in_which_fewer_than_10_give_only_the_headline_is_told(few: Result) -> None:
    assert few_in(few)
    assert few.flow.transfers > 0
    assert set(told_flow(few).values()) == {None}
    assert {"unmet_gb", "expired_gb"}.isdisjoint(one.name for one in told_outcomes(few))
    assert all(cell.outcomes is None and cell.subscribers is None for cell in few.segments)
    assert all(row.shares is None and row.subscribers is None for row in few.winners_losers)
    assert few.notices[-1].key == "few"


def test_of_a_run_of_many_the_whole_flow_is_told(world: World) -> None:
    result = simulate(world, make_rules({}), assumptions_for(world, {}))
    assert tuple(told_flow(result).values()) == astuple(result.flow)
    assert told_outcomes(result) == result.outcomes
    assert "few" not in [notice.key for notice in result.notices]


@pytest.mark.parametrize("seed", range(20))
def test_shares_of_bands_are_whole_tens_that_sum_to_one_and_miss_by_less_than_one(seed: int) -> None:
    chance = np.random.default_rng(seed)
    counts = np.floor(chance.exponential(chance.choice([3, 30, 3000]), 5)).astype(int).tolist()
    counts[2] += FEWEST
    shares, units = rounded_shares(counts, f"key {seed}"), sum(counts) // FEWEST
    assert sum(shares) == pytest.approx(1)
    assert all(share * units == pytest.approx(round(share * units)) for share in shares)
    assert all(abs(share - count / sum(counts)) * units < 1 for share, count in zip(shares, counts, strict=True))


def test_shares_are_rounded_without_a_leaning() -> None:
    told = np.mean([rounded_shares([3, 14, 75, 6, 2], str(key)) for key in range(4000)], axis=0)
    assert told == pytest.approx(np.array([3, 14, 75, 6, 2]) / 100, abs=0.006)


def test_a_band_told_as_empty_may_hold_any_number_under_10() -> None:
    """Whoever knows the place of the cuts too cannot count fewer than ten in a band."""
    for key in map(str, range(50)):
        told = {rounded_shares([count, 200 - count, 0, 0, 0], key)[0]: count for count in range(150, 50, -1)}
        steps = sorted(told.values())[1:]
        assert len(steps) > 8
        assert all(right - left >= FEWEST for left, right in pairwise(steps))
