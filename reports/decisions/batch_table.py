"""Many scenarios side by side as a workbook: one row each."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from analysis.outcomes.base_notices import base_notices
from analysis.outcomes.measures import HEADLINES
from reports.content.headlines import lines_of
from reports.numbers.outcomes import unit_titles
from reports.xlsx.charts import bars
from reports.xlsx.number_sheets import change_cell, level_cell
from reports.xlsx.sheet import Book, Page
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.world.prepared_base import PreparedBase
    from reports.decisions.side_by_side import CaseRow, Plain
    from reports.xlsx.sheet import Styled

_WORTH = ("npv", "npv_sampling_low", "npv_sampling_high", "npv_assumption_low", "npv_assumption_high", "cvar5")


def comparison_xlsx(rows: Sequence[CaseRow], world: PreparedBase, language: str, made_on: date) -> bytes:
    """Return the rows of `case_row`, all on one base, as a workbook with the value of every scenario drawn."""
    base = world.manifest.name
    say, target = wording(language), io.BytesIO()
    currency = str(rows[0]["currency"]) if rows else ""
    book = Book(target, say, "a4", f"{base}, {made_on.isoformat()}", currency)
    made = datetime.combine(made_on, datetime.min.time(), UTC).replace(tzinfo=None)
    book.workbook.set_properties({"title": say("sheet-comparison"), "author": say("page-title"), "created": made})
    heads = say("axis-npv", currency=currency)
    page = Page(book, say("sheet-comparison"), (36, *(15,) * (2 * len(HEADLINES) + len(_WORTH) + 3), 36))
    page.heading(say("sheet-comparison"))
    page.note(say("sheet-comparison-note", base=base, worth=heads))
    for line in lines_of(base_notices(world), say):
        page.note(line)
    top = page.head(_titles(book, currency), freeze=1) + 1
    for row in rows:
        page.line(_cells(book, row))
    if rows:
        names = (page.title, top, 0, top + len(rows) - 1, 0)
        chart = bars(book.workbook, names, 1, (say("sheet-npv"), heads), book.decimals)
        page.chart_below(chart, (980, min(1400, 160 + 28 * len(rows))), _finding(rows, book))
    book.workbook.close()
    return target.getvalue()


def _titles(book: Book, currency: str) -> list[str]:
    say = book.say
    ends = [
        say("sheet-npv-end", layer=say(f"layer-{layer}"), end=say(end))
        for layer in ("sampling", "assumption")
        for end in ("sheet-low", "sheet-high")
    ]
    worth = [
        say("sheet-npv"),
        *ends,
        say("sheet-cvar"),
        say("sheet-probability"),
        say("sheet-payback-month"),
        say("sheet-horizon"),
    ]
    titles = []
    for name in HEADLINES:
        unit, change_unit = unit_titles(name, currency, say)
        for part, of in ((say("page-without"), unit), (say("page-change"), change_unit)):
            titles.append(say("sheet-outcome-part", outcome=say(f"outcome-{name}"), part=part, unit=of))
    return [say("sheet-scenario"), *worth, *titles, say("sheet-file")]


def _cells(book: Book, row: CaseRow) -> list[Styled]:
    say = book.say
    worth: list[Styled] = [(row[name], "gain") for name in _WORTH]
    never: Styled = (say("sheet-no-payback") if row["transfers"] != 0 else say("payback-nothing"), "muted")
    payback: Styled = (row["payback_month"], "count") if row["payback_month"] else never
    rest: list[Styled] = [(row["probability_profit_rises"], "share"), payback, (row["horizon_months"], "count")]
    cells: list[Styled] = [(row["scenario"], "wrapped"), *worth, *rest]
    for name in HEADLINES:
        level, moved = (_number(row[f"{name}_{part}"]) for part in ("baseline", "change"))
        cells += [level_cell(name, level), change_cell(name, moved)]
    return [*cells, (row["file"], "text")]


def _number(value: Plain) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _finding(rows: Sequence[CaseRow], book: Book) -> str:
    """Say which scenario is worth most and which least."""
    say, ordered = book.say, sorted(rows, key=lambda row: float(row["npv"] or 0))
    worst, best = ordered[0], ordered[-1]
    ends = {
        f"{end}_{part}": value
        for end, row in (("best", best), ("worst", worst))
        for part, value in (
            ("name", str(row["scenario"])),
            ("npv", say.money(float(row["npv"] or 0), str(row["currency"]), signed=True)),
        )
    }
    return say("sheet-alt-comparison", count=len(rows), **ends)
