"""Importance weights that can be trusted or not: Pareto-smoothed, with their tail index and effective sample size.

Vehtari, Simpson, Gelman, Yao and Gabry (2024); the tail is fitted as Zhang and Stephens (2009) do. Weights whose tail index
k-hat is high have no usable mean, however many they are; then no average over them is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEWEST_IN_TAIL = 5
HIGHEST_INDEX = 0.7
_PRIOR_POINTS = 30  # of the grid over the Pareto's scale
_PRIOR_WEIGHT, _PRIOR_INDEX = 10, 0.5  # a weak prior steadies the index of a short tail


@dataclass(frozen=True)
class Smoothed:
    """Weights [draw] that add up to 1, their tail index k-hat, and how many even draws they are worth."""

    weights: NDArray[np.float64]
    tail_index: float
    effective: float


def smoothed_weights(log_weights: NDArray[np.float64]) -> Smoothed:
    """Return the smoothed weights of draws whose unnormalised log weights [draw] are given; -inf is a weight of none."""
    logs = np.asarray(log_weights, np.float64)
    raw = np.exp(logs - logs.max())
    order = np.argsort(raw, kind="stable")
    tail = min(int(0.2 * raw.size), int(np.ceil(3 * np.sqrt(raw.size))))
    index = np.inf
    smooth = raw.copy()
    if tail >= FEWEST_IN_TAIL:
        where = order[-tail:]
        cut = raw[order[-tail - 1]]
        over = raw[where] - cut
        if over[0] <= 0 and over[-1] <= 0:  # even weights have no tail
            index = -np.inf
        elif over[0] > 0:
            index, scale = pareto_fit(over)
            shares = (np.arange(tail) + 0.5) / tail
            smooth[where] = np.minimum(cut + _pareto_quantile(shares, index, scale), raw.max())
    weights = smooth / smooth.sum()
    return Smoothed(weights, float(index), effective_size(weights))


def effective_size(weights: NDArray[np.float64]) -> float:
    """Return how many even draws weights are worth: (sum w)^2 / sum w^2."""
    return float(np.square(weights.sum()) / np.square(weights).sum())


def highest_index(draws: int) -> float:
    """Return the tail index that weights of so many draws must stay under: min(1 - 1/log10 S, 0.7)."""
    return min(1 - 1 / np.log10(draws), HIGHEST_INDEX) if draws > 1 else -np.inf


def normal_effective_share(error: float, unknowns: int) -> float:
    """Return the share of prior draws that importance weights leave: prior N(0, 1), a datum at 0 with that error for each."""
    one = error * np.sqrt(2 * (1 + error**2 / 2)) / (1 + error**2)
    return float(one**unknowns)


def pareto_fit(excess: NDArray[np.float64]) -> tuple[float, float]:
    """Return index and scale of the generalised Pareto that ascending, positive `excess` over a threshold follows."""
    size = excess.size
    grid = _PRIOR_POINTS + int(np.sqrt(size))
    nth = np.arange(1, grid + 1, dtype=np.float64)
    quarter = excess[int(size / 4 + 0.5) - 1]
    rates = 1 / excess[-1] + (1 - np.sqrt(grid / (nth - 0.5))) / (3 * quarter)
    indices = np.log1p(-rates[:, None] * excess).mean(axis=1)
    profile = size * (np.log(-rates / indices) - indices - 1)
    chance = np.exp(profile - profile.max())
    rate = float((rates * chance).sum() / chance.sum())
    index = float(np.log1p(-rate * excess).mean())
    scale = -index / rate
    steady = (size * index + _PRIOR_WEIGHT * _PRIOR_INDEX) / (size + _PRIOR_WEIGHT)
    return steady, scale


def _pareto_quantile(shares: NDArray[np.float64], index: float, scale: float) -> NDArray[np.float64]:
    if abs(index) < 1e-12:
        return np.asarray(-scale * np.log1p(-shares), np.float64)
    return np.asarray(scale * np.expm1(-index * np.log1p(-shares)) / index, np.float64)


def weighted_quantiles(values: NDArray[np.float64], weights: NDArray[np.float64], shares: tuple[float, ...]) -> tuple[float, ...]:
    """Return the values below which these shares of the weight lie."""
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order]) - weights[order] / 2
    return tuple(float(found) for found in np.interp(shares, below / weights.sum(), values[order]))
