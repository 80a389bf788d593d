"""A run in which few take part tells its flow in no report and in no format."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from reports.charts.replay import gift_fates
from reports.content.gift_fates import fate_shares, fates_alternative, flow_line
from reports.content.segments import cut_by, segment_rows
from reports.decisions.side_by_side import case_row
from reports.document.html import to_html
from reports.pdf.render import to_pdf
from reports.record.json_contract import to_json
from reports.record.run_record import record_of
from reports.tidy.tables import tables_of
from reports.xlsx.workbook import to_xlsx
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.world.world import World

DAY = date(2026, 3, 1)
SAY = wording("en")


@pytest.fixture(scope="module")
def few(world: World) -> Result:
    for months in range(int(world.tenure.max()) + 12, 0, -1):
        rules = make_rules({"giver_plans": ("archive",), "min_tenure_months": months})
        result = simulate(world, rules, assumptions_for(world, {}))
        if result.flow.transfers:
            assert result.flow.givers < 10
            return result
    pytest.fail("nobody gives")


def test_no_table_holds_the_flow_of_few(few: Result) -> None:
    told = json.loads(to_json(few, SAY))
    assert set(told["flow"].values()) == {None}
    assert told["outcomes"]["unmet_gb"] is None
    assert told["outcomes"]["satisfaction"]["change"] == few.outcome("satisfaction").change
    flow = {float(value) for value in vars(few.flow).values() if isinstance(value, Decimal)}
    volumes = {few.outcome(name).change for name in ("unmet_gb", "expired_gb")} | {gb for gb in flow if gb != int(gb)}
    assert len(volumes) > 1
    tidy = {cell for table in tables_of(few) for row in table.rows for cell in row if isinstance(cell, int | float)}
    book = load_workbook(io.BytesIO(to_xlsx(few, record_of(few, DAY), "en")))
    cells = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert volumes.isdisjoint(tidy)
    assert volumes.isdisjoint(cells)
    row = case_row("few", "few.json", few)
    assert (row["transfers"], row["received_gb"]) == (None, None)


def test_the_page_and_the_documents_say_so_in_words(few: Result) -> None:
    for language in LANGUAGES:
        say = wording(language)
        line = flow_line(few, say)
        assert say("count-few", fewest=10) in line
        assert not any(letter.isdigit() for letter in line.replace("10", ""))
        assert fates_alternative(few, say) == say("alt-fates-hidden")
    assert {part.share for part in fate_shares(few, SAY)} == {None}
    assert set(gift_fates(few, SAY).data[0].x) == {0}
    html = to_html(few, record_of(few, DAY), "en").decode()
    assert flow_line(few, SAY) in html
    assert to_pdf(few, record_of(few, DAY), "en")


def test_every_group_of_few_is_hidden_in_words(few: Result) -> None:
    rows = segment_rows(few, cut_by(few, "region"), ("satisfaction",), "", SAY)
    assert {row[1] for row in rows[:-2]} == {SAY("segment-hidden")}
