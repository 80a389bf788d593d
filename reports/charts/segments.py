"""Charts of who gains and who loses: bands as stacked bars, groups by outcomes as a heat map with signed cells."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from analysis.outcomes.cuts import BANDS
from analysis.outcomes.measures import MEASURES
from reports.charts.style import label
from reports.content.palette import BAND_COLOURS
from reports.content.segments import bands_of, change_of, level_name, told_change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.results.result import Result, Segment
    from reports.content.segments import Cut
    from wording import Wording

MOST_GROUPS = 24  # times outcomes: a heat map stays under 300 cells
# Paler than the pure colours, so that one dark ink is readable on every cell in a light and a dark theme.
SCALE = ((0.0, "#F09A5B"), (0.5, "#F4F5F7"), (1.0, "#6FB3DE"))
INK = "#1A1A1A"
BAND_INK = ("#FFFFFF", INK, INK, INK, "#FFFFFF")
TITLE_WIDTH = 16  # characters of a column title before it breaks
READABLE = 0.05  # a narrower part of a bar has no room for its share


def bands_chart(result: Result, dimension: str, say: Wording) -> go.Figure:
    """Draw the share of subscribers in each band of change in benefit, a bar for the whole base and for each shown group."""
    bars = [bands for bands in bands_of(result, dimension) if bands.shares is not None][: MOST_GROUPS + 1]
    names = [label(level_name(bands.dimension, bands.level, say)) for bands in bars]
    figure = go.Figure()
    for place, band in enumerate(BANDS):
        shares = [bands.shares[place] if bands.shares else 0.0 for bands in bars]
        title = say(f"band-{band.replace('_', '-')}")
        texts = [say.percent(share, 0) if share >= READABLE else "" for share in shares]
        figure.add_bar(
            y=names,
            x=[100 * share for share in shares],
            name=title,
            text=texts,
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": BAND_INK[place]},
            orientation="h",
            marker={"color": BAND_COLOURS[place], "line": {"color": "#FFFFFF", "width": 1}},
            hovertext=[f"{title}: {say.percent(share, 1)}" for share in shares],
            hoverinfo="y+text",
        )
    figure.update_layout(
        barmode="stack",
        height=150 + 34 * len(bars),
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        legend={"orientation": "h", "traceorder": "normal", "yanchor": "bottom", "y": 1.0, "x": 0},
    )
    figure.update_yaxes(autorange="reversed", type="category", automargin=True)
    figure.update_xaxes(title=say("axis-subscribers-share"), range=[0, 100], automargin=True)
    return figure


def shades(groups: Sequence[Segment], outcomes: Sequence[str]) -> list[list[float]]:
    """Return by group and outcome how much better (to 1) or worse (to -1) it is, measured by the largest change of an outcome."""
    changes = [[change_of(segment, name) for name in outcomes] for segment in groups]
    largest = [max((abs(row[i] or 0.0) for row in changes), default=0.0) or 1.0 for i in range(len(outcomes))]
    scales = [MEASURES[name].better * most for name, most in zip(outcomes, largest, strict=True)]
    return [[(value or 0.0) / most for value, most in zip(row, scales, strict=True)] for row in changes]


def shade_colour(shade: float) -> str:
    """Return the colour of a shade of the heat map, -1 to 1, where no chart mixes it."""
    return str(sample_colorscale([list(stop) for stop in SCALE], (shade + 1) / 2)[0])


def heat_map(result: Result, cut: Cut, outcomes: Sequence[str], say: Wording) -> go.Figure:
    """Draw the change of each outcome in each shown group; the colour compares within a column, the cell says the change.

    The colour of a gain is that of the welcome direction: less need unmet is one.
    """
    groups = cut.shown[:MOST_GROUPS]
    currency = result.manifest.currency
    texts = [[told_change(segment, name, currency, say) for name in outcomes] for segment in groups]
    figure = go.Figure(
        go.Heatmap(
            z=shades(groups, outcomes),
            x=["<br>".join(textwrap.wrap(say(f"outcome-{name}"), TITLE_WIDTH, break_long_words=False)) for name in outcomes],
            y=[label(level_name(cut.dimension, segment.level, say)) for segment in groups],
            text=texts,
            texttemplate="%{text}",
            textfont={"color": INK},
            hoverinfo="x+y+text",
            colorscale=[list(stop) for stop in SCALE],
            zmin=-1,
            zmax=1,
            showscale=False,
            xgap=2,
            ygap=2,
        )
    )
    figure.update_layout(height=120 + 34 * len(groups), margin={"l": 10, "r": 10, "t": 10, "b": 10})
    figure.update_yaxes(autorange="reversed", type="category", automargin=True)
    figure.update_xaxes(side="top", type="category", automargin=True)
    return figure
