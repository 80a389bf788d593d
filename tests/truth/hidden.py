"""What is really so in a world: one draw of the unknowns from the distributions declared, by a generator of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import norm

from analysis.settings.assumptions import CORRELATED
from analysis.uncertainty.distributions import unknown_names, values_at, with_values

if TYPE_CHECKING:
    from analysis.settings.assumptions import Assumptions


def hidden_assumptions(declared: Assumptions, seed: int) -> Assumptions:
    """Draw one set of assumptions around those `declared`: pseudo-random, not the Sobol points of the analysis."""
    names = unknown_names()
    correlation = np.eye(len(names))
    for (one, other), value in CORRELATED.items():
        i, j = names.index(one), names.index(other)
        correlation[i, j] = correlation[j, i] = value
    rng = np.random.default_rng(seed)
    shares = norm.cdf(rng.multivariate_normal(np.zeros(len(names)), correlation, method="cholesky"))
    return with_values(declared, values_at(declared, shares[np.newaxis])[0])
