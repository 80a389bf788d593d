"""`monitor`: an example launch, its months against the plan in words and as JSON, a refusal as a sentence and exit code 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from analysis.monitoring.example import KINDS, make_launch
from terminal.commands import cli
from terminal.trials import monitor

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_an_example_launch_is_read_and_a_launch_without_a_holdout_refused(
    population: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.monitoring.expected.DRAWS", 48)
    launch, base = tmp_path / "launch", ["--population", str(population)]
    made = CliRunner().invoke(
        cli, ["monitor", "example", *base, "--out", str(launch), "--kind", "slower", "--holdout", "0.35", "--seed", "2"]
    )
    assert made.exit_code == 0, made.output
    assert "hidden_truth.json" in made.stdout
    told = CliRunner().invoke(cli, ["monitor", "read", str(launch), *base])
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith("The launch departs from its plan")
    assert "Months to full adoption (months): planned 3" in told.stdout
    assert "one in 24 months" in told.stdout
    figures = CliRunner().invoke(cli, ["monitor", "read", str(launch), *base, "--json", "-"])
    assert json.loads(figures.stdout)["reasons"][0]["name"] == "adoption_months"
    record = json.loads((launch / "design.json").read_text(encoding="utf-8"))
    record["plan"]["arm_list"] = ["launched:1:1:1"]
    (launch / "design.json").write_text(json.dumps(record), encoding="utf-8")
    refused = CliRunner().invoke(cli, ["monitor", "read", str(launch), *base])
    assert refused.exit_code == 1
    assert "No control was kept" in refused.stderr


def test_every_refusal_is_a_sentence_and_exit_code_1(population: Path, tmp_path: Path) -> None:
    launch, base = tmp_path / "launch", ["--population", str(population)]
    make_launch(population, launch, KINDS[0], 0.1)
    record = json.loads((launch / "design.json").read_text(encoding="utf-8"))

    def told(**change: object) -> str:
        (launch / "design.json").write_text(json.dumps(record | change), encoding="utf-8")
        return refused(launch)

    def refused(folder: Path) -> str:
        found = CliRunner().invoke(cli, ["monitor", "read", str(folder), *base])
        assert (found.exit_code, found.stdout) == (1, "")
        return found.stderr

    assert "clusters were held back: fewer than 30" in told()
    assert "does not say what was assumed" in told(assumptions={})
    assert "give_probability" in told(assumptions={"give_probability": 7})
    assert "No control was kept" in told(plan=record["plan"] | {"arm_list": ["all:1:1:1"]})
    assert "its digest is" in told(plan=record["plan"] | {"seed": 9})
    assert "base" in told(base="f" * 64)
    assert "is not the assignment" in told(assignment_sha256="0" * 64)
    (launch / "design.json").write_text("[]", encoding="utf-8")
    assert "is no record of a design" in refused(launch)
    (launch / "design.json").unlink()
    assert "has no design.json" in refused(launch)
    assert "nowhere" in refused(tmp_path / "nowhere")
    short = CliRunner().invoke(cli, ["monitor", "example", *base, "--out", str(tmp_path / "staged"), "--kind", "staged"])
    assert short.exit_code == 1
    assert "--months 24" in short.stderr


def test_the_command_offers_the_kinds_that_there_are() -> None:
    assert monitor.KINDS == KINDS
