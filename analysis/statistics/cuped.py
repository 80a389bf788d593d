"""CUPED in one column: what a measure of the time before takes off the noise (Deng et al. 2013).

`theta` is the slope over both arms together, `rho` the correlation: the variance falls to 1 - rho^2 of what it was. With few
units an imbalance of the time before can turn the sign: a good reason to fix the column before looking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Cuped:
    """The slope, the correlation, the difference of means before and after adjustment, and what is left of the variance."""

    theta: float
    rho: float
    raw: float
    adjusted: float
    variance_ratio: float


def cuped(before: Floats, outcome: Floats, treated: NDArray[np.bool_]) -> Cuped:
    """Return the adjusted difference of means of two arms; one value per unit in each array."""
    apart, away = before - before.mean(), outcome - outcome.mean()
    theta = float((apart * away).sum() / (apart**2).sum())
    rho = float((apart * away).sum() / np.sqrt((apart**2).sum() * (away**2).sum()))
    raw = float(outcome[treated].mean() - outcome[~treated].mean())
    ahead = float(before[treated].mean() - before[~treated].mean())
    return Cuped(theta, rho, raw, raw - theta * ahead, 1.0 - rho**2)
