"""Whether the arms hold whom the design gave them: first of all tests, since nothing read from wrong arms is worth reading.

Always against the designed ratio. A large base makes a difference of no weight significant, so the size of the departure
stands beside p. The sequential form may be looked at every day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln
from scipy.stats import chi2

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ALARM_P = 0.001
CONCENTRATION = 10_000.0


@dataclass(frozen=True)
class SampleRatio:
    """p of the designed shares, the largest departure of an arm's share (0.01 is one point) and which arm it is."""

    p: float
    departure: float
    arm: int


def sample_ratio(counts: Sequence[float], designed: Sequence[float]) -> SampleRatio:
    """Test counts against designed shares (any positive weights) by Pearson's chi-squared."""
    seen, shares = _shaped(counts, designed)
    expected = shares * seen.sum()
    p = float(chi2.sf(((seen - expected) ** 2 / expected).sum(), seen.size - 1)) if seen.size > 1 else 1.0
    return _told(seen, shares, p)


def clustered_sample_ratio(
    sizes: Floats, arm: NDArray[np.integer], stratum: NDArray[np.integer], designed: Sequence[float]
) -> SampleRatio:
    """Test the members of arms against those that dealing whole clusters within strata in the designed shares would give.

    Members of a cluster come together, so a chi-squared of members would alarm by itself: the departure is held against the
    variance of dealing clusters, one arm against the rest at a time; of more than two arms the smallest p counts as often as
    there are arms. In a stratum of n clusters the number dealt to an arm is within one of its share.
    """
    shares = np.asarray(designed, dtype=np.float64) / np.sum(designed)
    arms = shares.size
    seen = np.bincount(arm, sizes, arms).astype(np.float64)
    # Matched clusters lie in as many strata as there are pairs: told all at once.
    _, of, count = np.unique(stratum, return_inverse=True, return_counts=True)
    mean = np.bincount(of, sizes) / count
    spread = np.bincount(of, (sizes - mean[of]) ** 2) / np.maximum(count - 1, 1)
    rounding = (count[:, None] * shares) % 1.0
    variance = shares * (1 - shares) * float((count * spread).sum())
    variance += (rounding * (1 - rounding) * mean[:, None] ** 2).sum(axis=0)
    far = np.divide((seen - shares * sizes.sum()) ** 2, variance, out=np.zeros(arms), where=variance > 0)
    p = min(1.0, (arms if arms > 2 else 1) * float(chi2.sf(far.max(), 1)))
    return _told(seen, shares, p)


def _shaped(counts: Sequence[float], designed: Sequence[float]) -> tuple[Floats, Floats]:
    shares = np.asarray(designed, dtype=np.float64)
    if (shares <= 0).any() or shares.size != len(counts):
        raise ValueError("every arm counted has a designed share above zero")
    return np.asarray(counts, dtype=np.float64), shares / shares.sum()


def _told(seen: Floats, shares: Floats, p: float) -> SampleRatio:
    away = seen / max(seen.sum(), 1.0) - shares
    arm = int(np.argmax(np.abs(away)))
    return SampleRatio(p, float(away[arm]), arm)


def sequential_p(steps: Sequence[Sequence[float]], designed: Sequence[float], concentration: float = CONCENTRATION) -> float:
    """Return the p that holds at every look: one over the largest Bayes factor so far (Lindon and Malek 2022).

    `steps` are the counts newly come at each look; the alternative is a Dirichlet round the designed shares.
    """
    _, shares = _shaped(steps[0], designed)
    counts, p = np.zeros(shares.size), 1.0
    for step in steps:
        counts += np.asarray(step, dtype=np.float64)
        p = min(p, float(np.exp(-_log_bayes_factor(counts, shares, concentration))))
    return p


def _log_bayes_factor(counts: Floats, shares: Floats, concentration: float) -> float:
    prior = concentration * shares
    told = gammaln(prior + counts) - gammaln(prior) - counts * np.log(shares)
    return float(gammaln(concentration) - gammaln(concentration + counts.sum()) + told.sum())
