"""The chart of who gains and who loses: the five bands of all subscribers in one bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from reports.charts.style import plain
from reports.content.winners_losers import band_shares

if TYPE_CHECKING:
    from analysis.results.result import Result
    from wording import Wording


def bands(result: Result, say: Wording) -> go.Figure:
    """Draw the share of subscribers in each band, losers left; nothing where the base is too small to show."""
    figure = go.Figure()
    for part in band_shares(result, say):
        if part.share is not None:
            figure.add_bar(
                x=[100 * part.share],
                y=[say("segment-all")],
                name=f"{part.name}: {part.text}",
                orientation="h",
                marker={"color": part.colour, "line": {"color": "#555555", "width": 1}},
                hoverinfo="name",
            )
    figure = plain(figure, "", x_title=say("axis-subscribers-share"))
    return figure.update_layout(
        barmode="stack", showlegend=True, height=220, legend={"orientation": "h", "y": 1.4, "traceorder": "normal"}
    )
