"""Errors by clusters are the published ones, and reject as often as published where clusters are few."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import t as student

from analysis.evidence.frame.fits import least_squares, poisson, ratio


def test_cluster_errors_of_a_known_example() -> None:
    y = np.array([1, 2, 2, 3, 4, 3, 5, 4, 6, 5.0])
    cluster = np.repeat([0, 1, 2, 3], [2, 3, 2, 3])
    treated = (cluster >= 2).astype(float)
    slope = least_squares(np.stack([np.ones(10), treated], axis=1), y, cluster)[1]
    assert slope.estimate == pytest.approx(2.2)
    plain = 0.6118823  # without the factor for few clusters
    assert slope.se == pytest.approx(plain * math.sqrt(4 / 3), abs=1e-6)
    assert slope.groups == 4


@pytest.mark.parametrize(("groups", "published"), [(6, 0.075), (10, 0.066), (20, 0.052), (50, 0.058)])
def test_few_clusters_reject_about_as_often_as_published(groups: int, published: float) -> None:
    """Cameron and Miller (2015), table 4: cluster errors with Student's t of G - 1, 30 members a cluster."""
    draw, rejected, worlds = np.random.default_rng(groups), 0, 1_000
    cluster = np.repeat(np.arange(groups), 30)
    for _ in range(worlds):
        x = draw.normal(size=groups)[cluster] + draw.normal(size=cluster.size)
        y = draw.normal(size=groups)[cluster] + draw.normal(size=cluster.size)
        slope = least_squares(np.stack([np.ones(cluster.size), x], axis=1), y, cluster)[1]
        rejected += 2 * student.sf(abs(slope.estimate / slope.se), groups - 1) < 0.05
    assert abs(rejected / worlds - published) < 0.035


def test_a_poisson_slope_is_the_log_of_the_ratio_of_rates() -> None:
    draw = np.random.default_rng(4)
    x = np.repeat([0.0, 1.0], 40_000)
    y = draw.poisson(np.where(x > 0, 0.03, 0.02)).astype(float)
    slope = poisson(np.stack([np.ones(x.size), x], axis=1), y, np.zeros(x.size), np.arange(x.size) % 100)[1]
    assert slope.estimate == pytest.approx(math.log(y[x > 0].mean() / y[x == 0].mean()), abs=1e-8)
    assert abs(slope.estimate - math.log(1.5)) < 3 * slope.se


def test_a_ratio_of_one_cluster_has_no_error() -> None:
    assert math.isinf(ratio(np.ones(3), np.full(3, 2.0), np.zeros(3, np.int64)).se)
