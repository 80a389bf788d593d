"""The values at given places of numbers that lie in many parts, exact: a tally first, then the few bins it points to.

Both are told by each part by itself, and brought together wherever that is.
"""

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


def tally(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return [bin, count] of the bins that numbers of one part lie in, rising."""
    counts = np.bincount(_bins(values), minlength=BINS)
    bins = np.flatnonzero(counts)
    return np.stack([bins, counts[bins]], axis=1)


def within(values: NDArray[np.float64], bins: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the numbers of one part that lie in some bins; it may be a file that is only mapped."""
    return np.asarray(values[np.isin(_bins(values), bins)], np.float64)


def _ends(tallies: Sequence[NDArray[np.int64]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return bins that any part has numbers in, rising, and how many numbers lie in each and all before it."""
    counts = np.zeros(BINS, np.int64)
    for bins, count in (told.T for told in tallies):
        counts[bins] += count
    bins = np.flatnonzero(counts)
    return bins, np.cumsum(counts[bins])


def bins_at(tallies: Sequence[NDArray[np.int64]], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the bins in which the numbers at `places` of all parts lie, rising."""
    bins, ends = _ends(tallies)
    return np.unique(bins[np.searchsorted(ends, places, side="right")])


def values_within(
    tallies: Sequence[NDArray[np.int64]], found: Sequence[NDArray[np.float64]], places: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the numbers at `places` of all parts in rising order, from what each part has in the bins of `bins_at`."""
    _, ends = _ends(tallies)
    at = np.searchsorted(ends, places, side="right")
    needed = np.unique(at)
    counts = np.diff(ends, prepend=0)
    values = np.sort(np.concatenate([np.zeros(0), *found]))
    starts = np.concatenate([[0], np.cumsum(counts[needed])])
    return np.asarray(values[starts[np.searchsorted(needed, at)] + places - (ends[at] - counts[at])], np.float64)


def values_at(parts: Sequence[NDArray[np.float64]], places: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the values at `places` of all parts in rising order; parts may be files that are only mapped."""
    tallies = [tally(part) for part in parts]
    bins = bins_at(tallies, places)
    return values_within(tallies, [within(part, bins) for part in parts], places)


def size_places(count: int) -> NDArray[np.int64]:
    """Return the places among `count` numbers between which the quantiles of `short_sizes` lie, [below or above, quantile]."""
    low = np.floor(_virtual(count)).astype(np.int64)
    return np.stack([low, np.minimum(low + 1, count - 1)])


def size_quantiles(count: int, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the quantiles of `short_sizes` from the values at their places, as numpy interpolates them, to the digit."""
    virtual, (below, above) = _virtual(count), values
    share, apart = virtual - np.floor(virtual), above - below
    return np.asarray(np.where(share >= 0.5, above - apart * (1 - share), below + apart * share), np.float64)


def _virtual(count: int) -> NDArray[np.float64]:
    return (np.arange(SIZE_GRID) + 0.5) / SIZE_GRID * (count - 1)


def short_size_quantiles(parts: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return the quantiles of `short_sizes` over all parts."""
    count = sum(part.size for part in parts)
    return size_quantiles(count, values_at(parts, size_places(count))) if count else np.ones(1)
