"""The replayed months of gifting: who takes part, who gives what to whom, what that changes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.kernel_units import behaviour_of, response_of
from analysis.engine.moves import Moves, replay_moves, years_of
from analysis.kernels.allocate import allocate
from analysis.mechanisms.common.ties import clock_limits, tie_weights
from analysis.mechanisms.gifting.kernel_inputs import limits_of
from analysis.parallel import spread, stretches

if TYPE_CHECKING:
    from analysis.engine.changes import Replayed
    from analysis.engine.moves import Month
    from analysis.kernels.inputs import Limits
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from analysis.world.world import World


@dataclass(frozen=True)
class Allocation(Moves):
    """Who gave what to whom, under which limits."""

    limits: Limits


def allocation_of(world: World, rules: Rules, assumptions: Assumptions, threads: int | None = None) -> Allocation:
    """Return who gives what to whom under rules that are on. Only assumptions that act on the allocation matter to it.

    Months are independent once the history is fixed, so they run side by side; integers make the order of no matter.
    """
    limits, behaviour = limits_of(rules, world), behaviour_of(assumptions, world)
    adoption, later = years_of(assumptions, world)
    weight = tie_weights(world, assumptions.tie_strength_exponent)
    within = clock_limits((*adoption, *later), assumptions.give_probability, assumptions.topup_conversion, world)
    nth = np.concatenate([np.arange(len(adoption)), np.arange(len(later))])
    seed = np.uint64(world.seed)

    def months(job: range) -> list[Month]:
        mine = slice(job.start, job.stop)
        touched, state, starts = allocate(
            nth[mine], world.pairs, weight, within[mine], world.rows, limits, behaviour, seed, world.subscribers
        )
        return [(touched[first:last], state[first:last]) for first, last in pairwise(starts.tolist())]

    found = tuple(month for several in spread(months, stretches(nth.size, threads), threads) for month in several)
    return Allocation(found, adoption, later, behaviour, limits.days, limits)


def effects_of(world: World, gifts: Allocation, assumptions: Assumptions, threads: int | None = None) -> Replayed:
    """Return what gifts change in each month.

    They need not be walked again for other assumptions, as long as those differ in none that act on the allocation.
    """
    return replay_moves(world, gifts, response_of(assumptions), threads)
