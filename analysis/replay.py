"""Run the kernels over the replayed months: who takes part, who gives what to whom, what that changes."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.allocate import allocate
from analysis.kernels.outcomes import COLUMNS, changes
from analysis.translate import adoption_by_month, behaviour_of, clock_limits, limits_of, loyalty_of, tie_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.assumptions import Assumptions
    from analysis.kernels.allocate import Limits
    from analysis.rules import Rules
    from analysis.world import World


@dataclass(frozen=True)
class MonthChanges:
    """What one month changed: the person of each touched subscriber-month and its row [measure] over kernel COLUMNS."""

    person: NDArray[np.int32]
    table: NDArray[np.int64]

    def column(self, name: str) -> NDArray[np.int64]:
        """Return one measure for every touched subscriber-month."""
        return self.table[:, COLUMNS.index(name)]


@dataclass(frozen=True)
class Replayed:
    """The replayed months with the ramp of adoption, and those of them in which it is not full, at full adoption (`settled`)."""

    months: tuple[MonthChanges, ...]
    settled: tuple[MonthChanges, ...]
    adoption: tuple[float, ...]
    limits: Limits


def replay(world: World, rules: Rules, assumptions: Assumptions, threads: int | None = None) -> Replayed:
    """Return what the rules change in each month; rules off give empty months.

    Months are independent once the history is fixed, so they run side by side; integers make the order of no matter.
    """
    limits, behaviour, loyalty = limits_of(rules, world), behaviour_of(assumptions, world), loyalty_of(assumptions)
    adoption = adoption_by_month(assumptions, world)
    ramp = sum(share < 1.0 for share in adoption)
    if not rules.enabled:
        nothing = MonthChanges(np.empty(0, np.int32), np.empty((0, len(COLUMNS)), np.int64))
        return Replayed((nothing,) * len(world.months), (nothing,) * ramp, adoption, limits)
    weight = tie_weights(world, assumptions.tie_strength_exponent)
    rising, full = (clock_limits(shares, assumptions, world) for shares in (adoption, (1.0,) * len(adoption)))
    seed = np.uint64(world.seed)

    def month(job: tuple[int, NDArray[np.float64]]) -> MonthChanges:
        nth, within = job
        touched, state = allocate(nth, world.pairs, weight, within, world.rows, limits, behaviour, seed)
        table = changes(touched, state, limits.days, world.rows, behaviour, loyalty, seed)
        return MonthChanges(np.asarray(world.rows.sub[touched], np.int32), table)

    jobs = [(nth, rising) for nth in range(len(adoption))] + [(nth, full) for nth in range(ramp)]
    if threads == 1:  # as one of many answers at once: a pool of its own would cost more than it brings
        found = tuple(map(month, jobs))
    else:
        with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
            found = tuple(pool.map(month, jobs))
    return Replayed(found[: len(adoption)], found[len(adoption) :], adoption, limits)
