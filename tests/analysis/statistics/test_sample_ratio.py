"""Sample ratios against the designed shares: published cases, alarms of no weight, clusters that come as a whole."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.statistics.sample_ratio import ALARM_P, clustered_sample_ratio, sample_ratio, sequential_p


@pytest.mark.parametrize(
    ("counts", "p"),
    [
        ((821_588, 815_482), 1.8218e-6),
        ((50_421, 49_579), 0.00775308),
        ((5000, 5200), 0.0476704),
        ((500, 600), 0.00256883),
        ((4930, 5070), 0.161513),
        ((10_000, 10_400, 9600), 1.12535e-7),
    ],
)
def test_equal_shares_have_their_published_p(counts: tuple[int, ...], p: float) -> None:
    assert sample_ratio(counts, [1] * len(counts)).p == pytest.approx(p, rel=2e-5)


def test_an_uneven_design_is_held_against_itself_and_the_size_of_the_departure_stands_beside_p() -> None:
    assert sample_ratio((95_000, 5000), (0.95, 0.05)).p == 1
    assert sample_ratio((95_000, 5000), (0.5, 0.5)).p == 0
    slight = sample_ratio((9_520_000, 480_000), (0.95, 0.05))
    assert slight.p < ALARM_P
    assert slight.departure == pytest.approx(0.002)
    with pytest.raises(ValueError, match="designed share"):
        sample_ratio((1, 2, 3), (0.5, 0.5))


@pytest.mark.parametrize(
    ("counts", "wide", "narrow"),
    [((500, 600), 0.671451, 0.280504), ((100, 900), 2.36790e-13, None), ((821_588, 815_482), 1.55950e-4, 0.0115764)],
)
def test_the_sequential_form_has_its_published_p(counts: tuple[int, int], wide: float, narrow: float | None) -> None:
    assert sequential_p([counts], (1, 1)) == pytest.approx(wide, rel=4e-6)
    if narrow is not None:
        assert sequential_p([counts], (1, 1), 2) == pytest.approx(narrow, rel=3e-6)


def test_the_sequential_p_never_rises_and_remembers_its_lowest() -> None:
    first = sequential_p([(100, 200)], (1, 1))
    assert sequential_p([(100, 200), (300, 200)], (1, 1)) == first


def test_members_come_by_clusters_so_a_plain_test_of_members_would_alarm_by_itself() -> None:
    rng = np.random.default_rng(3)
    plain, clustered = [], []
    for _ in range(400):
        sizes = np.maximum(np.round(rng.gamma(1, 40, 60)), 1)
        arm = rng.permutation(np.repeat([0, 1], 30))
        plain.append(sample_ratio(np.bincount(arm, sizes).tolist(), (1, 1)).p < 0.05)
        clustered.append(clustered_sample_ratio(sizes, arm, np.zeros(60, dtype=np.int16), (1, 1)).p < 0.05)
    assert np.mean(plain) > 0.5
    assert 0.02 < np.mean(clustered) < 0.09


def test_members_of_matched_clusters_are_held_against_dealing_inside_their_pairs() -> None:
    rng = np.random.default_rng(5)
    pairs = np.repeat(np.arange(60), 2)
    alarms = []
    for _ in range(400):
        sizes = np.maximum(np.round(np.repeat(rng.gamma(1, 40, 60), 2) + rng.normal(0, 3, 120)), 1)
        arm = np.concatenate([rng.permutation(2) for _ in range(60)])
        alarms.append(clustered_sample_ratio(sizes, arm, pairs, (1, 1)).p < 0.05)
    assert 0.02 < np.mean(alarms) < 0.09
