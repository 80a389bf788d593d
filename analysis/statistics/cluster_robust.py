"""Least squares whose errors are wrong together within a cluster: sandwiches CR0 to CR3, degrees of freedom after Satterthwaite.

There is no estimate without clusters here: whoever means single units says so by giving each a cluster of its own
(then CR2 is HC2). CR2 and its degrees of freedom: Bell and McCaffrey 2002, Pustejovsky and Tipton 2018; working model:
independent errors, of a variance that falls with the weight.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
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
    members: tuple[NDArray[np.intp], ...]  # rows of each cluster
    coefficients: Floats

    @property
    def clusters(self) -> int:
        """Return how many clusters carry weight."""
        return len(self.members)

    def covariance(self, flavour: Flavour = "CR2") -> Floats:
        """Return the covariance matrix of the coefficients."""
        rows, wide = self.columns.shape
        if flavour == "OLS":
            return np.asarray(self.bread * float((self.rest**2).sum()) / (rows - wide))
        scores = np.array([self._score(part, flavour) for part in self.members])
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
        own, crossed = np.zeros(self.clusters), np.zeros((self.clusters, contrast.size))
        for cluster, part in enumerate(self.members):
            along = self._grown(part, np.einsum("ni,i->n", self.columns[part], direction), "CR2")
            own[cluster] = float((along**2).sum())
            crossed[cluster] = np.einsum("ni,n,ij->j", self.columns[part], along, root)
        between = np.einsum("gi,gj->ij", crossed, crossed)
        trace = float(own.sum() - (crossed**2).sum())
        squares = float((own**2).sum() - 2.0 * (own * (crossed**2).sum(1)).sum() + (between**2).sum())
        return max(trace**2 / squares, 1.0) if squares > 0 else 1.0

    def _score(self, part: NDArray[np.intp], flavour: Flavour) -> Floats:
        return np.asarray(np.einsum("ni,n->i", self.columns[part], self._grown(part, self.rest[part], flavour)))

    def _grown(self, part: NDArray[np.intp], values: Floats, flavour: Flavour) -> Floats:
        """Return a cluster's values, made as much larger as the fit has made its residuals smaller."""
        if flavour not in {"CR2", "CR3"}:
            return values
        power = -0.5 if flavour == "CR2" else -1.0
        own = self.columns[part]
        if part.size == 1:
            left = 1.0 - float(np.einsum("ni,ij,nj->", own, self.bread, own))
            return values * left**power if left > _NOTHING else np.zeros_like(values)
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
    if np.linalg.matrix_rank(scaled) < scaled.shape[1]:
        raise ValueError("columns that say the same")
    bread = np.linalg.inv(np.einsum("ni,nj->ij", scaled, scaled))
    beta = np.einsum("ij,nj,n->i", bread, scaled, target)
    order = np.argsort(names, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(names[order])) + 1)
    return LeastSquares(scaled, target - np.einsum("ni,i->n", scaled, beta), bread, tuple(parts), beta)
