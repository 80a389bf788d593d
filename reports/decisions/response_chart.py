"""The response curve: profit, repurchase and satisfaction along one rule, one over the other, "no limit" at the end."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plotly.subplots import make_subplots

from analysis.decide.response import FOLLOWED, number_of
from reports.charts.style import label
from reports.content.palette import GAIN, LOSS, TOTAL
from reports.decisions.response import stop_text
from reports.numbers.outcomes import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import plotly.graph_objects as go

    from analysis.decide.response import Response
    from analysis.results.result import Estimate
    from analysis.settings.parameters import Value
    from wording import Wording

BAND = "rgba(0,114,178,0.25)"
_BEYOND = 1.08  # of the slider's end: where "no limit" stands
_HEIGHTS = (0.4, 0.3, 0.3)
_TICKS, _LINE = 8, 64  # marks of numbers on the axis; letters of the choices beside each other
_APART = 0.1  # of the axis: "no limit" is longer than a number, and would run into a mark so near to it
NOW = {"size": 12, "color": LOSS, "line": {"width": 2, "color": "white"}}
EARLIER = {"size": 10, "color": TOTAL, "symbol": "circle-open", "line": {"width": 2}}


@dataclass(frozen=True)
class _Axis:
    """Where values lie: numbers by their square roots up to `far`, where "no limit" stands; choices in their order."""

    far: float
    choices: tuple[Value, ...] = ()

    def place(self, value: Value) -> float | None:
        """Return where a value lies; None for a choice that is not among those looked at."""
        if self.choices:
            return float(self.choices.index(value)) if value in self.choices else None
        number = number_of(value)
        return self.far if number is None else min(math.sqrt(number), self.far)

    def is_clear_of(self, value: Value, last: Value) -> bool:
        """Say whether the mark of a value leaves room for that of the last one."""
        return last is not None or (self.place(value) or 0.0) < self.far * (1 - _APART)

    @property
    def ends(self) -> tuple[float, float]:
        """Return where the axis begins and ends."""
        return (-0.5, len(self.choices) - 0.5) if self.choices else (-0.02 * self.far, self.far * 1.05)


def _axis_of(found: Response) -> _Axis:
    if not found.is_ordered:
        return _Axis(0.0, tuple(stop.value for stop in found.stops))
    numbers = [value for value, _ in found.numbered]
    return _Axis(math.sqrt(numbers[-1]) * _BEYOND if numbers else 1.0)


@dataclass(frozen=True)
class Stand:
    """Where one stands: the value of the rule, None for no limit, and the answer there by panel."""

    value: Value
    answer: Mapping[str, float]


def response_curve(found: Response, stands: Sequence[Stand], currency: str, say: Wording) -> go.Figure:
    """Draw a panel per outcome with its sampling band, a cross where profit turns, and a dot where one stands.

    `stands` begins with the answer of now; earlier ones are faint rings. Stops are close together at the small end, where limits
    bite: the axis is one of square roots, on which they lie evenly. Of choices there is nothing between two stops: a dot for
    each, the band as a line through it.
    """
    figure = make_subplots(rows=len(FOLLOWED), shared_xaxes=True, vertical_spacing=0.09, row_heights=list(_HEIGHTS))
    axis = _axis_of(found)
    places = [axis.place(stop.value) or 0.0 for stop in found.stops]
    for row, panel in enumerate(FOLLOWED, 1):
        estimates: list[Estimate] = [getattr(stop, panel) for stop in found.stops]
        (_panel if found.is_ordered else _dots)(figure, row, places, estimates, _scale(panel))
        for nth, stand in reversed(list(enumerate(stands))):
            at, height = axis.place(stand.value), stand.answer[panel] * _scale(panel)
            if at is None:
                continue
            dot = EARLIER if nth else NOW
            figure.add_scatter(x=[at], y=[height], mode="markers", marker=dot, hoverinfo="y", row=row, col=1)
        title = say(f"response-panel-{panel.replace('_', '-')}", currency=currency)
        figure.add_annotation(
            text=title, xref="x domain", yref=f"y{row if row > 1 else ''} domain", x=0, y=1, yanchor="bottom", showarrow=False
        )
    if found.turns:
        cross = {"symbol": "x", "size": 11, "color": LOSS}
        turns = [axis.place(turn.value) for turn in found.turns]
        figure.add_scatter(x=turns, y=[0.0] * len(turns), mode="markers", marker=cross, hoverinfo="x", row=1, col=1)
    _axes(figure, found, axis, say)
    return figure


def _panel(figure: go.Figure, row: int, places: Sequence[float], estimates: Sequence[Estimate], factor: float) -> None:
    ends = [(each.low, each.high) for each in estimates]
    known = [(low * factor, high * factor) for low, high in ends if low is not None and high is not None]
    if len(known) == len(places):
        y = [high for _, high in known] + [low for low, _ in reversed(known)]
        x = [*places, *reversed(places)]
        figure.add_scatter(x=x, y=y, fill="toself", fillcolor=BAND, mode="none", hoverinfo="skip", row=row, col=1)
    line, dots = {"color": GAIN, "width": 2}, {"size": 4}
    values = [each.value * factor for each in estimates]
    figure.add_scatter(x=list(places), y=values, mode="lines+markers", line=line, marker=dots, hoverinfo="x+y", row=row, col=1)
    figure.add_hline(y=0, line={"color": TOTAL, "dash": "dot", "width": 1}, row=row, col=1)


def _dots(figure: go.Figure, row: int, places: Sequence[float], estimates: Sequence[Estimate], factor: float) -> None:
    values = [each.value * factor for each in estimates]
    reaches = [0.0 if each.high is None else (each.high - each.value) * factor for each in estimates]
    band = {"type": "data", "array": reaches, "color": GAIN, "thickness": 2, "width": 4}
    dots = {"size": 8, "color": GAIN}
    figure.add_scatter(x=list(places), y=values, error_y=band, mode="markers", marker=dots, hoverinfo="y", row=row, col=1)
    figure.add_hline(y=0, line={"color": TOTAL, "dash": "dot", "width": 1}, row=row, col=1)


def _scale(name: str) -> float:
    return 1.0 if name == "npv" else kind_of(name).scale


def _axes(figure: go.Figure, found: Response, axis: _Axis, say: Wording) -> None:
    values = [stop.value for stop in found.stops]
    every = max(1, round(len(values) / _TICKS)) if found.is_ordered else 1
    # From the end backwards: where the limit ends is what a person looks for.
    last, *before = values[::-1][::every]
    shown = [*(value for value in before[::-1] if not found.is_ordered or axis.is_clear_of(value, last)), last]
    texts = [stop_text(value, say) for value in shown]
    if not found.is_ordered:
        texts = ["<br>".join(textwrap.wrap(label(text), max(10, _LINE // len(texts)))) for text in texts]
    figure.update_xaxes(tickvals=[axis.place(value) for value in shown], ticktext=texts, tickangle=0, range=list(axis.ends))
    figure.update_yaxes(nticks=4, automargin=True)
    figure.update_layout(margin={"l": 10, "r": 24, "t": 20, "b": 10}, showlegend=False)
