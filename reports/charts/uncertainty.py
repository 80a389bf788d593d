"""The charts of how sure the answer is: the draws of the unknowns, and which unknown drives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from reports.charts.style import ABOVE, plain
from reports.content.horizon import amount
from reports.content.palette import GAIN, LOSS, TOTAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.results.draws import Futures
    from analysis.results.result import Result
    from analysis.uncertainty.drivers import Driver
    from wording import Wording

SHOWN_DRIVERS = 8
BINS = 24
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def draws(futures: Futures, currency: str, say: Wording) -> go.Figure:
    """Draw how often each value of the rules came out over the draws; zero is an edge, so losses and gains never share a bar."""
    reach = float(max(futures.npv.max(), 0.0) - min(futures.npv.min(), 0.0))
    size = reach / BINS if reach else 1.0
    edges = size * np.arange(np.floor(futures.npv.min() / size), np.ceil(futures.npv.max() / size) + 1.5)
    counts, _ = np.histogram(futures.npv, edges)
    middles = (edges[:-1] + edges[1:]) / 2
    figure = go.Figure()
    for name, colour, side in (("draws-loss", LOSS, middles < 0), ("draws-gain", GAIN, middles > 0)):
        x, y = middles[side].tolist(), counts[side].tolist()
        figure.add_bar(x=x, y=y, width=0.92 * size, marker={"color": colour}, name=say(name), hoverinfo="y")
    figure = plain(figure, say("axis-draws"), x_title=say("axis-npv", currency=currency))
    return figure.update_layout(showlegend=True, legend=ABOVE)


def draw_rows(futures: Futures, result: Result, say: Wording) -> list[tuple[str, str]]:
    """Return (share of the draws, value below which they end) at five shares."""
    return [(say.percent(share, 0), amount(float(np.quantile(futures.npv, share)), result, say)) for share in QUANTILES]


def drivers(found: Sequence[Driver], result: Result, say: Wording) -> go.Figure:
    """Draw, for the unknowns that matter most, the mean value in their lowest and in their highest quarter of draws."""
    shown = list(found[:SHOWN_DRIVERS])
    names = [say(driver.name) for driver in shown]
    figure = go.Figure()
    for driver, name in zip(shown, names, strict=True):
        ends = [driver.when_low, driver.when_high]
        figure.add_scatter(
            x=ends, y=[name, name], mode="lines", line={"color": TOTAL, "width": 3}, hoverinfo="skip", showlegend=False
        )
    for key, colour, symbol, values in (
        ("driver-low", LOSS, "circle", [driver.when_low for driver in shown]),
        ("driver-high", GAIN, "diamond", [driver.when_high for driver in shown]),
    ):
        texts = [amount(value, result, say) for value in values]
        marker = {"color": colour, "symbol": symbol, "size": 12}
        figure.add_scatter(x=values, y=names, text=texts, hoverinfo="y+text", mode="markers", marker=marker, name=say(key))
    figure.update_yaxes(autorange="reversed", type="category")
    figure = plain(figure, "", x_title=say("axis-npv", currency=result.manifest.currency))
    return figure.update_layout(showlegend=True, legend=ABOVE)


def draws_alternative(futures: Futures, result: Result, say: Wording) -> str:
    """Say what the draws show."""
    low, high = futures.interval("npv")
    share = say.percent(futures.probability_profit_rises, 0)
    ends = {"low": amount(low, result, say), "high": amount(high, result, say)}
    return say("alt-draws", draws=futures.draws, share=share, **ends)


def drivers_alternative(found: Sequence[Driver], result: Result, say: Wording) -> str:
    """Say which unknown moves the value most."""
    first = found[0]
    return say(
        "alt-drivers",
        first=say(first.name),
        low=amount(first.when_low, result, say),
        high=amount(first.when_high, result, say),
    )
