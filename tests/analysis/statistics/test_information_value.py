"""What information is worth, against closed forms and published numbers."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri
from scipy.stats import qmc

from analysis.statistics.information_value import (
    held_out_information,
    net_benefit_of_sampling,
    normal_gain,
    perfect_information,
    roll_out_test_size,
    sample_information,
    seen_sd,
    unit_loss,
)

DRAWS = ndtri(np.clip(qmc.Sobol(4, scramble=True, rng=7).random_base2(16), 1e-12, 1 - 1e-12))
FIRST, SECOND = 1 + DRAWS[:, 0], 2 * DRAWS[:, 1]  # N(1, 1) and N(0, 2): the difference decides
BENEFITS = np.stack([FIRST - SECOND, np.zeros(len(DRAWS))], axis=1)


def test_perfect_information_of_all_and_of_each_unknown() -> None:
    assert normal_gain(1, np.sqrt(5)) == pytest.approx(0.479811, abs=1e-6)
    assert perfect_information(BENEFITS) == pytest.approx(0.479811, rel=0.01)
    assert sample_information(BENEFITS, FIRST[:, None]) == pytest.approx(0.0833155, rel=0.01)
    assert sample_information(BENEFITS, SECOND[:, None]) == pytest.approx(0.3955931, rel=0.01)


@pytest.mark.parametrize(("answers", "worth"), [(1, 0.0251273), (10, 0.0723251), (100, 0.0821176), (1000, 0.0831946)])
def test_a_sample_on_the_first_unknown(answers: int, worth: float) -> None:
    assert normal_gain(1, seen_sd(1, 1, answers)) == pytest.approx(worth, abs=1e-7)
    seen = FIRST + DRAWS[:, 2] / np.sqrt(answers)
    assert sample_information(BENEFITS, seen[:, None]) == pytest.approx(worth, rel=0.01)


@pytest.mark.parametrize(("answers", "worth"), [(1, 0.3223418), (10, 0.3869666), (100, 0.3947147)])
def test_a_sample_on_the_second_unknown(answers: int, worth: float) -> None:
    assert normal_gain(1, seen_sd(2, 1, answers)) == pytest.approx(worth, abs=1e-7)
    seen = SECOND + DRAWS[:, 3] / np.sqrt(answers)
    assert sample_information(BENEFITS, seen[:, None]) == pytest.approx(worth, rel=0.01)


def test_a_sample_is_worth_no_more_than_the_unknown_and_that_no_more_than_all() -> None:
    sample = sample_information(BENEFITS, (FIRST + DRAWS[:, 2])[:, None])
    assert 0 <= sample <= sample_information(BENEFITS, FIRST[:, None]) <= perfect_information(BENEFITS)


@pytest.mark.parametrize(("at", "loss"), [(0, 0.3989423), (0.5, 0.1977966), (1, 0.0833155), (2, 0.0084907)])
def test_the_unit_loss(at: float, loss: float) -> None:
    assert unit_loss(at) == pytest.approx(loss, abs=1e-7)


def test_how_many_to_test_before_rolling_out() -> None:
    assert roll_out_test_size(1e5, np.sqrt(0.68 * 0.32), 0.03) == pytest.approx(2_283.89, abs=0.005)


def test_where_one_option_is_best_in_every_draw_nothing_is_worth_knowing() -> None:
    benefits = np.stack([FIRST, FIRST + 3], axis=1)
    assert perfect_information(benefits) == 0
    assert sample_information(benefits, FIRST[:, None]) == pytest.approx(0, abs=1e-12)


def test_a_sample_is_told_net_of_its_cost_and_for_the_months_left() -> None:
    assert net_benefit_of_sampling(1_000, 2.0, 18, 24, 600) == pytest.approx(900)


def test_choices_that_never_saw_their_row_find_what_is_there_and_nothing_in_chance() -> None:
    fold = np.random.default_rng(1).permutation(len(DRAWS)) % 2 == 0  # by place, halves of Sobol points are halves of the ranges
    seen = (FIRST + DRAWS[:, 2] / np.sqrt(10))[:, None]
    assert held_out_information(BENEFITS, seen, fold, 1) == pytest.approx(0.0723251, rel=0.05)
    rng = np.random.default_rng(2)
    alike, chance = rng.standard_normal((200, 64, 2)), rng.standard_normal((200, 64, 4))
    judged = [
        [judge(one, seen) for one, seen in zip(alike, chance, strict=True)]
        for judge in (sample_information, lambda one, seen: held_out_information(one, seen, fold[:64]))
    ]
    by_itself, held_out = np.mean(judged, axis=1)
    assert by_itself > 0.15
    assert held_out < 0.5 * by_itself
