"""What a trial can see: power, smallest effect and size, each the exact inverse of the others, never a rule of thumb.

Two-sided throughout: harm is the normal case. `power_of` is the noncentral t with both tails; `smallest_effect` solves it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.optimize import brentq
from scipy.special import nctdtr
from scipy.stats import f as fisher
from scipy.stats import ncf, norm
from scipy.stats import t as student

if TYPE_CHECKING:
    from collections.abc import Callable


def power_of(effect: float, error: float, freedom: float = math.inf, alpha: float = 0.05) -> float:
    """Return the chance that a two-sided test at `alpha` sees an effect whose estimate has this standard error."""
    shift = abs(effect) / error
    if math.isinf(freedom):
        edge = float(norm.isf(alpha / 2))
        return float(norm.sf(edge - shift) + norm.cdf(-edge - shift))
    edge = float(student.isf(alpha / 2, freedom))
    return 1.0 - _below(edge, freedom, shift) + _below(-edge, freedom, shift)


def _below(at: float, freedom: float, shift: float) -> float:
    """Return the chance that the noncentral t stays below; far below its middle SciPy has no number for what is none."""
    found = float(nctdtr(freedom, shift, at))
    return 0.0 if math.isnan(found) else found


def smallest_effect(error: float, freedom: float = math.inf, alpha: float = 0.05, power: float = 0.8) -> float:
    """Return the effect that is seen with this power: `power_of` of it is the power asked for, to rounding."""

    def short(shift: float) -> float:
        return power_of(shift, 1.0, freedom, alpha) - power

    return float(brentq(short, 0.0, _bound(freedom, alpha), xtol=1e-13, rtol=1e-14)) * error


def _bound(freedom: float, alpha: float) -> float:
    """Return a shift that is surely seen: beyond the edge of the test by what few degrees of freedom may need."""
    edge = float(norm.isf(alpha / 2) if math.isinf(freedom) else student.isf(alpha / 2, freedom))
    return 10.0 * (edge + 10.0)


def wrong_sign(effect: float, error: float, alpha: float = 0.05) -> float:
    """Return the share of significant results that point the wrong way (type S, Gelman and Carlin 2014), normal errors."""
    shift, edge = abs(effect) / error, float(norm.isf(alpha / 2))
    wrong = float(norm.cdf(-edge - shift))
    return wrong / (wrong + float(norm.sf(edge - shift)))


def two_means(size: float, standardised: float, alpha: float = 0.05) -> float:
    """Return the power of the two-sample t for `size` units an arm (real numbers allowed), upper tail only as tables have it."""
    freedom = 2.0 * size - 2.0
    edge = float(student.isf(alpha / 2, freedom))
    return 1.0 - _below(edge, freedom, abs(standardised) * math.sqrt(size / 2.0))


def size_for_two_means(standardised: float, alpha: float = 0.05, power: float = 0.8) -> float:
    """Return the units an arm with which `two_means` has this power."""
    return _solved(lambda size: two_means(size, standardised, alpha) - power, 1.5)


def two_proportions(size: float, control: float, treated: float, alpha: float = 0.05) -> float:
    """Return the power for `size` units an arm: pooled variance under no effect, unpooled under the effect, normal."""
    middle = (control + treated) / 2.0
    pooled, apart = 2.0 * middle * (1.0 - middle), control * (1.0 - control) + treated * (1.0 - treated)
    edge = float(norm.isf(alpha / 2)) * math.sqrt(pooled)
    return float(norm.cdf((abs(treated - control) * math.sqrt(size) - edge) / math.sqrt(apart)))


def size_for_two_proportions(control: float, treated: float, alpha: float = 0.05, power: float = 0.8) -> float:
    """Return the units an arm with which `two_proportions` has this power."""
    return _solved(lambda size: two_proportions(size, control, treated, alpha) - power, 1.0)


def _solved(short: Callable[[float], float], least: float) -> float:
    return float(brentq(short, least, 1e12, xtol=1e-10, rtol=1e-13))


def design_effect(mean_size: float, icc: float, size_cv: float = 0.0) -> float:
    """Return by how much clusters of this mean size and spread of sizes (sd over mean) inflate the variance."""
    return 1.0 + ((size_cv**2 + 1.0) * mean_size - 1.0) * icc


def clusters_in_all(standardised: float, members: float, icc: float, alpha: float = 0.05, power: float = 0.8) -> float:
    """Return the clusters of both arms that see a standardised effect, by the normal law (Moerbeek 2006)."""
    reach = float(norm.isf(alpha / 2)) + float(norm.ppf(power))
    return 4.0 * reach**2 * design_effect(members, icc) / (members * standardised**2)


@dataclass(frozen=True)
class ClusterTrial:
    """Clusters of both arms, members each, the share of variance between clusters, and what covariates explain of that share."""

    clusters: int
    members: float
    icc: float
    explained: float = 0.0

    @property
    def _error(self) -> float:
        """Return the standard error of a standardised difference, at equal arms."""
        between = self.icc * (1.0 - self.explained) + (1.0 - self.icc) / self.members
        return math.sqrt(4.0 * between / self.clusters)

    @property
    def _freedom(self) -> int:
        """Return the degrees of freedom between clusters; covariates that explain something have cost one."""
        return self.clusters - (3 if self.explained else 2)

    def power(self, standardised: float, alpha: float = 0.05) -> float:
        """Return the power of the F test of the cluster means (Raudenbush 1997)."""
        shift = (standardised / self._error) ** 2
        edge = float(fisher.isf(alpha, 1, self._freedom))
        return float(ncf.sf(edge, 1, self._freedom, shift))

    def smallest_effect(self, alpha: float = 0.05, power: float = 0.8) -> float:
        """Return the standardised effect that is seen with this power: the square of a t is the F of `power`."""
        return smallest_effect(self._error, self._freedom, alpha, power)


@dataclass(frozen=True)
class SteppedWedge:
    """Clusters that cross over in equal steps after one common month before: `steps` after it, `members` a cluster and period."""

    clusters: int
    steps: int
    members: float
    icc: float
    deviation: float  # of a member, between and within clusters together

    @property
    def error(self) -> float:
        """Return the standard error of the effect (Hussey and Hughes 2007, equation 8)."""
        periods = self.steps + 1
        total = self.deviation**2
        between, within = total * self.icc, total * (1.0 - self.icc) / self.members
        group = self.clusters / self.steps
        treated = [[1 if period > step else 0 for period in range(periods)] for step in range(self.steps)]
        all_in = group * sum(map(sum, treated))
        by_period = sum((group * sum(row[period] for row in treated)) ** 2 for period in range(periods))
        by_cluster = group * sum(sum(row) ** 2 for row in treated)
        over = self.clusters * within * (within + periods * between)
        under = (self.clusters * all_in - by_period) * within + (
            all_in**2 + self.clusters * periods * all_in - periods * by_period - self.clusters * by_cluster
        ) * between
        return math.sqrt(over / under)

    def power(self, effect: float, alpha: float = 0.05) -> float:
        """Return the chance that the wedge sees the effect, by the normal law and in the effect's direction."""
        return float(norm.cdf(abs(effect) / self.error - norm.isf(alpha / 2)))

    def smallest_effect(self, alpha: float = 0.05, power: float = 0.8) -> float:
        """Return the effect that is seen with this power."""
        return self.error * float(norm.isf(alpha / 2) + norm.ppf(power))
