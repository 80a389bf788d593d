"""Power, smallest effects and sizes against published figures, and against each other."""

from __future__ import annotations

import math

import pytest
from scipy.stats import norm

from analysis.statistics.power import (
    ClusterTrial,
    SteppedWedge,
    clusters_in_all,
    design_effect,
    power_of,
    size_for_two_means,
    size_for_two_proportions,
    smallest_effect,
    two_means,
    wrong_sign,
)


@pytest.mark.parametrize(("alpha", "power", "known"), [(0.05, 0.8, 15.69776), (0.05, 0.9, 21.01485), (0.1, 0.8, 12.36511)])
def test_the_constant_of_every_sample_size(alpha: float, power: float, known: float) -> None:
    assert 2 * (norm.isf(alpha / 2) + norm.ppf(power)) ** 2 == pytest.approx(known, abs=5e-6)
    assert 2 * smallest_effect(1.0, math.inf, alpha, power) ** 2 == pytest.approx(
        known, rel=1e-4
    )  # both tails hold a little more


@pytest.mark.parametrize(
    ("effect", "power", "units"),
    [(0.2, 0.8, 393.407), (0.2, 0.9, 526.333), (0.5, 0.8, 63.766), (0.5, 0.9, 85.031), (0.8, 0.8, 25.525), (0.8, 0.9, 33.826)],
)
def test_two_means_need_so_many_units_an_arm(effect: float, power: float, units: float) -> None:
    assert size_for_two_means(effect, power=power) == pytest.approx(units, abs=6e-4)
    assert two_means(size_for_two_means(effect, power=power), effect) == pytest.approx(power, abs=1e-9)


@pytest.mark.parametrize(
    ("control", "treated", "units"), [(0.1, 0.12, 3840.85), (0.05, 0.06, 8157.73), (0.0616, 0.05839, 85914.6)]
)
def test_two_proportions_need_so_many_units_an_arm(control: float, treated: float, units: float) -> None:
    assert size_for_two_proportions(control, treated) == pytest.approx(units, abs=0.05)


def test_clusters_inflate_the_variance_and_more_so_at_unequal_sizes() -> None:
    assert design_effect(50, 0.02) == pytest.approx(1.98)
    assert design_effect(50, 0.02, 0.5) == pytest.approx(2.23)
    assert design_effect(32, 0.01, 0.96) == pytest.approx(1.60, abs=0.005)
    total = 45 + 3.5
    assert clusters_in_all(1.39 / math.sqrt(total), 30, 3.5 / total) == pytest.approx(81.2471, abs=5e-5)


def test_the_f_test_of_cluster_means_has_its_published_power() -> None:
    assert ClusterTrial(40, 20, 0.05).power(0.25) == pytest.approx(0.694097, abs=5e-7)
    assert ClusterTrial(40, 20, 0.05, explained=0.5).power(0.25) == pytest.approx(0.815716, abs=5e-7)
    assert ClusterTrial(200, 40, 0.01).power(0.1) == pytest.approx(0.965222, abs=5e-7)


def test_a_stepped_wedge_has_its_published_error_and_power() -> None:
    wedge = SteppedWedge(clusters=12, steps=3, members=25, icc=0.05, deviation=2.0)
    assert wedge.error == pytest.approx(0.2039939, abs=5e-8)
    assert wedge.power(0.5) == pytest.approx(0.688319, abs=5e-7)
    assert wedge.power(wedge.smallest_effect()) == pytest.approx(0.8, abs=1e-12)


@pytest.mark.parametrize("freedom", [1.0, 2.5, 6.0, 38.0, 3000.0, math.inf])
@pytest.mark.parametrize("power", [0.5, 0.8, 0.95])
def test_the_smallest_effect_has_exactly_the_power_it_was_asked_for(freedom: float, power: float) -> None:
    assert power_of(smallest_effect(0.37, freedom, 0.05, power), 0.37, freedom) == pytest.approx(power, abs=1e-9)
    trial = ClusterTrial(40, 20, 0.05)
    assert trial.power(trial.smallest_effect(power=power)) == pytest.approx(power, abs=1e-9)


def test_without_an_effect_the_power_is_the_level_and_half_of_what_is_seen_points_the_wrong_way() -> None:
    assert power_of(0.0, 1.0, 12.0) == pytest.approx(0.05, abs=1e-12)
    assert wrong_sign(0.0, 1.0) == pytest.approx(0.5)
    assert wrong_sign(2.8, 1.0) < 1e-5
