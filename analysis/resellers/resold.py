"""What resellers take and bring: packs lost, fees of their SIMs, more traffic; in the replay and over the months ahead.

They come behind everything that the rules change: whoever was still short, or still bought packs, may buy of them. Nothing that
they sell bears on satisfaction, renewal, plans or segments.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.kernel_units import behaviour_of
from analysis.engine.projection import Carried, carried_of, cohort_of
from analysis.kernels.projection import RESALE_NETWORK, RESALE_PACKS, RESALE_SIMS, REVENUE
from analysis.kernels.projection import by_person as rows_by_person
from analysis.kernels.resale import INSTEAD, LOST, NO_BUYER, TAKEN, VALUE, WITHOUT, bought_of_resellers, project_resale
from analysis.kernels.sums import GROUPS
from analysis.resellers.exposure import Resale, resale_of
from data.schema import KB_PER_GB, MICRO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes, Replayed
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import World

    # Of a month as replayed: its place in the schedule, its people, what each buys [row, TAKEN].
    Taken = tuple[int, NDArray[np.int32], NDArray[np.int64]]


@dataclass(frozen=True)
class Resold:
    """What resellers come to: `share` of all that would be bought of them is served in the end, 0 where it does not pay.

    `bought` [month, TAKEN, group] is all that would be bought in the replayed months, whole numbers, and `shares` [month] the
    parts that are served; both are empty where it does not pay. `flows` [month, group, step] lie ahead, micro-units, for the
    packs, SIMs and network of `resale_...`. Of a base in shards each has what its own people buy; what a SIM earns is the same in
    all, for it is found over the plans of the whole base.
    """

    resale: Resale
    share: float
    shares: NDArray[np.float64]
    bought: NDArray[np.int64]
    flows: NDArray[np.int64]

    def __add__(self, other: Resold) -> Resold:
        """Return what the people of both buy."""
        return replace(self, bought=self.bought + other.bought, flows=self.flows + other.flows)

    @cached_property
    def sums(self) -> dict[str, NDArray[np.float64]]:
        """Return the changes of the replayed months by random group, under names of kernel COLUMNS; none where it does not pay.

        Whole micro-units and kB, each rounded once by month and group of all people; parts of subscriber-months.
        """
        if not self.bought.size:
            return {}
        found = np.zeros(self.bought.shape[1:])
        for share, month in zip(self.shares, self.bought, strict=True):
            part = share * month
            found += np.where(np.arange(len(TAKEN))[:, None] == NO_BUYER, part, np.rint(part))
        sold = found[INSTEAD] + found[WITHOUT]
        return {
            "pack_revenue": -found[LOST],
            "fees": np.rint(sold * (self.resale.operator_gets * MICRO / KB_PER_GB)),
            "used_value": found[VALUE],
            "unmet_kb": -found[WITHOUT],
            "buyers": -found[NO_BUYER],
            "short_buyers": -found[NO_BUYER],
            "sold_kb": sold,
        }

    @property
    def served_gb(self) -> float:
        """Return what they sell over the replayed months, GB."""
        return float(self.sums["sold_kb"].sum()) / KB_PER_GB if self.sums else 0.0

    @property
    def buyers(self) -> float:
        """Return what they add to the subscriber-months in which packs are bought."""
        return float(self.sums["buyers"].sum()) if self.sums else 0.0

    def onto(self, carried: Carried) -> Carried:
        """Return what lies ahead with resellers in it."""
        flows = carried.flows.copy()
        for step, flow in enumerate((RESALE_PACKS, RESALE_SIMS, RESALE_NETWORK)):
            flows[:, :, flow] += self.flows[:, :, step]
        flows[:, :, REVENUE] += self.flows[:, :, 0] + self.flows[:, :, 1]
        return Carried(flows, carried.span, carried.transfers)


def resold_of(world: World, rules: RuleSet, replayed: Replayed, assumptions: Assumptions, horizon: int) -> Resold | None:
    """Return what resellers come to under rules as replayed; None where they are not counted in, or the rules are off."""
    if not assumptions.resellers or not rules.enabled:
        return None
    world = world.alone
    resale = resale_of(world, rules, assumptions)
    if not resale.invites:
        nothing = np.zeros((0, len(TAKEN), GROUPS), np.int64)
        return Resold(resale, 0.0, np.zeros(0), nothing, np.zeros((horizon, GROUPS, 3), np.int64))
    first, later = _taken(world, replayed, resale, assumptions)
    flows = _ahead(world, [*first, *later], resale, assumptions, horizon)
    return Resold(resale, assumptions.reseller_share, shares_served(assumptions, len(first)), _bought(world, first), flows)


def ahead_of_replay(
    world: World, rules: RuleSet, replayed: Replayed, assumptions: Assumptions, horizon: int, threads: int | None
) -> tuple[Carried, Resold | None]:
    """Return what lies ahead of a replay, with resellers where they are counted in, and what those come to."""
    carried = carried_of(world, replayed, assumptions, horizon, threads)
    resold = resold_of(world, rules, replayed, assumptions, horizon)
    return carried if resold is None else resold.onto(carried), resold


def _taken(world: World, replayed: Replayed, resale: Resale, assumptions: Assumptions) -> tuple[list[Taken], list[Taken]]:
    """Return what each replayed month buys of resellers, and each month of the ramp as the second year has it."""
    rows, behaviour = world.rows, behaviour_of(assumptions, world)
    edges = np.searchsorted(rows.month, np.arange(len(world.months) + 1)).tolist()
    price_kb = resale.price * MICRO / KB_PER_GB

    def month(nth: int, changes: Changes) -> Taken:
        first, last = edges[nth], edges[nth + 1]
        people = rows.sub[first:last]
        change_of = np.full(last - first, -1, np.int64)
        change_of[np.searchsorted(people, changes.person)] = np.arange(changes.person.size)
        found = bought_of_resellers(
            (first, last), nth, rows, change_of, changes.table, price_kb, behaviour, np.uint64(world.seed)
        )
        buys = found[:, INSTEAD] + found[:, WITHOUT] > 0
        return nth, people[buys], found[buys]

    once = [month(nth, changes) for nth, changes in enumerate(replayed.months)]
    return once, [month(nth, changes) for nth, changes in enumerate(replayed.settled)]


def shares_served(assumptions: Assumptions, months: int) -> NDArray[np.float64]:
    """Return the share of what would be bought of resellers that is, in each month from the launch on (equation R3)."""
    since = np.arange(1, months + 1) / assumptions.reseller_months
    return np.asarray(assumptions.reseller_share * np.minimum(1.0, since), np.float64)


def _bought(world: World, taken: list[Taken]) -> NDArray[np.int64]:
    """Return what would be bought [month, TAKEN, group]. Whole numbers below 2^53 each, so their order does not matter."""
    found = np.zeros((len(taken), len(TAKEN), GROUPS), np.int64)
    for into, (_, people, table) in zip(found, taken, strict=True):
        for nth in range(len(TAKEN)):
            into[nth] = np.bincount(world.group[people], table[:, nth], GROUPS)
    return found


def _ahead(world: World, taken: list[Taken], resale: Resale, assumptions: Assumptions, horizon: int) -> NDArray[np.int64]:
    """Return the micro-units [month, group, step] of the months ahead: packs lost, what SIMs pay, the network's cost."""
    cycle = len(world.months)
    ramp = len(taken) - cycle
    months = np.arange(horizon)
    slots = np.where(months < ramp, cycle + months, months % cycle)  # as in the schedule of the projection
    place = [*range(cycle, cycle + ramp), *range(ramp, cycle), *range(ramp)]
    table = np.concatenate([one for *_, one in taken])
    gets = resale.operator_gets * MICRO / KB_PER_GB
    money = np.stack(
        [-table[:, LOST], gets * (table[:, INSTEAD] + table[:, WITHOUT]), -assumptions.network_cost_per_gb * table[:, VALUE]],
        axis=1,
    )
    people, starts, order = rows_by_person(np.concatenate([one for _, one, _ in taken]), (0, world.subscribers))
    slot_of = np.repeat(place, [one.size for _, one, _ in taken])
    cohort, shares = cohort_of(world, assumptions), shares_served(assumptions, horizon)
    return np.asarray(project_resale(people, starts, order, slot_of, money, cohort, slots, shares, cycle), np.int64)
