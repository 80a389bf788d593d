"""The response curve: profit, repurchase and satisfaction along one rule, one over the other, "no limit" at the end."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis.decide.response import FOLLOWED, number_of
from reports.charts.style import label, zero_line
from reports.content.palette import GAIN, LOSS, TOTAL
from reports.decisions.response import stop_text
from reports.numbers.outcomes import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.decide.response import Response
    from analysis.results.result import Estimate
    from analysis.settings.parameters import Value
    from reports.charts.style import Part
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
    axis = _axis_of(found)
    traces: list[Part] = []
    titles: list[Part] = []
    places = [axis.place(stop.value) or 0.0 for stop in found.stops]
    for row, panel in enumerate(FOLLOWED, 1):
        estimates: list[Estimate] = [getattr(stop, panel) for stop in found.stops]
        drawn = (_panel if found.is_ordered else _dots)(places, estimates, _scale(panel))
        traces += [trace | _on(row) for trace in [*drawn, *_standing(axis, stands, panel)]]
        title = say(f"response-panel-{panel.replace('_', '-')}", currency=currency)
        y = f"{_on(row)['yaxis']} domain"
        titles.append({"text": title, "xref": "x domain", "yref": y, "x": 0, "y": 1, "yanchor": "bottom", "showarrow": False})
    if found.turns:
        cross = {"symbol": "x", "size": 11, "color": LOSS}
        turns = [axis.place(turn.value) for turn in found.turns]
        traces.append(_marks(turns, [0.0] * len(turns), cross, "x") | _on(1))
    # Made in one piece: added to a figure one by one, the same parts take four times as long, and charts wait for them.
    return go.Figure(traces, _layout(found, axis, say) | {"annotations": titles, "shapes": _zero_lines()})


def _panel(places: Sequence[float], estimates: Sequence[Estimate], factor: float) -> list[Part]:
    ends = [(each.low, each.high) for each in estimates]
    known = [(low * factor, high * factor) for low, high in ends if low is not None and high is not None]
    values = [each.value * factor for each in estimates]
    line: Part = {"type": "scatter", "x": list(places), "y": values, "mode": "lines+markers", "hoverinfo": "x+y"}
    line |= {"line": {"color": GAIN, "width": 2}, "marker": {"size": 4}}
    if len(known) < len(places):
        return [line]
    y = [high for _, high in known] + [low for low, _ in reversed(known)]
    band = {"type": "scatter", "x": [*places, *reversed(places)], "y": y, "mode": "none", "hoverinfo": "skip"}
    return [band | {"fill": "toself", "fillcolor": BAND}, line]


def _dots(places: Sequence[float], estimates: Sequence[Estimate], factor: float) -> list[Part]:
    values = [each.value * factor for each in estimates]
    reaches = [0.0 if each.high is None else (each.high - each.value) * factor for each in estimates]
    band = {"type": "data", "array": reaches, "color": GAIN, "thickness": 2, "width": 4}
    return [_marks(list(places), values, {"size": 8, "color": GAIN}, "y") | {"error_y": band}]


def _standing(axis: _Axis, stands: Sequence[Stand], panel: str) -> list[Part]:
    """Return a mark for each answer, that of now over the earlier ones."""
    there = [
        (axis.place(stand.value), stand.answer[panel] * _scale(panel), NOW if nth == 0 else EARLIER)
        for nth, stand in enumerate(stands)
    ]
    return [_marks([at], [height], mark, "y") for at, height, mark in reversed(there) if at is not None]


def _marks(x: Sequence[float | None], y: Sequence[float], mark: Part, hover: str) -> Part:
    return {"type": "scatter", "x": x, "y": y, "mode": "markers", "marker": mark, "hoverinfo": hover}


def _on(row: int) -> Part:
    """Return which axes a trace of a panel has."""
    nth = "" if row == 1 else row
    return {"xaxis": f"x{nth}", "yaxis": f"y{nth}"}


def _zero_lines() -> list[Part]:
    axes = [_on(row) for row in range(1, len(FOLLOWED) + 1)]
    return [zero_line({"color": TOTAL, "dash": "dot", "width": 1}, on["xaxis"], on["yaxis"]) for on in axes]


@cache
def _panels() -> Part:
    """Return the axes of panels over each other, by name."""
    figure = make_subplots(rows=len(FOLLOWED), shared_xaxes=True, vertical_spacing=0.09, row_heights=list(_HEIGHTS))
    axes: Part = figure.layout.to_plotly_json()
    return {name: axis for name, axis in axes.items() if name != "template"}


def _scale(name: str) -> float:
    return 1.0 if name == "npv" else kind_of(name).scale


def _layout(found: Response, axis: _Axis, say: Wording) -> Part:
    values = [stop.value for stop in found.stops]
    every = max(1, round(len(values) / _TICKS)) if found.is_ordered else 1
    # From the end backwards: where the limit ends is what a person looks for.
    last, *before = values[::-1][::every]
    shown = [*(value for value in before[::-1] if not found.is_ordered or axis.is_clear_of(value, last)), last]
    texts = [stop_text(value, say) for value in shown]
    if not found.is_ordered:
        texts = ["<br>".join(textwrap.wrap(label(text), max(10, _LINE // len(texts)))) for text in texts]
    at: Part = {"tickvals": [axis.place(value) for value in shown], "ticktext": texts, "tickangle": 0, "range": list(axis.ends)}
    up: Part = {"nticks": 4, "automargin": True}
    axes = {name: kept | (at if name.startswith("x") else up) for name, kept in _panels().items()}
    return axes | {"margin": {"l": 10, "r": 40, "t": 20, "b": 10}, "showlegend": False}
