"""The workbook, read back by another library: numbers are numbers, names cannot run, sums hold, charts can be heard."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from analysis.outcomes.measures import HEADLINES
from analysis.settings.assumptions import bearing_values
from analysis.settings.parameters import as_dict
from analysis.settings.rule_set import GIFTING
from reports.content.segments import cut_by, dimensions_of
from reports.record.run_record import record_of
from reports.xlsx.charts import waterfall_parts
from reports.xlsx.workbook import to_xlsx
from tests.reports.conftest import DAY, HOSTILE
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from analysis.results.result import Result
    from reports.record.run_record import RunRecord

DIGITS = 1e-15
A4_ACROSS_PX = 988  # between the margins, lying on its side
SHEETS = ("summary", "bridge", "time-path", "segments", "winners", "settings", "provenance")


@pytest.fixture(scope="module")
def content(drawn: Result, record: RunRecord) -> bytes:
    return to_xlsx(drawn, record, "en")


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def sheet(book: Workbook, key: str, language: str = "en") -> Worksheet:
    return book[wording(language)(f"sheet-{key}")]


def rows(found: Worksheet) -> list[list[object]]:
    return [list(row) for row in found.iter_rows(values_only=True)]


def row_of(found: Worksheet, label: str) -> list[object]:
    return next(row for row in rows(found) if row[0] == label)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_bear_titles_of_the_language_that_a_spreadsheet_accepts(
    drawn: Result, record: RunRecord, language: str
) -> None:
    found = load_workbook(io.BytesIO(to_xlsx(drawn, record, language)))
    assert found.sheetnames == [wording(language)(f"sheet-{key}") for key in SHEETS]
    assert all(0 < len(title) <= 31 and not re.search(r"[\[\]:*?/\\']", title) for title in found.sheetnames)


def test_every_outcome_stands_in_the_summary_to_the_last_digit_a_spreadsheet_holds(book: Workbook, drawn: Result) -> None:
    for outcome in drawn.outcomes:
        found = row_of(sheet(book, "summary"), wording("en")(f"outcome-{outcome.name}"))
        scale = 100 if found[5] == "pp" else 1
        told = [outcome.baseline, outcome.with_rules, scale * outcome.change, scale * outcome.low, scale * outcome.high]  # type: ignore[operator]
        assert [*found[1:3], found[4], *found[6:8]] == pytest.approx(told, rel=DIGITS)


def test_what_looks_like_a_number_is_one_and_nothing_is_a_formula(book: Workbook) -> None:
    for found in book.worksheets:
        for row in found.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str):
                    assert not re.fullmatch(r"[-+−]?\d+([.,]\d+)? ?%?", cell.value), f"{found.title}!{cell.coordinate}"


def test_the_time_path_has_every_month_with_both_bands(book: Workbook, drawn: Result) -> None:
    months = [row for row in rows(sheet(book, "time-path")) if isinstance(row[0], int)]
    low, high = drawn.futures.band() if drawn.futures else ((), ())
    assert [row[3] for row in months] == pytest.approx(
        [float(point.cumulative) for point in drawn.projection.time_path], rel=DIGITS
    )
    assert [row[6] for row in months] == pytest.approx(list(low), rel=DIGITS)
    assert [row[7] for row in months] == pytest.approx(list(high), rel=DIGITS)


def test_in_every_dimension_the_groups_and_the_platform_sum_to_the_total_to_the_cent(book: Workbook, drawn: Result) -> None:
    say = wording("en")
    lines = [row[:4] for row in rows(sheet(book, "segments")) if isinstance(row[3], int | float)]
    for dimension in dimensions_of(drawn):
        mine = [row for row in lines if row[0] == say("dimension-" + dimension.replace("_", "-"))]
        *parts, total = [float(str(row[3])) for row in mine]
        assert mine[-1][1] == say("segment-sum")
        assert total == float(drawn.profit_change)
        assert sum(parts) == pytest.approx(total, abs=0.005)
        assert any(row[1] == say("segment-platform") and row[3] == pytest.approx(-12 * 1234.56) for row in mine)


def test_hidden_groups_say_so_in_words_and_only_their_sum_is_told(hostile: Result) -> None:
    say = wording("en")
    found = rows(sheet(load_workbook(io.BytesIO(to_xlsx(hostile, record_of(hostile, DAY), "en"))), "segments"))
    regions = [row for row in found if row[0] == say("dimension-region")]
    hidden = [row for row in regions if row[2] == say("segment-hidden")]
    assert [row[1] for row in hidden] == ["centre", "south"]
    assert all(cell is None for row in hidden for cell in row[3:])
    together = next(row for row in regions if row[1] == say("segment-hidden-together"))
    assert together[3] == float(cut_by(hostile, "region").hidden_profit)


def test_names_from_a_base_stay_text(hostile: Result) -> None:
    content = to_xlsx(hostile, record_of(hostile, DAY), "en")
    found = load_workbook(io.BytesIO(content))
    cells = [cell for one in found.worksheets for row in one.iter_rows() for cell in row if cell.value == HOSTILE]
    assert len(cells) >= 2
    assert {cell.data_type for cell in cells} == {"s"}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist() if "/worksheets/" in name}
    assert [name for name, text in parts.items() if "<f>" in text or "<hyperlink" in text] == []


def test_every_chart_states_its_finding_for_those_who_do_not_see_it(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        drawings = [packed.read(name).decode() for name in packed.namelist() if re.search(r"drawings/drawing\d+\.xml", name)]
    told = [text for drawing in drawings for text in re.findall(r'<xdr:cNvPr [^>]*descr="([^"]*)"', drawing)]
    assert len(told) == 3
    assert all(re.search(r"\d", text) for text in told)


def test_heads_stay_in_sight_and_the_print_has_a_width(book: Workbook) -> None:
    for key in ("bridge", "time-path", "segments", "winners", "settings"):
        found = sheet(book, key)
        assert found.freeze_panes
        assert found.print_title_rows
        assert found.page_setup.orientation == "landscape"
        fitting = found.sheet_properties.pageSetUpPr
        assert fitting is not None
        across = sum(7 * column.width + 5 for column in found.column_dimensions.values())
        scaled = across * int(found.page_setup.scale or 100) / 100
        assert fitting.fitToPage or scaled <= A4_ACROSS_PX, "by fitting, or by a scale that fits"


def test_rules_and_assumptions_are_typed(book: Workbook, drawn: Result) -> None:
    say, found = wording("en"), sheet(book, "settings")
    for values in (as_dict(drawn.rules), bearing_values(drawn.assumptions, GIFTING)):
        for name, value in values.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                assert row_of(found, say(name))[1] == value


@pytest.mark.parametrize(("currency", "digits"), [("KWD", 3), ("RUB", 2), ("JPY", 0)])
def test_amounts_have_the_decimals_of_the_currency_and_gigabytes_have_none_of_it(
    drawn: Result, currency: str, digits: int
) -> None:
    def shown(cell: Cell | MergedCell) -> int:
        return len(str(cell.number_format).split(";")[0].rpartition(".")[2]) if "." in str(cell.number_format) else 0

    paid = replace(drawn, manifest=replace(drawn.manifest, currency=currency))
    content = to_xlsx(paid, record_of(paid, DAY), "en")
    found, say = load_workbook(io.BytesIO(content)), wording("en")
    summary = {str(row[0].value): row for row in sheet(found, "summary").iter_rows()}
    profit = summary[say("outcome-profit_per_subscriber")]
    assert [shown(cell) for cell in (profit[1], profit[2], profit[4], profit[6])] == [digits, digits, digits + 1, digits + 1]
    assert [shown(cell) for cell in summary[say("outcome-satisfaction")][1:5:3]] == [2, 2]
    assert (shown(summary[say("sheet-replay-total")][1]), shown(summary[say("sheet-npv")][1])) == (digits, digits + 2)
    assert shown(summary[say("sheet-flow-sent_gb")][1]) == 2
    bridge = [row[1:4] for row in sheet(found, "bridge").iter_rows(min_row=3) if row[1].value is not None]
    assert {tuple(shown(cell) for cell in row) for row in bridge} == {(digits, digits, digits + 2)}
    segments = [row[3] for row in sheet(found, "segments").iter_rows() if isinstance(row[3].value, int | float)]
    assert segments
    assert {shown(cell) for cell in segments} == {digits}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        charts = [packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/charts/chart")]
    assert not any('formatCode="#,##0.00"' in chart for chart in charts)


def test_the_same_result_gives_the_same_bytes_whatever_the_clock_says(
    drawn: Result, record: RunRecord, content: bytes, book: Workbook
) -> None:
    assert to_xlsx(drawn, record, "en") == content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert book.properties.created.date() == DAY
    assert to_xlsx(drawn, replace(record, made_on="2027-01-01"), "en") != content


def test_paper_is_chosen(drawn: Result, record: RunRecord) -> None:
    sizes = {
        load_workbook(io.BytesIO(to_xlsx(drawn, record, "en", paper))).worksheets[0].page_setup.paperSize
        for paper in ("a4", "letter")
    }
    assert {str(size) for size in sizes} == {"9", "1"}


def test_a_step_across_zero_stands_above_and_below_it() -> None:
    up_and_through = waterfall_parts([5.0, -8.0, 1.0])
    assert up_and_through == [
        (0.0, 5.0, 0.0, 0.0, 0.0, 0.0),
        (0.0, 0.0, 0.0, 5.0, -3.0, 0.0),
        (-2.0, 0.0, -1.0, 0.0, 0.0, 0.0),
        (0.0, 0.0, 0.0, 0.0, 0.0, -2.0),
    ]


def test_a_result_without_draws_leaves_their_cells_empty(drawn: Result) -> None:
    plain = replace(drawn, futures=None, variants=())
    found = load_workbook(io.BytesIO(to_xlsx(plain, record_of(plain, DAY), "en")))
    told = row_of(sheet(found, "summary"), wording("en")(f"outcome-{HEADLINES[0]}"))
    assert told[8:10] == [None, None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_have_room_for_their_wrapped_texts_in_fonts_a_quarter_wider(drawn: Result, record: RunRecord, language: str) -> None:
    found = load_workbook(io.BytesIO(to_xlsx(drawn, record, language)))
    wrapped = 0
    for page in found.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.alignment.wrap_text and isinstance(cell.value, str) and cell.coordinate not in page.merged_cells:
                    width = page.column_dimensions[cell.column_letter].width
                    letters = sum(2 if "\u3000" <= letter <= "\uffef" else 1 for letter in cell.value)
                    lines = (page.row_dimensions[cell.row].height or 15.0) / 15.0
                    assert letters * 1.25 <= lines * width + 1, (page.title, cell.coordinate, cell.value)
                    wrapped += lines > 1
    assert wrapped > 5, "some texts do wrap"


def test_the_chart_of_winners_begins_on_a_printed_page_of_its_own(book: Workbook) -> None:
    found = sheet(book, "winners")
    (drawing,) = vars(found)["_charts"]
    assert [cut.id for cut in found.row_breaks.brk] == [drawing.anchor._from.row]
    fitting = found.sheet_properties.pageSetUpPr
    assert fitting is None or not fitting.fitToPage, "a sheet made to fit ignores breaks"
