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
    `adoption` is the share per month of the first year, `later` that of the months replayed again.
    """

    every: Changes
    starts: tuple[int, ...]
    adoption: tuple[float, ...]
    later: tuple[float, ...] = ()

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


def room_for(rows: int) -> Changes:
    """Return room for so many touched subscriber-months, not filled in yet."""
    return Changes(np.empty(rows, np.int32), np.empty((rows, len(COLUMNS)), np.int64))
