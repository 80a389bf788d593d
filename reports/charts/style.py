"""What all charts share: margins, titles of the axes, where a legend stands, how a stranger's name is drawn."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from wording.foreign import visible

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Above the plot and growing upwards: a legend that wraps must not lie on the lines.
ABOVE = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0}


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
