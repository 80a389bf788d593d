"""The sheets that tell for whom: groups of subscribers, winners and losers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.outcomes.cuts import BANDS
from analysis.outcomes.measures import HEADLINES
from reports.content.chart_findings import bands_alternative
from reports.content.palette import BAND_COLOURS
from reports.content.segments import ALL, cut_by, dimensions_of, level_name, level_order
from reports.numbers.outcomes import unit_titles
from reports.xlsx.charts import stacked_shares
from reports.xlsx.number_sheets import change_cell, level_cell
from reports.xlsx.sheet import Page

if TYPE_CHECKING:
    from analysis.results.result import Bands, Result, Segment
    from reports.content.segments import Cut
    from reports.xlsx.sheet import Book, Styled
    from wording import Wording

CHARTED = (ALL, "role", "use_decile")  # these come first, so that the chart reads one block of rows


def segments_sheet(book: Book, result: Result) -> None:
    """Write the headlines of every group; in each dimension the changes in profit sum to the total."""
    say, currency = book.say, result.manifest.currency
    page = Page(book, say("sheet-segments"), (18, 30, 14, 18, *(13,) * (4 * len(HEADLINES))))
    page.heading(say("who-groups"))
    for key in ("who-sum-help", "who-hidden-help", "who-role-help"):
        page.note(say(key))
    titles = [title for name in HEADLINES for title in _outcome_titles(name, currency, say)]
    groups = [say("who-dimension"), say("segment-group"), say("segment-subscribers")]
    top = page.head([*groups, say("segment-profit", currency=currency), *titles], freeze=2)
    for dimension in dimensions_of(result):
        _block(page, cut_by(result, dimension), result)
    page.sheet.fit_to_pages(2, 0)  # on one page the numbers would be too small to read
    page.sheet.repeat_columns(0, 1)
    page.sheet.autofilter(top, 0, page.row - 1, 3)


def _outcome_titles(name: str, currency: str, say: Wording) -> list[str]:
    unit, change_unit = unit_titles(name, currency, say)
    parts = [(say("page-without"), unit), *((say(key), change_unit) for key in ("page-change", "sheet-low", "sheet-high"))]
    return [say("sheet-outcome-part", outcome=say(f"outcome-{name}"), part=part, unit=of) for part, of in parts]


def _block(page: Page, cut: Cut, result: Result) -> None:
    """Write a dimension: shown groups, hidden ones in words, what they come to together, the platform's cost, the sum."""
    say = page.book.say
    title = say("dimension-" + cut.dimension.replace("_", "-"))
    for segment in (*cut.shown, *cut.hidden):
        name: list[Styled] = [(title, "text"), (level_name(cut.dimension, segment.level, say), "wrapped")]
        page.line([*name, *_group_cells(segment, say)])
    if cut.hidden:
        people = result.subscribers - sum(segment.subscribers or 0 for segment in cut.shown)
        together: list[Styled] = [(people, "count"), (cut.hidden_profit, "gain")]
        page.line([(title, "text"), (say("segment-hidden-together"), "text"), *together])
    page.line([(title, "text"), (say("segment-platform"), "text"), (None, "count"), (cut.platform, "gain")])
    if cut.resellers is not None:
        page.line([(title, "text"), (say("segment-resellers"), "text"), (None, "count"), (cut.resellers, "gain")])
    total: list[Styled] = [(result.subscribers, "sumcount"), (cut.total, "gain_sum")]
    page.line([(title, "sumtext"), (say("segment-sum"), "sumtext"), *total])


def _group_cells(segment: Segment, say: Wording) -> list[Styled]:
    if segment.outcomes is None:
        return [(say("segment-hidden"), "muted")]
    found = {outcome.name: outcome for outcome in segment.outcomes}
    cells: list[Styled] = [(segment.subscribers, "count"), (segment.profit_change, "gain")]
    for name in HEADLINES:
        outcome = found[name]
        changes = [change_cell(name, value) for value in (outcome.change, outcome.low, outcome.high)]
        cells += [level_cell(name, outcome.baseline), *changes]
    return cells


def winners_sheet(book: Book, result: Result) -> None:
    """Write the share of each group's subscribers in the five bands, losers first, and draw the first block of groups."""
    say = book.say
    page = Page(book, say("sheet-winners"), (22, 30, 16, *(18,) * len(BANDS)))
    page.heading(say("who-bands"))
    page.note(f"{say('who-bands-help')} {say('who-bands-rounded')}")
    names = [say("band-" + band.replace("_", "-")) for band in BANDS]
    top = page.head([say("who-dimension"), say("segment-group"), say("segment-subscribers"), *names], freeze=2) + 1
    rows = sorted(result.winners_losers, key=_place)
    for bands in rows:
        dimension = "" if bands.dimension == ALL else say("dimension-" + bands.dimension.replace("_", "-"))
        group = level_name(bands.dimension, bands.level, say)
        page.line([(dimension, "text"), (group, "wrapped"), *_band_cells(bands, say)])
    charted = sum(bands.dimension in CHARTED for bands in rows)
    groups = (page.title, top, 0, top + charted - 1, 1)
    chart = stacked_shares(book.workbook, groups, names, 3, BAND_COLOURS)
    page.chart_below(chart, (1080, 480), bands_alternative(result, say))


def _band_cells(bands: Bands, say: Wording) -> list[Styled]:
    if bands.shares is None:
        return [(say("segment-hidden"), "muted")]
    return [(bands.subscribers, "count"), *((share, "share") for share in bands.shares)]


def _place(bands: Bands) -> tuple[int, str, tuple[float, str]]:
    """Sort the charted dimensions first, then the others by name, each by level."""
    charted = bands.dimension in CHARTED
    nth = CHARTED.index(bands.dimension) if charted else len(CHARTED)
    return nth, bands.dimension, level_order(bands.level) if bands.dimension != "role" else (0.0, "")
