"""Charts alarm as seldom as they say: published run lengths, and launches of chance alone."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.statistics.control_charts import (
    cusum,
    cusum_alarm_share,
    cusum_run_length,
    ewma,
    ewma_run_length,
    limit_for,
)


@pytest.mark.parametrize(("limit", "quiet", "both", "moved"), [(4.0, 335.37, 167.68, 8.383), (5.0, 930.87, 465.44, 10.376)])
def test_a_cusum_runs_as_long_as_published(limit: float, quiet: float, both: float, moved: float) -> None:
    assert cusum_run_length(limit) == pytest.approx(quiet, rel=2e-5)
    assert cusum_run_length(limit, two_sided=True) == pytest.approx(both, abs=0.01)
    assert cusum_run_length(limit, shift=1.0) == pytest.approx(moved, abs=0.001)


@pytest.mark.parametrize(("weight", "width", "quiet", "moved"), [(0.1, 2.814, 499.5, 10.33), (0.05, 2.615, 499.8, 11.38)])
def test_an_ewma_runs_as_long_as_published(weight: float, width: float, quiet: float, moved: float) -> None:
    assert ewma_run_length(weight, width) == pytest.approx(quiet, rel=3e-4)  # published from a chain of states; this is its limit
    assert ewma_run_length(weight, width, 1.0) == pytest.approx(moved, abs=0.006)


@pytest.mark.parametrize("months", [24.0, 168.0, 465.44])
def test_the_limit_for_a_rate_has_that_rate(months: float) -> None:
    assert cusum_run_length(limit_for(months), two_sided=True) == pytest.approx(months, rel=1e-8)


@pytest.mark.parametrize("launches", [4000, pytest.param(100_000, marks=pytest.mark.long)])
def test_launches_of_chance_alone_alarm_at_the_stated_rate(launches: int) -> None:
    limit = limit_for(48.0)
    gaps = np.random.default_rng(11).standard_normal((launches, 24))
    seen = np.mean([cusum(row.tolist(), limit).alarm is not None for row in gaps])
    stated = cusum_alarm_share(limit, 24)
    assert seen == pytest.approx(stated, abs=4 * np.sqrt(stated * (1 - stated) / launches) + 0.005)


@pytest.mark.long
def test_the_mean_run_length_of_simulated_charts_is_the_one_stated() -> None:
    rng, limit, runs = np.random.default_rng(5), limit_for(60.0), []
    for _ in range(4000):
        found = None
        gaps = rng.standard_normal(200)
        while found is None:
            found = cusum(gaps.tolist(), limit).alarm
            gaps = np.concatenate([gaps, rng.standard_normal(200)])
        runs.append(found + 1)
    assert np.mean(runs) == pytest.approx(60.0, abs=4 * np.std(runs) / np.sqrt(len(runs)))


def test_a_chart_says_when_it_alarmed_and_since_when() -> None:
    chart = cusum([0.0, 0.0, 0.0, -3.0, -3.0], 4.0)
    assert chart.alarm == 4
    assert chart.since == 3
    assert chart.down[4] == pytest.approx(5.0)
    assert cusum([0.0, 3.0, -1.0], 4.0).alarm is None


def test_an_ewma_smooths_and_alarms() -> None:
    levels, limit, alarm = ewma([3.0] * 10, 0.1, 2.814)
    assert levels[0] == pytest.approx(0.3)
    assert limit == pytest.approx(2.814 * np.sqrt(0.1 / 1.9))
    assert alarm == 2
