"""What would have been: panels whose answer is known, closed forms, and Proposition 99 where its table is at hand."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.statistics.synthetic_control import (
    NoControlError,
    Panel,
    ShortHistoryError,
    difference_in_differences,
    on_simplex,
    placebos_in_space,
    placebos_in_time,
    simplex_weights,
    synthetic_control,
    synthetic_difference,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray


def made_up(effect: float = 2.0, level: float = 0.0) -> Panel:
    """Return four units over 14 + 4 months: the launched one is 0.3 of the first and 0.7 of the second, plus a `level`."""
    rng = np.random.default_rng(3)
    others = np.cumsum(rng.standard_normal((3, 18)), axis=1)
    launched = 0.3 * others[0] + 0.7 * others[1] + level
    launched[14:] += effect
    return Panel(np.vstack([others, launched]), np.array([False, False, False, True]), 14)


def test_a_mix_of_two_units_is_found_with_its_shares_and_its_effect() -> None:
    found = synthetic_control(made_up())
    assert found.unit_weights == pytest.approx([0.3, 0.7, 0.0], abs=1e-5)
    assert found.effect == pytest.approx(2.0, abs=1e-5)
    assert found.misfit == pytest.approx(0.0, abs=1e-5)


def test_a_level_of_its_own_needs_the_demeaned_control() -> None:
    panel = made_up(level=50.0)
    assert synthetic_control(panel, demeaned=True).effect == pytest.approx(2.0, abs=1e-5)
    assert abs(synthetic_control(panel).effect - 2.0) > 10


def test_differences_in_differences_have_their_closed_form() -> None:
    panel = Panel(np.array([[1.0, 3.0, 6.0, 8.0], [2.0, 2.0, 5.0, 5.0], [4.0, 6.0, 15.0, 13.0]]), np.array([0, 0, 1], bool), 2)
    assert difference_in_differences(panel).effect == pytest.approx((14 - 5) - (6 - 2))
    assert panel.noise == pytest.approx(np.sqrt(2))


def test_both_weights_together_see_through_a_unit_level_and_a_common_shock() -> None:
    panel = made_up(level=50.0)
    shocked = Panel(panel.outcome + np.where(np.arange(18) >= 14, 9.0, 0.0), panel.launched, 14)
    found = synthetic_difference(shocked)
    assert found.effect == pytest.approx(synthetic_difference(panel).effect, abs=1e-6)
    assert found.unit_weights.sum() == pytest.approx(1.0)
    assert found.month_weights.sum() == pytest.approx(1.0)
    assert 1.0 <= found.effective_units <= 3.0


def test_weights_are_the_optimum_no_feasible_move_makes_better() -> None:
    rng = np.random.default_rng(8)
    columns, target, ridge = rng.standard_normal((12, 6)), rng.standard_normal(12), 0.3

    def loss(weights: NDArray[np.float64]) -> float:
        rest = np.einsum("ri,i->r", columns - columns.mean(axis=0), weights) - (target - target.mean())
        return float((rest**2).mean() + ridge**2 * (weights**2).sum())

    best = simplex_weights(columns, target, ridge, intercept=True)
    for _ in range(200):
        other = rng.dirichlet(np.ones(6))
        assert loss(best) <= loss(best + 0.01 * (other - best)) + 1e-12


def test_the_nearest_point_of_the_simplex() -> None:
    assert on_simplex(np.array([0.5, 0.9])) == pytest.approx([0.3, 0.7])
    assert on_simplex(np.array([3.0, -1.0, 0.0])) == pytest.approx([1.0, 0.0, 0.0])


def test_placebos_stand_where_nothing_was_launched() -> None:
    panel = made_up()
    assert placebos_in_space(panel).shape == (3, 4)
    early = placebos_in_time(panel, months=2)
    assert early.shape == (1,)
    assert abs(early[0]) < 2.0


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(NoControlError):
        Panel(np.zeros((2, 20)), np.array([True, True]), 14)
    with pytest.raises(ShortHistoryError):
        Panel(np.zeros((2, 20)), np.array([True, False]), 1)
    with pytest.raises(ShortHistoryError):
        placebos_in_time(made_up(), months=4)
    with pytest.raises(NoControlError):
        placebos_in_space(Panel(np.zeros((2, 20)), np.array([True, False]), 14))


def test_proposition_99_as_published(shared: Callable[[str], Path]) -> None:
    with shared("california_prop99.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    states, years = sorted({row["State"] for row in rows}), sorted({row["Year"] for row in rows})
    outcome = np.zeros((len(states), len(years)))
    for row in rows:
        outcome[states.index(row["State"]), years.index(row["Year"])] = float(row["PacksPerCapita"])
    panel = Panel(outcome, np.array([state == "California" for state in states]), 19)
    assert panel.noise == pytest.approx(5.4944, abs=1e-4)
    assert difference_in_differences(panel).effect == pytest.approx(-27.34911, abs=1e-4)
    # -19.61966 is published: that solver stops early. Least squares with weights >= 0 (Lawson and Hanson) finds what stands here.
    assert synthetic_control(panel).effect == pytest.approx(-19.51363, abs=1e-4)
    assert synthetic_difference(panel).effect == pytest.approx(-15.60383, abs=0.005)
