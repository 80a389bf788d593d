"""What came of a launch by month, and its charts: with a holdout metrics against it, without one gifts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.monitoring.answer import Point, Watched
from analysis.monitoring.charts import band, charts
from analysis.pilot.learning.replayed import BUYING, GIFTS, REVENUE, USED
from analysis.pilot.learning.seen import Seen
from analysis.pilot.readout.measures import BY_NAME
from analysis.pilot.readout.summaries import monthly_noise
from data.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.monitoring.answer import Rates
    from analysis.monitoring.expected import Expected
    from analysis.pilot.readout.answer import Readout
    from analysis.pilot.readout.effects import Pair
    from data.trials.reading import TrialTables

    Floats = NDArray[np.float64]

WATCHED = (GIFTS, BUYING, REVENUE, USED)
UNITS = {GIFTS: "per100", **{name: BY_NAME[name].unit for name in (BUYING, REVENUE, USED)}}


def nothing() -> tuple[Floats, Floats]:
    """Return no values, and no covariance of them."""
    return np.zeros(0), np.zeros((0, 0))


def gifts_in(tables: TrialTables, arm: int) -> Seen:
    """Return gifts per 100 launched by month, no error of sampling in them: the plan is replayed on the same subscribers.

    Nothing where there is no log, or no gift in it.
    """
    if tables.gifts is None or not tables.gifts["gifts"][tables.arm == arm].sum():
        return Seen((), (), *nothing())
    own = tables.arm == arm
    rate = 100.0 * tables.gifts["gifts"][own][:, tables.run_in :].sum(axis=0) / tables.members[own].sum()
    return Seen((GIFTS,) * rate.size, tuple(range(1, rate.size + 1)), rate, np.zeros((rate.size, rate.size)))


def monthly_in(readout: Readout, pair: Pair) -> Seen:
    """Return the summaries that are watched, those metrics that are told in every month; InputError where there are none."""
    places = {(one.name, one.month): nth for nth, one in enumerate(readout.summaries)}
    spread = np.diag(readout.covariance)
    at, kinds, months = [], [], []
    for kind in WATCHED:
        own = [places.get((kind, month)) for month in readout.months]
        if all(place is not None and spread[place] > 0 for place in own):
            at += [place for place in own if place is not None]
            kinds += [kind] * len(own)
            months += list(range(1, len(own) + 1))
    if not at:
        raise InputError.one("pilot-nothing-to-learn-from")
    found = tuple(readout.summaries[place] for place in at)
    return Seen(tuple(kinds), tuple(months), np.array([one.value for one in found]), *monthly_noise(pair, found))


def watched_in(expected: Expected, months: tuple[str, ...], seen: Seen, rates: Rates) -> tuple[Watched, ...]:
    """Return each metric's months, chart and alarm."""
    half, error = band(expected), np.sqrt(np.diag(seen.covariance))
    found = []
    for kind, (own, chart) in charts(expected, tuple(dict.fromkeys(seen.kinds)), seen.values, rates.limit).items():
        points = tuple(
            Point(
                month, *(float(value) for value in (
                    expected.mean[at], expected.mean[at] - half[at], expected.mean[at] + half[at], seen.values[at], error[at],
                    own[nth], chart.up[nth], chart.down[nth],
                )),
            )
            for nth, (month, at) in enumerate(zip(months, expected.places(kind), strict=True))
        )  # fmt: skip
        alarm, since = (None if nth is None else months[nth] for nth in (chart.alarm, chart.since))
        above = chart.alarm is not None and chart.up[chart.alarm] > chart.limit
        found.append(Watched(kind, UNITS[kind], points, alarm, since, above, expected.told_apart(kind)))
    return tuple(found)
