"""Where to replay next: draws that the emulator finds plausible, from a density that is known, so that they can be weighted.

Implausibility is how many errors the emulator's mean lies from what was seen, the largest over the summaries (Craig et al. 1997).
Only directions that the pilot tells something of are refocused; in all others draws stay those of the prior.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import logsumexp, ndtri
from scipy.stats import multivariate_normal, qmc

from analysis.statistics.smoothed_weights import effective_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

CUT = 3.0
_POINTS = 1024
_LEAST_EFFECTIVE = 0.2  # share of the points that a step may leave
_MOST_STEPS = 25
_LEARNED_VARIANCE = 0.65  # of the prior's, along a direction; above it lies what so many points cannot tell from nothing
_MOST_DIRECTIONS = 8
_PARTS, _WIDER = 3, 1.4


@dataclass(frozen=True)
class Focus:
    """A density over white scores: a mixture along `directions` [unknown, direction], the prior N(0, 1) across them."""

    directions: NDArray[np.float64]
    shares: NDArray[np.float64]
    means: NDArray[np.float64]
    covariances: NDArray[np.float64]

    def draw(self, draws: int, seed: int) -> NDArray[np.float64]:
        """Return white scores [draw, unknown]."""
        rng = np.random.default_rng(seed)
        free = normal_points(draws, len(self.directions), seed)
        along = np.einsum("ij,jk->ik", free, self.directions)
        part = np.searchsorted(np.cumsum(self.shares)[:-1], rng.random(draws), side="right")
        roots = np.linalg.cholesky(self.covariances)
        moved = self.means[part] + np.einsum("ijk,ik->ij", roots[part], along)
        return np.asarray(free + np.einsum("ij,kj->ik", moved - along, self.directions), np.float64)

    def log_ratio(self, white: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log of this density over the prior's at white scores [draw, unknown]."""
        along = np.einsum("ij,jk->ik", white, self.directions)
        parts = [
            np.log(share) + multivariate_normal.logpdf(along, mean, covariance)
            for share, mean, covariance in zip(self.shares, self.means, self.covariances, strict=True)
        ]
        prior = multivariate_normal.logpdf(along, np.zeros(along.shape[1]), np.eye(along.shape[1]))
        return np.asarray(logsumexp(np.stack([np.atleast_1d(part) for part in parts]), axis=0) - prior, np.float64)


def refocused(log_likelihood: Callable[[NDArray[np.float64]], NDArray[np.float64]], unknowns: int, seed: int) -> Focus | None:
    """Return the density to draw the next wave from; None where the emulated likelihood tells of no direction.

    The likelihood is let in by steps, each small enough that a fifth of the points still counts.
    """
    mean, root, let_in = np.zeros(unknowns), np.eye(unknowns), 0.0
    for step in range(_MOST_STEPS):
        free = normal_points(_POINTS, unknowns, seed + step)
        white = mean + np.einsum("ij,kj->ik", free, root)
        prior_over = (np.square(free).sum(axis=1) - np.square(white).sum(axis=1)) / 2 + np.log(np.abs(np.diag(root))).sum()
        logs = log_likelihood(white)
        last = let_in >= 1
        let_in = _next(prior_over, logs, let_in)
        weights = _shares(prior_over + let_in * logs)
        mean = np.einsum("i,ij->j", weights, white)
        spread = np.einsum("i,ij,ik->jk", weights, white - mean, white - mean)
        directions, mean, spread = _told(mean, spread)
        if last:
            return _mixture(white, weights, directions, seed) if directions.shape[1] else None
        root = np.asarray(np.linalg.cholesky(spread + 1e-9 * np.eye(unknowns)), np.float64)
    return _mixture(white, weights, directions, seed) if directions.shape[1] else None


def _next(prior_over: NDArray[np.float64], logs: NDArray[np.float64], now: float) -> float:
    """Return how much of the likelihood to let in next, at most all of it and never less than now."""
    low, high = now, 1.0
    if effective_size(_shares(prior_over + logs)) >= _LEAST_EFFECTIVE * len(logs):
        return 1.0
    for _ in range(30):
        middle = (low + high) / 2
        enough = effective_size(_shares(prior_over + middle * logs)) >= _LEAST_EFFECTIVE * len(logs)
        low, high = (middle, high) if enough else (low, middle)
    return low


def _shares(logs: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.exp(logs - logsumexp(logs)), np.float64)


def _told(
    mean: NDArray[np.float64], spread: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the directions [unknown, direction] that are told of, with mean and covariance as the prior's across them."""
    variances, vectors = np.linalg.eigh(spread)
    kept = [nth for nth in range(len(variances)) if variances[nth] < _LEARNED_VARIANCE][:_MOST_DIRECTIONS]
    directions = vectors[:, kept]
    across = mean - np.einsum("ij,j->i", directions, np.einsum("ij,i->j", directions, mean))
    if np.linalg.norm(across) > 0.3 and len(kept) < _MOST_DIRECTIONS:
        directions = np.column_stack([directions, across / np.linalg.norm(across)])
    held = np.einsum("ij,ik->jk", directions, np.einsum("ij,jk->ik", spread, directions))
    moved = np.einsum("ij,j->i", directions, np.einsum("ij,i->j", directions, mean))
    rest = np.eye(len(mean)) - np.einsum("ij,kj->ik", directions, directions)
    return directions, moved, rest + np.einsum("ij,jk,lk->il", directions, held, directions)


def _mixture(white: NDArray[np.float64], weights: NDArray[np.float64], directions: NDArray[np.float64], seed: int) -> Focus:
    """Return a mixture of normals along the directions, fitted to the weighted points and made a little wider."""
    from sklearn.mixture import GaussianMixture  # noqa: PLC0415 - a second of loading, for pages that never learn

    edges = (np.arange(_POINTS) + 0.5) / _POINTS
    again = np.searchsorted(np.cumsum(weights), edges).clip(0, len(white) - 1)
    along = np.einsum("ij,jk->ik", white[again], directions)
    found = GaussianMixture(_PARTS, reg_covar=1e-3, random_state=seed % 2**31).fit(along)
    return Focus(directions, found.weights_, found.means_, found.covariances_ * _WIDER)


def normal_points(draws: int, unknowns: int, seed: int) -> NDArray[np.float64]:
    """Return scrambled Sobol points of independent normals [draw, unknown]."""
    size = max(1, int(np.ceil(np.log2(draws))))
    points = qmc.Sobol(unknowns, scramble=True, rng=seed).random_base2(size)[:draws]
    return np.asarray(ndtri(np.clip(points, 1e-12, 1 - 1e-12)), np.float64)
