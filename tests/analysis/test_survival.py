"""Renewal over time: published curves, published fits, and the law by which the product's own base was made."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.special import betaln

from analysis.kernels import survival as kernel
from analysis.outcomes.time_path import discounts
from analysis.world.churn_fit import fit, fitted_shape, survival
from analysis.world.prepare import prepare
from tests.compiled import compiled

if TYPE_CHECKING:
    from pathlib import Path

curve_of, paces = compiled(kernel.curve_of), compiled(kernel.paces)
staying, stays = compiled(kernel.staying), compiled(kernel.stays)
# Fader and Hardie (2007), per cent still there after 0-7 renewals; fits as they publish them.
REGULAR = [100.0, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1]
HIGH_END = [100.0, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1]
TWELVE = [85.1, 74.7, 67.0, 61.0, 56.2, 52.2, 48.9, 46.0, 43.6, 41.4, 39.5, 37.8]


@pytest.mark.parametrize(("curve", "shapes"), [(REGULAR, (0.704, 1.182)), (HIGH_END, (0.668, 3.806))])
def test_published_renewals_give_the_published_fit(curve: list[float], shapes: tuple[float, float]) -> None:
    stayed = np.array(curve) * 10
    assert fit(np.arange(7.0), stayed[:-1], -np.diff(stayed)) == pytest.approx(shapes, abs=0.001)


def test_the_survival_of_twelve_renewals_is_the_published_one() -> None:
    assert 100 * survival(0.668, 3.806, np.arange(1.0, 13.0)) == pytest.approx(TWELVE, abs=0.06)


def test_a_million_subscribers_renewing_one_by_one_survive_as_the_curve_says() -> None:
    draws = np.random.default_rng(1)
    lasting = draws.geometric(draws.beta(0.668, 3.806, 1_000_000))
    shares = [100 * float((lasting > month).mean()) for month in range(1, 13)]
    assert shares == pytest.approx(TWELVE, abs=0.2)


def test_the_kernel_walks_along_the_closed_form() -> None:
    alpha, hazard = 0.668, 0.668 / (0.668 + 3.806)
    here, time = 1.0, 0.0
    for pace in (1.0, 0.7, 1.0, 1.3, 1.0):
        here *= staying(alpha, hazard, time, pace)
        time += pace
        assert here == pytest.approx(float(survival(alpha, 3.806, time)), rel=1e-12)


@pytest.mark.parametrize("alpha", [0.05, 0.7, 1.0, 12.0])
@pytest.mark.parametrize("now", [0.01, 1.0, 15.9, 16.1, 50.0, 1e3])
@pytest.mark.parametrize("pace", [0.3, 0.95, 1.0, 1.05, 2.4])
def test_staying_is_a_ratio_of_betas_near_and_far(alpha: float, now: float, pace: float) -> None:
    exact = math.exp(float(betaln(alpha, now + pace) - betaln(alpha, now)))
    assert staying(alpha, alpha / (alpha + now), 0.0, pace) == pytest.approx(exact, rel=3e-12)


BERNOULLI = [Fraction(*each) for each in ((1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6), (-3617, 510))]


def log_gamma(x: Decimal) -> Decimal:
    """Return the logarithm of gamma(x), but for a constant, to 25 digits, by Stirling's series from 40 on.

    Of far larger logarithms in doubles the differences keep eleven digits, fewer than what is to be held to them.
    """
    below = Decimal(1)
    while x < 40:
        below, x = below * x, x + 1
    terms = (
        Decimal(b.numerator) / b.denominator / (k * (k - 1)) / x ** (k - 1)
        for k, b in zip(range(2, 18, 2), BERNOULLI, strict=True)
    )
    return (x - Decimal("0.5")) * x.ln() - x + sum(terms) - below.ln()


def ratio_of_betas(alpha: float, now: float, pace: float) -> float:
    """Return B(alpha, now + pace) over B(alpha, now)."""
    with localcontext() as digits:
        digits.prec = 50
        a, n, p = Decimal(alpha), Decimal(now), Decimal(pace)
        return float((log_gamma(n + p) - log_gamma(a + n + p) - log_gamma(n) + log_gamma(a + n)).exp())


@pytest.mark.parametrize("alpha", [0.05, 0.7, 1.0036, 2.0, 4.9, 12.0, math.inf])
@pytest.mark.parametrize("start", [0.3, 15.9, 16.1, 19.4, 60.0, 1e4])
@pytest.mark.parametrize("scale", [0.0, 1e-7, 0.02, 0.3, 0.6, 2.0])
def test_many_months_at_once_are_each_month_by_itself(alpha: float, start: float, scale: float) -> None:
    hazard = 0.02 if math.isinf(alpha) else alpha / (alpha + start)
    felt = scale * np.random.default_rng(3).uniform(-1.0, 1.0, 60)
    pace, times, found = np.empty(60), np.empty(60), np.empty(60)
    paces(felt, pace)
    assert pace == pytest.approx(np.exp(felt), rel=1e-15)
    stays(curve_of(alpha, hazard), hazard, pace, times, found)
    assert times == pytest.approx(np.cumsum(pace) - pace, rel=1e-14, abs=1e-14)
    if math.isinf(alpha):
        assert found == pytest.approx((1.0 - hazard) ** pace, rel=1e-14)
    else:
        assert found == pytest.approx(
            [ratio_of_betas(alpha, start + each, one) for each, one in zip(times, pace, strict=True)], rel=3e-12
        )


def test_where_nothing_is_felt_time_passes_as_it_would_to_the_last_digit() -> None:
    pace = np.empty(24)
    paces(np.zeros(24), pace)
    assert (pace == 1.0).all()


@pytest.mark.parametrize("hazard", [1e-6, 1e-9, 1e-12])
@pytest.mark.parametrize("pace", [0.5, 1.2])
def test_who_hardly_ever_leaves_leaves_at_a_constant_rate_to_the_last_digit(hazard: float, pace: float) -> None:
    assert 1.0 - staying(1.0, hazard, 0.0, pace) == pytest.approx(pace * hazard, rel=1e-6, abs=3e-16)


def test_alike_subscribers_leave_at_a_constant_rate() -> None:
    assert staying(math.inf, 0.1, 50.0, 1.0) == pytest.approx(0.9)
    assert staying(math.inf, 0.1, 50.0, 0.5) == pytest.approx(math.sqrt(0.9))
    assert staying(1e3, 0.1, 0.0, 1.0) == pytest.approx(0.9)


def test_the_lifetime_margin_multiple_is_the_textbook_one() -> None:
    # r / (1 + i - r) = 4.5 at a retention of 0.9 and a rate of 10 % a period; our periods are months of a yearly rate.
    months = 600
    here = np.cumprod([staying(math.inf, 0.1, float(month), 1.0) for month in range(months)])
    assert float(here @ discounts(1.1**12 - 1, months)) == pytest.approx(4.5, rel=1e-9)


def test_the_heterogeneity_of_the_product_s_own_base_is_found_again(default_base: Path) -> None:
    # The generator's law of leaving has alpha = 1; tourists leave on a date, more and more of them as it nears.
    local, tourist, _ = prepare(default_base).churn_shape
    assert local == pytest.approx(1.0, abs=0.15)
    assert math.isinf(tourist)


def test_too_few_departures_to_tell_leave_the_stated_shape() -> None:
    assert fitted_shape(np.array([0.0]), np.array([100.0]), np.array([3.0])) == 1.0
    with pytest.raises(ValueError, match="some who left"):
        fit(np.array([0.0]), np.array([10.0]), np.array([0.0]))
