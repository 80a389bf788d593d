"""Intervals and bounds that hold at every moment at once: for whoever looks without a plan. They are wide: a plan is better.

GAVI: Howard, Ramdas, McAuliffe and Sekhon 2021 as asymptotic intervals (Waudby-Smith et al. 2024); the normal mixture and
the stitched bound are theirs too. `v` is the intrinsic time, the sum of variances; `s` the sum that is watched.
"""

from __future__ import annotations

import math

from scipy.optimize import brentq
from scipy.special import zeta
from scipy.stats import norm


def half_width(error: float, units: float, sharpest_at: float, alpha: float = 0.05) -> float:
    """Return how far an always-valid interval reaches to each side, narrowest (relatively) at so many units."""
    ahead = -2.0 * math.log(alpha)
    squared = (ahead + math.log(1.0 + ahead)) / sharpest_at
    inner = units * squared
    return error * math.sqrt(2.0 * (inner + 1.0) / inner * math.log(math.sqrt(inner + 1.0) / alpha))


def mixture_scale(v: float, alpha: float = 0.05) -> float:
    """Return rho of the two-sided normal mixture whose bound is lowest at v."""
    ahead = 2.0 * math.log(1.0 / alpha)
    return v / (ahead + math.log(1.0 + ahead))


def two_sided_martingale(s: float, v: float, rho: float) -> float:
    """Return the log of the two-sided normal mixture: passes log(1/alpha) ever with chance alpha at most."""
    return 0.5 * math.log(rho / (v + rho)) + s * s / (2.0 * (v + rho))


def two_sided_bound(v: float, rho: float, alpha: float = 0.05) -> float:
    """Return the height of |s| at v that the two-sided mixture allows."""
    return math.sqrt((v + rho) * (math.log(1.0 + v / rho) + 2.0 * math.log(1.0 / alpha)))


def one_sided_martingale(s: float, v: float, rho: float) -> float:
    """Return the log of the one-sided normal mixture."""
    return 0.5 * math.log(4.0 * rho / (v + rho)) + s * s / (2.0 * (v + rho)) + float(norm.logcdf(s / math.sqrt(v + rho)))


def one_sided_bound(v: float, rho: float, alpha: float = 0.05) -> float:
    """Return the height of s at v that the one-sided mixture allows."""
    top = 10.0 * two_sided_bound(v, rho, alpha)
    return float(brentq(lambda s: one_sided_martingale(s, v, rho) + math.log(alpha), 0.0, top, xtol=1e-12))


def stitched_bound(v: float, v_min: float, c: float = 0.0, s: float = 1.4, eta: float = 2.0, alpha: float = 0.05) -> float:
    """Return the polynomial stitched boundary at v, from v_min on; `c` is the scale of a sub-gamma sum."""
    at = max(v, v_min)
    ell = s * math.log(math.log(eta * at / v_min)) + math.log(float(zeta(s)) / (alpha * math.log(eta) ** s))
    normal = (eta**0.25 + eta**-0.25) / math.sqrt(2.0)
    linear = (math.sqrt(eta) + 1.0) / 2.0 * c * ell
    return math.sqrt(normal**2 * at * ell + linear**2) + linear
