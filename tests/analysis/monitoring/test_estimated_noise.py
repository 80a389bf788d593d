"""Charts keep their rate although the scatter of clusters is not known but estimated, from few clusters and of unequal size."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.linalg import solve_triangular

from analysis.monitoring.charts import any_alarm, as_normal, gaps, limit_of
from analysis.monitoring.example import AS_PLANNED, make_launch
from analysis.monitoring.expected import Expected
from analysis.pilot.readout.effects import Pair
from analysis.pilot.readout.read import plan_in
from analysis.pilot.readout.summaries import monthly_noise, summaries
from analysis.statistics.control_charts import cusum, cusum_alarm_share
from data.population.folder import open_population
from data.progress import silent
from data.trials.reading import read_trial
from data.trials.record import Frame, read_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from data.trials.reading import TrialTables

MONTHS, FREEDOM = 9, 40
TRUE = 0.5 + 0.5 * np.eye(MONTHS)  # months go together


def estimated(count: int, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield a covariance estimated from few clusters, and what months show where nothing is wrong."""
    rng, root = np.random.default_rng(seed), np.linalg.cholesky(TRUE)
    for _ in range(count):
        clusters = rng.normal(size=(FREEDOM, MONTHS)) @ root.T
        yield clusters.T @ clusters / FREEDOM, root @ rng.normal(size=MONTHS)


def test_over_an_estimated_root_later_months_scatter_too_far_and_as_normal_scores_they_do_not() -> None:
    raw = np.stack([solve_triangular(np.linalg.cholesky(told), seen, lower=True) for told, seen in estimated(6000, 1)])
    scores = np.stack([as_normal(one, FREEDOM) for one in raw])
    assert raw[:, -1].std() > 1.2
    assert np.cov(scores, rowvar=False) == pytest.approx(np.eye(MONTHS), abs=0.06)
    assert (np.abs(scores) > 1.96).mean() == pytest.approx(0.05, abs=0.005)


def test_a_covariance_that_is_known_leaves_gaps_as_they_are() -> None:
    raw = np.linspace(-3, 3, MONTHS)
    assert np.array_equal(as_normal(raw, np.inf), raw)
    assert as_normal(raw, 1e7) == pytest.approx(raw, abs=1e-4)
    assert np.array_equal(np.sign(as_normal(raw, 12.0)), np.sign(raw))


def test_charts_over_an_estimated_root_alarm_at_their_rate_and_would_alarm_far_more_often_without_it() -> None:
    limit = limit_of(("one", "two", "three", "four"))
    alarmed, taken_as_known = [], []
    for told, seen in estimated(4000, 2):
        raw = solve_triangular(np.linalg.cholesky(told), seen, lower=True)
        alarmed.append(cusum(as_normal(raw, FREEDOM).tolist(), limit).alarm is not None)
        taken_as_known.append(cusum(raw.tolist(), limit).alarm is not None)
    stated = cusum_alarm_share(limit, MONTHS)
    assert np.mean(alarmed) == pytest.approx(stated, abs=3 * np.sqrt(stated * (1 - stated) / 4000))
    assert np.mean(taken_as_known) > 1.5 * stated


def test_the_freedom_of_a_plan_is_that_of_its_parts_as_far_as_they_count() -> None:
    kinds = ("gifts",) * MONTHS
    draws = np.random.default_rng(3).normal(1.0, 1e-6, (200, MONTHS))
    noise = 4.0 * TRUE
    assert Expected(kinds, draws, noise, np.full(MONTHS, 30.0)).freedom_of("gifts") == pytest.approx(30.0, rel=0.05)
    by_draws = np.random.default_rng(4).normal(0.0, 1.0, (200, MONTHS))
    assert Expected(kinds, by_draws, 1e-9 * TRUE, np.full(MONTHS, 30.0)).freedom_of("gifts") == pytest.approx(199, rel=0.1)
    known = Expected(kinds, draws, noise)
    assert known.freedom_of("gifts") > 1e6
    seen = np.linspace(0, 3, MONTHS)
    assert gaps(known, "gifts", seen)[-1] != gaps(replace(known, freedom=np.full(MONTHS, 12.0)), "gifts", seen)[-1]
    assert not any_alarm(known, ("gifts",), known.mean, 3.0)


@pytest.fixture(scope="module")
def tables(population: Path, tmp_path_factory: pytest.TempPathFactory) -> TrialTables:
    folder = tmp_path_factory.mktemp("launch") / "launch"
    make_launch(population, folder, AS_PLANNED, 0.4, 2)
    record = read_record(folder)
    plan = plan_in(record)
    frame = Frame(tuple(arm.name for arm in plan.arms), plan.run_in_months, plan.months)
    return read_trial(folder, open_population(population), record, frame, silent)


def dealt_anew(tables: TrialTables, rng: np.random.Generator) -> Pair:
    """Return the same months as if others had been held back, everybody's rights left out of account."""
    arm = tables.arm.copy()
    for stratum in np.unique(tables.stratum):
        own = np.flatnonzero(tables.stratum == stratum)
        arm[own] = rng.permutation(arm[own])

    def together(of: np.ndarray) -> np.ndarray:
        return np.concatenate([of.sum(axis=1, keepdims=True), np.zeros((of.shape[0], 3, *of.shape[2:]))], axis=1)

    sums = {name: together(own) for name, own in tables.sums.items()}
    return Pair(replace(tables, arm=arm, sums=sums, members=together(tables.members), gifts=None), 1)


def test_clusters_of_unequal_size_are_worth_fewer_than_they_are(tables: TrialTables) -> None:
    pair = dealt_anew(tables, np.random.default_rng(1))
    found = tuple(one for one in summaries(pair)[0] if one.name == "used_gb" and one.month is not None)
    covariance, freedom = monthly_noise(pair, found)
    assert covariance.shape == (MONTHS, MONTHS)
    assert (freedom >= 5).all()
    assert freedom.mean() < 0.8 * pair.treated.size


@pytest.mark.long
def test_months_dealt_anew_without_any_effect_alarm_no_more_often_than_is_stated(tables: TrialTables) -> None:
    names, rng, alarmed = ("buying", "pack_revenue", "used_gb"), np.random.default_rng(5), []
    limit, count = limit_of((*names, "gifts")), 300
    for _ in range(count):
        pair = dealt_anew(tables, rng)
        found = tuple(one for one in summaries(pair)[0] if one.name in names and one.month is not None)
        noise, freedom = monthly_noise(pair, found)
        seen, kinds = np.array([one.value for one in found]), np.array([one.name for one in found])
        any_of = False
        for name in names:
            at = np.flatnonzero(kinds == name)
            raw = solve_triangular(np.linalg.cholesky(noise[np.ix_(at, at)]), seen[at], lower=True)
            any_of |= cusum(as_normal(np.asarray(raw), float(freedom[at].mean())).tolist(), limit).alarm is not None
        alarmed.append(any_of)
    stated = 1.0 - (1.0 - cusum_alarm_share(limit, MONTHS)) ** len(names)
    assert np.mean(alarmed) <= stated + 2.5 * np.sqrt(stated * (1 - stated) / count)
