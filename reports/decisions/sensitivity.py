"""Decisions as sentences and rows of worded cells: terminal, page and reports say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.lists import format_list

from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of
from analysis.settings.rule_kinds import every_rule
from reports.numbers.values import UNKNOWN, between, between_of, rough_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.decide.breakeven import BreakEven, Crossing
    from analysis.decide.interaction import Grid
    from analysis.decide.sobol import Index
    from analysis.decide.tornado import Bar
    from analysis.decide.value_of_information import Information
    from analysis.settings.parameters import Parameter
    from wording import Wording


def money(value: float, currency: str, say: Wording) -> str:
    """Word a change in money per initial subscriber, signed."""
    return say.money(value, currency, signed=True)


def parameter_named(name: str) -> Parameter:
    """Return the declaration of a rule or an assumption."""
    return (every_rule() | parameters_of(Assumptions))[name]


def with_unit(name: str, currency: str, say: Wording) -> str:
    """Return the title of a rule or an assumption with its unit, such as "Fee per GB, RUB per GB"."""
    unit = say.unit(parameter_named(name).unit, currency)
    return f"{say(name)}, {unit}" if unit else say(name)


def tornado_header(say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `tornado_rows`."""
    return tuple(say(f"decide-{key}") for key in ("unknown", "likely", "at-low", "at-high", "swing", "error"))


