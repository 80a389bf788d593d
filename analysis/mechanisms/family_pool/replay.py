"""The replayed months of family pools: first as though every account were one, then those that take it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.engine.kernel_units import adoption_of_both_years
from analysis.engine.moves import Moves, replay_moves
from analysis.kernels.inputs import DAYS, NO_LIMIT
from analysis.mechanisms.common.options import own_behaviour, own_response, taken_since
from analysis.mechanisms.common.units import NEVER, allowed, kb
from analysis.mechanisms.family_pool.share import Terms, share_month
from analysis.parallel import spread
from analysis.settings.family_pool_rules import OWNER
from data.schema import MICRO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Replayed
    from analysis.engine.moves import Month
    from analysis.kernels.inputs import Behaviour
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.family_pool_rules import PoolRules
    from analysis.world.world import World


@dataclass(frozen=True)
class Pooled(Moves):
    """Who used what the others of its account left over; how many accounts could be pools, and how many come to be."""

    accounts: int
    pools: int


def terms_of(rules: PoolRules, world: World) -> Terms:
    """Return the rules in the units of the kernel."""
    draw = int(NO_LIMIT) if rules.pool_draw_gb is None else kb(rules.pool_draw_gb)
    fee, by_owner = round(rules.member_fee * MICRO), rules.member_fee_payer == OWNER
    may_join = allowed("", rules.pool_sims, None, world)
    return Terms(rules.pool_members, rules.pool_share, draw, rules.pool_same_region, fee, by_owner, may_join)


class Shared(NamedTuple):
    """What a month moves, and pays for it, where every account is a pool: rows rising, their notes, whose account each is of."""

    touched: NDArray[np.int64]
    state: NDArray[np.int64]
    whose: NDArray[np.int64]

    def among(self, accounts: NDArray[np.bool_]) -> Month:
        """Return the rows of some accounts."""
        mine = accounts[self.whose]
        return self.touched[mine], self.state[mine]


class Pools(NamedTuple):
    """From which month, counted through both years, each account is a pool, and what each month moves if all are."""

    since: NDArray[np.int16]
    every: tuple[Shared, ...]

    def shared(self, counted: int) -> Month:
        """Return what pools move in a month."""
        return self.every[counted % len(self.every)].among(self.since <= counted)


def shared_month(  # noqa: PLR0913, PLR0917 - as the kernel
    world: World, since: NDArray[np.int16], terms: Terms, counted: int, gone: NDArray[np.int64], behaviour: Behaviour,
    saved: NDArray[np.int64],
) -> Shared:  # fmt: skip
    """Return what pools move in a month, counted through both years, and pay for it; `saved` as `share_month` has it."""
    nth, (members, starts), seed = counted % len(world.months), world.members, np.uint64(world.seed)
    return Shared(
        *share_month(
            nth, counted, since, members, starts, world.row_of[nth], world.signs[nth], terms, gone, world.rows, behaviour, seed,
            saved,
        )
    )  # fmt: skip


def pools_of(world: World, terms: Terms, assumptions: Assumptions, threads: int | None) -> Pools:
    """Return from which month each account is a pool, by what a year as one would save it in packs and cost it in fees.

    An account's month is the same in both years, and whoever else is a pool.
    """
    (members, starts), behaviour = world.members, own_behaviour(assumptions, world)
    count = starts.size - 1
    at_once, gone = np.zeros(count, np.int16), np.zeros(world.subscribers, np.int64)

    def month(nth: int) -> tuple[Shared, NDArray[np.int64]]:
        saved = np.zeros(count, np.int64)
        return shared_month(world, at_once, terms, nth, gone, behaviour, saved), saved

    found = spread(month, range(len(world.months)), threads)
    saved, costs, moves = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, np.bool_)
    for shared, spared in found:
        saved += spared
        if terms.fee:
            np.add.at(costs, shared.whose, shared.state[:, 3])
        moves[shared.whose] = True
    since = taken_since(world, assumptions, world.rows.key[members[starts[:-1]]], saved, costs)
    since[~moves] = NEVER  # in which nothing would move or be paid in a year: those are not asked
    return Pools(since, tuple(shared for shared, _ in found))


def moves_of(world: World, rules: PoolRules, assumptions: Assumptions, threads: int | None) -> Pooled:
    """Return who uses what of whose under rules that are on. Whoever was a pool in the first year is one in the second."""
    pools, cycle = pools_of(world, terms_of(rules, world), assumptions, threads), len(world.months)

    def later(nth: int) -> Month:
        return pools.every[nth].among((pools.since > nth) & (pools.since <= cycle + nth))

    first, second = (tuple(spread(work, range(cycle), threads)) for work in (pools.shared, later))
    adoption, full = adoption_of_both_years(assumptions, world)
    behaviour, again = own_behaviour(assumptions, world), tuple(np.ones(touched.size, np.bool_) for touched, _ in first)
    taken = int(np.count_nonzero(pools.since != NEVER))
    return Pooled((*first, *second), adoption, full, behaviour, DAYS, pools.since.size, taken, again=again)


def effects_of(world: World, pooled: Pooled, assumptions: Assumptions, threads: int | None) -> Replayed:
    """Return what pools change."""
    return replay_moves(world, pooled, own_response(assumptions), threads)
