"""The chart of a read-out: the difference of one measure month by month, with its interval, about zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.pilot.readout.measures import MAIN
from reports.charts.style import ABOVE, label, plain
from reports.content.palette import GAIN, LOSS, TOTAL
from reports.trials.readout import difference_text

if TYPE_CHECKING:
    from analysis.pilot.readout.answer import Monthly, Readout
    from wording import Wording

_COLOURS, _SYMBOLS = (LOSS, GAIN, TOTAL), ("circle", "diamond", "square")


def _told(found: Readout) -> dict[str, list[Monthly]]:
    """Return the months of the main measure by arm, those with an interval."""
    arms: dict[str, list[Monthly]] = {}
    for one in found.monthly:
        if one.measure == MAIN and one.difference.low is not None and one.difference.high is not None:
            arms.setdefault(one.arm, []).append(one)
    return arms


def monthly_chart(found: Readout, say: Wording) -> go.Figure:
    """Draw each arm's difference in months with a pack, in percentage points, with its interval."""
    figure = go.Figure()
    for nth, (arm, months) in enumerate(_told(found).items()):
        values = [one.difference.value * 100 for one in months]
        above = [((one.difference.high or 0.0) - one.difference.value) * 100 for one in months]
        below = [(one.difference.value - (one.difference.low or 0.0)) * 100 for one in months]
        colour = _COLOURS[nth % len(_COLOURS)]
        figure.add_scatter(
            x=[say.month(f"{one.month}-01") for one in months],
            y=values,
            error_y={"type": "data", "array": above, "arrayminus": below, "color": colour, "symmetric": False},
            mode="markers",
            marker={"color": colour, "size": 10, "symbol": _SYMBOLS[nth % len(_SYMBOLS)]},
            name=label(arm),
        )
    figure.add_hline(y=0, line={"color": TOTAL, "width": 1})
    figure = plain(figure, say("trial-axis-buying"))
    return figure.update_layout(showlegend=True, legend=ABOVE, scattermode="group")


def monthly_alternative(found: Readout, say: Wording) -> str:
    """Return the same in words."""
    return " ".join(
        say("trial-monthly-alternative", arm=arm, points="; ".join(_point(one, found.currency, say) for one in months))
        for arm, months in _told(found).items()
    )


def monthly_rows(found: Readout, say: Wording) -> list[tuple[str, str, str]]:
    """Return the same as rows: arm, month, difference with its interval."""
    return [
        (arm, say.month(f"{one.month}-01"), _point(one, found.currency, say).partition(": ")[2])
        for arm, months in _told(found).items()
        for one in months
    ]


def _point(one: Monthly, currency: str, say: Wording) -> str:
    low, value, high = (
        difference_text(MAIN, end or 0.0, currency, say)
        for end in (one.difference.low, one.difference.value, one.difference.high)
    )
    return say("trial-monthly-point", month=say.month(f"{one.month}-01"), value=value, low=low, high=high)
