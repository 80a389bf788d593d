"""A launch without a holdout in words, rows and a chart: each metric against a mix of clusters not launched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.monitoring.without_holdout import ALPHA, floor_of
from analysis.statistics.synthetic_control import FEWEST_BEFORE
from reports.monitoring.words import metric_text, with_ends
from reports.trials.readout import difference_text, p_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.monitoring.answer import Compared, Monitored
    from wording import Wording

Row = tuple[str, ...]


def compared_lines(found: Monitored, say: Wording) -> list[str]:
    """Return what stands in the holdout's place, how seldom it alarms falsely, placebos in time; nothing with a holdout."""
    if not found.compared:
        return []
    donors, metrics = found.clusters[0], len(found.compared)
    how = say(
        "monitor-compared-how",
        before=found.before,
        donors=donors,
        floor=p_text(floor_of(donors), say),
        sharp=str(floor_of(donors) <= ALPHA).lower(),
        alpha=say.percent(ALPHA, 0),
        metrics=metrics,
        all=say.percent(min(1.0, ALPHA * metrics), 0),
        planned=found.planned,
        judged=str(found.judged).lower(),
    )
    in_time = [_in_time(one, found.currency, say) for one in found.compared if one.in_time]
    return [how, *(in_time or [say("monitor-compared-no-time", fewest=FEWEST_BEFORE)])]


def _in_time(one: Compared, currency: str, say: Wording) -> str:
    told = "; ".join(difference_text(one.name, effect, currency, say) for effect in one.in_time)
    return say(
        "monitor-compared-in-time",
        metric=metric_text(one.name, say),
        months=one.in_time_months,
        effects=told,
        effect=difference_text(one.name, one.effect, currency, say),
    )


def compared_header(say: Wording) -> Row:
    """Return the titles of the columns of `compared_rows`."""
    names = ("metric", "planned", "effect", "placebo", "p", "plan-p", "donors")
    return tuple(say(f"monitor-column-{name}") for name in names)


def compared_rows(found: Monitored, say: Wording) -> list[Row]:
    """Return a row per metric, over all months since launch: a subscriber and month, launched less the mix."""
    return [_row(one, found.currency, say) for one in found.compared]


def _teller(one: Compared, currency: str, say: Wording) -> Callable[[float], str]:
    """Return what words a difference of the metric."""
    return lambda value: difference_text(one.name, value, currency, say)


def _row(one: Compared, currency: str, say: Wording) -> Row:
    told = _teller(one, currency, say)
    return (
        metric_text(one.name, say),
        with_ends(told, one.planned, one.planned_low, one.planned_high),
        told(one.effect),
        f"± {told(one.placebo).lstrip('+')}",
        p_text(one.p, say),
        p_text(one.plan_p, say),
        say.number(one.donors, 1),
    )


def compared_alternative(one: Compared, found: Monitored, say: Wording) -> str:
    """Return a metric's chart in words."""
    told = _teller(one, found.currency, say)
    return say(
        "launch-compared-alternative",
        metric=metric_text(one.name, say),
        planned=told(one.planned),
        low=told(one.planned_low),
        high=told(one.planned_high),
        effect=told(one.effect),
        placebo=told(one.placebo).lstrip("+"),
    )


def compared_month_header(say: Wording) -> Row:
    """Return the titles of the columns of `compared_month_rows`."""
    return tuple(say(f"monitor-column-{name}") for name in ("month", "planned", "effect", "placebo"))


def compared_month_rows(one: Compared, currency: str, say: Wording) -> list[Row]:
    """Return a row per month of a metric."""
    told = _teller(one, currency, say)
    return [
        (
            point.month,
            with_ends(told, point.expected, point.low, point.high),
            told(point.actual),
            f"± {told(point.placebo).lstrip('+')}",
        )
        for point in one.points
    ]
