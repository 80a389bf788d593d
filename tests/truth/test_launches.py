"""Whole launches as planned, read at the end of every month: the quick version of docs/coverage.md, and why it holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from analysis.monitoring.answer import ALARM, QUIET, Rates, Watch
from analysis.monitoring.charts import charts, gaps, limit_of
from analysis.monitoring.expected import Expected
from analysis.monitoring.watches import TICKETS_P
from analysis.monitoring.whole import any_alarm
from analysis.monitoring.without_holdout import ALPHA, rank_p
from analysis.statistics.control_charts import cusum_alarm_share
from tests.truth import page
from tests.truth.alarms import Launch, Told, launches_table
from tests.truth.held import interval_of
from tests.truth.launches import KINDS, readings

MONTHS = 9
NAMES = ("gifts", "used_gb")
OF_KIND = tuple(name for name in NAMES for _ in range(MONTHS))


@pytest.fixture(scope="module")
def expected() -> Expected:
    """Return a plan whose level, common to all months, is what it knows least; so many draws that they are as good as known."""
    rng, count = np.random.default_rng(1), 20_000
    draws = np.repeat(rng.normal(1.0, 0.2, (count, 2)), MONTHS, axis=1) + rng.normal(0, 0.02, (count, 2 * MONTHS))
    return Expected(OF_KIND, draws, 0.05**2 * np.eye(2 * MONTHS))


def until(expected: Expected, months: int) -> Expected:
    """Return the plan of the first months alone, as a reading after so many has it."""
    at = np.concatenate([expected.places(name)[:months] for name in NAMES])
    return Expected(tuple(np.array(expected.kinds)[at].tolist()), expected.draws[:, at], expected.noise[np.ix_(at, at)])


def test_a_chart_read_every_month_alarms_when_it_does_at_the_end_and_not_once_more(expected: Expected) -> None:
    """Each gap is given the months before it, so a reading of more months leaves those before as they were."""
    rng, limit = np.random.default_rng(7), limit_of(NAMES)
    seen = rng.multivariate_normal(expected.mean, expected.covariance, 200)
    alarmed = []
    for launch in seen:
        whole = charts(expected, NAMES, launch, limit)
        for months in (3, 6):
            early = until(expected, months)
            part = np.concatenate([launch[expected.places(name)[:months]] for name in NAMES])
            for name in NAMES:
                assert gaps(early, name, part) == pytest.approx(whole[name][0][:months], abs=1e-3)
        alarmed.append(any(chart.alarm is not None for _, chart in whole.values()))
    stated = 1.0 - (1.0 - cusum_alarm_share(limit, MONTHS)) ** len(NAMES)
    assert np.mean(alarmed) == pytest.approx(stated, abs=3 * np.sqrt(stated * (1 - stated) / 200))


def months_of_nothing(launches: int, seed: int) -> np.ndarray:
    """Return z of all months so far [launch, reading]: nothing is there, and each reading holds those before it."""
    every = np.random.default_rng(seed).normal(size=(launches, MONTHS))
    return every.cumsum(axis=1) / np.sqrt(np.arange(1, MONTHS + 1))


def test_tickets_read_every_month_at_one_per_cent_would_alarm_in_far_more_launches_and_in_parts_do_not() -> None:
    p = 2 * norm.sf(np.abs(months_of_nothing(40_000, 3)))
    assert (p <= TICKETS_P).any(axis=1).mean() > 2.5 * TICKETS_P
    assert (p <= TICKETS_P / MONTHS).any(axis=1).mean() <= TICKETS_P


def test_a_mix_judged_every_month_would_depart_in_far_more_launches_than_judged_once() -> None:
    """One launched among 25 that wait, as like them as they are each other, and nothing happens to any."""
    rng, donors, launches = np.random.default_rng(5), 25, 400
    judged, ever = [], []
    for _ in range(launches):
        path = rng.normal(size=(1 + donors, MONTHS)).cumsum(axis=1) / np.arange(1, MONTHS + 1)
        p = [rank_p(float(path[0, month]), path[1:, month], np.zeros(1)) for month in range(MONTHS)]
        judged.append(p[-1] <= ALPHA)
        ever.append(min(p) <= ALPHA)
    assert np.mean(judged) <= ALPHA + 3 * np.sqrt(ALPHA * (1 - ALPHA) / launches)
    assert np.mean(ever) > 1.5 * ALPHA


def test_all_that_may_alarm_is_added_up_and_is_never_more_than_every_launch() -> None:
    rates = Rates(3.0, 24.0, 96.0, 0.1, 0.1, 256)
    quiet = [Watch("leak", QUIET), Watch("tickets", QUIET, rate=0.001, launches=0.01)]
    alone = any_alarm(rates, 4, [], 0, MONTHS)
    assert 0 < alone < 1
    assert any_alarm(rates, 4, quiet, 3, MONTHS) == pytest.approx(alone + 0.01 + 3 * ALPHA)
    assert any_alarm(None, 0, quiet, 0, MONTHS) == pytest.approx(0.01)
    assert any_alarm(rates, 4, [Watch("tail", ALARM, rate=0.5, launches=1.0)], 3, MONTHS) == 1.0
    assert any_alarm(rates, 4, [], 0, 3) < alone  # fewer months, fewer alarms


def test_a_plan_that_expects_nothing_in_a_month_is_not_charted(expected: Expected) -> None:
    assert expected.can_be_charted
    draws, noise = expected.draws.copy(), expected.noise.copy()
    draws[:, 0] = 0.0
    noise[0, :] = noise[:, 0] = 0.0
    assert not Expected(OF_KIND, draws, noise).can_be_charted


def test_a_launch_so_small_that_its_plan_expects_no_gift_in_some_month_is_read_without_a_chart() -> None:
    launch = readings(3002, "one-of-some", draws=24, months=(4, 9))
    assert [one.charts for one in launch.readings] == [(), ()]
    assert [one.charts_stated for one in launch.readings] == [0.0, 0.0]
    assert not launch.readings[0].departs  # judged once, with the last month planned


@pytest.mark.long
@pytest.mark.parametrize("kind", ["holdout", "many-of-some", "regions"])
def test_launches_as_planned_alarm_no_more_often_than_is_stated(kind: str) -> None:
    launches = [readings(seed, kind, draws=64, months=(3, 6, 9)) for seed in range(6001, 6007)]
    low, _ = interval_of(sum(one.alarmed for one in launches), len(launches))
    assert low <= max(one.readings[-1].any_stated for one in launches)
    assert not any(one.departs for launch in launches for one in launch.readings[:-1])


def test_the_table_tells_whole_launches_and_what_was_stated() -> None:
    quiet = Told((), (), departs=False, plan_p=0.04, charts_stated=0.2, any_stated=0.3)
    launches = [Launch(1, (quiet, quiet)), Launch(2, (replace(quiet, watches=("tail",)), quiet))]
    row = launches_table({"holdout": launches}).splitlines()[-1]
    assert row.startswith("| `holdout` | 2 | 0 (0 %) | 20.0 % | 0 (0 %) | 1 (50 %) | 0 (0 %) | 2 (100 %) | 1 (50 %) |")
    assert row.endswith("| 30.0 % |")


def test_every_kind_of_launch_has_its_row_on_the_page_and_none_alarms_more_often_than_is_stated() -> None:
    found = page.launches()
    assert set(found) == set(KINDS)
    for kind, (low, stated) in found.items():
        assert low <= stated, kind
