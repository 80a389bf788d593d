"""Looks at a trial while it runs: bounds that keep the error whatever look comes first, by numeric integration.

The estimate's standardised sum is a Brownian motion watched at shares of the information (Armitage, McPherson and Rowe
1969). Pocock's bound is one height at every look; O'Brien and Fleming's falls as 1/sqrt(share).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NODES = 80


def equal_looks(looks: int) -> tuple[float, ...]:
    """Return the shares of the information at so many looks of equal weight."""
    return tuple((look + 1) / looks for look in range(looks))


def crossing(bounds: Sequence[float], shares: Sequence[float], drift: float = 0.0) -> tuple[float, ...]:
    """Return the chance that |z| first passes its bound at each look, for a drift of z at full information.

    `bounds` and `shares` one per look, shares rising to at most 1.
    """
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    first: list[float] = []
    density, points, before = np.ones(1), np.zeros(1), 0.0
    for bound, share in zip(bounds, shares, strict=True):
        step, edge = math.sqrt(share - before), bound * math.sqrt(share)
        centre = points + drift * (share - before)
        out = norm.sf((edge - centre) / step) + norm.cdf((-edge - centre) / step)
        first.append(float((density * out).sum()))
        fresh = edge * nodes
        arriving = norm.pdf((fresh[:, None] - centre[None, :]) / step) / step
        density = np.einsum("ij,j->i", arriving, density) * weights * edge
        points, before = fresh, share
    return tuple(first)


def pocock(shares: Sequence[float], alpha: float = 0.05) -> tuple[float, ...]:
    """Return one height of |z| for all looks that is passed with chance `alpha` when nothing is there."""
    return _height(shares, alpha, lambda _: 1.0)


def obrien_fleming(shares: Sequence[float], alpha: float = 0.05) -> tuple[float, ...]:
    """Return heights of |z| that fall as one over the root of the share: early looks stop for the overwhelming alone."""
    return _height(shares, alpha, lambda share: math.sqrt(shares[-1] / share))


def _height(shares: Sequence[float], alpha: float, shape: Callable[[float], float]) -> tuple[float, ...]:
    form = tuple(shape(share) for share in shares)
    top = float(brentq(lambda c: sum(crossing([c * part for part in form], shares)) - alpha, 0.5, 10.0, xtol=1e-10))
    return tuple(top * part for part in form)


def spent(share: float, alpha: float = 0.05) -> float:
    """Return what O'Brien and Fleming's spending allows up to a share of the information (Lan and DeMets 1983)."""
    return float(2.0 * norm.sf(norm.isf(alpha / 2) / math.sqrt(share)))


def spending_bounds(shares: Sequence[float], alpha: float = 0.05) -> tuple[float, ...]:
    """Return bounds of |z| for looks at any shares, each decided by the looks up to it alone, that spend `alpha` in all."""
    bounds: list[float] = []
    for look, share in enumerate(shares):
        allowed = spent(min(share, 1.0), alpha)

        def over(height: float, upto: int = look + 1, most: float = allowed) -> float:
            return sum(crossing([*bounds, height], shares[:upto])) - most

        bounds.append(float(brentq(over, 0.5, 12.0, xtol=1e-10)) if over(12.0) < 0 else 12.0)
    return tuple(bounds)
