"""Winners and losers among subscribers, by a written specification (docs/method.md, "Winners and losers").

Groups are formed on the baseline, ties stay together, an empty group is None and not "no change", and the overall row is
computed directly rather than from its parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.sums import benefit_bands
from analysis.results import Bands
from analysis.segments import ROLES, hidden_levels
from analysis.world import MEASURES, Dimension

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.replay import Changes
    from analysis.world import World

EDGES = (-0.05, -0.001, 0.001, 0.05)
BANDS = ("lose_more_than_5", "lose_up_to_5", "within_0_1", "gain_up_to_5", "gain_more_than_5")


def winners_losers(world: World, whole: Changes, role: NDArray[np.int16]) -> tuple[Bands, ...]:
    """Return the share of subscribers in each band of relative change in monthly benefit, overall and by dimension."""
    used, spent = (world.person_sums[:, MEASURES.index(name)] for name in ("used_value", "pack_revenue"))
    gained = np.ascontiguousarray(whole.column("benefit"))
    band = benefit_bands(np.ascontiguousarray(used - spent), whole.person, gained, np.array(EDGES))
    everybody = Dimension("all", ("all",), np.zeros(world.subscribers, np.int16))
    return tuple(
        row for dimension in (everybody, *world.dimensions, Dimension("role", ROLES, role)) for row in _rows(dimension, band)
    )


def _rows(dimension: Dimension, band: NDArray[np.int16]) -> list[Bands]:
    width = len(BANDS)
    counts = np.bincount(dimension.code.astype(np.int64) * width + band, minlength=len(dimension.levels) * width)
    counts = counts.reshape(-1, width)
    hidden = hidden_levels(counts.sum(axis=1))
    rows = []
    for level, (name, found) in enumerate(zip(dimension.levels, counts, strict=True)):
        size = int(found.sum())
        shown = size > 0 and level not in hidden
        rows.append(Bands(dimension.name, name, size if shown else None, tuple((found / size).tolist()) if shown else None))
    return rows
