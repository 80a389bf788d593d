"""A launch against its plan: as planned it is quiet, slower it alarms and says why, and what cannot be told is refused."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from analysis.monitoring.answer import AS_PLANNED, EXPLAINED, OUTSIDE, RATIO, Monitored
from analysis.monitoring.example import AS_PLANNED as QUIET
from analysis.monitoring.example import SLOWER, launch_plan, make_launch, planned
from analysis.monitoring.read import read_launch
from analysis.settings.parameters import as_dict
from data.errors import InputError
from reports.monitoring.watches import watch_alarm_lines, watch_header, watch_rows
from reports.monitoring.words import COLUMNS, monitored_json, monitored_lines, monitored_rows
from tests.analysis.pilot.trials import Trial
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

DRAWS = 64
SEED = 2  # of launches as planned one in five alarms falsely: this one does not
HOLDOUT = 0.35  # so that a small base holds back enough clusters


@pytest.fixture(scope="module")
def folders(population: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write an example launch of each kind."""
    found = {kind: tmp_path_factory.mktemp("launches") / kind for kind in (QUIET, SLOWER)}
    for kind, folder in found.items():
        make_launch(population, folder, kind, HOLDOUT, SEED)
    return found


@pytest.fixture(scope="module")
def slower(folders: dict[str, Path], population: Path) -> Monitored:
    return read_launch(folders[SLOWER], population, DRAWS)


def changed(folder: Path, target: Path, **told: object) -> Path:
    """Copy a launch with another record."""
    shutil.copytree(folder, target)
    record = json.loads((folder / "design.json").read_text(encoding="utf-8"))
    record["plan"] |= told.pop("plan", {})
    (target / "design.json").write_text(json.dumps(record | told), encoding="utf-8")
    return target


def refused(folder: Path, population: Path, key: str) -> dict[str, str]:
    with pytest.raises(InputError) as refusal:
        read_launch(folder, population, DRAWS)
    (problem,) = refusal.value.problems
    assert problem.key == key
    return {language: wording(language).problem(key, problem.facts) for language in LANGUAGES}


def test_a_launch_as_planned_is_quiet_and_says_that_this_is_no_proof(folders: dict[str, Path], population: Path) -> None:
    found = read_launch(folders[QUIET], population, DRAWS)
    assert found.verdict == AS_PLANNED
    assert found.reasons == ()
    assert found.alarms == ()
    lines = monitored_lines(found, wording("en"))
    assert "no proof" in lines[0]
    money = next(one for one in found.watched if one.name == "pack_revenue")
    assert not money.told_apart  # a third of 4,000 subscribers cannot tell kopecks
    assert any("Too small to be told from nothing" in line and "Pack revenue" in line for line in lines)


def test_a_launch_that_spreads_slower_alarms_and_the_months_to_adoption_would_have_to_move(slower: Monitored) -> None:
    assert slower.verdict == EXPLAINED
    (first, *_) = slower.alarms
    assert (first.name, first.above) == ("gifts", False)
    assert first.since == slower.months[0]
    best = slower.reasons[0]
    assert best.name == "adoption_months"
    assert best.planned == 3
    assert best.low <= 14 <= best.high
    assert best.settles


def test_the_finding_states_both_rates_and_every_month_has_its_interval(slower: Monitored) -> None:
    for language in LANGUAGES:
        say = wording(language)
        lines, rows = monitored_lines(slower, say), monitored_rows(slower, say)
        assert any("24" in line and "96" in line for line in lines)
        assert len(rows) == 4 * len(slower.months)
        assert [len(row) for row in watch_rows(slower, say)] == [len(watch_header(say))] * len(slower.watches)
        assert watch_alarm_lines(slower, say) == []
        assert all(len(row) == len(COLUMNS) and "…" in row[2] and row[4].startswith("±") for row in rows)
    assert sum(row[-1] != "" for row in monitored_rows(slower, wording("en"))) == len(slower.alarms)
    told = json.loads(monitored_json(slower))
    assert told["verdict"] == EXPLAINED
    assert told["rates"]["run_length"] == pytest.approx(24.0)
    assert told["planned"] == 9
    assert slower.rates is not None
    beside = sum(one.launches or 0.0 for one in slower.watches)
    assert told["any_alarm"] == pytest.approx(slower.rates.share + beside)


