"""Bounds of looks: published heights, a bivariate normal as referee, and intervals that always hold."""

from __future__ import annotations

import math

import pytest
from scipy.stats import multivariate_normal, norm

from analysis.statistics.always_valid import (
    half_width,
    mixture_scale,
    one_sided_bound,
    one_sided_martingale,
    stitched_bound,
    two_sided_bound,
    two_sided_martingale,
)
from analysis.statistics.sequential import crossing, equal_looks, obrien_fleming, pocock, spending_bounds, spent


@pytest.mark.parametrize(("looks", "one", "last"), [(2, 2.178, 1.977), (3, 2.289, 2.004), (5, 2.413, 2.040)])
def test_bounds_are_those_of_the_tables(looks: int, one: float, last: float) -> None:
    assert pocock(equal_looks(looks))[-1] == pytest.approx(one, abs=5.1e-4)
    assert obrien_fleming(equal_looks(looks))[-1] == pytest.approx(last, abs=5.1e-4)


def test_obrien_and_fleming_ask_the_overwhelming_of_early_looks() -> None:
    assert obrien_fleming(equal_looks(5)) == pytest.approx((4.562, 3.226, 2.634, 2.281, 2.040), abs=5e-4)


@pytest.mark.parametrize(("looks", "error"), [(1, 0.05), (2, 0.083), (3, 0.107), (5, 0.142), (10, 0.193), (12, 0.208)])
def test_looking_again_and_again_at_1_96_costs_what_it_costs(looks: int, error: float) -> None:
    assert sum(crossing([norm.isf(0.025)] * looks, equal_looks(looks))) == pytest.approx(error, abs=5.1e-4)


def test_two_looks_agree_with_the_bivariate_normal() -> None:
    bounds, shares = (2.5, 2.0), (0.4, 1.0)
    corner = math.sqrt(0.4)
    inside = multivariate_normal([0, 0], [[1, corner], [corner, 1]])
    within = inside.cdf([2.5, 2.0], lower_limit=[-2.5, -2.0])
    assert sum(crossing(bounds, shares)) == pytest.approx(1 - within, abs=1e-5)


def test_spending_holds_the_level_at_uneven_looks_and_ends_near_a_single_look() -> None:
    shares = (0.2, 0.55, 1.0)
    bounds = spending_bounds(shares)
    assert sum(crossing(bounds, shares)) == pytest.approx(0.05, abs=1e-8)
    assert crossing(bounds, shares)[0] == pytest.approx(spent(0.2), rel=1e-6)
    assert bounds[0] > bounds[1] > bounds[2] > norm.isf(0.025)


def test_the_always_valid_interval_has_its_published_width() -> None:
    assert half_width(0.33341, 6461, 1000) == pytest.approx(1.06179, abs=1e-5)
    assert half_width(0.03386, 6461, 5000) == pytest.approx(0.102884, abs=1e-6)


@pytest.mark.parametrize(("at", "wide"), [(100, 1.967), (500, 1.573), (1000, 1.549), (4000, 1.595)])
def test_an_interval_that_always_holds_is_half_again_as_wide_at_best(at: float, wide: float) -> None:
    assert half_width(1.0, at, 1000) / norm.isf(0.025) == pytest.approx(wide, abs=6e-4)


def test_normal_mixtures_are_those_of_the_authors_own_tests() -> None:
    rho = mixture_scale(100)
    assert rho == pytest.approx(12.60056, abs=5e-6)
    assert two_sided_martingale(10, 100, rho) == pytest.approx(-0.6510052, abs=5e-8)
    assert two_sided_bound(100, rho) == pytest.approx(30.35209, abs=5e-6)
    one = mixture_scale(100, alpha=0.1)
    assert one_sided_martingale(10, 100, one) == pytest.approx(-0.06502391, abs=5e-9)
    assert one_sided_bound(100, one) == pytest.approx(27.66071, abs=5e-6)
    assert stitched_bound(100, 10, 3) == pytest.approx(64.48755, abs=5e-6)
    assert stitched_bound(100, 10, -1) == pytest.approx(28.99389, abs=5e-6)
