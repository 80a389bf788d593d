"""The replayed months of gifting: who takes part, who gives what to whom, what that changes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.changes import Replayed, room_for
from analysis.engine.kernel_units import adoption_by_month, behaviour_of, response_of
from analysis.kernels.allocate import allocate
from analysis.kernels.effects import changes
from analysis.mechanisms.gifting.kernel_inputs import clock_limits, limits_of, tie_weights
from analysis.parallel import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Behaviour, Limits
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from analysis.world.world import World


@dataclass(frozen=True)
class Allocation:
    """Who gave what to whom: per replayed month, and after those per month of the ramp as in the second year, rows and state."""

    months: tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...]
    adoption: tuple[float, ...]
    limits: Limits
    behaviour: Behaviour


def ramp_of(assumptions: Assumptions, world: World) -> int:
    """Return in how many months of the history adoption is not yet full in the first year: those are replayed twice."""
    return sum(share < 1.0 for share in adoption_by_month(assumptions, world))


def allocation_of(world: World, rules: Rules, assumptions: Assumptions, threads: int | None = None) -> Allocation:
    """Return who gives what to whom under rules that are on. Only assumptions that act on the allocation matter to it.

    Months are independent once the history is fixed, so they run side by side; integers make the order of no matter.
    """
    limits, behaviour = limits_of(rules, world), behaviour_of(assumptions, world)
    adoption, ramp = adoption_by_month(assumptions, world), ramp_of(assumptions, world)
    weight = tie_weights(world, assumptions.tie_strength_exponent)
    later = adoption_by_month(assumptions, world, years=1)
    rising, settled = (clock_limits(shares, assumptions, world) for shares in (adoption, later))
    seed = np.uint64(world.seed)

    def month(job: tuple[int, NDArray[np.float64]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        nth, within = job
        touched, state = allocate(nth, world.pairs, weight, within, world.rows, limits, behaviour, seed)
        return touched, state

    jobs = [(nth, rising) for nth in range(len(adoption))] + [(nth, settled) for nth in range(ramp)]
    return Allocation(tuple(spread(month, jobs, threads)), adoption, limits, behaviour)


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
        adoption = adoption_by_month(assumptions, world)
        months = len(adoption) + ramp_of(assumptions, world)
        return Replayed(room_for(0), (0,) * (months + 1), adoption)
    gifts = allocation or allocation_of(world, rules, assumptions, threads)
    response, seed = response_of(assumptions), np.uint64(world.seed)
    starts = tuple(accumulate((touched.size for touched, _ in gifts.months), initial=0))
    every = room_for(starts[-1])

    def month(job: tuple[tuple[NDArray[np.int64], NDArray[np.int64]], tuple[int, int]]) -> None:
        (touched, state), (first, last) = job
        person, table = every.person[first:last], every.table[first:last]
        changes(touched, state, gifts.limits.days, world.rows, gifts.behaviour, response, seed, person, table)

    spread(month, zip(gifts.months, pairwise(starts), strict=True), threads)
    return Replayed(every, starts, gifts.adoption)
