"""From who moved what to what that changes: the part of a replay that mechanisms share."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.changes import Replayed, room_for
from analysis.engine.kernel_units import adoption_of_both_years
from analysis.kernels.effects import changes
from analysis.kernels.walk_notes import alike
from analysis.parallel import spread, stretches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.effects import Response
    from analysis.kernels.inputs import Behaviour
    from analysis.settings.assumptions import Assumptions
    from analysis.world.world import World

# The touched rows of a month, rising, and what happened in each: [row, (mechanism's own, kB moved, transfers, fees paid)].
Month = tuple["NDArray[np.int64]", "NDArray[np.int64]"]
Year = tuple[float, ...]  # the share of adoption in each month


@dataclass(frozen=True)
class Moves:
    """Who moved what: per replayed month, and after those per month of the ramp as in the second year.

    `adoption` is the share per month of the first year, `later` that of the months of the ramp in the second. What moves lives
    `days` days. What both years have alike stands in the first alone: `again` says of each row of the months of the ramp whether
    the second has it too; where it is empty, none is left out.
    """

    months: tuple[Month, ...]
    adoption: Year
    later: Year
    behaviour: Behaviour
    days: int
    again: tuple[NDArray[np.bool_], ...] = field(default=(), kw_only=True)


def years_of(assumptions: Assumptions, world: World) -> tuple[Year, Year]:
    """Return the adoption of each month of the first year, and in the second of those in which it was not full in the first.

    Those are replayed twice.
    """
    first, second = adoption_of_both_years(assumptions, world)
    ramp = sum(share < 1.0 for share in first)
    return first, second[:ramp]


def nothing_moved(adoption: Year, later: Year) -> Replayed:
    """Return a replay in which nothing changed."""
    return Replayed(room_for(0), (0,) * (len(adoption) + len(later) + 1), adoption, later)


def joined(months: tuple[Month, ...]) -> Month:
    """Return several months in one."""
    if len(months) == 1:
        return months[0]
    return np.concatenate([touched for touched, _ in months]), np.concatenate([state for _, state in months])


def told_once(months: tuple[Month, ...], ramp: int) -> tuple[tuple[Month, ...], tuple[NDArray[np.bool_], ...]]:
    """Return months, the last `ramp` of which are the first ones in the second year, without what they repeat; and `again`."""
    first, ends = months[:ramp], months[len(months) - ramp :]
    found = [alike(*one, *other) for one, other in zip(first, ends, strict=True)]
    fresh = [(touched[other], state[other]) for (touched, state), (_, other) in zip(ends, found, strict=True)]
    return (*months[: len(months) - ramp], *fresh), tuple(again for again, _ in found)


def replay_moves(world: World, moves: Moves, response: Response, threads: int | None) -> Replayed:
    """Return what moves change in each month. Months stand alone here, so they run side by side."""
    seed = np.uint64(world.seed)
    starts = tuple(accumulate((touched.size for touched, _ in moves.months), initial=0))
    every = room_for(starts[-1])

    def months(span: range) -> None:
        first, last = starts[span.start], starts[span.stop]
        touched, state = joined(moves.months[span.start : span.stop])
        person, table = every.person[first:last], every.table[first:last]
        changes(touched, state, moves.days, world.rows, moves.behaviour, response, seed, person, table)

    spread(months, stretches(len(moves.months), threads), threads)
    return Replayed(every, starts, moves.adoption, moves.later, _again(moves, starts[-1]))


def _again(moves: Moves, rows: int) -> NDArray[np.bool_] | None:
    """Return of every row whether the second year has it too."""
    if not moves.again:
        return None
    twice = np.concatenate(moves.again)
    return np.concatenate([twice, np.zeros(rows - twice.size, np.bool_)])
