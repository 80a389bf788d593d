"""A posterior told as assumptions: central values, ranges and correlations, so that everything drawn anywhere follows it.

Each unknown that was told of gets the range and the likely value whose PERT distribution comes nearest to its weighted draws; how
unknowns go together is told where it is further from what holds already than so many draws may be by chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from scipy.stats import beta

from analysis.settings.accepted import (
    FIELD,
    correlation_matrix,
    correlations_in,
    pilots_in,
    without_name,
    written,
    written_pair,
)
from analysis.settings.assumptions import CORRELATED, Assumptions
from analysis.settings.parameters import parameters_of
from analysis.statistics.smoothed_weights import weighted_quantiles
from analysis.uncertainty.distributions import PERT_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analysis.pilot.learning.posterior import Posterior
    from analysis.settings.parameters import Value

_SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
_LEAST_CORRELATION, _ERRORS = 0.15, 3.5  # of some hundreds of pairs
_LEAST_EIGENVALUE = 1e-3
_WIDEST = 5.0  # times the other side of the mean: a PERT has no such mean beyond
_RATIOS = np.geomspace(1 / 4.9, 4.9, 41)  # of the sides of the mean: beyond 1 to 5 the PERT has no such mean


def as_assumptions(posterior: Posterior, digest: str) -> dict[str, Value]:
    """Return what a posterior that has learned sets: values and `measured_here` by name; nothing else changes.

    `digest` are the eight hexadecimal digits that name the pilot.
    """
    told = [one.name for one in posterior.told()]
    entries = posterior.assumed.measured_here
    for name in told:
        entries = without_name(entries, name)
    changed: dict[str, Value] = {}
    for name in told:
        parameter = parameters_of(Assumptions)[name]
        column = posterior.values[:, posterior.names.index(name)]
        low, likely, high = pert_of(column, posterior.weights, parameter.low, parameter.high)
        changed[name] = round(likely) if parameter.kind == "integer" else float(f"{likely:.4g}")
        # A whole number for the likely value may lie outside of a narrow range: that is stretched to hold it.
        value = float(cast("float", changed[name]))
        entries = (*(entries or ()), written(name, min(low, value), max(high, value), digest))
    pairs = _pairs(posterior, told)
    return changed | {FIELD: tuple(sorted((*(entries or ()), *pairs)))}


def without_pilots(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return assumptions by name without all that pilots narrowed: values, ranges and correlations."""
    entries = cast("tuple[str, ...] | None", values.get(FIELD))
    names = pilots_in(entries)
    left = entries or ()
    for name in names:
        left = without_name(left, name)
    kept = {key: value for key, value in values.items() if key not in (*names, FIELD)}
    return kept | {FIELD: left} if left else kept


def pert_of(
    values: NDArray[np.float64], weights: NDArray[np.float64], lowest: float, highest: float
) -> tuple[float, float, float]:
    """Return low, most likely and high of the PERT with the mean and sd of weighted values whose quantiles are nearest to theirs.

    Its ends stay between `lowest` and `highest`; where that cuts one off the other gives way, so the sd holds.
    """
    mean = float((values * weights).sum())
    variance = max(1e-18, float((np.square(values - mean) * weights).sum()))
    wanted = np.array(weighted_quantiles(values, weights, _SHARES))
    found = []
    for ratio in _RATIOS:
        below = np.sqrt((PERT_WEIGHT + 3) * variance * ratio)
        below = min(below, mean - lowest)
        above = min((PERT_WEIGHT + 3) * variance / max(1e-12, below), highest - mean, _WIDEST * below)
        below = min(below, _WIDEST * above)
        low, high = mean - below, mean + above
        likely = min(max(((PERT_WEIGHT + 2) * mean - low - high) / PERT_WEIGHT, low), high)
        if not high > low:
            continue
        up, down = (PERT_WEIGHT * part / (high - low) for part in (likely - low, high - likely))
        got = beta.ppf(_SHARES, 1 + up, 1 + down, low, high - low)
        found.append((float(np.square(got - wanted).sum()), low, likely, high))
    _, low, likely, high = min(found, default=(0.0, mean, mean, mean))
    return max(low, lowest), likely, min(high, highest)


def _pairs(posterior: Posterior, told: list[str]) -> tuple[str, ...]:
    """Return the correlations to be told: those with an unknown that was told of, far enough from what holds already."""
    entries = posterior.assumed.measured_here
    holds = correlation_matrix(posterior.names, CORRELATED, correlations_in(entries))
    found = posterior.score_correlation()
    pairs: dict[tuple[str, str], float] = {}
    for i, one in enumerate(posterior.names):
        for j in range(i):
            other = posterior.names[j]
            chance = _ERRORS * (1 - holds[i, j] ** 2) / np.sqrt(posterior.learned.effective)
            if (one in told or other in told) and abs(found[i, j] - holds[i, j]) > max(_LEAST_CORRELATION, chance):
                pairs[min(one, other), max(one, other)] = float(np.clip(found[i, j], -0.99, 0.99))
    drawn = [name for name, parameter in parameters_of(Assumptions).items() if parameter.likely is not None]
    still = {pair: rho for pair, rho in correlations_in(entries).items() if not set(pair) & set(told)}
    declared = {tuple(sorted(pair)): rho for pair, rho in CORRELATED.items()}
    part = 1.0
    while part > 0:  # what few draws say of many pairs may not be possible at once: then all move towards what holds
        eased = {pair: declared.get(pair, 0.0) + part * (rho - declared.get(pair, 0.0)) for pair, rho in pairs.items()}
        matrix = correlation_matrix(drawn, CORRELATED, still, eased)
        if np.linalg.eigvalsh(matrix).min() > _LEAST_EIGENVALUE:
            return tuple(written_pair(*pair, rho) for pair, rho in eased.items())
        part -= 0.05
    return ()
