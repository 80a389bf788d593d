"""What it is worth to know an unknown before deciding: the expected value of perfect information, in money.

The decision is between the rules and leaving transfers off. Knowing an unknown is worth what choosing after seeing it brings
more than choosing now: E[max(0, E[npv | x])] - max(0, E[npv]) (Strong, Oakley and Brennan 2014: E[npv | x] by regression).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import make_smoothing_spline

from analysis.uncertainty.distributions import unknown_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.results.draws import Futures

MOST_PLACES = 100
FEWEST_POINTS = 5  # that a smoothing spline needs


@dataclass(frozen=True)
class Information:
    """The value of knowing one unknown (`name`) exactly, and of knowing all of them ("all"), per initial subscriber."""

    name: str
    value: float


def value_of_measuring(futures: Futures) -> tuple[Information, ...]:
    """Return every unknown, the one most worth knowing first; the last entry is all of them together, which bounds each."""
    now = max(0.0, float(futures.npv.mean()))
    everything = float(np.maximum(0.0, futures.npv).mean()) - now
    found = []
    for nth, name in enumerate(unknown_names(futures.mechanism, resellers=futures.resellers)):
        expected = smooth(futures.values[:, nth], futures.npv)
        gain = float(np.maximum(0.0, expected).mean()) - max(0.0, float(expected.mean()))
        found.append(Information(name, min(max(0.0, gain), everything)))
    return (*sorted(found, key=lambda one: -one.value), Information("all", everything))


def smooth(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return E[y | x] at each x: a smoothing spline chosen by generalised cross-validation, over the ranks' distinct places."""
    places, where = np.unique(x, return_inverse=True)
    if places.size > MOST_PLACES:  # neighbours together: a smooth curve needs no more, and the spline's cost grows fast
        order = np.empty(x.size, np.int64)
        order[np.argsort(x, kind="stable")] = np.arange(x.size)
        places, where = np.unique(order * MOST_PLACES // x.size, return_inverse=True)
    count = np.bincount(where)
    mean = np.bincount(where, y) / count
    if places.size < FEWEST_POINTS:
        return np.asarray(mean[where], np.float64)
    # Ranks, not values: the tail of a skewed unknown would leave the spline without points.
    ranks = (np.cumsum(count) - count / 2) / x.size
    return np.asarray(make_smoothing_spline(ranks, mean, w=count.astype(np.float64))(ranks)[where], np.float64)
