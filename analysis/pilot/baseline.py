"""What subscribers did in each month by themselves: what a pilot's changes are added to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.effects import LEAVING_SCALE
from analysis.kernels.pairs import UNLIMITED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from analysis.kernels.inputs import Rows
    from analysis.world.world import World

    Place = NDArray[np.int64]


def _unmet(rows: Rows, at: Place) -> NDArray[np.int64]:
    """Return what was missing after packs, kB; nothing where there is no limit."""
    had = rows.balance[at] + rows.packs[at] * rows.pack[rows.tariff[at]]
    return np.where(rows.balance[at] == UNLIMITED, 0, np.maximum(0, rows.need[at] - had))


# The baseline beside the kernel's column of the same name. Counts, kB, micro-units; leaving in 10^-9 of a probability.
_MEASURES: Mapping[str, Callable[[Rows, Place], NDArray[np.int64]]] = {
    "months": lambda _, at: np.ones(at.size, np.int64),
    "packs": lambda rows, at: rows.packs[at].astype(np.int64),
    "buyers": lambda rows, at: (rows.packs[at] > 0).astype(np.int64),
    "pack_revenue": lambda rows, at: rows.packs[at] * rows.price[rows.tariff[at]],
    "used_kb": lambda rows, at: rows.need[at] - _unmet(rows, at),
    "unmet_kb": _unmet,
    "short": lambda rows, at: ((rows.balance[at] != UNLIMITED) & (rows.need[at] > rows.balance[at])).astype(np.int64),
    "leaving": lambda rows, at: np.rint(rows.hazard[at] * LEAVING_SCALE).astype(np.int64),
    "fee": lambda rows, at: rows.fee[rows.tariff[at]],
}


def baseline(world: World, measure: str, months: range) -> NDArray[np.int64]:
    """Return a measure per subscriber, summed over some of the replayed months (places from 0)."""
    at = np.flatnonzero((world.rows.month >= months.start) & (world.rows.month < months.stop))
    total = np.zeros(world.rows.key.size, np.int64)
    np.add.at(total, world.rows.sub[at], _MEASURES[measure](world.rows, at))
    return total[: world.subscribers]  # guests are counted nowhere


def present(world: World, month: int) -> NDArray[np.bool_]:
    """Return who is there in a month: of these a pilot that begins in it is made, whatever they do later."""
    return baseline(world, "months", range(month, month + 1)) > 0
