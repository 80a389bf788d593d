"""The report command: every format, whole files only, and a sentence where the place cannot take the report."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from analysis.version import VERSION
from cli import cli
from data.errors import InputError
from reports.verify.report_reader import read_report
from terminal.output import target_for, write_report

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

BEGINNINGS = {"pdf": b"%PDF", "html": b"<!DOCTYPE html>", "xlsx": b"PK", "json": b"{"}
QUICK = ("--draws", "0", "--date", "2026-11-22")


def report(population: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["report", "--population", str(population), *QUICK, *words])


@pytest.mark.parametrize("form", BEGINNINGS)
def test_a_report_lies_here_under_its_own_name_unless_told_otherwise(
    population: Path, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert report(population, "--format", form).exit_code == 0
    assert [file.name for file in tmp_path.iterdir()] == [f"transfer-impact.{form}"]
    assert (tmp_path / f"transfer-impact.{form}").read_bytes().lower().startswith(BEGINNINGS[form].lower())


def test_the_ending_names_the_format(population: Path, tmp_path: Path) -> None:
    assert report(population, "--out", str(tmp_path / "a.XLSX")).exit_code == 0
    assert (tmp_path / "a.XLSX").read_bytes().startswith(b"PK")
    unknown = report(population, "--out", str(tmp_path / "a.docx"))
    assert unknown.exit_code == 1
    assert all(part in unknown.stderr for part in ("a.docx", "pdf", "xlsx", "--format"))


def test_csv_is_a_folder_that_is_replaced_whole(population: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    assert report(population, "--format", "csv", "--out", str(out)).exit_code == 0
    (out / "draws.csv").write_text("old")
    assert report(population, "--format", "csv", "--out", str(out)).exit_code == 0
    assert not (out / "draws.csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_json_is_the_contract_of_simulate_with_the_record_beside(population: Path, tmp_path: Path) -> None:
    assert report(population, "--rules", "korea", "--out", str(tmp_path / "a.json")).exit_code == 0
    told = json.loads((tmp_path / "a.json").read_text())
    record = told.pop("record")
    asked = ["simulate", "--population", str(population), "--rules", "korea", "--json", "-"]
    assert told == json.loads(CliRunner().invoke(cli, asked).stdout)
    assert (record["version"], record["made_on"], record["preset"], record["draws"]) == (VERSION, "2026-11-22", "korea", 0)


def test_the_record_bears_todays_date_unless_told_otherwise(population: Path, tmp_path: Path) -> None:
    CliRunner().invoke(cli, ["report", "--population", str(population), "--draws", "0", "--out", str(tmp_path / "a.json")])
    assert read_report(tmp_path / "a.json").record.made_on == date.today().isoformat()  # noqa: DTZ011


def test_a_report_has_draws_unless_told_otherwise(population: Path, tmp_path: Path) -> None:
    words = ["report", "--population", str(population), "--format", "csv", "--out", str(tmp_path / "t")]
    assert CliRunner().invoke(cli, words).exit_code == 0
    assert len((tmp_path / "t" / "draws.csv").read_text().splitlines()) == 201


@pytest.mark.parametrize("form", ["xlsx", "csv", "html", "json"])
def test_the_same_question_gives_the_same_bytes(population: Path, form: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert (
            report(
                population, "--format", form, "--threads", "1" if name == "a" else "2", "--out", str(tmp_path / name)
            ).exit_code
            == 0
        )
    one, other = (read_report(tmp_path / name).content for name in ("a", "b"))
    assert one == other


def test_a_place_that_cannot_take_the_report_is_said_before_anything_is_computed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "thesis.txt").write_text("years of work")
    wrong = [("html", "folder"), ("html", "n" * 300), ("csv", "thesis.txt"), ("xlsx", "thesis.txt/deep/a.xlsx"), ("pdf", "a\0b")]
    for form, name in wrong:
        with pytest.raises(InputError):
            target_for(form, tmp_path / name)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_folder_with_other_files_is_never_replaced(population: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    done = report(population, "--format", "csv", "--out", str(tmp_path))
    assert done.exit_code == 1
    assert str(tmp_path) in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_what_breaks_off_leaves_nothing_and_keeps_what_was_there(tmp_path: Path) -> None:
    write_report(tmp_path / "t", {"record.csv": b"old"})
    with pytest.raises(TypeError):
        write_report(tmp_path / "t", {"record.csv": b"new", "broken.csv": None})  # type: ignore[dict-item]
    assert [path.name for path in tmp_path.rglob("*")] == ["t", "record.csv"]
    assert (tmp_path / "t" / "record.csv").read_bytes() == b"old"


def test_a_full_or_forbidden_disk_is_a_sentence(population: Path) -> None:
    done = report(population, "--out", "/proc/nowhere/a.json")
    assert done.exit_code == 1
    assert "/proc/nowhere/a.json cannot be written" in done.stderr
