"""The charts of the workbook, drawn by the spreadsheet itself from the cells beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.content.palette import GAIN, LOSS, TOTAL
from reports.xlsx.sheet import signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

Area = tuple[str, int, int, int, int]  # sheet, first row, first column, last row, last column
# A step that crosses zero has a part above and a part below it, which a stacked column holds apart.
WATERFALL = ("base", "gain", "gain", "loss", "loss", "total")
# Whatever the currency: large amounts without decimals, small ones with as many as tell the lines of the grid apart.
SCALE = "[>=1000]#,##0;[<=-1000]-#,##0;General"
GRID = {"visible": True, "line": {"color": "#D9D9D9"}}
LINES = (("solid", TOTAL, 2.75), ("dash", GAIN, 1.5), ("dash", GAIN, 1.5), ("round_dot", LOSS, 1.5), ("round_dot", LOSS, 1.5))


def waterfall_parts(steps: Sequence[float]) -> list[tuple[float, ...]]:
    """Return the heights of WATERFALL for every step, the sum last: what is invisible carries the step to where it begins."""
    rows, level = [], 0.0
    for step in steps:
        low, high = min(level, level + step), max(level, level + step)
        base = low if low > 0 else min(high, 0.0)
        parts = (max(high, 0.0) - max(low, 0.0), min(low, 0.0) - min(high, 0.0))
        rows.append((base, *(parts if step > 0 else (0.0, 0.0)), *(parts if step < 0 else (0.0, 0.0)), 0.0))
        level += step
    return [*rows, (0.0, 0.0, 0.0, 0.0, 0.0, level)]


def waterfall(book: Workbook, labels: Area, first_part: int, names: dict[str, str], axis: str) -> Chart:
    """Draw the bridge from the helper columns that begin at `first_part`, in the rows of its `labels`."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    sheet, top, _, bottom, _ = labels
    colours = {"gain": GAIN, "loss": LOSS, "total": TOTAL}
    for nth, part in enumerate(WATERFALL):
        column = first_part + nth
        fill = {"color": colours[part]} if part in colours else {"none": True}
        series = {"categories": list(labels), "values": [sheet, top, column, bottom, column], "fill": fill, "gap": 60}
        chart.add_series(series | {"name": names.get(part, part), "border": {"none": True}})
    chart.set_legend({"position": "top", "delete_series": [0, 2, 4]})
    chart.set_x_axis({"label_position": "low", "num_font": {"size": 9}})
    chart.set_y_axis({"name": axis, "num_format": SCALE, "major_gridlines": GRID})
    return chart


def time_lines(book: Workbook, months: Area, columns: Sequence[tuple[int, str]], axes: tuple[str, str]) -> Chart:
    """Draw the course by month with the ends of its bands, each kind with a dash of its own; `columns` are (column, name)."""
    chart = book.add_chart({"type": "line"})
    sheet, top, _, bottom, _ = months
    for (column, name), (dash, colour, width) in zip(columns, LINES, strict=False):
        line = {"color": colour, "width": width, "dash_type": dash}
        chart.add_series({"name": name, "categories": list(months), "values": [sheet, top, column, bottom, column], "line": line})
    chart.set_legend({"position": "top"})
    chart.set_x_axis({"name": axes[0], "label_position": "low"})
    chart.set_y_axis({"name": axes[1], "num_format": SCALE, "major_gridlines": GRID})
    return chart


def stacked_shares(book: Workbook, groups: Area, names: Sequence[str], first: int, colours: Sequence[str]) -> Chart:
    """Draw a bar of shares per group, one part for each of `names`, whose columns begin at `first`."""
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    sheet, top, _, bottom, _ = groups
    for nth, (name, colour) in enumerate(zip(names, colours, strict=True)):
        column = first + nth
        series = {"categories": list(groups), "values": [sheet, top, column, bottom, column], "fill": {"color": colour}}
        chart.add_series(series | {"gap": 40, "name": name, "border": {"color": "#FFFFFF", "width": 0.75}})
    chart.set_legend({"position": "top"})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis({"num_format": "0%", "major_gridlines": GRID})
    return chart


def bars(book: Workbook, names: Area, column: int, titles: tuple[str, str], decimals: int) -> Chart:
    """Draw one bar per name from a column of amounts, losses in another colour; `titles` are the series' and the axis'."""
    chart = book.add_chart({"type": "bar"})
    sheet, top, _, bottom, _ = names
    series = {"name": titles[0], "categories": list(names), "values": [sheet, top, column, bottom, column], "gap": 40}
    signs = {"fill": {"color": GAIN}, "invert_if_negative": True, "invert_if_negative_color": LOSS}
    chart.add_series(series | signs | {"data_labels": {"value": True, "num_format": signed(decimals)}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": {"size": 9}})
    chart.set_x_axis({"name": titles[1], "num_format": SCALE, "major_gridlines": GRID})
    return chart
