"""The values at given places of numbers that lie in many shards, exact: a histogram first, then the few bins it points to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.world.world import SIZE_GRID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SHIFT = np.uint64(44)
BINS = 1 << 20


def _bins(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the bin of each number, none below 0: floats that are not negative are in the order of their bits."""
    return (np.ascontiguousarray(values, np.float64).view(np.uint64) >> SHIFT).astype(np.int64)


def values_at(parts: Sequence[NDArray[np.float64]], places: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the values at `places` of all parts in rising order; parts may be files that are only mapped."""
    counts = np.zeros(BINS, np.int64)
    for part in parts:
        counts += np.bincount(_bins(part), minlength=BINS)
    ends = np.cumsum(counts)
    at = np.searchsorted(ends, places, side="right")
    needed = np.unique(at)
    found = [np.asarray(part[np.isin(_bins(part), needed)], np.float64) for part in parts]
    values = np.sort(np.concatenate([np.zeros(0), *found]))
    starts = np.concatenate([[0], np.cumsum(counts[needed])])
    return np.asarray(values[starts[np.searchsorted(needed, at)] + places - (ends[at] - counts[at])], np.float64)


def short_size_quantiles(parts: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return the quantiles of `short_sizes` over all parts, as numpy interpolates them, to the digit."""
    count = sum(part.size for part in parts)
    if not count:
        return np.ones(1)
    virtual = (np.arange(SIZE_GRID) + 0.5) / SIZE_GRID * (count - 1)
    low = np.floor(virtual).astype(np.int64)
    share = virtual - low
    below, above = (values_at(parts, places) for places in (low, np.minimum(low + 1, count - 1)))
    apart = above - below
    return np.asarray(np.where(share >= 0.5, above - apart * (1 - share), below + apart * share), np.float64)
