"""Importance weights say themselves whether they can be trusted."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.statistics.smoothed_weights import (
    effective_size,
    highest_index,
    normal_effective_share,
    smoothed_weights,
)


@pytest.mark.parametrize(
    ("error", "unknowns", "share"), [(0.3, 1, 0.3979), (0.1, 1, 0.1404), (0.03, 1, 0.0424), (0.1, 3, 0.00277)]
)
def test_a_precise_datum_leaves_of_prior_draws_what_the_closed_form_says(error: float, unknowns: int, share: float) -> None:
    assert normal_effective_share(error, unknowns) == pytest.approx(share, rel=2e-3)
    drawn = np.random.default_rng(5).standard_normal((400_000, unknowns))
    weights = np.exp(-np.square(drawn / error).sum(axis=1) / 2)
    assert effective_size(weights) / len(drawn) == pytest.approx(share, rel=0.05)


def test_two_hundred_draws_and_three_precise_data_leave_half_a_draw() -> None:
    assert 200 * normal_effective_share(0.1, 3) == pytest.approx(0.55, abs=0.01)


@pytest.mark.parametrize("index", [0.1, 0.4, 0.7, 1.1])
def test_the_tail_index_is_found_where_it_is_known(index: float) -> None:
    found = smoothed_weights(-index * np.log1p(-np.random.default_rng(3).random(200_000))).tail_index
    assert found == pytest.approx(index, abs=0.12)


def test_even_weights_have_no_tail_and_are_worth_all_draws() -> None:
    found = smoothed_weights(np.zeros(300))
    assert found.effective == pytest.approx(300)
    assert found.tail_index < 0


def test_smoothing_keeps_the_order_and_lowers_the_largest() -> None:
    logs = np.random.default_rng(1).standard_normal(1_000) * 2
    found = smoothed_weights(logs)
    raw = np.exp(logs - logs.max()) / np.exp(logs - logs.max()).sum()
    assert found.weights.sum() == pytest.approx(1)
    assert found.weights.max() <= raw.max() * 1.2
    assert np.all(np.diff(found.weights[np.argsort(logs)]) >= 0)


@pytest.mark.parametrize(("draws", "highest"), [(200, 0.565), (500, 0.629), (10_000, 0.7)])
def test_few_draws_must_have_a_lighter_tail(draws: int, highest: float) -> None:
    assert highest_index(draws) == pytest.approx(highest, abs=6e-4)


def test_all_weight_on_one_draw_is_no_answer() -> None:
    found = smoothed_weights(np.array([0.0] + [-900.0] * 99))
    assert found.effective == pytest.approx(1)
    assert not found.tail_index < highest_index(100)
