"""`pilot read`: figures as JSON, a read-out as a file, a refusal as a sentence and exit code 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from terminal.commands import cli
from tests.analysis.pilot.trials import Trial

if TYPE_CHECKING:
    from pathlib import Path


def test_a_pilot_is_read_as_json_and_as_a_pdf_and_refused_in_a_sentence(population: Path, tmp_path: Path) -> None:
    trial, pdf = Trial(population).write(tmp_path / "trial"), tmp_path / "read.pdf"
    asked = ["pilot", "read", str(trial), "--population", str(population)]
    told = CliRunner().invoke(cli, [*asked, "--json", "-", "--out", str(pdf)])
    assert told.exit_code == 0
    found = json.loads(told.stdout)
    assert found["sample_ratio_failed"] is False
    assert found["units"]["pack_revenue"] == "RUB"
    assert {"low", "high", "p"} <= found["effects"][0]["difference"].keys()
    assert pdf.read_bytes().startswith(b"%PDF")
    first = pdf.read_bytes()
    assert CliRunner().invoke(cli, [*asked, "--out", str(pdf)]).exit_code == 0
    assert pdf.read_bytes() == first  # the same read-out is the same file
    (tmp_path / "mine.pdf").write_text("a letter", encoding="utf-8")
    assert CliRunner().invoke(cli, [*asked, "--out", str(tmp_path / "mine.pdf")]).exit_code == 1
    other = CliRunner().invoke(cli, [*asked, "--out", str(tmp_path / "read.docx")])
    assert other.exit_code == 1
    assert ".json" in other.stderr
    assert ".pdf" in other.stderr
    assert not (tmp_path / "read.docx").exists()
    (trial / "design.json").unlink()
    refused = CliRunner().invoke(cli, asked)
    assert refused.exit_code == 1
    assert "design.json" in refused.stderr
