"""Draws of what nobody knows: scrambled Sobol points over the likely ranges, correlated where declared.

Each unknown has a PERT distribution (Malcolm et al. 1959: a beta on the likely range whose mode is the value assumed).
"""

from __future__ import annotations

import functools
from dataclasses import fields, replace
from typing import TYPE_CHECKING, cast

import numpy as np
from scipy.special import betaincinv, ndtr, ndtri

from analysis.settings.accepted import correlation_matrix, correlations_in, ranges_in
from analysis.settings.assumptions import CORRELATED, Assumptions, bearing_on, make_assumptions
from analysis.settings.parameters import as_dict, parameters_of
from analysis.settings.rule_set import GIFTING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.settings.parameters import Parameter, Value

PERT_WEIGHT = 4.0


@functools.cache  # asked for every draw
def unknown_names(mechanism: str = GIFTING, *, resellers: bool = False) -> tuple[str, ...]:
    """Return the assumptions bearing on a mechanism that draws range over, in the order of declaration.

    What bears on `resellers` is among them where those are counted in.
    """
    bearing = bearing_on(mechanism, resellers=resellers)
    known = parameters_of(Assumptions).items()
    return tuple(name for name, parameter in known if parameter.likely is not None and name in bearing)


def likely_range(parameter: Parameter, assumed: float) -> tuple[float, float]:
    """Return the range an unknown is drawn from: the likely one, stretched to hold the value assumed."""
    low, high = cast("tuple[float, float]", parameter.likely)
    return min(low, assumed), max(high, assumed)


def declared_for(name: str, assumptions: Assumptions) -> Parameter:
    """Return the declaration of an unknown with the range that was measured here, where one was accepted, as the likely one."""
    parameter = parameters_of(Assumptions)[name]
    measured = ranges_in(assumptions.measured_here).get(name)
    return replace(parameter, likely=measured) if measured else parameter


def quantile(name: str, assumed: float, share: NDArray[np.float64], declared: Parameter | None = None) -> NDArray[np.float64]:
    """Return the values of an unknown below which `share` of its draws lie; whole numbers where it is counted."""
    parameter = declared or parameters_of(Assumptions)[name]
    low, high = likely_range(parameter, assumed)
    if not high > low:
        return np.full(len(share), assumed)
    up, down = (PERT_WEIGHT * part / (high - low) for part in (assumed - low, high - assumed))
    values = np.asarray(betaincinv(1.0 + up, 1.0 + down, share) * (high - low) + low, np.float64)
    return np.rint(values) if parameter.kind == "integer" else values


def uniform_points(
    draws: int, seed: int, mechanism: str = GIFTING, entries: tuple[str, ...] | None = None, *, resellers: bool = False
) -> NDArray[np.float64]:
    """Return scrambled Sobol points [draw, unknown] in (0, 1), correlated as declared; more draws only add to them.

    Correlations accepted here (`entries` of `measured_here`) stand in place of those declared for the same pairs.
    """
    from scipy.stats import qmc  # noqa: PLC0415 - a second to load, and whoever answers one question draws nothing

    names = unknown_names(mechanism, resellers=resellers)
    size = max(1, int(np.ceil(np.log2(max(1, draws)))))
    points = qmc.Sobol(len(names), scramble=True, rng=seed).random_base2(size)[:draws]
    normal = ndtri(np.clip(points, 1e-12, 1 - 1e-12))
    scores = np.einsum("ij,kj->ik", normal, np.linalg.cholesky(score_correlation(mechanism, entries, resellers=resellers)))
    return np.asarray(ndtr(scores), np.float64)


def score_correlation(
    mechanism: str = GIFTING, entries: tuple[str, ...] | None = None, *, resellers: bool = False
) -> NDArray[np.float64]:
    """Return the correlation matrix [unknown, unknown] of the normal scores of a mechanism's unknowns."""
    return correlation_matrix(unknown_names(mechanism, resellers=resellers), CORRELATED, correlations_in(entries))


def drawn_values(assumed: Assumptions, draws: int, seed: int, mechanism: str = GIFTING) -> NDArray[np.float64]:
    """Return the values [draw, unknown] of a mechanism's unknowns, around those assumed."""
    points = uniform_points(draws, seed, mechanism, assumed.measured_here, resellers=assumed.resellers)
    return values_at(assumed, points, mechanism)


def values_at(assumed: Assumptions, shares: NDArray[np.float64], mechanism: str = GIFTING) -> NDArray[np.float64]:
    """Return the values [draw, unknown] below which those `shares` of each unknown's draws lie, around those assumed."""
    central = as_dict(assumed)
    columns = [
        quantile(name, float(cast("float", central[name])), shares[:, i], declared_for(name, assumed))
        for i, name in enumerate(unknown_names(mechanism, resellers=assumed.resellers))
    ]
    return np.stack(columns, axis=1)


def with_values(assumed: Assumptions, values: NDArray[np.float64], mechanism: str = GIFTING) -> Assumptions:
    """Return `assumed` with a mechanism's unknowns set to one row of drawn values."""
    kinds = {item.name: item.metadata["kind"] for item in fields(Assumptions)}
    drawn: dict[str, Value] = {
        name: int(value) if kinds[name] == "integer" else float(value)
        for name, value in zip(unknown_names(mechanism, resellers=assumed.resellers), values, strict=True)
    }
    return make_assumptions(as_dict(assumed) | drawn)
