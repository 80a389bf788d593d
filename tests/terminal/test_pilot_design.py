"""The command that designs a pilot, and the proof of what it wrote."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from analysis.monitoring.planned import check_held_back, planned_in
from cli import cli
from data.trials.record import read_record

if TYPE_CHECKING:
    from pathlib import Path

PLAN = ["--set", "months=3", "--replicates", "20", "--alone"]


@pytest.fixture(scope="module")
def base(population: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a base of its own: the list of a pilot is written into it."""
    own = tmp_path_factory.mktemp("pilot") / "base"
    shutil.copytree(population, own)
    return own


@pytest.fixture(scope="module")
def plan(base: Path) -> Path:
    """Return the folder of a plan that was written."""
    out = base.parent / "out"
    told = CliRunner().invoke(cli, ["pilot", "design", "--population", str(base), *PLAN, "--out", str(out)])
    assert told.exit_code == 0, told.output
    return out


def test_a_plan_is_written_for_everybody_and_the_list_into_the_base(base: Path, plan: Path) -> None:
    assert {file.name for file in plan.iterdir()} == {"pilot-plan.pdf", "design.json"}
    (ids,) = (base / "pilot").iterdir()
    assert {file.name for file in ids.iterdir()} == {"assignment.csv", "design.json"}
    people = len((ids / "assignment.csv").read_text().splitlines()) - 1
    lists = _lists(json.loads((plan / "design.json").read_text()))
    assert people > 1000 > max(map(len, lists))  # nothing is told per subscriber


def _lists(value: object) -> list[list[object]]:
    """Return every list in a value, however deep."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return ([value] if isinstance(value, list) else []) + [found for part in parts for found in _lists(part)]


@pytest.mark.parametrize("name", ["pilot-plan.pdf", "design.json"])
def test_a_plan_is_proved_by_drawing_it_again(base: Path, plan: Path, name: str) -> None:
    told = CliRunner().invoke(cli, ["verify", str(plan / name), "--population", str(base)])
    assert told.exit_code == 0, told.output


def test_a_matched_plan_names_it_and_is_proved_with_its_list(base: Path, tmp_path: Path) -> None:
    asked = ["pilot", "design", "--population", str(base), *PLAN, "--set", "matched=true", "--out", str(tmp_path)]
    told = CliRunner().invoke(cli, asked)
    assert told.exit_code == 0, told.output
    assert "blocks of 7" in " ".join(told.output.split())
    record = json.loads((tmp_path / "design.json").read_text())
    assert record["plan"]["matched"] is True
    assert "--set matched=true" in record["command"]
    text = " ".join("".join(page.extract_text() for page in PdfReader(tmp_path / "pilot-plan.pdf").pages).split())
    assert "Clusters are matched before they are dealt" in text
    for name in ("pilot-plan.pdf", "design.json"):
        proved = CliRunner().invoke(cli, ["verify", str(tmp_path / name), "--population", str(base)])
        assert proved.exit_code == 0, proved.output
    record["plan"]["matched"] = False
    (tmp_path / "design.json").write_text(json.dumps(record))
    touched = CliRunner().invoke(cli, ["verify", str(tmp_path / "design.json")])
    assert touched.exit_code == 1
    assert "plan_digest" in touched.output


def test_a_launch_region_by_region_with_a_year_before_it_has_a_plan_that_can_be_watched(base: Path, tmp_path: Path) -> None:
    arms = "arm_list=waiting:0.75:0:0,launched:0.25:1:1"
    plan = ["--set", "unit=regions", "--set", arms, "--set", "run_in_months=12", "--set", "months=9"]
    asked = ["pilot", "design", "--population", str(base), *plan, "--replicates", "20", "--alone", "--out", str(tmp_path)]
    told = CliRunner().invoke(cli, asked)
    assert told.exit_code == 0, told.output
    assert "The run-in takes 12 months, and of these the base holds 3" in " ".join(told.output.split())
    record = read_record(tmp_path)
    check_held_back(record)
    planned_in(record)
    assert record.plan["run_in_months"] == 12


def test_a_record_that_was_touched_is_not_whole(plan: Path, tmp_path: Path) -> None:
    record = json.loads((plan / "design.json").read_text())
    record["plan"]["alpha"] = 0.2
    file = tmp_path / "design.json"
    file.write_text(json.dumps(record))
    told = CliRunner().invoke(cli, ["verify", str(file)])
    assert told.exit_code == 1
    assert "plan_digest" in told.output


def test_a_record_of_another_base_is_not_proved(plan: Path, default_base_small: Path) -> None:
    told = CliRunner().invoke(cli, ["verify", str(plan / "design.json"), "--population", str(default_base_small)])
    assert told.exit_code == 1


@pytest.fixture(scope="module")
def default_base_small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return another base."""
    folder = tmp_path_factory.mktemp("other") / "base"
    told = CliRunner().invoke(cli, ["population", "synth", "--subscribers", "1000", "--seed", "3", "--out", str(folder)])
    assert told.exit_code == 0, told.output
    return folder


def test_designs_are_told_as_json(base: Path) -> None:
    asked = ["pilot", "design", "--population", str(base), "--plan", "both-regions", *PLAN, "--json", "-"]
    told = CliRunner().invoke(cli, asked)
    assert told.exit_code == 0, told.output
    (one,) = json.loads(told.stdout)["designs"]
    assert one["name"] == "both-regions"
    assert {"value", "error"} == set(one["bias"])


@pytest.mark.parametrize(
    ("asked", "way_out"),
    [
        (["--plan", "recomended"], "recommended"),
        (["--set", "months=30"], "24"),
        (["--set", "months=13"], "months=12"),
        (["--set", "months=12", "--set", "matched=true"], "at most 11 months"),
        (["--set", "arm_list=a:1:0:0"], "arms"),
    ],
)
def test_a_plan_that_cannot_be_run_is_a_sentence(base: Path, asked: list[str], way_out: str) -> None:
    told = CliRunner().invoke(cli, ["pilot", "design", "--population", str(base), *asked, "--replicates", "20"])
    assert told.exit_code == 1
    assert way_out in " ".join(told.output.split())
    assert "Traceback" not in told.output
