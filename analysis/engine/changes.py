"""What a replay changed: subscriber-months and their measures, the same whatever mechanism moved the gigabytes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.effects import COLUMNS

if TYPE_CHECKING:
    from numpy.typing import NDArray


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
    `adoption` is the share per month of the first year, `later` that of the months replayed again. A row of the first year that
    the second has as well is held once: `again` says so of each row of `every`, None of none.
    """

    every: Changes
    starts: tuple[int, ...]
    adoption: tuple[float, ...]
    later: tuple[float, ...] = ()
    again: NDArray[np.bool_] | None = None

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
        own = tuple(self._between(*edge) for edge in pairwise(self.starts[len(self.adoption) :]))
        if self.again is None:
            return own
        repeated = [first + np.flatnonzero(self.again[first:last]) for first, last in pairwise(self.starts[: self.ramp + 1])]
        return tuple(
            Changes(
                np.concatenate([self.every.person[rows], other.person]), np.concatenate([self.every.table[rows], other.table])
            )
            for rows, other in zip(repeated, own, strict=True)
        )

    def settled_sum(self, name: str) -> int:
        """Return the sum of one measure over the months of the ramp as they are in the second year."""
        column = self.every.column(name)
        twice = 0 if self.again is None else int(column[self.again].sum())
        return twice + int(column[self.starts[len(self.adoption)] :].sum())

    def _between(self, first: int, last: int) -> Changes:
        return Changes(self.every.person[first:last], self.every.table[first:last])


def room_for(rows: int) -> Changes:
    """Return room for so many touched subscriber-months, not filled in yet."""
    return Changes(np.empty(rows, np.int32), np.empty((rows, len(COLUMNS)), np.int64))
