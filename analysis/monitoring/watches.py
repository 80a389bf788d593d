"""What is watched beside the plan: who gives most, gifts without a right, the holdout itself, tickets, arms alike before launch.

Each tells how seldom it alarms falsely, or that it has no such rate.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from analysis.monitoring.answer import ALARM, QUIET, UNWATCHED, Watch
from analysis.pilot.readout.answer import FEW
from analysis.pilot.readout.checks import leak_of
from analysis.pilot.readout.measures import BY_NAME
from analysis.statistics.cluster_ratio import ClusterSums, difference
from analysis.statistics.sample_ratio import ALARM_P

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.pilot.readout.answer import RatioCheck, Readout
    from analysis.pilot.readout.effects import Pair
    from data.trials.reading import TrialTables

    Counts = NDArray[np.int64]

TAIL, LEAK, HOLDOUT, TICKETS, DRIFT = "tail", "leak", "holdout", "tickets", "drift"
PREDICTORS = ("buying", "pack_revenue", "used_gb")  # of the months before, each at the level of a sample ratio
TICKETS_P = 0.01  # of launches, over all their readings
TOP, FEWEST_GIVERS = 0.01, 100  # of givers whose share of all gifts is watched; with fewer givers none is told


def watches_of(
    tables: TrialTables,
    given: Sequence[Counts],
    ratios: tuple[RatioCheck, ...],
    held: tuple[Readout, Pair] | None,
    planned: int,
) -> tuple[Watch, ...]:
    """Return all watches of a launch that is to be watched over so many `planned` months.

    `given` tells by draw of the plan how many gifts each giver gave, `held` is None without a holdout.
    """
    return (
        tail_watch(tables, given, planned),
        leak_watch(tables),
        holdout_watch(ratios),
        Watch(TICKETS, UNWATCHED, "no-holdout") if held is None else tickets_watch(held[0], tables.arms[held[1].arm], planned),
        Watch(DRIFT, UNWATCHED, "no-holdout") if held is None else drift_watch(held[1]),
    )


def tail_watch(tables: TrialTables, given: Sequence[Counts], planned: int) -> Watch:
    """Hold the share of gifts that the most generous give against that in draws of the plan: resale shows there.

    Of a draw with more gifts as many as came are kept by lot: fewer gifts alone stand closer together, and a slow launch is no
    resale. It alarms above the largest of the draws: where all goes as planned the launch is one more of them, so that one
    reading in one more than there are draws is the most; and of launches as many times that as they are read.
    """
    if tables.gifts is None:
        return Watch(TAIL, UNWATCHED, "no-gift-log")
    came = tables.givers.astype(np.int64)
    if came.size < FEWEST_GIVERS:
        return Watch(TAIL, UNWATCHED, "few-givers")
    rng = np.random.default_rng([int(came.sum()), came.size])
    usual = np.array([tail_of(kept_by_lot(one, int(came.sum()), rng)) for one in given if one.size])
    found, low, high = tail_of(came), float(usual.min(initial=1.0)), float(usual.max(initial=0.0))
    if not usual.size:
        return Watch(TAIL, UNWATCHED, "few-givers")
    rate = 1.0 / (1 + usual.size)
    return Watch(TAIL, ALARM if found > high else QUIET, "", found, low, high, rate, min(1.0, planned * rate))


def tail_of(given: Counts) -> float:
    """Return the share of all gifts that the 1 % most generous givers give, at least ten of them."""
    top = max(FEW, math.ceil(TOP * given.size))
    return float(np.sort(given)[::-1][:top].sum() / given.sum())


def kept_by_lot(given: Counts, gifts: int, rng: np.random.Generator) -> Counts:
    """Return how many each giver gave, of so many gifts drawn by lot from all; all of them where there are no more."""
    if given.sum() <= gifts:
        return given
    kept = rng.multivariate_hypergeometric(given, gifts, method="marginals")
    return np.asarray(kept[kept > 0], np.int64)


def leak_watch(tables: TrialTables) -> Watch:
    """Watch gifts in which one side had no right: a single one is a fault, so it has no rate of false alarms."""
    leak = leak_of(tables)
    if leak is None:
        return Watch(LEAK, UNWATCHED, "no-gift-log")
    return Watch(LEAK, ALARM if leak.rightless else QUIET, "", leak.rightless)


def holdout_watch(ratios: tuple[RatioCheck, ...]) -> Watch:
    """Watch whether who was held back is who was to be: clusters, and members, at one in a thousand each.

    The list is the same in every month, and so is what is found.
    """
    failed, rate = any(check.failed for check in ratios), len(ratios) * ALARM_P
    least = min(check.p for check in ratios)
    return Watch(HOLDOUT, ALARM if failed else QUIET, "", least, rate=rate, launches=rate)


def tickets_watch(readout: Readout, arm: str, planned: int) -> Watch:
    """Hold tickets of the launched against those held back, over all months: the plan has no figure for them.

    Each of the `planned` readings has its part of a launch's 1 %: read every month at 1 % far more launches would alarm. By
    lot, which is right with few clusters too; where clusters are so many that no lot could tell so little, by the estimate's
    own p. `low` and `high` are the 95 % interval.
    """
    own = next((one for one in readout.effects if (one.arm, one.measure) == (arm, TICKETS)), None)
    if own is None:
        return Watch(TICKETS, UNWATCHED, "no-tickets")
    told, level = own.difference, TICKETS_P / planned
    by_lot = own.exact or (1 + own.assignments) * level >= 1.0
    p = own.randomised_p if by_lot or told.p is None else told.p
    return Watch(TICKETS, ALARM if p <= level else QUIET, "", told.value, told.low, told.high, level, TICKETS_P)


def drift_watch(pair: Pair) -> Watch:
    """Watch whether launched and held back were alike before launch in what foretells later months: `found` is the least p."""
    run_in = pair.tables.run_in
    if not run_in:
        return Watch(DRIFT, UNWATCHED, "no-run-in")
    size = pair.tables.members[pair.rows].sum(axis=1) * run_in
    before = [pair.tables.sums[BY_NAME[name].over][pair.rows][:, :, :run_in].sum(axis=(1, 2)) for name in PREDICTORS]
    p = min(difference(ClusterSums(sums, size, pair.treated)).difference.p for sums in before)
    rate = len(PREDICTORS) * ALARM_P
    return Watch(DRIFT, ALARM if p < ALARM_P else QUIET, "", p, rate=rate, launches=rate)
