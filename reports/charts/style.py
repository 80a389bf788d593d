"""What all charts share: margins, titles of the axes, where a legend stands, how a stranger's name is drawn."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from wording.foreign import visible

if TYPE_CHECKING:
    import plotly.graph_objects as go

Part = dict[str, Any]  # of a figure, in the words of its own schema

# Above the plot and growing upwards: a legend that wraps must not lie on the lines.
ABOVE = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0}


def label(text: str) -> str:
    """Return a stranger's text as a chart shows it: a chart reads tags, and would make a link of one."""
    return html.escape(visible(text), quote=False)


def zero_line(line: Part, x: str = "x", y: str = "y") -> Part:
    """Return the shape of a line at 0 across the axes x and y."""
    return {"type": "line", "xref": f"{x} domain", "x0": 0, "x1": 1, "yref": y, "y0": 0, "y1": 0, "line": line}


def plain(figure: go.Figure, y_title: str, x_title: str = "") -> go.Figure:
    """Set what all charts share: margins, height, titles of the axes."""
    layout = plain_layout(y_title, x_title)
    titles = layout.pop("annotations", [])  # a figure may have others already
    figure.update_layout(layout)
    for title in titles:
        figure.add_annotation(title)
    return figure


def plain_layout(y_title: str, x_title: str = "") -> Part:
    """Return what all charts share as it stands in a layout, for a figure that is made in one piece.

    Added one by one the same parts take several times as long, and a page waits for them at every move.
    """
    layout: Part = {"margin": {"l": 10, "r": 10, "t": 20, "b": 10}, "height": 340, "showlegend": False}
    layout["yaxis"] = {"title": {"text": y_title}, "automargin": True}
    if y_title or not x_title:
        return layout | {"xaxis": {"title": {"text": x_title}, "automargin": True}}
    # Beside long names the plot is narrow and would cut its title off: this one ends at the right edge and reaches under them.
    title = {"text": x_title, "xref": "paper", "x": 1, "xanchor": "right", "yref": "paper", "y": 0, "yanchor": "top"}
    layout["annotations"] = [title | {"yshift": -26, "showarrow": False}]
    layout["margin"]["b"] = 56
    return layout | {"xaxis": {"tickangle": 0, "nticks": 4}}