def test_the_same_launch_is_told_the_same_with_any_threads(slower: Monitored, folders: dict[str, Path], population: Path) -> None:
    assert monitored_json(read_launch(folders[SLOWER], population, DRAWS, 1)) == monitored_json(slower)


def test_what_no_assumption_does_lies_outside_the_model(folders: dict[str, Path], population: Path, tmp_path: Path) -> None:
    folder = changed(folders[QUIET], tmp_path / "launch")
    gifts = pq.read_table(folder / "gifts.parquet")
    last = gifts.column("month").to_pylist()
    turn = sorted(set(last))[5]
    rows = [nth for nth, month in enumerate(last) for _ in range(1 if month < turn else 6)]  # resale springs up
    pq.write_table(gifts.take(rows), folder / "gifts.parquet")
    found = read_launch(folder, population, DRAWS)
    assert found.verdict == OUTSIDE
    assert found.alarms[0].above
    assert not any(reason.settles for reason in found.reasons)


def test_with_everybody_launched_it_is_said_that_nothing_can_stand_in_for_a_holdout(
    folders: dict[str, Path], population: Path, tmp_path: Path
) -> None:
    for run_in in (3, 12):  # however many months lie before
        everybody = {"arm_list": ["first:0.35:1:1", "launched:0.65:1:1"], "run_in_months": run_in}
        told = refused(changed(folders[QUIET], tmp_path / str(run_in), plan=everybody), population, "monitor-no-holdout")
        assert told["en"].startswith("No control was kept")
        assert "12 months before launch" in told["en"]
        assert len(set(told.values())) == len(LANGUAGES)


def test_a_record_without_what_was_assumed_is_no_plan(folders: dict[str, Path], population: Path, tmp_path: Path) -> None:
    refused(changed(folders[QUIET], tmp_path / "launch", assumptions={}), population, "monitor-no-plan")


def test_what_was_assumed_must_be_assumptions_of_ours(folders: dict[str, Path], population: Path, tmp_path: Path) -> None:
    for nth, told in enumerate(({"give_probability": 7}, {"give_probability": {"a": 1}}, {"luck": 1})):
        with pytest.raises(InputError) as refusal:
            read_launch(changed(folders[QUIET], tmp_path / str(nth), assumptions=told), population, DRAWS)
        assert all(wording("en").problem(one.key, one.facts) for one in refusal.value.problems)


def test_a_holdout_that_is_not_as_designed_is_told_first_and_no_reason_given(
    folders: dict[str, Path], population: Path, tmp_path: Path
) -> None:
    other = launch_plan(0.8, SEED)  # so many should have been held back
    plan = json.loads(json.dumps(as_dict(other)))
    found = read_launch(
        changed(folders[SLOWER], tmp_path / "launch", plan=plan, plan_digest=other.plan_digest), population, DRAWS
    )
    assert found.verdict == RATIO
    assert found.reasons == ()
    assert monitored_lines(found, wording("en"))[0].startswith("THE HOLDOUT IS NOT")


def test_a_launch_of_another_base_is_refused(folders: dict[str, Path], population: Path, tmp_path: Path) -> None:
    refused(changed(folders[QUIET], tmp_path / "launch", base="f" * 64), population, "trial-other-base")


def test_too_few_clusters_held_back_are_refused_for_their_charts_would_not_keep_their_rate(
    population: Path, tmp_path: Path
) -> None:
    make_launch(population, tmp_path / "launch", QUIET, 0.1)
    told = refused(tmp_path / "launch", population, "monitor-few-clusters")
    assert "fewer than 30" in told["en"]
    assert "there are 3 months" in told["en"]


def test_a_holdout_of_fewer_than_ten_is_not_told(population: Path, tmp_path: Path) -> None:
    trial = Trial(population, plan={"arm_list": ("holdout:0.002:0:0", "launched:0.998:1:1"), "unit": "subscribers"})
    trial.record["assumptions"] = as_dict(planned())
    refused(trial.write(tmp_path / "launch"), population, "trial-small-arm")
