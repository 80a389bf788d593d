"""The chart of the time ahead: the cumulative change in profit with both of its bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from reports.charts.style import ABOVE, plain_layout, zero_line
from reports.content.horizon import amount, payback_text
from reports.content.palette import GAIN, LOSS, TOTAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.results.result import Result
    from reports.charts.style import Part
    from wording import Wording

FAN, BAND = "rgba(118,118,118,0.22)", "rgba(0,114,178,0.35)"


def time_path(result: Result, say: Wording) -> go.Figure:
    """Draw the cumulative change in profit per initial subscriber with both bands and the month it pays back."""
    points = result.projection.time_path
    months = [point.month for point in points]
    traces: list[Part] = []
    if result.futures is not None:
        low, high = result.futures.band()
        traces.append(_between(months, low.tolist(), high.tolist(), FAN, say("layer-assumption")))
    if points[0].low is not None:
        traces.append(_between(months, [p.low for p in points], [p.high for p in points], BAND, say("layer-sampling")))
    traces.append(_line(result, {"color": GAIN, "width": 3}, "x+text", say("path-central"), say))
    layout = plain_layout(say("axis-profit", currency=result.manifest.currency), say("axis-months"))
    zero = zero_line({"color": TOTAL, "dash": "dot"})
    figure = go.Figure(traces, layout | {"showlegend": True, "legend": ABOVE, "shapes": [zero]})
    paid = result.projection.payback_month
    if paid is not None and paid > 1:
        figure.add_vline(x=paid, line={"color": LOSS, "dash": "dash"}, annotation_text=payback_text(paid, result, say))
    return figure


def with_earlier(figure: go.Figure, earlier: Mapping[str, Result], say: Wording) -> go.Figure:
    """Add the path of earlier answers, by kind ("before", "pinned"), as faint lines under the one of now."""
    for kind, answer in earlier.items():
        line = {"color": TOTAL if kind == "before" else LOSS, "width": 2, "dash": "dash" if kind == "before" else "dashdot"}
        figure.add_trace(_line(answer, line, "x+text+name", say(f"answer-{kind}"), say))
    return figure


def earlier_line(result: Result, earlier: Mapping[str, Result], say: Wording) -> str:
    """Say how far the worth lies from that of each earlier answer; nothing where there is none."""
    return " ".join(
        say(
            f"answer-line-{kind}",
            worth=amount(answer.projection.npv.value, answer, say),
            difference=amount(result.projection.npv.value - answer.projection.npv.value, result, say),
        )
        for kind, answer in earlier.items()
    )


def _line(result: Result, line: Part, hover: str, name: str, say: Wording) -> Part:
    """Return the cumulative change in profit as a line."""
    points = result.projection.time_path
    sums = [float(point.cumulative) for point in points]
    texts = [amount(value, result, say) for value in sums]
    said = {"x": [point.month for point in points], "y": sums, "text": texts, "hoverinfo": hover, "name": name}
    return {"type": "scatter", "mode": "lines", "line": line} | said


def _between(months: list[int], low: Sequence[float | None], high: Sequence[float | None], colour: str, name: str) -> Part:
    """Return a band as one closed shape, so that it is one entry of the legend."""
    ends = {"x": [*months, *reversed(months)], "y": [*high, *reversed(low)], "fill": "toself", "fillcolor": colour}
    return {"type": "scatter", "line": {"width": 0}, "mode": "lines", "hoverinfo": "skip", "name": name} | ends
