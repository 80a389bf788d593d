"""Run the kernels over the replayed months: who takes part, who gives what to whom, what that changes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.kernel_units import adoption_by_month, behaviour_of, clock_limits, limits_of, response_of, tie_weights
from analysis.kernels.allocate import allocate
from analysis.kernels.effects import COLUMNS, changes
from analysis.parallel import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Behaviour, Limits
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from analysis.world.world import World

# The assumptions on which it depends who gives what to whom; all others act on what comes of it.
DECIDES_GIFTS = (
    "give_probability", "tie_strength_exponent", "forecast_error", "forecast_buffer", "adoption_months", "topup_conversion",
    "topup_elasticity", "ask_first_share", "request_packs", "gift_fee_worth", "fee_as_pack_share", "unseen_need",
)  # fmt: skip
# Those on which, besides, nothing of the replay depends: they price it, or act ahead of it only.
PRICES_ONLY = (
    "network_cost_per_gb", "platform_cost_per_month", "transfer_cost_share", "heterogeneous_hazards", "peer_hazard_ratio",
    "regular_months", "trade_down_rate", "givers_keep_rate", "upgrades_forgone_rate", "discount_rate",
)  # fmt: skip


@dataclass(frozen=True)
class Changes:
    """What one month, or several, changed: the person of each touched subscriber-month, its row [measure] over kernel COLUMNS."""

    person: NDArray[np.int32]
    table: NDArray[np.int64]

    def column(self, name: str) -> NDArray[np.int64]:
        """Return one measure for every touched subscriber-month."""
        return self.table[:, COLUMNS.index(name)]


@dataclass(frozen=True)
class Replayed:
    """The replayed months at the first year's adoption, and again those in which the second year's is higher (`settled`).

    `every` holds the first, then the others, month after month: `starts` says where each begins, and where the last ends.
    """

    every: Changes
    starts: tuple[int, ...]
    adoption: tuple[float, ...]
    limits: Limits

    @property
    def ramp(self) -> int:
        """Return in how many months adoption rises between the first year and the second."""
        return len(self.starts) - 1 - len(self.adoption)

    @property
    def whole(self) -> Changes:
        """Return all replayed months in one."""
        return self._between(0, self.starts[len(self.adoption)])

    @property
    def months(self) -> tuple[Changes, ...]:
        """Return each replayed month."""
        return tuple(self._between(*edge) for edge in pairwise(self.starts[: len(self.adoption) + 1]))

    @property
    def settled(self) -> tuple[Changes, ...]:
        """Return the months of the ramp as they are in the second year."""
        return tuple(self._between(*edge) for edge in pairwise(self.starts[len(self.adoption) :]))

    def _between(self, first: int, last: int) -> Changes:
        return Changes(self.every.person[first:last], self.every.table[first:last])


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
    """Return who gives what to whom under rules that are on. Only the assumptions named in DECIDES_GIFTS matter to it.

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

    An `allocation` of the same rules, under assumptions that differ in none of DECIDES_GIFTS, need not be walked again.
    """
    if not rules.enabled:
        adoption = adoption_by_month(assumptions, world)
        months = len(adoption) + ramp_of(assumptions, world)
        return Replayed(_room(0), (0,) * (months + 1), adoption, limits_of(rules, world))
    gifts = allocation or allocation_of(world, rules, assumptions, threads)
    response, seed = response_of(assumptions), np.uint64(world.seed)
    starts = tuple(accumulate((touched.size for touched, _ in gifts.months), initial=0))
    every = _room(starts[-1])

    def month(job: tuple[tuple[NDArray[np.int64], NDArray[np.int64]], tuple[int, int]]) -> None:
        (touched, state), (first, last) = job
        person, table = every.person[first:last], every.table[first:last]
        changes(touched, state, gifts.limits.days, world.rows, gifts.behaviour, response, seed, person, table)

    spread(month, zip(gifts.months, pairwise(starts), strict=True), threads)
    return Replayed(every, starts, gifts.adoption, gifts.limits)


def _room(rows: int) -> Changes:
    return Changes(np.empty(rows, np.int32), np.empty((rows, len(COLUMNS)), np.int64))
