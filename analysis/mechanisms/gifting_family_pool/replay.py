"""The replayed months of a family pool with gifting: what accounts share and what contacts give, in the order the rules say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.kernel_units import adoption_of_both_years, behaviour_of, response_of
from analysis.engine.moves import Moves, replay_moves, told_once
from analysis.kernels.allocate import partakers, prospects, walk
from analysis.kernels.inputs import EVERYBODY, room_beside
from analysis.kernels.walk_notes import LIVES, OWN
from analysis.mechanisms.common.ties import clock_limits, tie_weights
from analysis.mechanisms.common.units import NEVER
from analysis.mechanisms.family_pool.replay import pools_of, shared_month, terms_of
from analysis.mechanisms.gifting.kernel_inputs import limits_of
from analysis.parallel import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Replayed
    from analysis.engine.moves import Month
    from analysis.kernels.inputs import Limits
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.combined_rules import GiftingFamilyPoolRules
    from analysis.world.world import World


@dataclass(frozen=True)
class Given(Moves):
    """Who shared and who gave what, under which limits; how many accounts could be pools, and how many come to be."""

    limits: Limits
    accounts: int
    pools: int


def moves_of(world: World, rules: GiftingFamilyPoolRules, assumptions: Assumptions, threads: int | None) -> Given:
    """Return who uses what of whose and who gives what to whom, under rules that are on. Months stand side by side."""
    limits, behaviour, terms = limits_of(rules, world), behaviour_of(assumptions, world), terms_of(rules, world)
    seed, rows = np.uint64(world.seed), world.rows
    first, second = adoption_of_both_years(assumptions, world)
    weight = tie_weights(world, assumptions.tie_strength_exponent)
    within = clock_limits((*first, *second), assumptions.give_probability, assumptions.topup_conversion, world)
    pools = pools_of(world, terms, assumptions, threads)
    short = rows.short

    def month(counted: int) -> Month:
        nth, beside = counted % len(first), room_beside(world.subscribers)
        touched, state = pools.shared(counted)
        draws = short[touched]
        beside.drawn[rows.sub[touched[draws]]] = state[draws, 1]
        if rules.pool_first:
            beside.gives[rows.sub[touched[~draws]]] = -state[~draws, 1]
        chosen = partakers(nth, world.pairs, weight, within[counted])
        pairs = prospects(nth, chosen, world.pairs, beside, rows, limits, behaviour, seed)
        given, notes, _ = walk(pairs, EVERYBODY, rows, limits, behaviour, seed, world.subscribers)
        if not rules.pool_first:
            gives, gone = ~short[given], np.zeros(world.subscribers, np.int64)
            gone[rows.sub[given[gives]]] = notes[gives, 1]
            touched, state, _ = shared_month(world, pools.since, terms, counted, gone, behaviour, np.zeros(0, np.int64))
        return _both((touched, state), (given, notes), short)

    months, again = told_once(tuple(spread(month, range(2 * len(first)), threads)), len(first))
    taken = int(np.count_nonzero(pools.since != NEVER))
    return Given(months, first, second, behaviour, limits.days, limits, pools.since.size, taken, again=again)


def _both(shared: Month, given: Month, short: NDArray[np.bool_]) -> Month:
    """Return the rows that either touched, rising, with the notes of both: what an account took of a row is below 0."""
    (touched, state), (gifts, notes) = shared, given
    every = np.sort(np.concatenate([touched, gifts]), kind="stable")  # two rows that rise: the kinds for any order take longer
    every = every[np.diff(every, prepend=-1) > 0]
    found = np.zeros((every.size, OWN + 1), np.int64)
    at = np.searchsorted(every, gifts)
    found[at, 1:LIVES] = notes[:, 1:LIVES]
    if notes.shape[1] > LIVES:
        found[at, LIVES] = notes[:, LIVES]
    at = np.searchsorted(every, touched)
    found[at, OWN] = np.where(short[touched], state[:, 1], -state[:, 1])
    found[at, 3] += state[:, 3]
    return every, found


def effects_of(world: World, moves: Given, assumptions: Assumptions, threads: int | None) -> Replayed:
    """Return what both change. What an account shares leaves its member's month, and is sent as a gift is."""
    found = replay_moves(world, moves, response_of(assumptions), threads)
    own = np.concatenate([state[:, OWN] for _, state in moves.months])
    found.every.column("sent_kb")[:] += np.maximum(0, -own)
    found.every.column("unused_kb")[:] += own
    return found
