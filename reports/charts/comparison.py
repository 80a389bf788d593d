"""Charts that set several rules side by side; each has a text alternative, and its numbers stand in content/comparison.py."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from reports.charts.style import label
from reports.content.comparison import certainty, finding
from reports.content.palette import GAIN, LOSS, TOTAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.results.result import Projection
    from reports.content.comparison import Case
    from wording import Wording

# A mark's shape and the legend's words say what its colour says.
_LOOKS = {
    "up": (GAIN, "triangle-up"),
    "down": (LOSS, "triangle-down"),
    "unsure": (TOTAL, "circle"),
    "none": (TOTAL, "line-ns-open"),
}
# Told apart without colour: a dash and a mark of its own for each.
_LINES = (
    ("#0072B2", "solid", "circle"), ("#D55E00", "dash", "square"), ("#009E73", "dot", "diamond"),
    ("#CC79A7", "dashdot", "triangle-up"), ("#E69F00", "longdash", "triangle-down"), ("#767676", "longdashdot", "x"),
)  # fmt: skip
MOST_PATHS = len(_LINES)
_LONGEST_LABEL = 26


def profit_changes(cases: Sequence[Case], say: Wording) -> go.Figure:
    """Draw what the rules are worth over the horizon as a dot per case with its 90 % sampling interval, first case on top."""
    figure = go.Figure()
    told = [certainty(case.worth) for case in cases]
    for sure, (colour, symbol) in _LOOKS.items():
        places = [place for place, found in enumerate(told) if found == sure]
        if places:
            figure.add_trace(_dots([cases[place] for place in places], places, say(f"certainty-{sure}"), (colour, symbol), say))
    currency = cases[0].result.manifest.currency
    for place, case in enumerate(cases):
        amount = say.money(case.worth.value, currency, signed=True)
        figure.add_annotation(x=case.worth.value, y=place, text=amount, showarrow=False, yshift=15)
    labels = [_label(case.title) for case in cases]
    figure.update_yaxes(tickvals=list(range(len(cases))), ticktext=labels, range=[len(cases) - 0.4, -0.8], automargin=True)
    figure.update_xaxes(title=say("axis-npv", currency=currency), zeroline=True, rangemode="tozero", automargin=True)
    return _framed(figure, 120 + 38 * len(cases), say)


def _dots(cases: Sequence[Case], places: list[int], name: str, look: tuple[str, str], say: Wording) -> go.Scatter:
    found = [case.worth for case in cases]
    above = [0.0 if worth.high is None else worth.high - worth.value for worth in found]
    below = [0.0 if worth.low is None else worth.value - worth.low for worth in found]
    currency = cases[0].result.manifest.currency
    return go.Scatter(
        x=[worth.value for worth in found],
        y=places,
        error_x={"type": "data", "array": above, "arrayminus": below, "symmetric": False, "color": look[0]},
        mode="markers",
        marker={"color": look[0], "symbol": look[1], "size": 11, "line": {"width": 2, "color": look[0]}},
        text=[say.money(worth.value, currency, signed=True) for worth in found],
        name=name,
        hoverinfo="text+name",
    )


def profit_changes_alternative(cases: Sequence[Case], say: Wording) -> str:
    """Say what the chart of profit changes shows."""
    counted, ends = finding(cases, say)
    return say("alt-compare", counted=counted, ends=ends)


def time_paths(named: Sequence[tuple[str, Projection]], currency: str, say: Wording) -> go.Figure:
    """Draw the change in profit, added up by month: a line per result (at most `MOST_PATHS`), and its band where known."""
    figure = go.Figure()
    for (name, ahead), (colour, dash, symbol) in zip(named, _LINES, strict=False):
        path = ahead.time_path
        months = [point.month for point in path]
        bounds = [(point.low, point.high) for point in path]
        low = [low for low, _ in bounds if low is not None]
        high = [high for _, high in bounds if high is not None]
        if len(low) == len(high) == len(path):
            figure.add_trace(_band(months, low, high, colour))
        figure.add_trace(
            go.Scatter(
                x=months,
                y=[float(point.cumulative) for point in path],
                mode="lines+markers",
                name=_label(name),
                line={"color": colour, "dash": dash, "width": 2},
                marker={"symbol": symbol, "size": 7},
            )
        )
    figure.add_hline(y=0, line={"color": TOTAL, "width": 1})
    figure.update_xaxes(title=say("axis-month"), automargin=True)
    figure.update_yaxes(title=say("axis-cumulative", currency=currency), automargin=True)
    return _framed(figure, 420, say)


def _band(months: list[int], low: list[float], high: list[float], colour: str) -> go.Scatter:
    return go.Scatter(
        x=months + months[::-1],
        y=high + low[::-1],
        fill="toself",
        fillcolor=colour,
        opacity=0.12,
        mode="none",
        showlegend=False,
        hoverinfo="skip",
    )


def time_paths_alternative(named: Sequence[tuple[str, Projection]], currency: str, say: Wording) -> str:
    """Say where each line ends, and in which month it rises above nothing to stay there."""
    return " ".join(_path_sentence(name, ahead, currency, say) for name, ahead in named[:MOST_PATHS])


def _path_sentence(name: str, ahead: Projection, currency: str, say: Wording) -> str:
    total = say.money(ahead.profit_change, currency, signed=True)
    return say("alt-paths", name=name, months=ahead.horizon_months, total=total, payback=ahead.payback_month or 0)


def time_path_rows(named: Sequence[tuple[str, Projection]], currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per month: the month, and the sum so far of each result drawn, in currency."""
    drawn = named[:MOST_PATHS]
    months = sorted({point.month for _, ahead in drawn for point in ahead.time_path})
    sums = [{point.month: point.cumulative for point in ahead.time_path} for _, ahead in drawn]
    return [
        (str(month), *(say.money(found[month], currency, signed=True) if month in found else "–" for found in sums))
        for month in months
    ]


def _label(title: str) -> str:
    """Return a title as a chart may show it: two short lines at most, for what comes last tells one from another; no markup."""
    lines = textwrap.wrap(title, _LONGEST_LABEL, max_lines=2, placeholder="…")
    return "<br>".join(label(line) for line in lines)


def _framed(figure: go.Figure, height: int, say: Wording) -> go.Figure:
    figure.update_layout(
        margin={"l": 10, "r": 30, "t": 40, "b": 10},
        height=height,
        showlegend=True,
        separators=say.number(0.5, 1)[1] + "\u00a0",
        legend={"orientation": "h", "yanchor": "bottom", "y": 1, "x": 0},
    )
    return figure
