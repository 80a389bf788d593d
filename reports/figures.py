"""The charts, made once with Plotly and shared by the page and the HTML report. Few marks; every one has a text alternative."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.telling import told_flow
from wording.foreign import visible

if TYPE_CHECKING:
    from analysis.results import BridgeItem, Result
    from wording import Wording

# Okabe and Ito's colours, told apart by colour-blind eyes; the sign is also in the label, so colour is never the only signal.
GAIN, LOSS, TOTAL = "#0072B2", "#D55E00", "#767676"
# Above the plot and growing upwards: a legend that wraps must not lie on the lines.
ABOVE = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0}
FATES = ("displaced_gb", "served_unmet_gb", "induced_gb", "expired_gift_gb")


def profit_bridge(result: Result, say: Wording) -> go.Figure:
    """Draw the steps from no change to the change in profit over the horizon, per initial subscriber, as a waterfall."""
    currency = result.manifest.currency
    steps = [step for step in result.projection.bridge if step.change]
    values = [float(step.change) for step in steps]
    names = [*(_step_name(step, say) for step in steps), say("bridge-sum")]
    # The amounts stand in the labels: beside a bar they would run into its neighbours on a narrow screen.
    amounts = [say.money(value, currency, signed=True) for value in (*values, sum(values))]
    figure = go.Figure(
        go.Waterfall(
            orientation="h",
            y=[f"{name}<br>{amount}" for name, amount in zip(names, amounts, strict=True)],
            x=[*values, 0.0],
            measure=["relative"] * len(steps) + ["total"],
            increasing={"marker": {"color": GAIN}},
            decreasing={"marker": {"color": LOSS}},
            totals={"marker": {"color": TOTAL}},
            hoverinfo="y",
        )
    )
    figure.update_yaxes(autorange="reversed", type="category")
    return plain(figure, "", x_title=say("axis-profit", currency=currency))


def gift_fates(result: Result, say: Wording) -> go.Figure:
    """Draw where the gifted gigabytes went, as one bar per fate; no bars where too few take part."""
    flow = told_flow(result)
    values = [float(flow[fate] or 0) for fate in FATES]
    total = float(flow["received_gb"] or 1)
    texts = [say("count-hidden") if flow["received_gb"] is None else say.percent(value / total, 0) for value in values]
    figure = go.Figure(
        go.Bar(
            y=[say(f"fate-{fate.replace('_', '-')}") for fate in FATES],
            x=values,
            text=texts,
            orientation="h",
            marker={"color": [LOSS, GAIN, "#009E73", TOTAL]},
            hoverinfo="x+text",
        )
    )
    figure.update_yaxes(autorange="reversed", type="category")
    return plain(figure, "", x_title=say("axis-gb"))


def label(text: str) -> str:
    """Return a stranger's text as a chart shows it: a chart reads tags, and would make a link of one."""
    return html.escape(visible(text), quote=False)


def plain(figure: go.Figure, y_title: str, x_title: str = "") -> go.Figure:
    """Set what all charts share: margins, height, titles of the axes."""
    figure.update_layout(margin={"l": 10, "r": 10, "t": 20, "b": 10}, height=340, showlegend=False)
    figure.update_yaxes(title=y_title, automargin=True)
    if y_title or not x_title:
        return figure.update_xaxes(title=x_title, automargin=True)
    # Beside long names the plot is narrow and would cut its title off: this one ends at the right edge and reaches under them.
    figure.add_annotation(
        text=x_title, xref="paper", x=1, xanchor="right", yref="paper", y=0, yanchor="top", yshift=-26, showarrow=False
    )
    return figure.update_xaxes(tickangle=0, nticks=4).update_layout(margin={"b": 56})


def bridge_alternative(result: Result, say: Wording) -> str:
    """Say what the bridge shows, for those who do not see it."""
    steps = [step for step in result.projection.bridge if step.change]
    currency = result.manifest.currency
    if not steps:
        return say("alt-bridge-empty")
    parts = "; ".join(f"{_step_name(step, say)}: {say.money(step.change, currency, signed=True)}" for step in steps)
    total = say.money(sum(step.change for step in steps), currency, signed=True)
    return say("alt-bridge", parts=parts, total=total)


def _step_name(step: BridgeItem, say: Wording) -> str:
    return say("bridge-" + step.item.replace("_", "-"))


def fates_alternative(result: Result, say: Wording) -> str:
    """Say what the chart of fates shows."""
    total = told_flow(result)["received_gb"]
    if total is None:
        return say("alt-fates-hidden")
    if not total:
        return say("alt-fates-empty")
    parts = "; ".join(_fate_part(result, fate, say) for fate in FATES)
    return say("alt-fates", total=say.number(total, 0), parts=parts)


def _fate_part(result: Result, fate: str, say: Wording) -> str:
    share = getattr(result.flow, fate) / result.flow.received_gb
    return f"{say('fate-' + fate.replace('_', '-'))}: {say.percent(share, 0)}"
