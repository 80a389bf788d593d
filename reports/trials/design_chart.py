"""The picture of designs: what each finds of the launch effect, and how far its estimates scatter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from reports.charts.style import label
from reports.content.palette import GAIN, LOSS, TOTAL
from reports.trials.design_words import misleads, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.pilot.design.figures import Evaluation
    from wording import Wording


def design_chart(found: Sequence[Evaluation], say: Wording) -> go.Figure:
    """Draw a dot per design at the share of the effect it finds, with a standard deviation to each side; the first on top."""
    figure = go.Figure()
    for wrong, colour, symbol in ((False, GAIN, "circle"), (True, LOSS, "square")):
        places = [place for place, one in enumerate(found) if misleads(one) == wrong]
        if places:
            figure.add_trace(
                go.Scatter(
                    x=[100 * (1 + found[place].bias.value) for place in places],
                    y=places,
                    error_x={"type": "data", "array": [100 * found[place].spread.value for place in places], "color": colour},
                    mode="markers",
                    marker={"color": colour, "symbol": symbol, "size": 11},
                    name=say("pilot-misses" if wrong else "pilot-meets"),
                    text=[say.percent(1 + found[place].bias.value, 0) for place in places],
                    hoverinfo="text+name",
                )
            )
    for at in (0, 100):
        figure.add_vline(x=at, line={"color": TOTAL, "width": 1, "dash": "dash" if at else "solid"})
    figure.update_yaxes(
        tickvals=list(range(len(found))),
        ticktext=[label(title_of(one.name, say)) for one in found],
        range=[len(found) - 0.4, -0.6],
        automargin=True,
    )
    figure.update_xaxes(title=say("pilot-axis"), automargin=True)
    figure.update_layout(
        margin={"l": 10, "r": 30, "t": 40, "b": 10},
        height=130 + 42 * len(found),
        separators=say.number(0.5, 1)[1] + "\u00a0",
        legend={"orientation": "h", "yanchor": "bottom", "y": 1, "x": 0},
    )
    return figure
