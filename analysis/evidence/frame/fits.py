"""Regressions with errors by clusters: least squares and Poisson, sandwich summed by cluster, factor G/(G-1), Student's t."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_STEPS, _CLOSE = 50, 1e-7  # a step squares what is left, so the point is known to 1e-14 after a last one of that size
# From so many rows on, the search begins where it ends for every so many-th of them: most steps are then over few rows.
_MANY, _FEW = 1_000_000, 32
_ONE_SIDED = 1.645


@dataclass(frozen=True)
class Fit:
    """An estimate, its standard error by clusters (infinite where there is none) and the number of clusters."""

    estimate: float
    se: float
    groups: int

    @property
    def lowest(self) -> float:
        """Return what the truth is above in 95 of 100 cases; minus infinity where there is no error to tell it by."""
        return self.estimate - _ONE_SIDED * self.se

    @property
    def highest(self) -> float:
        """Return what the truth is below in 95 of 100 cases; infinity where there is no error to tell it by."""
        return self.estimate + _ONE_SIDED * self.se

    def scaled(self, factor: float) -> Fit:
        """Return the fit of the estimate times a constant."""
        return Fit(self.estimate * factor, self.se * abs(factor), self.groups)


NOTHING = Fit(0.0, math.inf, 0)


def ratio(top: Floats, bottom: Floats, cluster: Ints) -> Fit:
    """Return sum(top) / sum(bottom), linearised."""
    total = float(bottom.sum())
    if total <= 0:
        return NOTHING
    rate = float(top.sum()) / total
    rest = np.bincount(cluster, top - rate * bottom)
    groups = int((np.bincount(cluster, bottom) > 0).sum())
    return Fit(rate, _error(float((rest * rest).sum()), groups) / total, groups)


def least_squares(columns: Floats, y: Floats, cluster: Ints, weight: Floats | None = None) -> list[Fit]:
    """Return the fit of each column of [row, column]; demean them first, or add a column of ones."""
    if len(y) <= columns.shape[1]:
        return [NOTHING] * columns.shape[1]
    weight = np.ones(len(y)) if weight is None else weight
    bread = np.linalg.pinv(np.einsum("ni,nj,n->ij", columns, columns, weight))
    beta = np.einsum("ij,nj,n->i", bread, columns, weight * y)
    rest = weight * (y - np.einsum("ni,i->n", columns, beta))
    return _sandwich(beta, bread, columns, rest, cluster)


def two_way(columns: Floats, y: Floats, clusters: tuple[Ints, Ints], weight: Floats | None = None) -> Fit:
    """Return the fit of the first column with the larger of its errors by two ways to form clusters."""
    one, other = (least_squares(columns, y, cluster, weight)[0] for cluster in clusters)
    return one if one.se > other.se else other


def poisson(columns: Floats, y: Floats, offset: Floats, cluster: Ints) -> list[Fit]:
    """Return the fit of each column of a log-linear rate with a known offset (log); no fit where nothing happened."""
    if y.sum() <= 0 or not np.isfinite(np.exp(offset)).all():
        return [NOTHING] * columns.shape[1]

    def rate(linear: Floats) -> tuple[Floats, Floats]:
        expected = np.exp(np.clip(linear, -50, 50))
        return expected, expected

    start = None
    if len(y) >= _MANY:
        some = poisson(columns[::_FEW], y[::_FEW], offset[::_FEW], cluster[::_FEW])
        start = np.array([fit.estimate for fit in some])
    return _likeliest(columns, y, offset, cluster, rate, start)


def shares(columns: Floats, y: Floats, of: Floats, offset: Floats, cluster: Ints) -> list[Fit]:
    """Return the fit of each column of a share y / of, linear in its log odds with a known offset.

    Of two periods of the same units, with `of` what happened in both and `offset` the log ratio of those at risk, this is the
    Poisson regression with an effect of every unit, without the bias that logarithms of small counts have.
    """
    if len(y) <= columns.shape[1] or not 0 < y.sum() < of.sum():
        return [NOTHING] * columns.shape[1]

    def share(linear: Floats) -> tuple[Floats, Floats]:
        odds = np.exp(np.clip(linear, -30, 30))
        expected = of * odds / (1 + odds)
        return expected, expected / (1 + odds)

    return _likeliest(columns, y, offset, cluster, share)


def _likeliest(
    columns: Floats,
    y: Floats,
    offset: Floats,
    cluster: Ints,
    told: Callable[[Floats], tuple[Floats, Floats]],
    start: Floats | None = None,
) -> list[Fit]:
    """Return the fit of each column by Newton's method: `told` gives what is expected of a linear predictor, and its variance."""
    beta = np.zeros(columns.shape[1]) if start is None else start
    bread, expected = np.zeros((beta.size,) * 2), np.zeros(len(y))
    for _ in range(_STEPS):
        expected, variance = told(offset + np.einsum("ni,i->n", columns, beta))
        bread = np.linalg.pinv(np.einsum("ni,nj,n->ij", columns, columns, variance))
        step = np.einsum("ij,j->i", bread, np.einsum("nj,n->j", columns, y - expected))
        beta = beta + step
        if float(np.abs(step).max()) < _CLOSE:
            break
    return _sandwich(beta, bread, columns, y - expected, cluster)


