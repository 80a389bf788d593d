"""A plan is called by its name wherever a person reads, and by its id wherever a machine does."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from analysis.world.tables import told_apart
from reports.document.html import to_html
from reports.record.json_contract import as_plain
from reports.tidy.csv_files import to_csv
from reports.xlsx.workbook import to_xlsx
from tests.analysis.rewriting import rewritten
from tests.reports.ready import recorded
from wording import wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result

CODED = (
    "update plans set name = case plan_id when 'talk' then 'Разговор' when 'archive' then '' else name end",
    "update plans set name = 'Home' where plan_id = 'online'",
    "update plans set name = 'home' where plan_id = 'special'",
    "update plans set plan_id = 'T-' || plan_id",
    "update subscribers set plan_id = 'T-' || plan_id",
)
SHOWN = ("Разговор", "T-archive", "Home (T-online)", "home (T-special)")


@pytest.fixture(scope="module")
def coded(population: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Answer for a base whose plans have codes for ids: one has no name, two have the same."""
    world = prepare(rewritten(population, tmp_path_factory.mktemp("coded") / "base", CODED))
    return simulate(world, make_rules({"giver_plans": ("T-talk", "T-online")}), assumptions_for(world, {}))


def test_names_that_are_alike_are_told_apart_and_none_is_another_plans_id() -> None:
    assert told_apart({"a": "b", "b": "", "c": " c "}) == {"a": "b (a)", "b": "b", "c": "c"}


def test_reports_speak_of_plans_by_name(coded: Result) -> None:
    page = to_html(coded, recorded(coded)).decode()
    book = load_workbook(io.BytesIO(to_xlsx(coded, recorded(coded), "en")))
    sheets = "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)
    for name in SHOWN:
        assert name in page, name
        assert name in sheets
    assert "Разговор, Home (T-online)" in page


def test_machines_are_told_ids(coded: Result) -> None:
    plain = as_plain(coded, wording("en"))
    assert {one["level"] for one in plain["segments"] if one["dimension"] == "plan"} >= {"T-talk", "T-online"}  # type: ignore[attr-defined]
    segments = to_csv(coded, recorded(coded), "en")["segments.csv"].decode()
    assert "T-talk" in segments
    assert "Разговор" not in segments
    assert "giver_plans=T-talk,T-online" in recorded(coded).command
