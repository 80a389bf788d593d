"""A watched launch in words: the finding, how seldom it would be false, the months, and what would explain the gap."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from babel.lists import format_list

from analysis.monitoring.without_holdout import floor_of
from analysis.pilot.learning.replayed import GIFTS
from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of
from analysis.version import VERSION
from reports.numbers.values import between
from reports.trials.readout import difference_text, p_text
from reports.trials.readout_json import plain_value

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.monitoring.answer import Monitored, Point, Reason, Watched
    from wording import Wording

Row = tuple[str, ...]
MOST_TOLD = 1_000_000  # times likelier: more is as good as certain, given the model
COLUMNS = ("metric", "month", "expected", "actual", "error", "gap", "chart", "alarm")


def monitored_lines(found: Monitored, say: Wording) -> list[str]:
    """Return the finding first, then alarms, reasons, rates, and what must be known beside them."""
    notes = [say(f"trial-note-{note}") for note in found.notes]
    return [finding_line(found, say), *alarm_lines(found, say), *rates_lines(found, say), *beside_lines(found, say), *notes]


def finding_line(found: Monitored, say: Wording) -> str:
    """Return the verdict."""
    donors = found.clusters[0]
    return say(
        "monitor-finding",
        verdict=found.verdict,
        months=len(found.months),
        reasons=len(found.reasons),
        donors=donors,
        floor=p_text(floor_of(donors), say),
    )


def alarm_lines(found: Monitored, say: Wording) -> list[str]:
    """Return the alarms, the earliest first, and what would explain them."""
    lines = [_alarm(one, say) for one in found.alarms]
    lines += [_reason(one, found.currency, say) for one in found.reasons]
    return [*lines, say("monitor-not-apart")] if len(found.reasons) > 1 else lines


def rates_lines(found: Monitored, say: Wording) -> list[str]:
    """Return how seldom the charts alarm where all goes as planned; nothing where there is none."""
    rates = found.rates
    whole = say("monitor-any-alarm", share=say.percent(found.any_alarm, 0), months=found.planned)
    if rates is None:
        return [whole]
    told = say(
        "monitor-rates",
        all=say.number(rates.run_length),
        one=say.number(rates.one_run_length),
        charts=say.number(len(found.watched)),
        many=str(len(found.watched) > 1).lower(),
        months=len(found.months),
        share=say.percent(rates.share, 0),
        found=say.percent(rates.found, 0),
        repeats=say.number(rates.repeats),
    )
    return [told, whole]


def beside_lines(found: Monitored, say: Wording) -> list[str]:
    """Return who was launched and held back, what is too small to be seen, and what the plan rests on."""
    span = between(found.months[0], found.months[-1]) if len(found.months) > 1 else found.months[0]
    arms = "; ".join(
        say("trial-arm", arm=arm, clusters=say.number(clusters), members=say.number(members))
        for arm, clusters, members in zip(found.arms, found.clusters, found.members, strict=True)
    )
    lines = [say("monitor-who", arms=arms, months=span)]
    unseen = [metric_text(one.name, say) for one in found.watched if not one.told_apart]
    if unseen:
        lines.append(say("monitor-not-seen", metrics=str(format_list(unseen, locale=say.locale))))
    plan = {"draws": say.number(found.draws), "discrepancy": say.percent(found.discrepancy, 0)}
    return [*lines, say("monitor-plan", **plan)]


def _alarm(one: Watched, say: Wording) -> str:
    facts = {"metric": metric_text(one.name, say), "month": one.alarm or "", "since": one.since or ""}
    return say("monitor-alarm", above=str(one.above).lower(), **facts)


def _reason(one: Reason, currency: str, say: Wording) -> str:
    parameter = parameters_of(Assumptions)[one.name]
    digits = 0 if parameter.kind == "integer" else 3
    told = {name: say.number(getattr(one, name), digits) for name in ("planned", "moved", "low", "high")}
    return say(
        "monitor-reason",
        name=say(one.name),
        unit=say.unit(parameter.unit, currency),
        factor=say.number(min(one.factor, MOST_TOLD), 0),
        more=str(one.factor > MOST_TOLD).lower(),
        settles=str(one.settles).lower(),
        **told,
    )


def monitored_header(say: Wording) -> Row:
    """Return the titles of the columns of `monitored_rows`."""
    return tuple(say(f"monitor-column-{name}") for name in COLUMNS)


def monitored_rows(found: Monitored, say: Wording) -> list[Row]:
    """Return a row per metric and month; every value with its unit or interval."""
    return [(metric_text(one.name, say), *row) for one in found.watched for row in metric_rows(one, found, say)]


def metric_header(say: Wording) -> Row:
    """Return the titles of the columns of `metric_rows`."""
    return monitored_header(say)[1:]


def metric_rows(one: Watched, found: Monitored, say: Wording) -> list[Row]:
    """Return a row per month of one metric."""
    return [_row(one, point, found, say) for point in one.points]


def _row(one: Watched, point: Point, found: Monitored, say: Wording) -> Row:
    def told(value: float) -> str:
        return value_text(one.name, value, found.currency, say)

    chart, limit = say.number(max(point.up, point.down), 2), say.number(limit_in(found), 2)
    return (
        point.month,
        with_ends(told, point.expected, point.low, point.high),
        told(point.actual),
        f"± {told(point.error).lstrip('+')}" if point.error else "–",
        say.number(point.gap, 2, signed=True),
        f"{chart} / {limit}",
        say("monitor-mark") if point.month == one.alarm else "",
    )


def with_ends(told: Callable[[float], str], value: float, low: float, high: float) -> str:
    """Word a value with the interval it is expected in."""
    return f"{told(value)} ({told(low)} … {told(high)})"


def limit_in(found: Monitored) -> float:
    """Return the limit of the charts; 0 where there is none."""
    return found.rates.limit if found.rates is not None else 0.0


def metric_text(name: str, say: Wording) -> str:
    """Word a metric that is watched."""
    return say("monitor-metric-gifts") if name == GIFTS else say(f"trial-measure-{name}")


def value_text(name: str, value: float, currency: str, say: Wording) -> str:
    """Word a value of a metric: gifts of the launched themselves, of all others a difference."""
    return say.number(value, 2) if name == GIFTS else difference_text(name, value, currency, say)


def monitored_json(found: Monitored) -> str:
    """Return the watch as indented JSON text."""
    told = {"version": VERSION, "interval": 0.95} | asdict(found)
    return json.dumps(plain_value(told), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
