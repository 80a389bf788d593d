"""From who moved what to what that changes: the part of a replay that mechanisms share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.changes import Replayed, room_for
from analysis.engine.kernel_units import adoption_by_month
from analysis.kernels.effects import changes
from analysis.parallel import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.kernels.effects import Response
    from analysis.kernels.inputs import Behaviour
    from analysis.settings.assumptions import Assumptions
    from analysis.world.world import World

# The touched rows of a month, rising, and what happened in each: [row, (mechanism's own, kB moved, transfers, fees paid)].
Month = tuple["NDArray[np.int64]", "NDArray[np.int64]"]


@dataclass(frozen=True)
class Moves:
    """Who moved what: per replayed month, and after those per month of the ramp as in the second year.

    `adoption` is the share per month of the first year, `later` that of the months of the ramp in the second. What moves lives
    `days` days.
    """

    months: tuple[Month, ...]
    adoption: tuple[float, ...]
    later: tuple[float, ...]
    behaviour: Behaviour
    days: int


def ramp_of(assumptions: Assumptions, world: World) -> int:
    """Return in how many months of the history adoption is not yet full in the first year: those are replayed twice."""
    return sum(share < 1.0 for share in adoption_by_month(assumptions, world))


def nothing_moved(adoption: Sequence[float], later: Sequence[float]) -> Replayed:
    """Return a replay in which nothing changed."""
    return Replayed(room_for(0), (0,) * (len(adoption) + len(later) + 1), tuple(adoption), tuple(later))


def replay_moves(world: World, moves: Moves, response: Response, threads: int | None) -> Replayed:
    """Return what moves change in each month. Months stand alone here, so they run side by side."""
    seed = np.uint64(world.seed)
    starts = tuple(accumulate((touched.size for touched, _ in moves.months), initial=0))
    every = room_for(starts[-1])

    def month(job: tuple[Month, tuple[int, int]]) -> None:
        (touched, state), (first, last) = job
        person, table = every.person[first:last], every.table[first:last]
        changes(touched, state, moves.days, world.rows, moves.behaviour, response, seed, person, table)

    spread(month, zip(moves.months, pairwise(starts), strict=True), threads)
    return Replayed(every, starts, moves.adoption, moves.later)
