"""What a treatment does to a ratio of totals, told by clusters: the linearised variance, and adjustment for what was before.

The ratio of an arm is sum(Y) / sum(N) over its clusters, members without activity standing in N. The plain error is the
linearisation V = sum over arms of G/(G-1) sum(Y - R N)^2 / (sum N)^2; the adjusted one regresses Y/N, weighted by N, on
centred columns of the time before, each arm with slopes of its own (Lin 2013; CUPED, Deng et al. 2013), CR2.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.statistics.cluster_robust import Estimate, LeastSquares, fit, tells_apart

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


class TooFewClustersError(ValueError):
    """An arm has fewer than two clusters: no error can be told, whatever the size of the clusters."""


@dataclass(frozen=True)
class ClusterSums:
    """Totals of the clusters of two arms: `numerator` and `size` per cluster, `treated` its arm, `before` clusters x columns."""

    numerator: Floats
    size: Floats
    treated: NDArray[np.bool_]
    before: Floats | None = None

    def __post_init__(self) -> None:
        for arm in (False, True):
            if int(((self.treated == arm) & (self.size > 0)).sum()) < 2:
                raise TooFewClustersError


@dataclass(frozen=True)
class RatioDifference:
    """Treated minus control on the absolute scale, with both levels; and how much the adjustment has shrunk the variance."""

    control: float
    treated: float
    difference: Estimate
    relative: Estimate | None  # difference over the control's level, by the delta method; None where that level is zero
    variance_ratio: float = 1.0  # of the difference, against no adjustment


def linearised_error(sums: ClusterSums) -> float:
    """Return the standard error of the plain difference of ratios by linearisation, its leverage uncorrected."""
    variance = 0.0
    for arm in (False, True):
        live = (sums.treated == arm) & (sums.size > 0)
        own, size = sums.numerator[live], sums.size[live]
        rest = own - own.sum() / size.sum() * size
        variance += live.sum() / (live.sum() - 1) * float((rest**2).sum()) / float(size.sum()) ** 2
    return math.sqrt(variance)


def difference(sums: ClusterSums) -> RatioDifference:
    """Return treated minus control, adjusted where columns of the time before are given and tell clusters apart."""
    plain = _told(_fitted(sums, None))
    columns = _useful(sums)
    if columns is None:
        return plain
    adjusted = _told(_fitted(sums, columns))
    ratio = (adjusted.difference.error / plain.difference.error) ** 2 if plain.difference.error else 1.0
    return replace(adjusted, variance_ratio=ratio)


def adjusted_for_before(sums: ClusterSums) -> Floats:
    """Return the numerators less what the time before foretells, one slope for both arms: the same under every assignment."""
    columns = _useful(sums)
    if columns is None:
        return sums.numerator
    live = sums.size > 0
    rate = np.divide(sums.numerator, sums.size, out=np.zeros_like(sums.numerator), where=live)
    both = np.column_stack([np.ones(rate.size), columns])
    slopes = fit(both, rate, np.arange(rate.size), sums.size).coefficients[1:]
    return np.asarray(sums.numerator - sums.size * np.einsum("gi,i->g", columns, slopes))


def _useful(sums: ClusterSums) -> Floats | None:
    """Return the columns of the time before, centred over both arms, as far as they say something the others do not."""
    if sums.before is None:
        return None
    weight = sums.size / sums.size.sum()
    centred = sums.before - np.einsum("g,gi->i", weight, sums.before)
    kept: list[Floats] = []
    most = int(min((sums.treated & (sums.size > 0)).sum(), (~sums.treated & (sums.size > 0)).sum())) // 5
    for column in centred.T:
        spread = math.sqrt(float((weight * column**2).sum()))
        if spread <= 1e-12 or len(kept) >= most:
            continue
        tried = [*kept, column / spread]
        each = [np.column_stack([np.ones(column.size), *tried])[_arm(sums, arm)] for arm in (False, True)]
        if all(tells_apart(part) for part in each):
            kept = tried
    return np.column_stack(kept) if kept else None


def _arm(sums: ClusterSums, treated: bool) -> NDArray[np.bool_]:  # noqa: FBT001 - an arm is one or the other
    return np.asarray((sums.treated == treated) & (sums.size > 0))


def _fitted(sums: ClusterSums, columns: Floats | None) -> LeastSquares:
    live = sums.size > 0
    rate = np.divide(sums.numerator, sums.size, out=np.zeros_like(sums.numerator), where=live)
    arm = sums.treated.astype(np.float64)
    parts = [1.0 - arm, arm]
    if columns is not None:
        parts += [side * column for side in (1.0 - arm, arm) for column in columns.T]
    return fit(np.column_stack(parts), rate, np.arange(rate.size), sums.size)


def _told(model: LeastSquares) -> RatioDifference:
    """Return both levels and their difference: the first two coefficients are the arms' levels at the mean of what was before.

    The relative difference carries the error of the control's level and its covariance: a base taken as known would be too sure.
    """
    wide = model.coefficients.size
    ahead = np.zeros(wide)
    ahead[0], ahead[1] = -1.0, 1.0
    found = model.estimate(ahead)
    control, treated = float(model.coefficients[0]), float(model.coefficients[1])
    relative = None
    if control:
        gradient = np.zeros(wide)
        gradient[0], gradient[1] = -treated / control**2, 1.0 / control
        variance = float(np.einsum("i,ij,j->", gradient, model.covariance(), gradient))
        relative = Estimate(found.value / control, math.sqrt(max(variance, 0.0)), found.freedom)
    return RatioDifference(control, treated, found, relative)