def binomial(slopes: Floats, expected: Floats, y: Floats, of: Floats, cluster: Ints) -> list[Fit]:
    """Return one step from a point towards the likeliest, and its error: of shares y / of whose chance is `expected` and changes
    by `slopes` [row, unknown]. At the likeliest point the step is nothing and the error that of the unknowns."""  # noqa: D205, D209 - two sentences
    p = np.clip(expected, 1e-12, 1 - 1e-12)
    columns = slopes / (p * (1 - p))[:, None]
    bread = np.linalg.pinv(np.einsum("ni,nj,n->ij", columns, slopes, of))
    rest = y - of * p
    step = np.einsum("ij,nj,n->i", bread, columns, rest)
    return _sandwich(step, bread, columns, rest, cluster)


def jackknifed(fit: Callable[[NDArray[np.bool_]], Fit], cluster: Ints, degrees: int) -> Fit:
    """Return the fit of all rows with the error that leaving out one cluster after the other tells.

    `fit` takes the rows to keep. Where few clusters carry the estimate a sandwich is too narrow and this is not. `degrees` is
    how many clusters carry it, for Student's t.
    """
    whole, known = fit(np.ones(cluster.size, np.bool_)), np.unique(cluster)
    if not math.isfinite(whole.se) or known.size < 2:
        return NOTHING
    away = np.array([fit(cluster != one).estimate - whole.estimate for one in known])
    return Fit(whole.estimate, math.sqrt((known.size - 1) / known.size * float((away * away).sum())), degrees)


def demeaned(values: Floats, cell: Ints, weight: Floats | None = None) -> Floats:
    """Return values less the mean of their cell."""
    weight = np.ones(len(values)) if weight is None else weight
    total = np.bincount(cell, weight)
    mean = np.bincount(cell, weight * values) / np.where(total > 0, total, 1)
    return np.asarray(values - mean[cell], np.float64)


def _sandwich(beta: Floats, bread: Floats, columns: Floats, rest: Floats, cluster: Ints) -> list[Fit]:
    groups = int((np.bincount(cluster) > 0).sum())
    scores = np.stack([np.bincount(cluster, column * rest) for column in columns.T], axis=1)
    meat = np.einsum("gi,gj->ij", scores, scores)
    variance = np.einsum("ij,jk,kl->il", bread, meat, bread)
    return [Fit(float(value), _error(float(variance[i, i]), groups), groups) for i, value in enumerate(beta)]


def _error(variance: float, groups: int) -> float:
    return math.sqrt(max(0.0, variance) * groups / (groups - 1)) if groups > 1 else math.inf
