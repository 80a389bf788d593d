"""The charts of a watched launch: a metric's path against its plan, its gaps added up against the limit; both in words too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.pilot.readout.measures import BY_NAME, SHARE
from reports.charts.style import ABOVE, plain
from reports.content.palette import GAIN, LOSS, TOTAL
from reports.monitoring.words import limit_in, metric_text, value_text

if TYPE_CHECKING:
    from analysis.monitoring.answer import Compared, Monitored, Point, Watched
    from wording import Wording

BAND = "rgba(118,118,118,0.22)"
HEIGHT_PX = 300


def path_chart(one: Watched, found: Monitored, say: Wording) -> go.Figure:
    """Draw a metric's planned path with the 95 % of what would be seen, what came, and where its chart alarmed."""
    months, scale = _months(one, say), _scale(one.name)
    figure = go.Figure()
    low, high = ([scale * value for value in ends] for ends in zip(*((p.low, p.high) for p in one.points), strict=True))
    _band(figure, months, (low, high), say)
    expected, actual = ([scale * getattr(p, name) for p in one.points] for name in ("expected", "actual"))
    dashed = {"color": TOTAL, "dash": "dash", "width": 2}
    figure.add_scatter(x=months, y=expected, mode="lines", line=dashed, name=say("launch-expected"))
    dots = {"color": GAIN, "size": 8}
    figure.add_scatter(x=months, y=actual, mode="lines+markers", marker=dots, line={"width": 2}, name=say("launch-actual"))
    _alarm(figure, one, actual, say)
    return _finished(figure, say(f"launch-axis-{one.name}", currency=found.currency))


def compared_chart(one: Compared, found: Monitored, say: Wording) -> go.Figure:
    """Draw a metric without a holdout: planned with the plan's own doubt, actual with as far as placebos of that month go."""
    months, scale = [_month(point.month, say) for point in one.points], _scale(one.name)
    figure = go.Figure()
    low, high = ([scale * value for value in ends] for ends in zip(*((p.low, p.high) for p in one.points), strict=True))
    _band(figure, months, (low, high), say)
    expected, actual, placebo = ([scale * getattr(p, name) for p in one.points] for name in ("expected", "actual", "placebo"))
    dashed, bars = {"color": TOTAL, "dash": "dash", "width": 2}, {"type": "data", "array": placebo, "color": GAIN, "thickness": 1}
    figure.add_scatter(x=months, y=expected, mode="lines", line=dashed, name=say("launch-expected"))
    told, dots = f"{say('launch-actual')} ({say('launch-placebo')})", {"color": GAIN, "size": 8}
    figure.add_scatter(x=months, y=actual, error_y=bars, mode="lines+markers", marker=dots, line={"width": 2}, name=told)
    return _finished(figure, say(f"launch-axis-{one.name}", currency=found.currency))


def path_alternative(one: Watched, found: Monitored, say: Wording) -> str:
    """Return the same in words: how many months lie within the plan's interval, the last month, the alarm."""
    last = one.points[-1]
    told = {
        name: value_text(one.name, getattr(last, name), found.currency, say) for name in ("expected", "low", "high", "actual")
    }
    return say(
        "launch-path-alternative",
        metric=metric_text(one.name, say),
        inside=sum(point.low <= point.actual <= point.high for point in one.points),
        months=len(one.points),
        month=_month(last.month, say),
        alarm=_month(one.alarm, say) if one.alarm else "none",
        **told,
    )


def control_chart(one: Watched, found: Monitored, say: Wording) -> go.Figure:
    """Draw both sums of a metric's chart, that of gaps below the plan downwards, between their limits."""
    months, limit = _months(one, say), limit_in(found)
    figure = go.Figure()
    sides = (("launch-sum-up", [point.up for point in one.points], "solid"), ("launch-sum-down", _downwards(one), "dot"))
    for key, values, dash in sides:
        line = {"color": GAIN, "dash": dash, "width": 2}
        figure.add_scatter(x=months, y=values, mode="lines+markers", line=line, marker={"size": 6}, name=say(key))
    _alarm(figure, one, [point.up if one.above else -point.down for point in one.points], say)
    for nth, end in enumerate((limit, -limit)):
        figure.add_scatter(
            x=months, y=[end] * len(months), mode="lines", line={"color": LOSS, "dash": "dash", "width": 2}, hoverinfo="skip",
            name=say("launch-limit"), showlegend=nth == 0,
        )  # fmt: skip
    return _finished(figure, say("launch-axis-sum"))


def control_alternative(one: Watched, found: Monitored, say: Wording) -> str:
    """Return the same in words: the highest sum, the limit, the alarm."""
    top = max(one.points, key=_sum)
    return say(
        "launch-control-alternative",
        metric=metric_text(one.name, say),
        value=say.number(_sum(top), 2),
        month=_month(top.month, say),
        limit=say.number(limit_in(found), 2),
        alarm=_month(one.alarm, say) if one.alarm else "none",
    )


def _band(figure: go.Figure, months: list[str], ends: tuple[list[float], list[float]], say: Wording) -> None:
    low, high = ends
    figure.add_scatter(
        x=[*months, *reversed(months)], y=[*high, *reversed(low)], fill="toself", fillcolor=BAND, line={"width": 0}, mode="lines",
        hoverinfo="skip", name=say("launch-band"),
    )  # fmt: skip


def _alarm(figure: go.Figure, one: Watched, values: list[float], say: Wording) -> None:
    """Mark the month of the alarm, by a symbol as well as by colour."""
    for point, value in zip(one.points, values, strict=True):
        if point.month == one.alarm:
            marker = {"color": LOSS, "size": 16, "symbol": "x", "line": {"width": 2, "color": LOSS}}
            figure.add_scatter(x=[_month(point.month, say)], y=[value], mode="markers", marker=marker, name=say("monitor-mark"))


def _downwards(one: Watched) -> list[float]:
    return [-point.down for point in one.points]


def _sum(point: Point) -> float:
    return max(point.up, point.down)


def _months(one: Watched, say: Wording) -> list[str]:
    return [_month(point.month, say) for point in one.points]


def _month(month: str, say: Wording) -> str:
    return say.month(f"{month}-01")


def _scale(name: str) -> float:
    return 100.0 if name in BY_NAME and BY_NAME[name].unit == SHARE else 1.0


def _finished(figure: go.Figure, title: str) -> go.Figure:
    figure = plain(figure, title)
    return figure.update_layout(showlegend=True, legend=ABOVE, height=HEIGHT_PX)
