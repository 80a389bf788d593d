"""The replayed months of rollover, twice in sequence: the launch's own year begins with nothing carried in, the next does not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.kernel_units import adoption_of_both_years
from analysis.engine.moves import Moves, joined, replay_moves
from analysis.kernels.effects import PACK_REVENUE
from analysis.kernels.inputs import DAYS, NO_LIMIT
from analysis.mechanisms.common.options import own_behaviour, own_response, taken_since
from analysis.mechanisms.common.units import NEVER, allowed, kb
from analysis.mechanisms.rollover.carry import Terms, carry_month
from analysis.parallel import spread, workers
from data.schema import MICRO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Replayed
    from analysis.engine.moves import Month, Year
    from analysis.kernels.inputs import Behaviour
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rollover_rules import RolloverRules
    from analysis.world.world import World


def terms_of(rules: RolloverRules) -> Terms:
    """Return the rules in the units of the kernel."""
    cap = int(NO_LIMIT) if rules.carry_cap_gb is None else kb(rules.carry_cap_gb)
    return Terms(rules.carry_share, cap, rules.carry_months is None, rules.carried_first, round(rules.carry_fee * MICRO))


def moves_of(world: World, rules: RolloverRules, assumptions: Assumptions, threads: int | None) -> Moves:
    """Return what is drawn under rules that are on. With a fee it is what those draw who take the option."""
    behaviour, since = own_behaviour(assumptions, world), carrying_since(world, rules, assumptions, threads)
    months = _walk(world, since, rules, terms_of(rules), behaviour, threads)
    return Moves(months, *carried_years(world, rules, assumptions), behaviour, DAYS)


def carrying_since(world: World, rules: RolloverRules, assumptions: Assumptions, threads: int | None) -> NDArray[np.int16]:
    """Return the month, counted through both years, from which each subscriber carries over; NEVER for who does not."""
    monthly = (world.rows.days == DAYS)[world.rows.plan]  # what is left of a SIM that ended is gone
    may = allowed("carry_plans", rules.carry_sims, rules.carry_plans, world) & (world.limited_months > 0) & monthly
    since, terms = np.where(may, 0, NEVER).astype(np.int16), terms_of(rules)
    if terms.fee:
        free = _walk(world, since, rules, terms._replace(fee=0), own_behaviour(assumptions, world), threads)
        since = _takers(world, assumptions, free, since, terms.fee, threads)
    return since


def carried_years(world: World, rules: RolloverRules, assumptions: Assumptions) -> tuple[Year, Year]:
    """Return the adoption of both years: an option is taken up by and by, what is free everybody has at once."""
    if terms_of(rules).fee:
        return adoption_of_both_years(assumptions, world)
    return (1.0,) * len(world.months), (1.0,) * len(world.months)


def effects_of(world: World, carried: Moves, assumptions: Assumptions, threads: int | None) -> Replayed:
    """Return what rollover changes. What was carried was left over in a month before, so nothing is unused a second time."""
    found = replay_moves(world, carried, own_response(assumptions), threads)
    found.every.column("unused_kb")[:] -= found.every.column("received_kb")
    found.every.column("drawn_kb")[:] = found.every.column("received_kb")
    return found


def _takers(
    world: World, assumptions: Assumptions, free: tuple[Month, ...], since: NDArray[np.int16], fee: int, threads: int | None
) -> NDArray[np.int16]:
    """Return from which month each has the option, by what a settled year would save it in packs and cost it in fees."""
    cycle = len(world.months)
    moves = Moves(free[cycle:], (1.0,) * cycle, (), own_behaviour(assumptions, world), DAYS)
    whole = replay_moves(world, moves, own_response(assumptions), threads).every
    saved = np.zeros(world.subscribers, np.int64)
    np.subtract.at(saved, whole.person, whole.table[:, PACK_REVENUE])
    taken = taken_since(world, assumptions, world.rows.key, saved, world.limited_months * fee)
    return np.maximum(taken, since)


def _walk(
    world: World, since: NDArray[np.int16], rules: RolloverRules, terms: Terms, behaviour: Behaviour, threads: int | None
) -> tuple[Month, ...]:
    """Walk two years in sequence, parts of the subscribers side by side; return the touched rows month by month."""
    rows, cycle, seed = world.rows, len(world.months), np.uint64(world.seed)
    ends = np.searchsorted(rows.month, np.arange(cycle + 1)).tolist()
    stock, seen = np.zeros((world.subscribers, rules.carry_months or 1), np.int64), np.full(world.subscribers, -1, np.int16)
    cuts = np.linspace(0, world.subscribers, workers(threads) + 1).astype(int)
    sub = np.ascontiguousarray(rows.sub)
    edges = [first + np.searchsorted(sub[first:last], cuts) for first, last in pairwise(ends)]

    def part(nth: int) -> list[Month]:
        return [
            carry_month((edge[nth], edge[nth + 1]), counted, since, seen, stock, terms, rows, behaviour, seed)
            for counted, edge in enumerate(edges * 2)
        ]

    parts = spread(part, range(cuts.size - 1), threads)
    return tuple(joined(month) for month in zip(*parts, strict=True))
