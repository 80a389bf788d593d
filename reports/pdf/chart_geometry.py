"""The charts of the PDF as plain geometry: fractions of the drawing's width and height, and worded labels.

Typst draws what stands here and computes nothing, so every position can be tested without looking at a page.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.content.chart_findings import bridge_alternative, path_alternative
from reports.content.horizon import payback_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from analysis.results.result import Result
    from wording import Wording

Point = tuple[float, float]
TICKS = 4
FALLING, RISING, SUM = "falling", "rising", "sum"


@dataclass(frozen=True)
class Bar:
    """A step of the waterfall: from `start` to `end`, fractions of the width; `kind` falling, rising or sum."""

    name: str
    text: str
    start: float
    end: float
    kind: str


@dataclass(frozen=True)
class Bridge:
    """The waterfall of profit, lying down; `zero` is where no change stands."""

    bars: tuple[Bar, ...]
    zero: float
    alternative: str


@dataclass(frozen=True)
class Path:
    """The time path: lines and closed bands as points (right, down); ticks as (position, label)."""

    line: tuple[Point, ...]
    sampling: tuple[Point, ...]
    assumption: tuple[Point, ...]
    down_ticks: tuple[tuple[float, str], ...]
    right_ticks: tuple[tuple[float, str], ...]
    zero: float
    end_text: str
    payback: float | None
    payback_text: str
    alternative: str


def bridge(result: Result, say: Wording) -> Bridge:
    """Lay out the steps of the profit bridge over the horizon, per initial subscriber, those that do not move left out."""
    currency = result.manifest.currency
    steps = [
        (say("bridge-" + step.item.replace("_", "-")), float(step.change)) for step in result.projection.bridge if step.change
    ]
    edges = [0.0]
    for _, change in steps:
        edges.append(edges[-1] + change)
    low, high = min(edges), max(edges)
    across = _scale(low, high)
    bars = [
        Bar(name, say.money(change, currency, signed=True), across(before), across(after), RISING if change > 0 else FALLING)
        for (name, change), before, after in zip(steps, edges[:-1], edges[1:], strict=True)
    ]
    total = edges[-1]
    bars.append(Bar(say("bridge-sum"), say.money(total, currency, signed=True), across(0.0), across(total), SUM))
    return Bridge(tuple(bars), across(0.0), bridge_alternative(result, say))


def path(result: Result, say: Wording) -> Path:
    """Lay out the cumulative change in profit per initial subscriber with both bands and the month it pays back."""
    points = result.projection.time_path
    months = [point.month for point in points]
    sums = [float(point.cumulative) for point in points]
    sampled = [(point.low, point.high) for point in points if point.low is not None and point.high is not None]
    drawn: list[tuple[float, float]] = []
    if result.futures is not None:
        lows, highs = result.futures.band()
        drawn = list(zip(lows.tolist(), highs.tolist(), strict=True))
    ends = [end for pair in (*sampled, *drawn) for end in pair]
    ticks = nice_ticks(min(0.0, *sums, *ends), max(0.0, *sums, *ends))
    up = _scale(ticks[0], ticks[-1])
    right = _scale(0.0, float(months[-1]))
    digits = max(0, -math.floor(math.log10(ticks[1] - ticks[0]) + 1e-9))
    paid = result.projection.payback_month

    def place(values: Iterable[float]) -> list[Point]:
        return [(right(month), 1.0 - up(value)) for month, value in zip(months, values, strict=True)]

    def band(pairs: Sequence[tuple[float, float]]) -> tuple[Point, ...]:
        if len(pairs) < len(months):
            return ()
        return (*place(high for _, high in pairs), *reversed(place(low for low, _ in pairs)))

    return Path(
        line=tuple(place(sums)),
        sampling=band(sampled),
        assumption=band(drawn),
        down_ticks=tuple((1.0 - up(tick), say.number(tick, digits, signed=True)) for tick in ticks),
        right_ticks=tuple((right(month), str(month)) for month in month_ticks(months[-1])),
        zero=1.0 - up(0.0),
        end_text=say.money(sums[-1], result.manifest.currency, signed=True),
        payback=right(paid) if paid is not None and paid > 1 else None,
        payback_text=payback_text(paid, result, say),
        alternative=path_alternative(result, say),
    )


def nice_ticks(low: float, high: float) -> list[float]:
    """Return round numbers, evenly spaced, from at most `low` to at least `high`; zero is one of them if it lies between."""
    rough = (high - low) / TICKS or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next(size for size in (1, 2, 5, 10) if size * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [step * nth for nth in range(first, max(last, first + 1) + 1)]


def month_ticks(months: int) -> list[int]:
    """Return the months to label: about six, the last one always."""
    step = next(size for size in (1, 2, 3, 6, 12) if months / size <= 6 or size == 12)
    ticks = list(range(0, months + 1, step))
    return ticks if ticks[-1] == months else [*(tick for tick in ticks if months - tick > step / 2), months]


def _scale(low: float, high: float) -> Callable[[float], float]:
    """Return the straight map of [low, high] to [0, 1]."""
    reach = (high - low) or 1.0
    return lambda value: (value - low) / reach
