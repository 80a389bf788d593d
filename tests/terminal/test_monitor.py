"""`monitor`: an example launch, its months against the plan in words and as JSON, a refusal as a sentence and exit code 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from analysis.monitoring.example import KINDS
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


def test_the_command_offers_the_kinds_that_there_are() -> None:
    assert monitor.KINDS == KINDS
