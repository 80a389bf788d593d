"""Sampling error from random groups: every interval comes from the sums of at most 200 groups of whole communities.

Delete-one-free linearisation of a ratio of totals (Wolter 2007, ch. 2 and 6), Student's t with groups - 1 degrees of freedom.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

from scipy.special import stdtrit

from analysis.results.draws import LEVEL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def ratio_error(numerator: NDArray[np.float64], denominator: NDArray[np.float64]) -> float | None:
    """Return the standard error of sum(numerator) / sum(denominator) over groups; None with fewer than two groups."""
    live = denominator > 0
    groups, total = int(live.sum()), float(denominator.sum())
    if groups < 2:
        return None
    rate = float(numerator.sum()) / total
    residual = numerator[live] - rate * denominator[live]
    return math.sqrt(groups / (groups - 1) * float((residual * residual).sum())) / total


def interval(estimate: float, error: float | None, groups: int) -> tuple[float | None, float | None]:
    """Return the 90 % interval of an estimate; (None, None) where the error is unknown."""
    if error is None:
        return None, None
    far = reach(error, groups)
    return estimate - far, estimate + far


def reach(error: float, groups: int) -> float:
    """Return how far the 90 % interval of an estimate from so many groups reaches to each side."""
    return _quantile(groups - 1) * error


@functools.cache
def _quantile(freedom: int) -> float:
    """Return Student's t at the upper end of the interval; the same few degrees of freedom come again and again."""
    return float(stdtrit(freedom, 0.5 + LEVEL / 2))
