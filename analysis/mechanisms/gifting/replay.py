"""The replayed months of gifting: who takes part, who gives what to whom, what that changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.kernel_units import behaviour_of, response_of
from analysis.engine.moves import Moves, replay_moves, years_of
from analysis.kernels.allocate import allocate
from analysis.mechanisms.common.ties import clock_limits, tie_weights
from analysis.mechanisms.gifting.kernel_inputs import limits_of
from analysis.parallel import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    chance = assumptions.give_probability
    rising, settled = (clock_limits(shares, chance, assumptions.topup_conversion, world) for shares in (adoption, later))
    seed = np.uint64(world.seed)

    def month(job: tuple[int, NDArray[np.float64]]) -> Month:
        nth, within = job
        touched, state = allocate(nth, world.pairs, weight, within, world.rows, limits, behaviour, seed, world.subscribers)
        return touched, state

    jobs = [(nth, within) for within in (rising, settled) for nth in range(len(within))]
    return Allocation(tuple(spread(month, jobs, threads)), adoption, later, behaviour, limits.days, limits)


def effects_of(world: World, gifts: Allocation, assumptions: Assumptions, threads: int | None = None) -> Replayed:
    """Return what gifts change in each month.

    They need not be walked again for other assumptions, as long as those differ in none that act on the allocation.
    """
    return replay_moves(world, gifts, response_of(assumptions), threads)
