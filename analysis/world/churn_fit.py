"""Renewal over time: the shifted-beta-geometric of Fader and Hardie (2007), whose population hazard falls as the restless leave.

Each subscriber leaves with a monthly probability of its own, Beta(alpha, beta) over the base; after `age` renewals those who
are left have Beta(alpha, beta + age).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Beyond this nobody could tell the heterogeneity from none, and differences of log-gammas lose their digits.
LARGEST_SHAPE = 1_000.0
LEAST_EVENTS = 20
UNKNOWN_SHAPE = 1.0  # judgement: the generator's own, used where a base does not say who renewed


def survival(alpha: float, beta: float, time: float | NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share still there after `time` renewals; `time` need not be whole (docs/method.md, equation 13)."""
    return np.asarray(np.exp(betaln(alpha, beta + np.asarray(time, np.float64)) - betaln(alpha, beta)))


def fit(age: NDArray[np.float64], at_risk: NDArray[np.float64], left: NDArray[np.float64]) -> tuple[float, float]:
    """Return the (alpha, beta) under which `left` of `at_risk` leaving at each `age` (renewals so far) is most likely.

    The hazard at an age is alpha / (alpha + beta + age). Searched over the mean and the sum of the two, whose likelihood has
    no ridge. Raises ValueError when nobody left, or everybody did: then nothing can be fitted.
    """
    if left.sum() <= 0 or left.sum() >= at_risk.sum():
        raise ValueError("a fit needs some who left and some who stayed")

    def loss(point: NDArray[np.float64]) -> float:
        alpha, beta = _shapes(point)
        stay, total = np.log(beta + age), np.log(alpha + beta + age)
        likely = left * (math.log(alpha) - total) + (at_risk - left) * (stay - total)
        return -float(likely.sum()) / float(at_risk.sum())

    rate = float(left.sum() / at_risk.sum())
    starts = [np.array([math.log(rate / (1 - rate)), math.log(size)]) for size in (1.0, 30.0, 1000.0)]
    runs = [
        minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-14, "maxiter": 4000}) for start in starts
    ]
    return _shapes(min(runs, key=lambda run: float(run.fun)).x)


def _shapes(point: NDArray[np.float64]) -> tuple[float, float]:
    mean = 1.0 / (1.0 + math.exp(-float(point[0])))
    size = math.exp(min(float(point[1]), 40.0))
    return max(mean * size, 1e-12), max((1.0 - mean) * size, 1e-12)


def fitted_shape(age: NDArray[np.float64], at_risk: NDArray[np.float64], left: NDArray[np.float64]) -> float:
    """Return alpha of the fit, infinite where leaving does not fall with age; UNKNOWN_SHAPE with too few to tell."""
    if left.sum() < LEAST_EVENTS or left.sum() >= at_risk.sum():
        return UNKNOWN_SHAPE
    alpha, _ = fit(age, at_risk, left)
    return alpha if alpha <= LARGEST_SHAPE else math.inf
