"""Errors by clusters are the published ones, and reject as often as published where clusters are few."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.stats import t as student

from analysis.evidence.frame.fits import demeaned, jackknifed, least_squares, poisson, ratio

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.evidence.frame.fits import Fit

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


def test_cluster_errors_of_a_known_example() -> None:
    y = np.array([1, 2, 2, 3, 4, 3, 5, 4, 6, 5.0])
    cluster = np.repeat([0, 1, 2, 3], [2, 3, 2, 3])
    treated = (cluster >= 2).astype(float)
    slope = least_squares(np.stack([np.ones(10), treated], axis=1), y, cluster)[1]
    assert slope.estimate == pytest.approx(2.2)
    plain = 0.6118823  # without the factor for few clusters
    assert slope.se == pytest.approx(plain * math.sqrt(4 / 3), abs=1e-6)
    assert slope.groups == 4


def test_the_error_that_leaving_out_clusters_tells_is_the_known_one() -> None:
    y = np.array([1, 2, 2, 3, 4, 3, 5, 4, 6, 5.0])
    cluster = np.repeat([0, 1, 2, 3], [2, 3, 2, 3])
    columns = np.stack([np.ones(10), (cluster >= 2).astype(float)], axis=1)

    def fit(kept: NDArray[np.bool_]) -> Fit:
        return least_squares(columns[kept], y[kept], cluster[kept])[1]

    assert jackknifed(fit, cluster, 4).se == pytest.approx(1.3000 * math.sqrt(3 / 4), abs=1e-7)


# Cameron and Miller (2015), table 4: how often a policy that was none is found at 5 %, in half of so many states from the middle
# of sixteen years on: errors without clusters, clusters with Student's t of N - k, with that of G - 1, and a wild bootstrap.
YEARS, PEOPLE, AR = 16, 5, 0.9
PUBLISHED = {
    6: (0.589, 0.149, 0.075, 0.050),
    10: (0.570, 0.098, 0.066, 0.059),
    20: (0.545, 0.065, 0.052, 0.050),
    50: (0.556, 0.061, 0.058, 0.055),
}


def no_policy(draw: np.random.Generator, states: int) -> tuple[Floats, Floats, Ints]:
    """Return a policy, what people earn in a state that remembers its last year and knows nothing of it, both less effects of
    state and year, and the state."""
    state, year = np.divmod(np.repeat(np.arange(states * YEARS), PEOPLE), YEARS)
    shocks = draw.normal(size=(states, YEARS))
    shocks[:, 0] /= math.sqrt(1 - AR * AR)
    y = shocks.copy()
    for at in range(1, YEARS):
        y[:, at] += AR * y[:, at - 1]
    x = (draw.permutation(states) < states // 2)[state] & (year >= YEARS // 2)
    earned = np.repeat(y.ravel(), PEOPLE) + 2 * draw.normal(size=state.size)
    one, other = (demeaned(demeaned(values, state), year) for values in (x.astype(float), earned))
    return one, other, state


def rejections(states: int, worlds: int, seed: int) -> Floats:
    """Return the shares of worlds in which no policy is found to have an effect: without clusters, by N - k, by G - 1."""
    draw, found = np.random.default_rng(seed), np.zeros(3)
    free = states * (YEARS * PEOPLE - 1) - YEARS
    for _ in range(worlds):
        x, y, state = no_policy(draw, states)
        (fit,) = least_squares(x[:, None], y, state)
        rest = y - fit.estimate * x
        plain = fit.estimate / math.sqrt((rest * rest).sum() / free / (x * x).sum())
        told = ((plain, free), (fit.estimate / fit.se, free), (fit.estimate / fit.se, states - 1))
        found += [2 * student.sf(abs(t), degrees) < 0.05 for t, degrees in told]
    return found / worlds


@pytest.mark.parametrize("states", PUBLISHED)
def test_few_clusters_reject_about_as_often_as_published(states: int) -> None:
    plain, many, few = rejections(states, 1_000, states)
    published = PUBLISHED[states]
    assert abs(plain - published[0]) < 0.03
    assert abs(many - published[1]) < 0.025
    assert abs(few - published[2]) < 0.02


@pytest.mark.long
@pytest.mark.parametrize("states", PUBLISHED)
def test_a_wild_bootstrap_rejects_about_as_often_as_published_and_agrees_with_ours(states: int) -> None:
    """By clusters, with Rademacher signs and the effect taken to be none."""
    draw, worlds, signs = np.random.default_rng(100 + states), 400, 199
    counts = np.zeros(3)
    for _ in range(worlds):
        x, y, state = no_policy(draw, states)
        t = [_t(x, y, state)]
        t += [_t(x, y * draw.choice([-1.0, 1.0], states)[state], state) for _ in range(signs)]
        is_wild = np.mean(np.abs(t[1:]) >= abs(t[0]) - 1e-9) < 0.05
        is_ours = 2 * student.sf(abs(t[0]), states - 1) < 0.05
        counts += [is_wild, is_ours, is_wild and is_ours]
    wild, ours, both = counts
    assert abs(wild / worlds - PUBLISHED[states][3]) < 0.04
    assert both >= 0.6 * min(wild, ours)


def _t(x: Floats, y: Floats, state: Ints) -> float:
    (fit,) = least_squares(x[:, None], y, state)
    return fit.estimate / fit.se


def test_a_poisson_slope_is_the_log_of_the_ratio_of_rates() -> None:
    draw = np.random.default_rng(4)
    x = np.repeat([0.0, 1.0], 40_000)
    y = draw.poisson(np.where(x > 0, 0.03, 0.02)).astype(float)
    slope = poisson(np.stack([np.ones(x.size), x], axis=1), y, np.zeros(x.size), np.arange(x.size) % 100)[1]
    assert slope.estimate == pytest.approx(math.log(y[x > 0].mean() / y[x == 0].mean()), abs=1e-8)
    assert abs(slope.estimate - math.log(1.5)) < 3 * slope.se


def test_a_ratio_of_one_cluster_has_no_error() -> None:
    assert math.isinf(ratio(np.ones(3), np.full(3, 2.0), np.zeros(3, np.int64)).se)
