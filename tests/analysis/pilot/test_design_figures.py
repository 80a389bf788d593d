"""Figures of a design: how much of the foretold flow its clusters hold, whose sign is wrong, what it holds, and when it stops."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.stats import norm

from analysis.pilot.clusters import Clusters
from analysis.pilot.design.evaluate import Bench, bench_of, evaluated
from analysis.pilot.design.looks import looks_of
from analysis.pilot.people import people_of
from analysis.pilot.plan import Plan
from analysis.pilot.presets import plan_of
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import Rules
from analysis.statistics.sequential import crossing
from analysis.uncertainty.variants import VARIANTS

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.pilot.design.figures import Evaluation
    from analysis.world.world import World

QUARTER = {"months": "3", "run_in_months": "3"}


@pytest.fixture(scope="module")
def bench(world: World, population: Path) -> Bench:
    assumptions = assumptions_for(world, dict(VARIANTS["whole-months"]) | {"adoption_months": 0, "give_probability": 0.9})
    return bench_of(world, people_of(population), Rules(), assumptions, range(9, 12))


@pytest.fixture(scope="module")
def told(bench: Bench) -> dict[str, Evaluation]:
    names = ("both-communities", "both-regions", "both-subscribers", "give-subscribers")
    return {name: evaluated(bench, name, plan_of(name, QUARTER), 60) for name in names}


def test_the_flow_inside_clusters_is_weighed_by_gigabytes() -> None:
    clusters = Clusters(np.array([0, 0, 1]), np.arange(2, dtype=np.uint64), np.zeros(2, np.int32), np.array([2, 1]))
    giver, receiver, kb = np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([30, 50, 20])
    assert clusters.inside(giver, receiver, kb) == pytest.approx(0.3)
    assert clusters.inside(giver[:0], receiver[:0], kb[:0]) == 1.0


def test_communities_hold_most_of_the_foretold_flow_regions_all_of_it_and_single_subscribers_none(
    told: dict[str, Evaluation],
) -> None:
    assert told["both-communities"].grouping.inside > 0.8
    assert told["both-regions"].grouping.inside == 1.0  # the rules let nothing out of a region
    assert told["both-subscribers"].grouping.inside == 0.0
    assert told["both-subscribers"].refused.value > told["both-communities"].refused.value


def test_a_design_that_misses_the_effect_neither_holds_it_nor_knows_its_sign(told: dict[str, Evaluation]) -> None:
    good, half, blind = (told[name] for name in ("both-communities", "both-subscribers", "give-subscribers"))
    assert good.coverage.value >= 0.85
    assert blind.coverage.value < 0.5 < good.coverage.value
    assert half.coverage.value < good.coverage.value
    for one in (good, half, blind):
        assert one.wrong_signs is not None
    assert good.wrong_signs is not None
    assert blind.wrong_signs is not None
    assert good.wrong_signs.value < 0.1
    assert blind.wrong_signs.value == pytest.approx(0.5, abs=0.35)


def test_harm_is_watched_from_the_first_month_and_success_from_the_second_and_all_looks_keep_their_level() -> None:
    plan = Plan.of({"months": 6})
    looks = looks_of(plan, 2.8)
    assert [look.month for look in looks] == [1, 2, 3, 4, 5, 6]
    assert looks[0].bound is None
    assert looks[0].stopped is None
    bounds = [look.bound for look in looks if look.bound is not None]
    assert all(one > other for one, other in pairwise(bounds))
    assert all(one.harm > other.harm for one, other in pairwise(looks))
    shares = [month / 6 for month in range(2, 7)]
    assert sum(crossing(bounds, shares, 0.0)) == pytest.approx(plan.alpha, abs=1e-4)
    every = [month / 6 for month in range(1, 7)]
    # Two-sided at twice the level: half of it lies on the side of harm.
    assert sum(crossing([look.harm for look in looks], every, 0.0)) == pytest.approx(2 * plan.harm_alpha, abs=1e-4)
    assert norm.isf(plan.harm_alpha) < looks[-1].harm < norm.isf(plan.harm_alpha / 6)  # between one look and six apart
    stopped = [look.stopped for look in looks if look.stopped is not None]
    assert all(one < other for one, other in pairwise(stopped))
    assert 0.7 < stopped[-1] < 0.82  # a drift of 2.8 is seen with 80 % in one look, a little less in five
