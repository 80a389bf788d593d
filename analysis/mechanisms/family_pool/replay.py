"""The replayed months of family pools: first as though every account were one, then those that take it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.engine.kernel_units import adoption_of_both_years
from analysis.engine.moves import Moves, replay_moves
from analysis.kernels.effects import PACK_REVENUE
from analysis.kernels.inputs import DAYS, NO_LIMIT
from analysis.kernels.pairs import row_lookup
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


class Accounts(NamedTuple):
    """The accounts of a world: their members, where each account's begin, and every month's rows by subscriber."""

    members: NDArray[np.int64]
    starts: NDArray[np.int64]
    lookup: NDArray[np.int32]


Shared = tuple["Month", "NDArray[np.int64]"]  # a month, and whose account each touched row is of


def accounts_of(world: World) -> Accounts:
    """Return the accounts of two or more."""
    rows = world.rows
    return Accounts(*world.members, row_lookup(rows.sub.astype(np.int32), rows.month, world.subscribers, len(world.months)))


def shared_month(
    world: World, accounts: Accounts, since: NDArray[np.int16], terms: Terms, counted: int, gone: NDArray[np.int64]
) -> Shared:
    """Return what pools move in a month, counted through both years, and pay for it: their rows rising."""
    nth, (members, starts, lookup) = counted % len(world.months), accounts
    touched, state, whose = share_month(
        nth, counted, since, members, starts, lookup[nth], terms, gone, world.rows, np.uint64(world.seed)
    )
    order = np.argsort(touched)
    return (touched[order], state[order]), whose[order]


def pooled_since(
    world: World, accounts: Accounts, terms: Terms, assumptions: Assumptions, threads: int | None
) -> NDArray[np.int16]:
    """Return from which month each account is a pool, by what a year as one would save it in packs and cost it in fees."""
    count = accounts.starts.size - 1
    at_once, gone = np.zeros(count, np.int16), np.zeros(world.subscribers, np.int64)
    every = spread(lambda nth: shared_month(world, accounts, at_once, terms, nth, gone), range(len(world.months)), threads)
    saved, costs = _what_it_is_worth(world, every, count, assumptions, own_behaviour(assumptions, world), threads)
    since = taken_since(world, assumptions, world.rows.key[accounts.members[accounts.starts[:-1]]], saved, costs)
    since[~_would_change(every, count)] = NEVER
    return since


def moves_of(world: World, rules: PoolRules, assumptions: Assumptions, threads: int | None) -> Pooled:
    """Return who uses what of whose under rules that are on."""
    terms, accounts = terms_of(rules, world), accounts_of(world)
    since, gone = pooled_since(world, accounts, terms, assumptions, threads), np.zeros(world.subscribers, np.int64)
    both_years = range(2 * len(world.months))
    months = spread(lambda counted: shared_month(world, accounts, since, terms, counted, gone)[0], both_years, threads)
    adoption, later = adoption_of_both_years(assumptions, world)
    behaviour, pools = own_behaviour(assumptions, world), int(np.count_nonzero(since != NEVER))
    return Pooled(tuple(months), adoption, later, behaviour, DAYS, since.size, pools)


def effects_of(world: World, pooled: Pooled, assumptions: Assumptions, threads: int | None) -> Replayed:
    """Return what pools change."""
    return replay_moves(world, pooled, own_response(assumptions), threads)


def _what_it_is_worth(
    world: World,
    every: list[Shared],
    accounts: int,
    assumptions: Assumptions,
    behaviour: Behaviour,
    threads: int | None,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return what a year in a pool saves each account in packs, and what it costs it in fees; micro-units."""
    months = tuple((touched, _without_fees(state)) for (touched, state), _ in every)
    moves = Moves(months, (1.0,) * len(months), (), behaviour, DAYS)
    table = replay_moves(world, moves, own_response(assumptions), threads).every.table
    whose = np.concatenate([one for _, one in every])
    saved, costs = np.zeros(accounts, np.int64), np.zeros(accounts, np.int64)
    np.subtract.at(saved, whose, table[:, PACK_REVENUE])
    np.add.at(costs, whose, np.concatenate([state[:, 3] for (_, state), _ in every]))
    return saved, costs


def _would_change(every: list[Shared], accounts: int) -> NDArray[np.bool_]:
    """Say of each account whether anything would move or be paid in a year: the others are not asked."""
    found = np.zeros(accounts, np.bool_)
    for _, whose in every:
        found[whose] = True
    return found


def _without_fees(state: NDArray[np.int64]) -> NDArray[np.int64]:
    free = state.copy()
    free[:, 3] = 0
    return free
