"""The charts of a decision: tornado, break-even, two settings together, Sobol indices. Their sentences: decide_rows.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from analysis.kernels.sums import GROUPS
from analysis.outcomes.sampling_error import reach
from reports.charts.style import ABOVE, plain
from reports.content.palette import GAIN, LOSS, TOTAL
from reports.decisions.sensitivity import money, with_unit
from reports.numbers.outcomes import change_text, kind_of
from reports.numbers.values import rough_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.decide.breakeven import BreakEven
    from analysis.decide.candidates import Candidate
    from analysis.decide.interaction import Grid
    from analysis.decide.sobol import Index
    from analysis.decide.tornado import Bar
    from wording import Wording

SHOWN_BARS = 10
BAND = "rgba(0,114,178,0.25)"
_ROW_PX, _FRAME_PX = 46, 110
MOST_NUMBERS = 12
AIMS = {"satisfaction": "satisfaction", "topup": "topup_rate"}  # what a front reaches for beside worth: an outcome


def tornado_bars(bars: Sequence[Bar], central: float, currency: str, say: Wording) -> go.Figure:
    """Draw, for the unknowns that matter most, the worth at both ends of their likely range around the worth as assumed.

    The whisker is the 90 % sampling error of the difference between the ends.
    """
    shown = list(bars[:SHOWN_BARS])
    names = [say(bar.name) for bar in shown]
    figure = go.Figure()
    for end, colour, pattern in (("low", LOSS, "/"), ("high", GAIN, "")):
        worth = [float(getattr(bar, f"npv_{end}")) for bar in shown]
        values = [rough_text(float(getattr(bar, end)), say) for bar in shown]
        errors = [reach(bar.se or 0.0, GROUPS) for bar in shown] if end == "high" else [0.0] * len(shown)
        figure.add_bar(
            y=list(range(len(shown))),
            x=[value - central for value in worth],
            base=central,
            orientation="h",
            marker={"color": colour, "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": "white", "solidity": 0.25}},
            error_x={"type": "data", "array": errors, "color": TOTAL, "thickness": 2, "visible": end == "high"},
            hovertext=[f"{value}: {money(npv, currency, say)}" for value, npv in zip(values, worth, strict=True)],
            hoverinfo="text",
            name=say(f"decide-end-{end}"),
        )
    figure.add_vline(x=central, line={"color": TOTAL, "width": 2})
    figure.add_vline(x=0, line={"color": TOTAL, "dash": "dot"})
    figure.update_layout(barmode="overlay", bargap=0.55)
    _named_rows(figure, names)
    figure = plain(figure, "", x_title=say("axis-npv", currency=currency))
    return figure.update_layout(showlegend=True, legend=ABOVE, height=_FRAME_PX + _ROW_PX * len(shown))


def _named_rows(figure: go.Figure, names: Sequence[str]) -> None:
    """Write the name of each row above its bar: beside it, long names would leave no room for bars on a narrow screen."""
    for nth, name in enumerate(names):
        figure.add_annotation(xref="paper", x=0, y=nth - 0.42, text=name, xanchor="left", showarrow=False)
    figure.update_yaxes(range=[len(names) - 0.5, -0.75], showticklabels=False, showgrid=False)


def breakeven_curve(found: BreakEven, now: float | None, currency: str, say: Wording) -> go.Figure:
    """Draw the worth along one rule or assumption with its sampling band, where it crosses zero, and its value `now`."""
    values, worth = [point.value for point in found.points], [point.npv for point in found.points]
    figure = go.Figure()
    low = [point.low for point in found.points if point.low is not None]
    high = [point.high for point in found.points if point.high is not None]
    if len(low) == len(high) == len(values):
        x, y = [*values, *reversed(values)], [*high, *reversed(low)]
        figure.add_scatter(x=x, y=y, fill="toself", fillcolor=BAND, mode="none", hoverinfo="skip", name=say("layer-sampling"))
    texts = [f"{rough_text(value, say)}: {money(npv, currency, say)}" for value, npv in zip(values, worth, strict=True)]
    line = {"color": GAIN, "width": 3}
    figure.add_scatter(x=values, y=worth, text=texts, hoverinfo="text", mode="lines+markers", line=line, name=say("decide-worth"))
    figure.add_hline(y=0, line={"color": TOTAL, "dash": "dot"})
    crossings = [crossing.value for crossing in found.crossings]
    if crossings:
        marker = {"symbol": "x", "size": 14, "color": LOSS}
        name = say("decide-crossing")
        figure.add_scatter(x=crossings, y=[0.0] * len(crossings), mode="markers", marker=marker, name=name, hoverinfo="x+name")
    if now is not None and values[0] <= now <= values[-1]:
        marker = {"symbol": "diamond-open", "size": 14, "color": TOTAL, "line": {"width": 3}}
        height = [float(np.interp(now, values, worth))]
        figure.add_scatter(x=[now], y=height, mode="markers", marker=marker, name=say("decide-now"), hoverinfo="x+name")
    figure = plain(figure, say("axis-npv", currency=currency), x_title=with_unit(found.name, currency, say))
    return figure.update_layout(showlegend=True, legend=ABOVE, height=400)


def grid_heat(grid: Grid, currency: str, say: Wording) -> go.Figure:
    """Draw the worth at every pair of values as a cell with its number: orange where the rules lose, blue where they gain."""
    reach = max(abs(cell) for row in grid.npv for cell in row) or 1.0
    digits = 0 if reach >= 100 else 1
    figure = go.Figure(
        go.Heatmap(
            z=grid.npv,
            x=[rough_text(value, say) for value in grid.columns],
            y=[rough_text(value, say) for value in grid.rows],
            text=[[say.number(cell, digits, signed=True) for cell in row] for row in grid.npv],
            texttemplate="%{text}",
            textfont={"size": 11, "color": "#0D0E12"},
            colorscale=[[0.0, "#F0A271"], [0.5, "#FFFFFF"], [1.0, "#7FB9DE"]],  # light enough for dark numbers
            zmin=-reach,
            zmax=reach,
            showscale=False,
            hoverinfo="x+y+text",
            xgap=1,
            ygap=1,
        )
    )
    figure.update_yaxes(type="category")
    figure.update_xaxes(type="category")
    rows, columns = (with_unit(name, currency, say) for name in grid.names)
    return plain(figure, rows, x_title=columns).update_layout(height=420)


def sobol_bars(indices: Sequence[Index], say: Wording) -> go.Figure:
    """Draw each unknown's share of the spread, alone and with its interactions, with 90 % intervals."""
    shown = list(indices[:SHOWN_BARS])
    names = [say(one.name) for one in shown]
    figure = go.Figure()
    for kind, colour, pattern in (("first", TOTAL, "/"), ("total", GAIN, "")):
        shares = [float(getattr(one, kind)) for one in shown]
        reach = [float(getattr(one, f"{kind}_reach")) for one in shown]
        figure.add_bar(
            y=list(range(len(shown))),
            x=shares,
            orientation="h",
            marker={"color": colour, "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": "white", "solidity": 0.25}},
            error_x={"type": "data", "array": reach, "color": LOSS, "thickness": 1.5},
            text=[say.percent(share, 0) for share in shares],
            textposition="none",
            hoverinfo="text",
            name=say(f"decide-{kind}"),
        )
    _named_rows(figure, names)
    figure = plain(figure, "", x_title=say("decide-axis-share")).update_xaxes(tickformat=".0%")
    return figure.update_layout(
        showlegend=True, legend=ABOVE, barmode="group", bargap=0.45, height=_FRAME_PX + 1.4 * _ROW_PX * len(shown)
    )


