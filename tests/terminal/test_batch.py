"""Many scenarios in one run: each in a file of a harmless name, a comparison, a log, and nothing done twice."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from cli import cli
from reports.verify.report_reader import read_report
from terminal.console.file_names import MOST_BYTES, file_name, file_names
from tests.conftest import ROOT
from tests.tools.interrupting import interrupt_when

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SCENARIOS = """
[[scenario]]
name = "Korea, 5 a GB"
preset = "korea"
[scenario.rules]
fee_per_gb = 5.0

[[scenario]]
name = "broken"
[scenario.rules]
step_gbs = 1

[[scenario]]
name = "../../off"
horizon_months = 6
[scenario.rules]
enabled = false
"""
WRITTEN = ["Korea-5-a-GB.json", "off.json"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "scenarios.toml"
    path.write_text(SCENARIOS)
    return path


def batch(file: Path, population: Path, *words: str) -> Result:
    asked = ["batch", str(file), "--population", str(population), "--out", str(file.parent / "out"), "--draws", "0"]
    return CliRunner().invoke(cli, [*asked, "--format", "json", "--date", "2026-11-22", *words])


def log(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (file.parent / "out" / "log.jsonl").read_text().splitlines()]


def test_one_that_fails_does_not_stop_the_others_and_the_run_says_so(file: Path, population: Path) -> None:
    done = batch(file, population)
    assert done.exit_code == 1
    assert "2 written, 0 skipped, 1 failed" in done.output
    assert "“broken” failed" in done.stderr
    assert "step_gb" in done.stderr
    assert sorted(path.name for path in (file.parent / "out").iterdir()) == sorted(
        [*WRITTEN, "comparison.csv", "comparison.xlsx", "log.jsonl"]
    )
    assert [entry["status"] for entry in log(file)] == ["written", "failed", "written"]


def test_each_report_answers_its_own_scenario(file: Path, population: Path) -> None:
    batch(file, population)
    korea, off = (read_report(file.parent / "out" / name).record for name in WRITTEN)
    assert (korea.preset, korea.rules["fee_per_gb"], korea.horizon_months) == ("korea", 5.0, 24)
    assert (off.rules["enabled"], off.horizon_months) == (False, 6)


def test_the_comparison_holds_the_numbers_of_the_reports(file: Path, population: Path) -> None:
    batch(file, population)
    out = file.parent / "out"
    rows = list(csv.DictReader(io.StringIO((out / "comparison.csv").read_text("utf-8-sig"))))
    assert [row["scenario"] for row in rows] == ["Korea, 5 a GB", "../../off"]
    for row in rows:
        told = json.loads((out / row["file"]).read_text())
        assert float(row["npv"]) == told["npv"]
        assert float(row["topup_rate_change"]) == told["outcomes"]["topup_rate"]["change"]
    sheet = load_workbook(out / "comparison.xlsx").worksheets[0]
    assert {sheet.cell(nth, 1).value for nth in (4, 5)} == {row["scenario"] for row in rows}
    assert [sheet.cell(nth, 2).value for nth in (4, 5)] == pytest.approx([float(row["npv"]) for row in rows])


def test_what_is_finished_is_not_done_again(file: Path, population: Path) -> None:
    batch(file, population)
    out = file.parent / "out"
    before = {name: (out / name).stat().st_mtime_ns for name in WRITTEN}
    comparison = (out / "comparison.csv").read_bytes()
    again = batch(file, population)
    assert "0 written, 2 skipped, 1 failed" in again.output
    assert "finished before" in again.output
    assert {name: (out / name).stat().st_mtime_ns for name in WRITTEN} == before
    assert (out / "comparison.csv").read_bytes() == comparison


@pytest.mark.parametrize("words", [("--language", "ru"), ("--seed", "2"), ("--draws", "16")])
def test_another_question_or_language_is_answered_anew(file: Path, population: Path, words: tuple[str, ...]) -> None:
    batch(file, population)
    assert "2 written, 0 skipped" in batch(file, population, *words).output


def test_a_changed_scenario_or_a_tampered_file_is_done_again(file: Path, population: Path) -> None:
    batch(file, population)
    file.write_text(SCENARIOS.replace("5.0", "6.0"))
    assert "1 written, 1 skipped" in batch(file, population).output
    off = file.parent / "out" / "off.json"
    off.write_text(off.read_text().replace('"transfers": 0', '"transfers": 9', 1))
    assert "1 written, 1 skipped" in batch(file, population).output


def test_a_line_of_the_log_that_was_cut_short_is_passed_over(file: Path, population: Path) -> None:
    batch(file, population)
    place = file.parent / "out" / "log.jsonl"
    place.write_text(place.read_text() + '{"at": "2026-')
    assert "2 skipped" in batch(file, population).output


def test_a_folder_of_other_files_is_left_alone(file: Path, population: Path) -> None:
    (file.parent / "out").mkdir()
    (file.parent / "out" / "thesis.txt").write_text("years of work")
    done = batch(file, population)
    assert done.exit_code == 1
    assert [path.name for path in (file.parent / "out").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("content", [b"", b"[[scenario]]\n", b"\xff\xfe", b"name ="])
def test_a_file_that_holds_no_scenarios_is_a_sentence(tmp_path: Path, population: Path, content: bytes) -> None:
    (tmp_path / "scenarios.toml").write_bytes(content)
    done = batch(tmp_path / "scenarios.toml", population)
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")
    assert batch(tmp_path / "nowhere.toml", population).exit_code == 1


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_an_interrupted_run_leaves_whole_files_and_goes_on_where_it_was(tmp_path: Path, population: Path) -> None:
    texts = [f'[[scenario]]\nname = "s{nth}"\n[scenario.rules]\nfee_per_gb = {nth}.0\n' for nth in range(60)]
    (tmp_path / "many.toml").write_text("\n".join(texts))
    out = tmp_path / "out"
    words = ["batch", str(tmp_path / "many.toml"), "--population", str(population), "--out", str(out), "--format", "json"]
    words += ["--draws", "0"]
    command = interrupt_when(out, "s*.json") + "import runpy; runpy.run_path('cli.py', run_name='__main__')"
    process = subprocess.Popen([sys.executable, "-c", command, *words], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 130
    assert "the same command goes on from there" in said
    found = list(out.glob("*"))
    assert 1 <= len(found) < 60
    assert all(read_report(path) for path in found if path.name != "log.jsonl")
    assert not list(out.glob(".*"))
    again = CliRunner().invoke(cli, words)
    assert again.exit_code == 0
    assert len(list(out.glob("s*.json"))) == 60


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x", "C-Windows-x"),
        ("con", "scenario-con"),
        ("LPT1", "scenario-LPT1"),
        ("Comparison", "scenario-Comparison"),
        ("...", "scenario"),
        (".hidden", "hidden"),
        ("Корея, с комиссией", "Корея-с-комиссией"),
        ("每月两次", "每月两次"),
        ("-rf *", "rf"),
        ("a\u202egpj.exe", "a-gpj-exe"),
    ],
)
def test_a_name_becomes_a_file_name_that_is_harmless_everywhere(name: str, expected: str) -> None:
    assert file_name(name) == expected


def test_long_names_are_cut_between_letters_and_equal_ones_numbered() -> None:
    long = file_name("汉" * 80)
    assert len(long.encode()) <= MOST_BYTES
    assert set(long) == {"汉"}
    assert file_names(["A b", "a-B", "A_B", "c", "a-b-2"]) == ["A-b", "a-B-2", "A-B-3", "c", "a-b-2-2"]
