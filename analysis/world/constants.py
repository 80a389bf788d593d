"""The constants of a base from its people, exact: whole numbers that add in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels.sums import extremes
from analysis.world.bounds import exact_sum, exact_sums
from analysis.world.prepared_base import Whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analysis.kernels.inputs import Rows
    from analysis.world.world import World

HAZARD_SCALE = 1_000_000_000
BEYOND_USE = 100
Totals = tuple[tuple[int, ...], ...]


def month_totals(month_sums: NDArray[np.int64]) -> Totals:
    """Return [month][measure], of any size, from the sums by [month, group, measure]."""
    return tuple(map(tuple, exact_sums(month_sums, 1).tolist()))


def hazard_span(span: NDArray[np.int64], hazard: NDArray[np.float64]) -> int:
    """Return the months seen times the probability of leaving at launch, in 10^-9, over all subscribers."""
    return exact_sum(span * np.rint(hazard * HAZARD_SCALE).astype(np.int64))


def strengths_of(strength: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the distinct strengths of ties, rising, and how many ties have each."""
    strengths, ties_of = np.unique(strength, return_counts=True)
    return strengths, ties_of.astype(np.int64)


def plans_beyond_use(allowances: NDArray[np.int64], needed: NDArray[np.int64]) -> int:
    """Return how many plans allow over a hundred times what anybody on them ever needed: as though that meant no limit."""
    return int(np.count_nonzero((needed > 0) & (allowances > BEYOND_USE * needed)))


class Extremes(NamedTuple):
    """Of subscriber-months, volumes in kB: by plan the least balance (the largest number: nobody) and the largest need.

    Whether balance and packs were used up in any: then more may have been needed. The largest balance, -1 without a limit; what
    all were short of, after what they had and before packs.
    """

    allowances: NDArray[np.int64]
    needed: NDArray[np.int64]
    runs_out: bool
    highest_kb: int
    shortage_kb: int


def extremes_of(rows: Rows) -> Extremes:
    """Return what is least and most, in one walk."""
    least, needed = np.full(rows.sim.size, np.iinfo(np.int64).max), np.zeros(rows.sim.size, np.int64)
    return Extremes(least, needed, *extremes(rows.facts, rows.tariff, rows.plan, rows.pack, least, needed))


def whole_of(world: World, ties: tuple[NDArray[np.float32], NDArray[np.int64]], found: Extremes) -> Whole:
    """Return the constants of a world that is a whole base: `ties` as `strengths_of` tells them, `found` as `extremes_of`."""
    strengths, ties_of = ties
    return Whole(
        subscribers=world.subscribers,
        strengths=strengths,
        ties_of=ties_of,
        pairs=int(world.pairs.clock.size),
        month_totals=month_totals(world.month_sums),
        span=int(world.span.sum()),
        hazard_span=hazard_span(world.span, world.launch_hazard),
        absent=int(np.count_nonzero(world.last_month < world.first_month)),
        runs_out=found.runs_out,
        plans_beyond_use=plans_beyond_use(found.allowances, found.needed),
        highest_kb=found.highest_kb,
        trips=int(world.span[world.trip].sum()),
        plan_allowances=tuple(found.allowances.tolist()),
        shortage_kb=found.shortage_kb,
    )


def pack_price_per_gb(plan: NDArray[np.int16], price: NDArray[np.int64], pack: NDArray[np.int64]) -> float:
    """Return the median over subscribers of what a GB of their plan's pack costs now, in currency: one of the prices there are.

    `price` and `pack` are per plan.
    """
    prices = price / pack  # micro-units over kB are currency over GB
    order = np.argsort(prices, kind="stable")
    reached = np.cumsum(np.bincount(plan, minlength=prices.size)[order])
    return float(prices[order[np.searchsorted(reached, plan.size / 2)]]) if plan.size else 0.0


def measured_of(ran_out: int, unknown: int, totals: Mapping[str, int]) -> dict[str, float]:
    """Return the assumptions that a base answers by itself: the conversion of short subscriber-months into packs.

    Where the need of most months that ran out is unknown, only those who bought show that they were short: all of them buy, and
    nothing is measured.
    """
    if 2 * unknown > ran_out or not totals["short"]:
        return {}
    return {"topup_conversion": round(totals["short_buyers"] / totals["short"], 4)}