def tornado_rows(bars: Sequence[Bar], currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return (unknown, likely range, worth at its low end, at its high end, swing, its sampling error) per unknown."""
    return [
        (
            with_unit(bar.name, currency, say),
            between(rough_text(bar.low, say), rough_text(bar.high, say)),
            money(bar.npv_low, currency, say),
            money(bar.npv_high, currency, say),
            money(bar.swing, currency, say),
            UNKNOWN if bar.se is None else say.money(bar.se, currency),
        )
        for bar in bars
    ]


def tornado_line(bars: Sequence[Bar], central: float, currency: str, say: Wording) -> str:
    """Say which unknown moves the worth most, and how many could turn its sign alone."""
    if not bars or bars[0].swing == 0:
        return say("decide-tornado-still")
    first = bars[0]
    turning = [bar for bar in bars if min(bar.npv_low, bar.npv_high) < 0 < max(bar.npv_low, bar.npv_high)]
    return say(
        "decide-tornado-line",
        first=say(first.name),
        low=money(first.npv_low, currency, say),
        high=money(first.npv_high, currency, say),
        central=money(central, currency, say),
        turning=len(turning),
        names=named([bar.name for bar in turning], say),
    )


def named(names: Sequence[str], say: Wording) -> str:
    """Return titles of rules and assumptions as a list in a sentence, each in quotes."""
    return str(format_list([say("decide-quoted", name=say(name)) for name in names], locale=say.locale))


def breakeven_header(found: BreakEven, currency: str, say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `breakeven_rows`."""
    return (with_unit(found.name, currency, say), say("compare-worth"), say("compare-interval"))


def breakeven_rows(found: BreakEven, currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return (value, worth, its 90 % sampling interval) per point of the curve."""
    return [
        (
            rough_text(point.value, say),
            money(point.npv, currency, say),
            between_of((point.low, point.high), lambda end: money(end, currency, say)),
        )
        for point in found.points
    ]


def breakeven_lines(found: BreakEven, currency: str, say: Wording) -> list[str]:
    """Say where the worth crosses zero and which side gains; where it never does, the sign all along the range."""
    if found.crossings:
        return [_crossing_line(crossing, found, currency, say) for crossing in found.crossings]
    side = {1: "gains", -1: "loses"}.get(found.sign or 0, "still")
    low, high = (rough_text(found.points[end].value, say) for end in (0, -1))
    return [say("decide-breakeven-none", name=with_unit(found.name, currency, say), low=low, high=high, side=side)]


def _crossing_line(crossing: Crossing, found: BreakEven, currency: str, say: Wording) -> str:
    # Where the rules price every transfer away the worth does not turn to a gain: it ends at nothing.
    if not any(point.npv > 0 for point in found.points):
        still = rough_text(crossing.value, say)
        return say("decide-breakeven-still", name=with_unit(found.name, currency, say), value=still, rises=_word(crossing))
    low, high = (None if end is None else rough_text(end, say) for end in (crossing.low, crossing.high))
    return say(
        "decide-breakeven-line",
        name=with_unit(found.name, currency, say),
        value=rough_text(crossing.value, say),
        low=low or say("decide-below-range"),
        high=high or say("decide-above-range"),
        rises=_word(crossing),
    )


def _word(crossing: Crossing) -> str:
    return "yes" if crossing.rises else "no"


def grid_header(grid: Grid, currency: str, say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `grid_rows`: both names, then the values of the second."""
    corner = say(
        "decide-grid-corner", rows=with_unit(grid.names[0], currency, say), columns=with_unit(grid.names[1], currency, say)
    )
    return (corner, *(rough_text(value, say) for value in grid.columns))


def grid_rows(grid: Grid, currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per value of the first name: that value, then the worth at every value of the second."""
    return [
        (rough_text(value, say), *(money(cell, currency, say) for cell in cells))
        for value, cells in zip(grid.rows, grid.npv, strict=True)
    ]


def grid_line(grid: Grid, currency: str, say: Wording) -> str:
    """Say which pair of values is worth most and which least, and at how many of them the rules gain."""
    cells = [
        (npv, row, column)
        for row, line in zip(grid.rows, grid.npv, strict=True)
        for column, npv in zip(grid.columns, line, strict=True)
    ]
    best, worst = max(cells), min(cells)
    return say(
        "decide-grid-line",
        rows=with_unit(grid.names[0], currency, say),
        columns=with_unit(grid.names[1], currency, say),
        gains=sum(npv > 0 for npv, _, _ in cells),
        count=len(cells),
        best=money(best[0], currency, say),
        best_row=rough_text(best[1], say),
        best_column=rough_text(best[2], say),
        worst=money(worst[0], currency, say),
        worst_row=rough_text(worst[1], say),
        worst_column=rough_text(worst[2], say),
    )


def sobol_header(say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `sobol_rows`."""
    return tuple(say(f"decide-{key}") for key in ("unknown", "first", "total"))


def sobol_rows(indices: Sequence[Index], say: Wording) -> list[tuple[str, ...]]:
    """Return (unknown, share of the variance it explains alone, with all interactions) per unknown, with 90 % half-widths."""
    return [
        (say(one.name), _within(one.first, one.first_reach, say), _within(one.total, one.total_reach, say)) for one in indices
    ]


def _within(share: float, reach: float, say: Wording) -> str:
    return say("decide-within", value=say.percent(share, 0, signed=True).lstrip("+"), reach=say.percent(reach, 0))


def sobol_line(indices: Sequence[Index], say: Wording) -> str:
    """Say which unknown explains most of the spread, and what all of them explain alone."""
    first = indices[0]
    if first.total == 0:
        return say("decide-tornado-still")
    alone = sum(one.first for one in indices)
    facts = {"first": say.percent(max(0.0, first.first), 0), "total": say.percent(first.total, 0)}
    return say("decide-sobol-line", name=say(first.name), alone=say.percent(min(1.0, max(0.0, alone)), 0), **facts)


def measure_rows(worth: Sequence[Information], subscribers: float, currency: str, say: Wording) -> list[tuple[str, str]]:
    """Return (unknown, what knowing it before deciding is worth over the horizon) with all of them together as the last row."""
    return [
        (say("decide-everything") if one.name == "all" else say(one.name), say.money(one.value * subscribers, currency, 0))
        for one in worth
    ]


def measure_line(worth: Sequence[Information], subscribers: float, currency: str, say: Wording) -> str:
    """Say which unknown is most worth measuring, or that none would change the decision."""
    best, everything = worth[0], worth[-1]
    if best.value <= 0:
        return say("decide-measure-none")
    value, whole = (say.money(one.value * subscribers, currency, 0) for one in (best, everything))
    return say("measure-first", first=say(best.name), value=value, all=whole)
