"""Charts of who gains and who loses: bands as stacked bars, groups by outcomes as a heat map with signed cells."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.winners import BANDS
from reports.figures import GAIN, LOSS, label
from reports.tables_segments import bands_of, change_of, level_name, told_change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.results import Bands, Result
    from reports.tables_segments import Cut
    from wording import Wording

MOST_GROUPS = 24  # times outcomes: a heat map stays under 300 cells
# Two strengths of the same two colours round a grey; the words and shares on the bars say it again.
BAND_COLOURS = (LOSS, "#F2B48A", "#B8BCC4", "#9CC9E3", GAIN)
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


def bands_alternative(result: Result, say: Wording) -> str:
    """Say how many gain and how many lose in the whole base."""
    whole = bands_of(result, "")[0].shares
    if whole is None:
        return say("alt-bands-hidden")
    lose, same, gain = sum(whole[:2]), whole[2], sum(whole[3:])
    return say("alt-bands", gain=say.percent(gain, 1), lose=say.percent(lose, 1), same=say.percent(same, 1))


def bands_finding(result: Result, dimension: str, say: Wording) -> str:
    """Say what the chart of bands shows: the whole base, and which group gains and which loses most often."""
    groups = [bands for bands in bands_of(result, dimension)[1:] if bands.shares is not None]
    whole = bands_alternative(result, say)
    if not groups:
        return whole
    best, worst = max(groups, key=_gaining), max(groups, key=_losing)
    found = [whole]
    if _gaining(best) > 0:
        found.append(say("alt-bands-gains", best=level_name(dimension, best.level, say), gain=say.percent(_gaining(best), 1)))
    if _losing(worst) > 0:
        found.append(say("alt-bands-loses", worst=level_name(dimension, worst.level, say), loss=say.percent(_losing(worst), 1)))
    return " ".join(found)


def _gaining(bands: Bands) -> float:
    return sum((bands.shares or ())[3:])


def _losing(bands: Bands) -> float:
    return sum((bands.shares or ())[:2])


def heat_map(result: Result, cut: Cut, outcomes: Sequence[str], say: Wording) -> go.Figure:
    """Draw the change of each outcome in each shown group; the colour compares within a column, the cell says the change."""
    groups = cut.shown[:MOST_GROUPS]
    changes = [[change_of(segment, name) for name in outcomes] for segment in groups]
    largest = [max((abs(row[i] or 0.0) for row in changes), default=0.0) or 1.0 for i in range(len(outcomes))]
    currency = result.manifest.currency
    texts = [[told_change(segment, name, currency, say) for name in outcomes] for segment in groups]
    figure = go.Figure(
        go.Heatmap(
            z=[[(value or 0.0) / most for value, most in zip(row, largest, strict=True)] for row in changes],
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


def heat_alternative(result: Result, cut: Cut, say: Wording) -> str:
    """Say which group brings the operator most and which costs it most, over the replayed months."""
    if not cut.shown:
        return say("alt-heat-hidden")
    moved = [segment for segment in cut.shown if segment.profit_change]
    if not moved:
        return say("alt-heat-none")
    worst, best = (pick(moved, key=lambda s: s.profit_change or 0) for pick in (min, max))
    gain, loss = best.profit_change or 0, worst.profit_change or 0
    currency = result.manifest.currency
    return say(
        "alt-heat",
        sign="up" if loss > 0 else "mixed" if gain > 0 else "down",
        best=level_name(cut.dimension, best.level, say),
        gain=say.money(gain, currency, 0, signed=True),
        worst=level_name(cut.dimension, worst.level, say),
        loss=say.money(loss, currency, 0, signed=True),
    )
