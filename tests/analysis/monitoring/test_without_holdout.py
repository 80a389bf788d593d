"""A launch region by region: a mix of regions not launched stands in for a holdout, and says what it cannot tell."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.monitoring.answer import RATIO, UNTOLD, Monitored
from analysis.monitoring.example import STAGED, make_launch
from analysis.monitoring.read import read_launch
from analysis.monitoring.without_holdout import floor_of, rank_p
from analysis.pilot.plan import Plan
from analysis.settings.parameters import as_dict
from data.errors import InputError
from data.synthetic.generator import synthesise
from reports.monitoring.chart import compared_chart
from reports.monitoring.compared import compared_alternative, compared_header, compared_lines, compared_rows
from reports.monitoring.words import finding_line
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

DRAWS, FEWEST = 24, 4


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two-years") / "base"
    synthesise(folder, subscribers=4000, seed=7, months=24)
    return folder


@pytest.fixture(scope="module")
def staged(two_years: Path) -> Path:
    make_launch(two_years, two_years / "pilot" / "staged", STAGED, seed=3)
    return two_years / "pilot" / "staged"


@pytest.fixture(scope="module")
def told(two_years: Path, staged: Path) -> Monitored:
    return read_launch(staged, two_years, DRAWS)


def test_gifts_keep_their_chart_and_all_else_is_held_against_a_mix_of_regions(told: Monitored) -> None:
    assert [one.name for one in told.watched] == ["gifts"]
    assert told.rates is not None
    assert told.rates.run_length == pytest.approx(24)
    assert [one.name for one in told.compared] == ["buying", "pack_revenue", "used_gb"]
    assert told.before == 15
    donors = told.clusters[0]
    for one in told.compared:
        assert len(one.points) == 9
        assert 1 <= one.donors <= donors
        assert min(one.p, one.plan_p) >= floor_of(donors) - 1e-12
        assert (len(one.in_time), one.in_time_months) == (1, 3)
        assert one.effect == pytest.approx(np.mean([point.actual for point in one.points]))


def test_one_region_of_eight_can_never_be_significant_and_that_is_said(told: Monitored) -> None:
    assert floor_of(7) == 1 / 8
    assert rank_p(100.0, np.linspace(-1, 1, 7), np.zeros(1)) == 1 / 8
    assert rank_p(100.0, np.linspace(-1, 1, 19), np.zeros(1)) == 0.05
    floor = floor_of(told.clusters[0])
    for language in LANGUAGES:
        say = wording(language)
        how = compared_lines(told, say)[0]
        assert say.number(floor, 3) in how
        assert say.percent(0.05, 0) in how
        assert len(compared_rows(told, say)) == 3
        assert all(len(row) == len(compared_header(say)) for row in compared_rows(told, say))
        assert compared_alternative(told.compared[0], told, say)
        assert len(compared_chart(told.compared[0], told, say).data) == 3


def test_a_gap_within_the_doubt_of_the_plan_or_of_the_donors_is_no_departure() -> None:
    placebo = np.linspace(-1.0, 1.0, 40)
    assert rank_p(0.0, placebo, np.zeros(1)) == 1.0
    assert rank_p(3.0, placebo, np.zeros(1)) == pytest.approx(1 / 41)
    doubtful = np.random.default_rng(1).normal(0, 3, 2000)
    assert rank_p(3.0, placebo, doubtful) > 0.2


def test_where_there_is_no_log_of_gifts_either_nothing_is_charted_and_the_verdict_says_why(
    staged: Path, two_years: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "launch"
    shutil.copytree(staged, folder)
    (folder / "gifts.parquet").unlink()
    found = read_launch(folder, two_years, FEWEST)
    assert (found.watched, found.rates, found.verdict) == ((), None, UNTOLD)
    assert "no-gift-log" in found.notes
    assert f"with {found.clusters[0]} clusters not launched" in finding_line(found, wording("en"))


def replanned(folder: Path, target: Path, **change: object) -> Path:
    shutil.copytree(folder, target)
    record = json.loads((folder / "design.json").read_text(encoding="utf-8"))
    lists = {name: tuple(value) if isinstance(value, list) else value for name, value in record["plan"].items()}
    plan = Plan.of(lists | change)
    record |= {"plan": as_dict(plan), "plan_digest": plan.plan_digest}
    (target / "design.json").write_text(json.dumps(record), encoding="utf-8")
    return target


def test_with_fewer_than_twelve_months_before_launch_it_is_refused(staged: Path, two_years: Path, tmp_path: Path) -> None:
    short = replanned(staged, tmp_path / "launch", run_in_months=11, months=13)
    with pytest.raises(InputError) as refusal:
        read_launch(short, two_years, FEWEST)
    (problem,) = refusal.value.problems
    assert problem.key == "monitor-few-clusters"
    for language in LANGUAGES:
        words = wording(language).problem(problem.key, problem.facts)
        assert "11" in words
        assert "12" in words


def test_regions_that_are_not_those_that_were_to_wait_are_told_first(staged: Path, two_years: Path, tmp_path: Path) -> None:
    other = replanned(staged, tmp_path / "launch", arm_list=("waiting:0.001:0:0", "launched:0.999:1:1"))
    assert read_launch(other, two_years, FEWEST).verdict == RATIO


def test_an_example_region_by_region_needs_a_year_more_than_is_replayed(population: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        make_launch(population, tmp_path / "launch", STAGED)
    (problem,) = refusal.value.problems
    assert (problem.key, problem.facts) == ("trial-short-history", {"months": 12, "held": 0})
    assert not (tmp_path / "launch").exists()
