"""What the contacts of a base measure: how many people have, how strong the strongest is, how often two know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from data.health.months import over

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_ENDS = np.int64(2**32 - 1)


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
    ends, others = np.concatenate([one, other]), np.concatenate([other, one]).astype(np.int64)
    millionths = np.tile(np.rint(strength.astype(np.float64) * 1_000_000).astype(np.int64), 2)
    counts = np.bincount(ends, minlength=people)
    some = counts > 0
    names = ("degree_mean", "degree_median", "degree_p90", "degree_p99", "strongest_tie_share", "isolated_share", "clustering")
    if not some.any():
        return Ties(dict.fromkeys(names), np.zeros(0, np.int64), np.zeros(0, np.int64))
    # Strength and the other end are one number, of which the highest is the strongest tie: of equals that of the lowest number.
    best = np.zeros(people, np.int64)
    np.maximum.at(best, ends, (millionths << 32) + _ENDS - others)
    degree, share = counts[some], (best >> 32)[some] / np.maximum(1, np.bincount(ends, millionths, people)[some])
    quantiles = np.quantile(degree, (0.5, 0.9, 0.99)).tolist()
    open_pairs = int((degree * (degree - 1) // 2).sum())
    found = (
        float(degree.mean()),
        *quantiles,
        float(share.mean()),
        1 - degree.size / people,
        over(3 * _triangles(one, other, people), open_pairs),
    )
    strongest = np.where(some, _ENDS - (best & _ENDS), 0)
    mutual = np.flatnonzero(some & (strongest[strongest] == np.arange(people)) & (np.arange(people) < strongest))
    return Ties(dict(zip(names, found, strict=True)), mutual, strongest[mutual])


def _triangles(one: NDArray[np.int32], other: NDArray[np.int32], people: int) -> int:
    """Return how many triangles ties close. Each closes three pairs of contacts of one person, one at each corner."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    rising = low < high
    ties = csr_array((np.ones(np.count_nonzero(rising), np.int64), (low[rising], high[rising])), (people, people))
    return int((ties @ ties).multiply(ties).sum())
