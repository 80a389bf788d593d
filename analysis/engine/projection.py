"""The replay carried forward over a horizon, per initial subscriber: retention, plan moves, peers, month by month.

The initial subscribers are the replayed ones, each weighing the share of the cycle's months it was seen in, so that every
subscriber-month of the replay stands once and a base that nobody ever leaves repeats its replay exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.inputs import Cohort, Course, Prices
from analysis.kernels.projection import DEPARTURES, PEOPLE_SCALE, RETAINED, RETENTION, REVENUE, SIDE_BY_SIDE
from analysis.kernels.projection import by_person as rows_by_person
from analysis.kernels.projection import project as project_people
from analysis.kernels.sums import GROUPS
from analysis.parallel import spread, workers
from analysis.settings.money import transfer_cost
from analysis.world.bounds import check_support
from analysis.world.constants import HAZARD_SCALE
from analysis.world.world import MEASURES
from data.schema import MICRO

# More pieces than threads: a core that is wanted elsewhere, by a browser for one, carries fewer of them and holds nobody up.
PIECES = 8

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Replayed
    from analysis.settings.assumptions import Assumptions
    from analysis.world.prepared_base import PreparedBase, Whole
    from analysis.world.world import World


@dataclass(frozen=True)
class Carried:
    """What the horizon brings before peers are asked: `flows` [month, group, flow] over kernel FLOWS, of touched people.

    `span` [group] is in how many months its people were seen; `transfers` how many of a year, settled months again, cost support.
    """

    flows: NDArray[np.int64]
    span: NDArray[np.int64]
    transfers: int

    def __add__(self, other: Carried) -> Carried:
        """Return what both bring."""
        return Carried(self.flows + other.flows, self.span + other.span, self.transfers + other.transfers)


@dataclass(frozen=True)
class Ahead:
    """What the horizon brings: `flows` [month, group, flow] over kernel FLOWS, and the initial subscribers by group."""

    flows: NDArray[np.int64]
    initial: NDArray[np.float64]


def ahead_of(base: PreparedBase, carried: Carried, assumptions: Assumptions) -> Ahead:
    """Return what the sums of a whole base come to: their peers, and how many people they are per."""
    check_support(carried.transfers, _support(assumptions, base.pack_price_per_gb), assumptions)
    season = _season(base, assumptions)[np.arange(carried.flows.shape[0]) % len(base.months)]
    return Ahead(_with_peers(carried.flows, base.whole, season, assumptions), carried.span / len(base.months))


def carried_of(world: World, replayed: Replayed, assumptions: Assumptions, horizon: int, threads: int | None = None) -> Carried:
    """Carry a replay of a base, or of a shard of it, forward over `horizon` months: whole numbers that add."""
    cohort, prices = cohort_of(world, assumptions), _prices(assumptions, world.pack_price_per_gb)
    course, table = course_of(world, replayed, assumptions, horizon), replayed.every.table
    cycle, ramp = len(replayed.adoption), replayed.ramp
    # The first months were replayed twice: as the ramp had it, slots from `cycle` on, and settled, last in the table.
    slots = np.concatenate([np.arange(cycle, cycle + ramp), np.arange(ramp, cycle), np.arange(ramp)]).astype(np.int16)
    slot_of = np.repeat(slots, np.diff(replayed.starts))
    again = np.zeros(slot_of.size, np.bool_) if replayed.again is None else replayed.again

    def part(edge: tuple[int, int]) -> tuple[NDArray[np.int64], int]:
        mine = rows_by_person(replayed.every.person, edge)
        flows, transfers = project_people(*mine, slot_of, again, table, cohort, course, prices)
        return np.asarray(flows, np.int64), int(transfers)

    several = 1 if workers(threads) == 1 else PIECES * workers(threads)
    edges = [world.subscribers * nth // several for nth in range(several + 1)]
    parts = spread(part, pairwise(edges), threads)
    flows, transfers = reduce(np.add, (flows for flows, _ in parts)), sum(each for _, each in parts)
    check_support(transfers, prices.support, assumptions)
    span = np.bincount(world.group, world.span, GROUPS).astype(np.int64)  # whole numbers, far below 2^53
    return Carried(np.ascontiguousarray(flows[:, :, :horizon].transpose(2, 0, 1)), span, transfers)


def cohort_of(world: World, assumptions: Assumptions) -> Cohort:
    """Return the initial subscribers: weights, what each brings a month without the rules, and how each leaves."""
    revenue = world.revenue_a_month
    return Cohort(
        weight=world.weight,
        first=world.first_month,
        last=world.last_month,
        margin=revenue - assumptions.network_cost_per_gb * world.use_a_month,
        revenue=revenue,
        alpha=world.alpha if assumptions.heterogeneous_hazards else np.full(world.subscribers, np.inf),
        hazard=world.launch_hazard,
        contact_hazard=world.contact_hazard,
        group=world.group,
        plan=world.rows.plan[: world.subscribers],
        step_fee=world.steps_down,
        step_up=world.steps_up,
        trip=world.trip,
    )


def course_of(world: World, replayed: Replayed, assumptions: Assumptions, horizon: int) -> Course:
    """Return the months ahead: the ramp's own months in the first cycle, then those of the second year, over and over."""
    cycle, ramp = len(world.months), replayed.ramp
    month = np.arange(horizon)
    years = month / 12
    return Course(
        slot=np.where(month < ramp, cycle + month, month % cycle),
        season=_season(world, assumptions)[np.arange(-(-horizon // SIDE_BY_SIDE) * SIDE_BY_SIDE) % cycle],
        traded_down=1.0 - (1.0 - assumptions.trade_down_rate) ** years,
        kept_up=1.0 - (1.0 - assumptions.givers_keep_rate) ** years,
        stayed_low=1.0 - (1.0 - assumptions.upgrades_forgone_rate) ** years,
        adoption=np.concatenate([np.ones(cycle), np.array(replayed.adoption[:ramp]) / np.array(replayed.later)]),
        cycle=cycle,
        regular=assumptions.regular_months * cycle / 12,
    )


def _season(base: PreparedBase, assumptions: Assumptions) -> NDArray[np.float64]:
    """Return what a subscriber brings in each replayed month, relative to the mean of all of them."""
    total = base.whole.by_month
    months, fee, packs, used = (total[:, MEASURES.index(name)] for name in ("months", "fee", "pack_revenue", "used_value"))
    margin = fee + packs - assumptions.network_cost_per_gb * used
    mean = margin.sum() / max(1.0, months.sum())
    return np.asarray(margin / np.maximum(1.0, months) / mean if mean > 0 else np.ones(months.size), np.float64)


def _prices(assumptions: Assumptions, pack_price_per_gb: float) -> Prices:
    return Prices(
        network=assumptions.network_cost_per_gb,
        support=_support(assumptions, pack_price_per_gb),
        slope=assumptions.satisfaction_to_renewal,
        sd=assumptions.satisfaction_sd,
        asymmetry=assumptions.fall_asymmetry,
        memory=1.0 - 1.0 / assumptions.goodwill_months,
    )


def _support(assumptions: Assumptions, pack_price_per_gb: float) -> float:
    """Return what support of a transfer costs, micro-units."""
    return float(transfer_cost(assumptions, pack_price_per_gb) * MICRO)


def _with_peers(
    flows: NDArray[np.int64], whole: Whole, season: NDArray[np.float64], assumptions: Assumptions
) -> NDArray[np.int64]:
    """Add what averted departures spare their contacts a month later: they stay on and bring what the average one does.

    One step along the ties, no further: the peers of peers are a few thousandths of a few thousandths (equation 15).
    """
    if assumptions.peer_hazard_ratio == 1.0 or whole.span == 0:
        return flows
    flows = flows.copy()
    total = dict(zip(MEASURES, whole.totals, strict=True))
    revenue = (total["fee"] + total["pack_revenue"]) / whole.span  # micro-units a month of the average subscriber
    margin = revenue - assumptions.network_cost_per_gb * (total["used_value"] / whole.span)
    stay = 1.0 - whole.hazard_span / HAZARD_SCALE / whole.span
    spared = (assumptions.peer_hazard_ratio - 1.0) * flows[:, :, DEPARTURES] / PEOPLE_SCALE
    held = np.zeros((flows.shape[0] + 1, flows.shape[1]))  # before each month, and after the last
    for month in range(1, flows.shape[0]):
        held[month + 1] = held[month] * stay + spared[month - 1]
    before, after, ups = held[:-1], held[1:], season[:, None]
    flows[:, :, RETENTION] += np.rint(before * margin * ups).astype(np.int64)
    flows[:, :, REVENUE] += np.rint(before * revenue * ups).astype(np.int64)
    flows[:, :, RETAINED] += np.rint(after * PEOPLE_SCALE).astype(np.int64)
    return flows
