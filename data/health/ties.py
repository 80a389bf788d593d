"""What the contacts of a base measure: how many people have, how strong the strongest is, how often two know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from data.compiled import can_keep
from data.health.months import over

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_ENDS = np.int64(2**32 - 1)


def _nothing() -> None:
    """Stand for all that is compiled here."""


_KEEPS = can_keep(_nothing)


class Ties(NamedTuple):
    """What contacts measure, and those that are the strongest of both their ends (mostly families), by the numbers of the two."""

    measured: Mapping[str, float | None]
    one: NDArray[np.int64]
    other: NDArray[np.int64]


def ties_measured(one: NDArray[np.int32], other: NDArray[np.int32], strength: NDArray[np.floating], people: int) -> Ties:
    """Measure ties, in any order, by the numbers of their ends below `people` and their strengths in (0, 1], of six decimals.

    Contacts are counted among those with any (as in published call graphs). `isolated_share` is of all people; the share of the
    strongest tie in the strength of all ties is a mean over people.
    """
    millionths = np.rint(strength.astype(np.float64) * 1_000_000).astype(np.int64)
    counts, sums, best = _by_person(one, other, millionths, people)
    some = counts > 0
    names = ("degree_mean", "degree_median", "degree_p90", "degree_p99", "strongest_tie_share", "isolated_share", "clustering")
    if not some.any():
        return Ties(dict.fromkeys(names), np.zeros(0, np.int64), np.zeros(0, np.int64))
    degree, share = counts[some], (best >> 32)[some] / np.maximum(1, sums[some])
    apart = one != other
    low, high = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
    quantiles = np.quantile(degree, (0.5, 0.9, 0.99)).tolist()
    open_pairs = int((degree * (degree - 1) // 2).sum())
    found = (
        float(degree.mean()),
        *quantiles,
        float(share.mean()),
        1 - degree.size / people,
        over(3 * _triangles(low, high, people), open_pairs),
    )
    strongest = np.where(some, _ENDS - (best & _ENDS), 0)
    mutual = np.flatnonzero(some & (strongest[strongest] == np.arange(people)) & (np.arange(people) < strongest))
    return Ties(dict(zip(names, found, strict=True)), mutual, strongest[mutual])


@njit(cache=_KEEPS, nogil=True)
def _by_person(
    one: NDArray[np.int32], other: NDArray[np.int32], millionths: NDArray[np.int64], people: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return how many contacts each has, the sum of their strengths in millionths, and its strongest contact.

    Strength and the other end are one number there: the highest is that of the strongest tie, of equals to the lowest number.
    """
    counts, sums, best = np.zeros(people, np.int64), np.zeros(people, np.int64), np.zeros(people, np.int64)
    for tie in range(one.size):
        for end, contact in ((one[tie], other[tie]), (other[tie], one[tie])):
            counts[end] += 1
            sums[end] += millionths[tie]
            best[end] = max(best[end], (millionths[tie] << 32) + _ENDS - contact)
    return counts, sums, best


@njit(cache=_KEEPS, nogil=True)
def _triangles(low: NDArray[np.int32], high: NDArray[np.int32], people: int) -> int:
    """Return how many triangles ties close, one that is there twice counted twice; the ends of each by number.

    Each closes three pairs of contacts of one person, one at each corner.
    """
    starts = np.zeros(people + 2, np.int64)
    for person in low:
        starts[person + 2] += 1
    for person in range(people + 1):
        starts[person + 1] += starts[person]
    higher = np.empty(low.size, np.int32)  # contacts of a higher number than one's own
    for tie in range(low.size):
        place = starts[low[tie] + 1]
        higher[place] = high[tie]
        starts[low[tie] + 1] = place + 1
    met, found = np.zeros(people, np.int32), 0
    for person in range(people):
        mine = range(starts[person], starts[person + 1])
        for at in mine:
            met[higher[at]] += 1
        for at in mine:
            for further in range(starts[higher[at]], starts[higher[at] + 1]):
                found += met[higher[further]]
        for at in mine:
            met[higher[at]] = 0
    return found
