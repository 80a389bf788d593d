"""The replayed months of gifting: who takes part, who gives what to whom, what that changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.kernel_units import adoption_by_month, behaviour_of, response_of
from analysis.engine.moves import Moves, nothing_moved, ramp_of, replay_moves
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
    adoption, ramp = adoption_by_month(assumptions, world), ramp_of(assumptions, world)
    weight = tie_weights(world, assumptions.tie_strength_exponent)
    later = adoption_by_month(assumptions, world, years=1)
    chance = assumptions.give_probability
    rising, settled = (clock_limits(shares, chance, assumptions.topup_conversion, world) for shares in (adoption, later))
    seed = np.uint64(world.seed)

    def month(job: tuple[int, NDArray[np.float64]]) -> Month:
        nth, within = job
        touched, state = allocate(nth, world.pairs, weight, within, world.rows, limits, behaviour, seed)
        return touched, state

    jobs = [(nth, rising) for nth in range(len(adoption))] + [(nth, settled) for nth in range(ramp)]
    return Allocation(tuple(spread(month, jobs, threads)), adoption, later[:ramp], behaviour, limits.days, limits)


def replay(
    world: World,
    rules: Rules,
    assumptions: Assumptions,
    threads: int | None = None,
    allocation: Allocation | None = None,
) -> Replayed:
    """Return what the rules change in each month; rules off give empty months.

    An `allocation` of the same rules, under assumptions that differ in none that act on it, need not be walked again.
    """
    if not rules.enabled:
        limits_of(rules, world)  # what names a plan that is not there is wrong whether it is on or off
        later = adoption_by_month(assumptions, world, years=1)[: ramp_of(assumptions, world)]
        return nothing_moved(adoption_by_month(assumptions, world), later)
    gifts = allocation or allocation_of(world, rules, assumptions, threads)
    return replay_moves(world, gifts, response_of(assumptions), threads)