def front_points(front: Sequence[Candidate], aim: str, best: Candidate | None, currency: str, say: Wording) -> go.Figure:
    """Draw the front of worth against `aim` (satisfaction or topup): no other set of rules tried has more of both.

    Points carry the numbers of their rows in the table; the best for the goal is a star.
    """
    name = AIMS[aim]
    x = [kind_of(name).scale * float(getattr(candidate, name)) for candidate in front]
    y = [candidate.npv for candidate in front]
    stars = [best is not None and candidate.rules == best.rules for candidate in front]
    figure = go.Figure()
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines+markers",
        line={"color": TOTAL, "width": 1, "dash": "dot"},
        marker={
            "color": [LOSS if star else GAIN for star in stars],
            "symbol": ["star" if star else "circle" for star in stars],
            "size": [18 if star else 11 for star in stars],
        },
        hovertext=[money(value, currency, say) for value in y],
        hoverinfo="text",
    )
    every = -(-len(front) // MOST_NUMBERS)  # more numbers would lie on each other
    for nth, (across, up) in list(enumerate(zip(x, y, strict=True), 1))[::every]:
        figure.add_annotation(x=across, y=up, text=str(nth), showarrow=False, yshift=15)
    figure.add_hline(y=0, line={"color": TOTAL, "dash": "dot"})
    figure = plain(figure, say("axis-npv", currency=currency), x_title=say(f"decide-axis-{aim}"))
    return figure.update_layout(height=400, margin={"t": 30})


def front_alternative(front: Sequence[Candidate], aim: str, currency: str, say: Wording) -> str:
    """Say how far the front reaches: its end of most worth and its end of most of the other aim."""
    first, last = front[0], front[-1]
    name = AIMS[aim]
    ends = {
        f"{end}_{what}": text
        for end, candidate in (("first", first), ("last", last))
        for what, text in (
            ("worth", money(candidate.npv, currency, say)),
            ("aim", change_text(name, float(getattr(candidate, name)), currency, say)),
        )
    }
    return say("decide-alt-front", count=len(front), aim=say(f"decide-{aim}"), **ends)
