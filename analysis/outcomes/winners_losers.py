"""Winners and losers among subscribers, by a written specification (docs/method.md, "Winners and losers").

Groups are formed on the baseline, ties stay together, an empty group is None and not "no change", and the overall row is
computed directly rather than from its parts. Shares are rounded so that fewer than ten people cannot be counted in a band.
"""

from __future__ import annotations

import hashlib
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.sums import benefit_bands
from analysis.outcomes.segments import ALL, dimensions_with
from analysis.results.result import Bands
from analysis.world.small_groups import FEWEST
from analysis.world.world import MEASURES, Dimension

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes
    from analysis.outcomes.segments import Hidden
    from analysis.world.world import World

EDGES = (-0.05, -0.001, 0.001, 0.05)
BANDS = ("lose_more_than_5", "lose_up_to_5", "within_0_1", "gain_up_to_5", "gain_more_than_5")
PLACES = 65_536


def winners_losers(world: World, whole: Changes, role: Dimension, hidden: Hidden) -> tuple[Bands, ...]:
    """Return the share of subscribers in each band of relative change in monthly benefit, overall and by dimension."""
    used, spent = (world.person_sums[:, MEASURES.index(name)] for name in ("used_value", "pack_revenue"))
    gained = np.ascontiguousarray(whole.column("benefit"))
    band = benefit_bands(np.ascontiguousarray(used - spent), whole.person, gained, np.array(EDGES))
    everybody = Dimension(ALL, (ALL,), np.zeros(world.subscribers, np.int16))
    key = world.manifest.fingerprint
    return tuple(row for one in (everybody, *dimensions_with(world, role)) for row in _rows(one, band, hidden[one.name], key))


def _rows(dimension: Dimension, band: NDArray[np.int16], hidden: frozenset[int], key: str) -> list[Bands]:
    width = len(BANDS)
    counts = np.bincount(dimension.code.astype(np.int64) * width + band, minlength=len(dimension.levels) * width)
    rows = []
    for level, (name, found) in enumerate(zip(dimension.levels, counts.reshape(-1, width).tolist(), strict=True)):
        size = sum(found)
        if size == 0 or level in hidden:
            rows.append(Bands(dimension.name, name, None, None))
        else:
            rows.append(Bands(dimension.name, name, size, rounded_shares(found, f"{key}/{dimension.name}/{name}")))
    return rows


def rounded_shares(counts: list[int], key: str) -> tuple[float, ...]:
    """Return the share of each count in whole units of at least ten people that sum to 1; for ten people and more.

    Each share is rounded up or down to a unit, in the long run neither more often than its remainder says: the counts are laid
    end to end, and the units are cut from a place that `key` alone decides, the same in every run.
    """
    size = sum(counts)
    units = size // FEWEST
    place = int.from_bytes(hashlib.sha256(key.encode()).digest()[:2], "big")
    cuts = [(size * place + reached * units * PLACES) // (size * PLACES) for reached in accumulate(counts, initial=0)]
    return tuple((right - left) / units for left, right in pairwise(cuts))
