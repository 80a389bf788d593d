"""The commands that check and import populations."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from data.database import storage
from data.synthetic.generator import synthesise
from terminal.population import population
from tests.data.tiny import change, write_tiny
from tests.tools.interrupting import interrupt_when

ROOT = Path(__file__).parents[2]


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(population, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_a_good_population_is_said_to_be_good(tmp_path: Path) -> None:
    code, text = run("check", write_tiny(tmp_path / "tiny"))
    assert code == 0
    assert "can be used: 2 plans, 3 subscribers, 6 subscriber-months, 2 ties" in text
    assert "Note: The manifest bears no fingerprint" in text


def test_a_bad_one_gets_a_sentence_per_problem_and_exit_code_1(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    change(folder, "usage", "4.5,0,4.5", "-4.5,0,4.5")
    change(folder, "contacts", "001,003", "001,001")
    code, text = run("check", folder)
    assert code == 1
    assert "Error: usage.csv, row 2, column “used_gb” is “-4.5”: from 0 to 1000000 is allowed." in text
    assert "Error: contacts.csv, row 3, column “contact_id”: “001” is a contact of its own." in text
    assert "cannot be used. Problems: 2." in text


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    code, text = run("check", tmp_path / "nowhere")
    assert code == 1
    assert "There is no folder" in text


def test_an_import_says_what_it_made_up(tmp_path: Path) -> None:
    source = write_tiny(tmp_path / "source")
    (source / "contacts.csv").unlink()
    code, text = run("import", "--mapping", "schema", source, "--out", tmp_path / "out")
    assert code == 0
    assert "made up: contacts." in text
    assert run("check", tmp_path / "out")[0] == 0


def test_a_failed_import_leaves_nothing(tmp_path: Path) -> None:
    source = write_tiny(tmp_path / "source")
    change(source, "usage", "4.5,0,4.5", "lots,0,4.5")
    code, text = run("import", "--mapping", "schema", source, "--out", tmp_path / "out")
    assert code == 1
    assert "usage.csv, row 2, column “used_gb” is “lots”: a number is needed" in text
    assert [file.name for file in tmp_path.iterdir()] == ["source"]


def interrupted() -> None:
    with storage.connect():
        raise RuntimeError("Query interrupted")  # what DuckDB says when Ctrl-C meets a running query


def test_ctrl_c_inside_a_query_is_a_cancellation_and_not_a_defect() -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted()


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_ctrl_c_ends_an_import_and_leaves_nothing(tmp_path: Path) -> None:
    synthesise(tmp_path / "source", 60_000)
    command = interrupt_when(tmp_path, ".out-*") + "from terminal.population import population; population()"
    arguments = ["import", "--mapping", "schema", str(tmp_path / "source"), "--out", str(tmp_path / "out")]
    process = subprocess.Popen([sys.executable, "-c", command, *arguments], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 130
    assert "nothing was written" in said
    assert [file.name for file in tmp_path.iterdir()] == ["source"]
