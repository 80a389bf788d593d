"""How a design is read in each replicate: two arms' ratios of cluster totals, less what the time before foretells.

The slopes of what was before are found once, from months without rights: they are the same under every assignment.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.statistics.cluster_robust import Estimate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Slope:
    """What a cluster's total is foretold to be: `foretold` per cluster, less its mean over all members, by one `slope`."""

    foretold: Floats
    slope: float

    @classmethod
    def of(cls, outcome: Floats, before: Floats, size: Floats) -> Slope:
        """Fit the outcome without rights on the time before, both per member, weighted by members."""
        live = size > 0
        rate, past = (np.divide(part, size, out=np.zeros_like(size), where=live) for part in (outcome, before))
        weight = size / size.sum()
        centred = past - (weight * past).sum()
        spread = (weight * centred**2).sum()
        slope = (weight * centred * rate).sum() / spread if spread > 0 else 0.0
        return cls(slope * centred * size, float(slope))


def read(numerator: Floats, size: Floats, arm: NDArray[np.int8], ahead: int, against: int = 0) -> Estimate:
    """Return the difference of two arms' ratios, its linearised error, and Welch and Satterthwaite's degrees of freedom."""
    live = (size > 0).astype(np.float64)
    # Place 0 is for who is in no arm.
    totals, members, clusters = (np.bincount(arm + 1, part, max(ahead, against) + 2) for part in (numerator, size, live))
    level = np.divide(totals, members, out=np.zeros_like(totals), where=members > 0)
    rest = np.bincount(arm + 1, (numerator - level[arm + 1] * size) ** 2, level.size)
    sides = [ahead + 1, against + 1]
    count, total = clusters[sides], members[sides]
    if count.min() < 2:  # a spread needs two
        return Estimate(float(level[sides[0]] - level[sides[1]]), math.inf, 1.0)
    each = count / (count - 1.0) * rest[sides] / total**2
    parts = float((each**2 / (count - 1.0)).sum())
    freedom = float(each.sum()) ** 2 / parts if parts else 1.0
    return Estimate(float(level[sides[0]] - level[sides[1]]), math.sqrt(float(each.sum())), max(1.0, freedom))


def icc_of(outcome: Floats, cluster: NDArray[np.int32], clusters: int) -> float:
    """Return the share of the variance between clusters of any sizes (analysis of variance), never below 0."""
    size = np.bincount(cluster, minlength=clusters).astype(np.float64)
    live = size > 0
    people, groups = float(size.sum()), int(live.sum())
    if groups in (1, outcome.size):
        return 0.0
    total = np.bincount(cluster, outcome, clusters)
    means = np.divide(total, size, out=np.zeros_like(total), where=live)
    within = float(((outcome - means[cluster]) ** 2).sum()) / (people - groups)
    between = float((size * (means - outcome.mean()) ** 2).sum()) / (groups - 1)
    usual = (people - float((size**2).sum()) / people) / (groups - 1)
    return max(0.0, (between - within) / (between + (usual - 1.0) * within)) if between else 0.0
