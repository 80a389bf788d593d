"""A launch region by region: a mix of regions not launched stands in for a holdout, and says what it cannot tell."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.monitoring.answer import AS_PLANNED, DEPARTS, RATIO, UNTOLD, Monitored
from analysis.monitoring.example import AS_PLANNED as AS_PLANNED_KIND
from analysis.monitoring.example import STAGED, hidden_truth, make_launch, planned
from analysis.monitoring.read import read_launch
from analysis.monitoring.without_holdout import ALPHA, floor_of, rank_p
from analysis.pilot.example.example import make_example
from analysis.pilot.plan import Plan
from analysis.settings.parameters import as_dict
from data.errors import InputError
from data.synthetic.generator import synthesise
from reports.monitoring.chart import compared_chart
from reports.monitoring.compared import compared_alternative, compared_header, compared_lines, compared_rows
from reports.monitoring.words import finding_line, rates_lines
from tests.truth.launches import cut
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


@pytest.fixture(scope="module")
def dear(two_years: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a launch of most communities, a few dozen waiting, after which the launched buy three times as many packs."""
    arms = ("waiting:0.25:0:0", "launched:0.75:1:1")
    plan = Plan.of({"arm_list": arms, "months": 9, "run_in_months": 3, "seed": 3})
    folder = tmp_path_factory.mktemp("dear") / "launch"
    make_example(two_years, folder, plan, 3, hidden=hidden_truth(AS_PLANNED_KIND, 3), assumed=planned(), earlier=12)
    members = pq.read_table(folder / "assignment.parquet")
    released = set(members.filter(members["may_give"])["subscriber_id"].to_pylist())
    months = pq.read_table(folder / "months.parquet")
    first = sorted(set(months["month"].to_pylist()))[-9]
    rows = zip(*(months[name].to_pylist() for name in ("subscriber_id", "month", "packs")), strict=True)
    packs = [3 + count if who in released and month >= first else count for who, month, count in rows]
    at = months.column_names.index("packs")
    spoiled = months.set_column(at, months.schema.field(at), pa.array(packs, months.schema.field(at).type))
    pq.write_table(spoiled, folder / "months.parquet")
    return folder


def test_what_is_held_against_a_mix_is_judged_once_with_the_last_month_planned(
    dear: Path, two_years: Path, tmp_path: Path
) -> None:
    early, whole = (read_launch(one, two_years, DRAWS) for one in (cut(dear, tmp_path / "early", 6), dear))
    floor = floor_of(whole.clusters[0])
    assert floor <= ALPHA
    for one in (early, whole):
        assert next(metric.plan_p for metric in one.compared if metric.name == "buying") <= ALPHA
    assert (early.verdict, early.judged) == (AS_PLANNED, False)
    assert "not-judged" in early.notes
    assert (whole.verdict, whole.judged) == (DEPARTS, True)
    assert "not-judged" not in whole.notes
    for language in LANGUAGES:
        say = wording(language)
        told = say.percent(ALPHA * len(whole.compared), 0)
        assert all(told in compared_lines(one, say)[0] for one in (early, whole))
        assert compared_lines(early, say)[0] != compared_lines(whole, say)[0]


def test_the_answer_states_how_many_whole_launches_alarm_at_all(dear: Path, told: Monitored, two_years: Path) -> None:
    sharp = read_launch(dear, two_years, FEWEST)
    assert sharp.any_alarm > len(sharp.compared) * ALPHA
    assert told.any_alarm < 1.0  # too few regions to judge: nothing of the mix is counted
    assert told.rates is not None
    assert told.any_alarm >= told.rates.share
    for language in LANGUAGES:
        say = wording(language)
        assert say.percent(told.any_alarm, 0) in rates_lines(told, say)[-1]
        assert "9" in rates_lines(told, say)[-1]
