"""The sheets that tell what happens: summary, profit bridge and the time ahead."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.outcomes.few_people import told_flow, told_outcomes
from reports.content.chart_findings import bridge_alternative, path_alternative
from reports.content.gift_fates import flow_line
from reports.content.headlines import notice_lines, verdict
from reports.content.horizon import payback_text
from reports.numbers.outcomes import kind_of, unit_titles
from reports.tidy.tables import FLOW_COUNTS, FLOW_VOLUMES
from reports.xlsx.charts import time_lines, waterfall, waterfall_parts
from reports.xlsx.sheet import Page

if TYPE_CHECKING:
    from analysis.results.result import Outcome, Result
    from reports.xlsx.sheet import Book, Styled, Value
    from wording import Wording

CHART = (980, 380)


def level_cell(name: str, level: float | None) -> Styled:
    """Return a level of an outcome as a cell."""
    return level, kind_of(name).level_style


def change_cell(name: str, change: float | None) -> Styled:
    """Return a change of an outcome as a cell; differences of shares are in percentage points."""
    kind = kind_of(name)
    return None if change is None else kind.scale * change, kind.change_style


def summary_sheet(book: Book, result: Result) -> None:
    """Write the verdict, all outcomes with both layers of uncertainty, the value over the horizon and the flow of gifts."""
    say = book.say
    page = Page(book, say("sheet-summary"), (44, 14, 14, 12, 14, 14, 14, 14, 14, 14))
    page.heading(say("report-title"))
    for text in (verdict(result, say), *notice_lines(result, say), say("sheet-caveat"), say("sheet-layers")):
        page.note(text)
    page.gap()
    _outcomes(page, result)
    page.gap()
    _value(page, result)
    page.gap()
    _flow(page, result)
    if result.variants:
        page.gap()
        _variants(page, result)


def _outcomes(page: Page, result: Result) -> None:
    say = page.book.say
    layers = [say("sheet-end-of", layer=say(f"layer-{layer}"), end=say(end)) for layer in _LAYERS for end in _ENDS]
    names = [say("page-without"), say("page-with"), say("page-unit"), say("page-change"), say("sheet-unit-of-change")]
    page.head([say("page-outcome"), *names, *layers])
    for outcome in told_outcomes(result):
        page.line(_outcome_cells(outcome, result, say))


_LAYERS, _ENDS = ("sampling", "assumption"), ("sheet-low", "sheet-high")


def _outcome_cells(outcome: Outcome, result: Result, say: Wording) -> list[Styled]:
    name = outcome.name
    unit, change_unit = unit_titles(name, result.manifest.currency, say)
    drawn = result.futures.interval(name) if result.futures else (None, None)
    levels: list[Styled] = [*(level_cell(name, level) for level in (outcome.baseline, outcome.with_rules)), (unit, "text")]
    ends = [change_cell(name, end) for end in (outcome.low, outcome.high, *drawn)]
    return [(say(f"outcome-{name}"), "text"), *levels, change_cell(name, outcome.change), (change_unit, "text"), *ends]


def _value(page: Page, result: Result) -> None:
    say, ahead, futures = page.book.say, result.projection, result.futures
    heads = say("axis-profit", currency=result.manifest.currency)
    drawn = futures.interval("npv") if futures else (None, None)
    page.heading(say("sheet-value", months=ahead.horizon_months), "section")
    page.line([(payback_text(ahead.payback_month, result, say), "text")])
    rows: list[tuple[str, Value, str, str]] = [
        (say("sheet-npv"), ahead.npv.value, "gain_initial", heads),
        *((say("sheet-npv-end", layer=say("layer-sampling"), end=say(end)), value, "gain_initial", heads)
          for end, value in zip(_ENDS, (ahead.npv.low, ahead.npv.high), strict=True)),
        *((say("sheet-npv-end", layer=say("layer-assumption"), end=say(end)), value, "gain_initial", heads)
          for end, value in zip(_ENDS, drawn, strict=True)),
        (say("sheet-undiscounted"), ahead.profit_change, "gain_initial", heads),
        (say("sheet-replay-total"), result.profit_change, "gain", result.manifest.currency),
        (say("sheet-payback-month"), ahead.payback_month, "count", say("axis-months")),
        (say("sheet-probability"), futures.probability_profit_rises if futures else None, "share", say("sheet-of-draws")),
        (say("sheet-cvar"), futures.cvar5 if futures else None, "gain_initial", heads),
    ]  # fmt: skip
    for label, value, style, unit in rows:
        if value is not None:
            page.line([(label, "wrapped"), (value, style), (unit, "text")])


def _flow(page: Page, result: Result) -> None:
    say = page.book.say
    page.heading(say("sheet-flow"), "section")
    flow = told_flow(result)
    if flow["transfers"] is None:
        page.note(flow_line(result, say))
    for name in FLOW_COUNTS:
        page.line([(say(f"sheet-flow-{name}"), "text"), (flow[name], "count")])
    for name in FLOW_VOLUMES:
        page.line([(say(f"sheet-flow-{name}"), "text"), (flow[name], "number"), (say("unit-gb"), "text")])


def _variants(page: Page, result: Result) -> None:
    say = page.book.say
    page.heading(say("sheet-variants"), "section")
    for variant in result.variants:
        heads = say("axis-profit", currency=result.manifest.currency)
        worth: list[Styled] = [(variant.npv.value, "gain_initial"), (heads, "text")]
        page.line([(say(f"variant-{variant.name}"), "wrapped"), *worth])


def bridge_sheet(book: Book, result: Result) -> None:
    """Write the steps from no change to the change in profit, their sum, and the waterfall of them per initial subscriber."""
    say, currency = book.say, result.manifest.currency
    page = Page(book, say("sheet-bridge"), (40, 22, 22, 24))
    page.heading(say("page-bridge"))
    titles = [f"{say(key)}, {currency}" for key in ("page-total", "page-horizon-total", "page-per-initial")]
    top = page.head([say("page-step"), *titles], freeze=1) + 1
    both = list(zip(result.profit_bridge, result.projection.bridge, strict=True))
    names = [say("bridge-" + step.item.replace("_", "-")) for step, _ in both] + [say("bridge-sum")]
    heads = [ahead.change for _, ahead in both]
    for name, (step, ahead) in zip(names, both, strict=False):
        page.line([(name, "text"), (step.total, "gain"), (ahead.total, "gain"), (ahead.change, "gain_initial")])
    over_replay, over_horizon = (sum((step.total for step in steps), Decimal(0)) for steps in zip(*both, strict=True))
    sums: list[Styled] = [(over_replay, "gain_sum"), (over_horizon, "gain_sum"), (sum(heads, Decimal(0)), "gain_initial_sum")]
    page.line([(names[-1], "sumtext"), *sums])
    _waterfall(page, top, names, [float(head) for head in heads], result)


def _waterfall(page: Page, top: int, names: list[str], heads: list[float], result: Result) -> None:
    """Write the helper columns far right and draw the bridge from them under the table."""
    say, first = page.book.say, 16
    place = (page.row + 1, 0)
    page.row = top - 1
    page.line([(say("sheet-helper"), "helper")], first)
    for name, amount, parts in zip(names, [*heads, sum(heads)], waterfall_parts(heads), strict=True):
        label = f"{name}: {say.number(amount, page.book.decimals, signed=True)}"
        page.line([(label, "helper"), *((part, "helper") for part in parts)], first)
    page.sheet.print_area(0, 0, place[0] + 20, len(page.widths) - 1)
    labels = (page.title, top, first, top + len(heads), first)
    words = {"gain": say("sheet-gain"), "loss": say("sheet-loss"), "total": say("bridge-sum")}
    axis = say("axis-profit", currency=result.manifest.currency)
    chart = waterfall(page.book.workbook, labels, first + 1, words, axis)
    page.chart(chart, place, (770, 400), bridge_alternative(result, say))


def time_path_sheet(book: Book, result: Result) -> None:
    """Write the months ahead with both bands of the running sum, and draw them."""
    say, currency, points = book.say, result.manifest.currency, result.projection.time_path
    page = Page(book, say("sheet-time-path"), (10, 18, 18, 18, 18, 18, 18, 18, 18))
    page.heading(say("sheet-time-path"))
    page.note(say("sheet-time-unit", currency=currency))
    ends = [say("sheet-end-of", layer=say(f"layer-{layer}"), end=say(end)) for layer in _LAYERS for end in _ENDS]
    changes = [say("sheet-profit-change"), say("sheet-revenue-change"), say("sheet-cumulative")]
    top = page.head([say("sheet-month"), *changes, *ends, say("sheet-retained")], freeze=1) + 1
    drawn: list[tuple[float | None, float | None]] = [(None, None)] * len(points)
    if result.futures is not None:
        low, high = result.futures.band()
        drawn = list(zip(low.tolist(), high.tolist(), strict=True))
    for point, both in zip(points, drawn, strict=True):
        values: tuple[Value, ...] = (point.profit_change, point.revenue_change, point.cumulative, point.low, point.high, *both)
        page.line([(point.month, "count"), *((value, "gain_initial") for value in values), (point.retained_per_1000, "change3")])
    months = (page.title, top, 0, top + len(points) - 1, 0)
    bands = list(enumerate(ends[: 4 if result.futures else 2], 4))
    axes = (say("axis-months"), say("axis-profit", currency=currency))
    chart = time_lines(book.workbook, months, [(3, say("path-central")), *bands], axes)
    page.chart_below(chart, CHART, path_alternative(result, say))
