"""The charts, made once with Plotly and shared by the page and the HTML report. Few marks; every one has a text alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.outcomes.few_people import told_flow
from reports.charts.style import plain_layout
from reports.content.chart_findings import _step_name
from reports.content.gift_fates import FATES
from reports.content.palette import GAIN, LOSS, TOTAL

if TYPE_CHECKING:
    from analysis.results.result import Result
    from reports.charts.style import Part
    from wording import Wording


def profit_bridge(result: Result, say: Wording) -> go.Figure:
    """Draw the steps from no change to the change in profit over the horizon, per initial subscriber, as a waterfall."""
    currency = result.manifest.currency
    steps = [step for step in result.projection.bridge if step.change]
    values = [float(step.change) for step in steps]
    names = [*(_step_name(step, say) for step in steps), say("bridge-sum")]
    # The amounts stand in the labels: beside a bar they would run into its neighbours on a narrow screen.
    amounts = [say.money(value, currency, signed=True) for value in (*values, sum(values))]
    bars = {
        "type": "waterfall",
        "orientation": "h",
        "y": [f"{name}<br>{amount}" for name, amount in zip(names, amounts, strict=True)],
        "x": [*values, 0.0],
        "measure": ["relative"] * len(steps) + ["total"],
        "increasing": {"marker": {"color": GAIN}},
        "decreasing": {"marker": {"color": LOSS}},
        "totals": {"marker": {"color": TOTAL}},
        "hoverinfo": "y",
    }
    return _named_bars(bars, say("axis-profit", currency=currency))


def gift_fates(result: Result, say: Wording) -> go.Figure:
    """Draw where the gifted gigabytes went, as one bar per fate; no bars where too few take part."""
    flow = told_flow(result)
    values = [float(flow[fate] or 0) for fate in FATES]
    total = float(flow["received_gb"] or 1)
    texts = [say("count-hidden") if flow["received_gb"] is None else say.percent(value / total, 0) for value in values]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": [say(f"fate-{fate.replace('_', '-')}") for fate in FATES],
        "x": values,
        "text": texts,
        "marker": {"color": [LOSS, GAIN, "#009E73", TOTAL]},
        "hoverinfo": "x+text",
    }
    return _named_bars(bars, say("axis-gb"))


def _named_bars(bars: Part, x_title: str) -> go.Figure:
    """Draw bars beside their names, the first on top."""
    layout = plain_layout("", x_title)
    layout["yaxis"] |= {"autorange": "reversed", "type": "category"}
    return go.Figure(bars, layout)
