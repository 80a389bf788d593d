"""Winners and losers among subscribers, by a written specification (docs/method.md, "Winners and losers").

Groups are formed on the baseline, ties stay together, an empty group is None and not "no change", and the overall row is
computed directly rather than from its parts. Shares are rounded so that fewer than ten people cannot be counted in a band.
"""

from __future__ import annotations

import hashlib
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from analysis.outcomes.cuts import ALL
from analysis.results.result import Bands
from analysis.world.small_groups import FEWEST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analysis.outcomes.cuts import Cut
    from analysis.outcomes.segments import Hidden

PLACES = 65_536


def winners_losers(cuts: tuple[Cut, ...], hidden: Hidden, key: str) -> tuple[Bands, ...]:
    """Return the share of subscribers in each band of relative change in monthly benefit, overall and by dimension.

    `key` is the base's fingerprint.
    """
    everybody = _rows(ALL, (ALL,), cuts[-1].bands.sum(axis=0)[None, :], hidden[ALL], key)
    return (*everybody, *(row for one in cuts for row in _rows(one.name, one.levels, one.bands, hidden[one.name], key)))


def _rows(dimension: str, levels: tuple[str, ...], bands: NDArray[np.int64], hidden: frozenset[int], key: str) -> list[Bands]:
    rows = []
    for level, (name, found) in enumerate(zip(levels, bands.tolist(), strict=True)):
        size = sum(found)
        if size == 0 or level in hidden:
            rows.append(Bands(dimension, name, None, None))
        else:
            rows.append(Bands(dimension, name, size, rounded_shares(found, f"{key}/{dimension}/{name}")))
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
