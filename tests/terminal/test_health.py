"""The health command: a line per measure in the chosen language, or JSON with stable keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from cli import cli
from data.health.targets import targets_for

if TYPE_CHECKING:
    from pathlib import Path


def test_the_health_of_a_base_is_told_in_lines_and_in_json(population: Path) -> None:
    told = CliRunner().invoke(cli, ["population", "health", str(population), "--language", "ru"])
    assert told.exit_code == 0
    assert "База в целом" in told.stdout.splitlines()[-1]
    answer = json.loads(CliRunner().invoke(cli, ["population", "health", str(population), "--json", "-"]).stdout)
    assert {check["name"] for check in answer["checks"]} == set(targets_for("russia", "T2"))
    assert {check["status"] for check in answer["checks"]} <= {"pass", "review", "fail", "unknown"}


def test_an_operator_is_chosen_by_name(tmp_path: Path) -> None:
    words = ["population", "synth", "--subscribers", "1000", "--operator", "mts", "--out", str(tmp_path / "base")]
    assert CliRunner().invoke(cli, words).exit_code == 0
    assert json.loads((tmp_path / "base" / "manifest.json").read_text())["operator"] == "MTS"
    words[5] = "mtss"
    wrong = CliRunner().invoke(cli, words)
    assert wrong.exit_code == 1
    assert "MTS" in wrong.stderr
