"""Least squares whose errors are wrong together within a cluster: sandwiches CR0 to CR3, degrees of freedom after Satterthwaite.

There is no estimate without clusters here: whoever means single units says so by giving each a cluster of its own
(then CR2 is HC2). CR2 and its degrees of freedom: Bell and McCaffrey 2002, Pustejovsky and Tipton 2018; working model:
independent errors, of a variance that falls with the weight.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.stats import t as student

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Flavour = Literal["OLS", "CR0", "CR1", "CR2", "CR3"]


@dataclass(frozen=True)
class Estimate:
    """A number, its standard error and the degrees of freedom of Student's t that go with them."""

    value: float
    error: float
    freedom: float

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return the two-sided interval that inverts the very test of `p`, so the two can never disagree."""
        reach = float(student.ppf(0.5 + level / 2, self.freedom)) * self.error
        return self.value - reach, self.value + reach

    @property
    def p(self) -> float:
        """Return the two-sided p of no difference."""
        if self.error == 0:
            return 1.0 if self.value == 0 else 0.0
        return 2.0 * float(student.sf(abs(self.value) / self.error, self.freedom))


@dataclass(frozen=True)
class LeastSquares:
    """A weighted fit by clusters: rows are scaled by the root of their weight, rows of weight 0 are gone."""

    columns: Floats  # rows x coefficients
    rest: Floats  # residual of each row
    bread: Floats  # inverse of columns' columns
    cluster: NDArray[np.integer]  # of each row
    coefficients: Floats

    @cached_property
    def clusters(self) -> int:
        """Return how many clusters carry weight."""
        return int(np.unique(self.cluster).size)

    @cached_property
    def members(self) -> list[NDArray[np.intp]]:
        """Return the rows of each cluster."""
        order = np.argsort(self.cluster, kind="stable")
        return np.split(order, np.flatnonzero(np.diff(self.cluster[order])) + 1)

    def covariance(self, flavour: Flavour = "CR2") -> Floats:
        """Return the covariance matrix of the coefficients."""
        rows, wide = self.columns.shape
        if flavour == "OLS":
            return np.asarray(self.bread * float((self.rest**2).sum()) / (rows - wide))
        scores = self._alone(self.rest, flavour)[:, None] * self.columns if self.is_alone else self._scores(flavour)
        meat = np.einsum("gi,gj->ij", scores, scores)
        if flavour == "CR1":
            meat = meat * (self.clusters / (self.clusters - 1) * (rows - 1) / (rows - wide))
        return np.asarray(np.einsum("ij,jk,kl->il", self.bread, meat, self.bread))

    def estimate(self, contrast: Floats, flavour: Flavour = "CR2") -> Estimate:
        """Return a contrast of the coefficients with its error and Satterthwaite's degrees of freedom."""
        variance = float(np.einsum("i,ij,j->", contrast, self.covariance(flavour), contrast))
        value = float((contrast * self.coefficients).sum())
        return Estimate(value, math.sqrt(max(variance, 0.0)), self.freedom(contrast))

    def freedom(self, contrast: Floats) -> float:
        """Return the degrees of freedom of the CR2 variance of a contrast (Bell and McCaffrey), never below one."""
        direction = np.einsum("ij,j->i", self.bread, contrast)
        root = np.linalg.cholesky(self.bread)
        ahead = np.einsum("ni,i->n", self.columns, direction)
        if self.is_alone:
            along = self._alone(ahead, "CR2")
            own, crossed = along**2, np.einsum("ni,n,ij->nj", self.columns, along, root)
        else:
            grown = [self._grown(part, ahead[part], "CR2") for part in self.members]
            own = np.array([float((one**2).sum()) for one in grown])
            crossed = np.array(
                [np.einsum("ni,n,ij->j", self.columns[part], one, root) for part, one in zip(self.members, grown, strict=True)]
            )
        between = np.einsum("gi,gj->ij", crossed, crossed)
        trace = float(own.sum() - (crossed**2).sum())
        squares = float((own**2).sum() - 2.0 * (own * (crossed**2).sum(1)).sum() + (between**2).sum())
        return max(trace**2 / squares, 1.0) if squares > 0 else 1.0

    @property
    def is_alone(self) -> bool:
        """Say whether each cluster is one row: then all of them are one sweep over arrays."""
        return self.clusters == len(self.rest)

    def _scores(self, flavour: Flavour) -> Floats:
        each = [np.einsum("ni,n->i", self.columns[part], self._grown(part, self.rest[part], flavour)) for part in self.members]
        return np.array(each)

    def _alone(self, values: Floats, flavour: Flavour) -> Floats:
        """Return the values of rows that are their own cluster, made larger as `_grown` does."""
        if flavour not in {"CR2", "CR3"}:
            return values
        left = 1.0 - np.einsum("ni,ij,nj->n", self.columns, self.bread, self.columns)
        grown = np.where(left > _NOTHING, np.maximum(left, _NOTHING) ** (-0.5 if flavour == "CR2" else -1.0), 0.0)
        return np.asarray(values * grown)

    def _grown(self, part: NDArray[np.intp], values: Floats, flavour: Flavour) -> Floats:
        """Return a cluster's values, made as much larger as the fit has made its residuals smaller."""
        if flavour not in {"CR2", "CR3"}:
            return values
        power = -0.5 if flavour == "CR2" else -1.0
        own = self.columns[part]
        within = np.eye(part.size) - np.einsum("ni,ij,mj->nm", own, self.bread, own)
        size, turn = np.linalg.eigh(within)
        grown = np.where(size > _NOTHING, np.maximum(size, _NOTHING) ** power, 0.0)
        return np.asarray(np.einsum("ni,i,mi,m->n", turn, grown, turn, values))


_NOTHING = 1e-10


def fit(columns: Floats, outcome: Floats, cluster: NDArray[np.integer], weight: Floats | None = None) -> LeastSquares:
    """Fit an outcome by least squares, weighted where weights are given.

    `columns` rows x coefficients, `outcome`, `cluster` and `weight` one per row. Raises ValueError where the columns do
    not tell the coefficients apart.
    """
    root = np.ones(outcome.size) if weight is None else np.sqrt(weight)
    live = root > 0
    scaled, target, names = columns[live] * root[live, None], outcome[live] * root[live], cluster[live]
    if not tells_apart(scaled):
        raise ValueError("columns that say the same")
    bread = np.linalg.inv(np.einsum("ni,nj->ij", scaled, scaled))
    beta = np.einsum("ij,nj,n->i", bread, scaled, target)
    return LeastSquares(scaled, target - np.einsum("ni,i->n", scaled, beta), bread, names, beta)


def tells_apart(columns: Floats) -> bool:
    """Say whether no column follows from the others: none of their correlations' eigenvalues is as good as zero."""
    inner = np.einsum("ni,nj->ij", columns, columns)
    size = np.sqrt(np.diag(inner))
    if len(columns) < columns.shape[1] or not (size > 0).all():
        return False
    return bool(np.linalg.eigvalsh(inner / np.outer(size, size)).min() > _NOTHING)
