"""Gaps against the plan, made independent from month to month, and the charts over them with how seldom they alarm falsely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import solve_triangular
from scipy.special import ndtri, stdtr

from analysis.monitoring.answer import Rates
from analysis.monitoring.expected import NORMAL_95
from analysis.statistics.control_charts import cusum, cusum_alarm_share, cusum_run_length, limit_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.monitoring.expected import Expected
    from analysis.statistics.control_charts import Chart

    Floats = NDArray[np.float64]

MONTHS_A_FALSE_ALARM = 24  # of all charts together, at the least, on average


def gaps(expected: Expected, kind: str, seen: Floats) -> Floats:
    """Return the standardised gaps [month] of one metric: each month's surprise given the months before it.

    A plan that is wrong as its draws may be is wrong in every month alike; taken month by month it would alarm far too often.
    """
    at = expected.places(kind)
    root = np.linalg.cholesky(expected.covariance[np.ix_(at, at)])
    raw = solve_triangular(root, seen[at] - expected.mean[at], lower=True)
    return as_normal(np.asarray(raw), expected.freedom_of(kind))


def as_normal(raw: Floats, freedom: float) -> Floats:
    """Return as independent normal scores what lies, month after month, over the root of an estimated covariance.

    With f degrees of freedom the m-th (from 0), over the root of 1 + (sum of squares before it) / f and times that of
    (f - m) / f, is Student's t with f - m, whatever came before (Bartlett's decomposition of a Wishart matrix). Taken as it is,
    later months would scatter more than the chart takes them to: each is given all those before it by slopes that are estimated.
    """
    if not np.isfinite(freedom):
        return raw
    month = np.arange(raw.size)
    before = np.concatenate([[0.0], np.cumsum(raw**2)[:-1]])
    left = np.maximum(freedom - month, 1.0)
    score = np.abs(raw) * np.sqrt(left / freedom) / np.sqrt(1.0 + before / freedom)
    return np.asarray(-ndtri(stdtr(left, -score)) * np.sign(raw))


def charts(expected: Expected, kinds: tuple[str, ...], seen: Floats, limit: float) -> dict[str, tuple[Floats, Chart]]:
    """Return gaps and chart by metric of what was seen [summary]."""
    found = {kind: gaps(expected, kind, seen) for kind in kinds}
    return {kind: (own, cusum(own.tolist(), limit)) for kind, own in found.items()}


def any_alarm(expected: Expected, kinds: tuple[str, ...], seen: Floats, limit: float) -> bool:
    """Say whether any chart alarms."""
    return any(chart.alarm is not None for _, chart in charts(expected, kinds, seen, limit).values())


def limit_of(kinds: tuple[str, ...]) -> float:
    """Return the limit at which so many charts alarm falsely at most once in 24 months together."""
    return limit_for(MONTHS_A_FALSE_ALARM * len(kinds))


def rates_of(expected: Expected, kinds: tuple[str, ...], months: int, seed: int) -> Rates:
    """Return how seldom the charts alarm falsely: as the theory states it, and as found among launches drawn from the plan.

    Charts of one launch go together, so that the stated rate of all is the most it can be.
    """
    limit = limit_of(kinds)
    one = cusum_run_length(limit, two_sided=True)
    stated = 1.0 - (1.0 - cusum_alarm_share(limit, months)) ** len(kinds)
    launches = expected.draws + _more(expected, months, np.random.default_rng([seed, 1]))
    alarmed = sum(any_alarm(expected, kinds, launch, limit) for launch in launches)
    return Rates(limit, one / len(kinds), one, stated, alarmed / len(launches), len(launches))


def _more(expected: Expected, months: int, rng: np.random.Generator) -> Floats:
    """Return what comes upon the draws [draw, summary]: the model's own error, and sampling whose covariance is an estimate."""
    nothing, count = np.zeros(expected.mean.size), len(expected.draws)
    declared, noise = (
        rng.multivariate_normal(nothing, part, count, method="eigh") for part in (expected.declared, expected.noise)
    )
    if expected.freedom is None:
        return np.asarray(declared + noise)
    free = float(expected.freedom.mean())
    wide = np.sqrt(free / rng.chisquare(max(free - months + 1.0, 1.0), (count, 1)))
    return np.asarray(declared + noise * wide)


def band(expected: Expected) -> Floats:
    """Return half the 95 % interval of what would be seen [summary]."""
    return np.asarray(NORMAL_95 * np.sqrt(np.diag(expected.covariance)))


def log_density(expected: Expected, away: Floats) -> Floats:
    """Return the log density, up to a constant, of seeing what lies so far [case, summary] from what is expected."""
    root = np.linalg.cholesky(expected.covariance)
    white = solve_triangular(root, away.T, lower=True)
    return np.asarray(-0.5 * (white**2).sum(axis=0))
