"""Charts over a launch keep the rate of false alarms that they state, although the draws of a plan are wrong in common."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.monitoring.charts import any_alarm, charts, gaps, limit_of, rates_of
from analysis.monitoring.example import planned
from analysis.monitoring.expected import Expected, paths
from analysis.pilot.assignment import assigned
from analysis.pilot.clusters import clusters_of
from analysis.pilot.learning.replayed import GIFTS, USED, ReplayedPilot, arms_of
from analysis.pilot.people import people_of
from analysis.pilot.plan import Plan
from analysis.settings.rules import Rules
from data.progress import silent

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.world.world import World

MONTHS = 9
KINDS = ("gifts",) * MONTHS + ("used_gb",) * MONTHS


def launches(count: int, seed: int) -> np.ndarray:
    """Return launches [launch, summary] whose level, common to all months, is what the plan knows least."""
    rng = np.random.default_rng(seed)
    level = rng.normal(1.0, 0.2, (count, 2))
    return np.repeat(level, MONTHS, axis=1) + rng.normal(0, 0.02, (count, 2 * MONTHS))


@pytest.fixture(scope="module")
def expected() -> Expected:
    return Expected(KINDS, launches(2000, 1), 0.05**2 * np.eye(2 * MONTHS))


def seen(expected: Expected, count: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed + 1)
    return launches(count, seed) + rng.multivariate_normal(np.zeros(2 * MONTHS), expected.error, count)


def test_gaps_of_launches_as_planned_are_independent_and_standard(expected: Expected) -> None:
    found = np.stack([gaps(expected, "gifts", launch) for launch in seen(expected, 2000, 5)])
    assert np.cov(found, rowvar=False) == pytest.approx(np.eye(MONTHS), abs=0.12)


def test_launches_as_planned_alarm_as_often_as_is_stated(expected: Expected) -> None:
    names = ("gifts", "used_gb")
    rates = rates_of(expected, names, MONTHS, 1)
    assert rates.run_length == pytest.approx(24.0)
    assert rates.one_run_length == pytest.approx(48.0)
    assert rates.limit == limit_of(names)
    alarmed = np.mean([any_alarm(expected, names, launch, rates.limit) for launch in seen(expected, 1000, 9)])
    assert alarmed == pytest.approx(rates.share, abs=0.05)
    assert rates.found == pytest.approx(rates.share, abs=0.05)


def test_taken_month_by_month_a_common_error_would_alarm_far_more_often(expected: Expected) -> None:
    """The charts need gaps given the months before: without it the rate that is stated is not kept."""
    diagonal = replace(expected, draws=expected.mean + np.diag(np.zeros(2 * MONTHS)))
    apart = Expected(KINDS, diagonal.draws, np.diag(np.diag(expected.covariance)))
    limit = limit_of(("gifts", "used_gb"))
    names = ("gifts", "used_gb")
    every = seen(expected, 400, 11)
    told, plain = (np.mean([any_alarm(one, names, launch, limit) for launch in every]) for one in (expected, apart))
    assert plain > 1.5 * told


def test_a_launch_that_stays_behind_alarms_on_its_own_side_alone(expected: Expected) -> None:
    launch = expected.mean.copy()
    launch[:MONTHS] -= np.linspace(0.3, 1.0, MONTHS)
    found = charts(expected, ("gifts", "used_gb"), launch, limit_of(("gifts", "used_gb")))
    _, chart = found["gifts"]
    assert chart.alarm is not None
    assert chart.down[chart.alarm] > chart.limit
    assert found["used_gb"][1].alarm is None


@pytest.mark.long
def test_fresh_draws_replayed_keep_the_stated_rate(world: World, population: Path) -> None:
    plan = Plan.of({"arm_list": ("holdout:0.1:0:0", "launched:0.9:1:1"), "months": MONTHS, "run_in_months": 3})
    assignment = assigned(world, plan, clusters_of(world, plan, people_of(population)))
    names = (GIFTS, USED)
    kinds = tuple(name for name in names for _ in range(MONTHS))
    months = tuple(month for _ in names for month in range(1, MONTHS + 1))
    replay = ReplayedPilot(world, Rules(), arms_of(assignment, 1), plan.pilot_months(len(world.months)), kinds, months)
    draws = paths(replay, planned(), 1024, 1, None, silent).summaries
    noise = np.diag(np.var(draws, axis=0) * 0.1)
    expected = Expected(kinds, draws[:256], noise)
    rates = rates_of(expected, names, MONTHS, 1)
    rng = np.random.default_rng(3)
    fresh = draws[256:] + rng.multivariate_normal(np.zeros(len(kinds)), expected.error, len(draws) - 256)
    alarmed = np.mean([any_alarm(expected, names, launch, rates.limit) for launch in fresh])
    assert alarmed == pytest.approx(rates.share, abs=0.06)
