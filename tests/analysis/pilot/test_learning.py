"""Learning from a pilot: exact where the answer is known, and silent where it cannot be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.pilot.learning.as_assumptions import as_assumptions, pert_of, without_pilots
from analysis.pilot.learning.posterior import learn_from
from analysis.pilot.learning.refocus import normal_points
from analysis.pilot.learning.seen import Seen, with_discrepancy
from analysis.pilot.learning.settings import Learning
from analysis.pilot.learning.waves import CONFLICT, LEARNED, TOO_FEW, learn_by_waves
from analysis.pilot.learning.worth_after import Spread
from analysis.settings.accepted import correlations_in, pilots_in
from analysis.settings.assumptions import Assumptions, make_assumptions
from analysis.settings.parameters import as_dict
from analysis.settings.rule_set import GIFTING
from analysis.statistics.smoothed_weights import highest_index, smoothed_weights, weighted_quantiles
from analysis.uncertainty.distributions import drawn_values, unknown_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.settings.parameters import Value

UNKNOWNS = 12
FEW = Learning(draws=256)
SLOPES = np.random.default_rng(3).standard_normal((4, UNKNOWNS)) * np.r_[np.ones(4), np.full(UNKNOWNS - 4, 0.15)]


def linear(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.einsum("ij,kj->ik", scores, SLOPES), np.float64)


@pytest.fixture(scope="module")
def first() -> NDArray[np.float64]:
    return normal_points(256, UNKNOWNS, 1)


def test_of_a_linear_model_the_exact_posterior_is_found(first: NDArray[np.float64]) -> None:
    error, truth = 0.2, np.random.default_rng(8).standard_normal((1, UNKNOWNS))
    seen = linear(truth)[0] + error * np.random.default_rng(9).standard_normal(4)
    found = learn_by_waves(linear, first, seen, np.eye(4) * error**2)
    assert found.verdict == LEARNED
    exact = np.linalg.inv(np.eye(UNKNOWNS) + np.einsum("ki,kj->ij", SLOPES, SLOPES) / error**2)
    centre = np.einsum("ij,kj,k->i", exact, SLOPES, seen / error**2)
    mean = np.einsum("i,ij->j", found.weights, found.scores)
    sd = np.sqrt(np.einsum("i,ij->j", found.weights, np.square(found.scores - mean)))
    assert np.abs(mean - centre).max() < 0.2 * np.sqrt(np.diag(exact)).max() + 0.1
    assert sd == pytest.approx(np.sqrt(np.diag(exact)), rel=0.2)


@pytest.mark.long
def test_weighing_the_same_draws_again_breaks_where_waves_do_not(first: NDArray[np.float64]) -> None:
    error, truth = 0.2, np.random.default_rng(8).standard_normal((1, UNKNOWNS))
    seen = linear(truth)[0]
    again = smoothed_weights(-np.square((linear(first) - seen) / error).sum(axis=1) / 2)
    assert again.effective < 10
    assert not again.tail_index < highest_index(256)
    found = learn_by_waves(linear, first, seen, np.eye(4) * error**2)
    assert found.verdict == LEARNED
    assert found.effective > 10 * again.effective


def test_what_the_model_cannot_produce_narrows_nothing_and_is_named(first: NDArray[np.float64]) -> None:
    seen = linear(np.zeros((1, UNKNOWNS)))[0]
    seen[2] = 100.0
    found = learn_by_waves(linear, first, seen, np.eye(4) * 0.01)
    assert (found.verdict, found.rarest) == (CONFLICT, 2)
    assert found.chance < 0.01


def test_summaries_that_contradict_each_other_are_a_conflict_though_each_alone_is_common(first: NDArray[np.float64]) -> None:
    def same_twice(scores: NDArray[np.float64]) -> NDArray[np.float64]:
        return scores[:, [0, 0]]

    found = learn_by_waves(same_twice, first, np.array([1.0, -1.0]), np.eye(2) * 0.01)
    assert found.verdict == CONFLICT
    assert found.rarest in {0, 1}


def test_weights_that_cannot_be_trusted_narrow_nothing(first: NDArray[np.float64]) -> None:
    def rough(scores: NDArray[np.float64]) -> NDArray[np.float64]:  # no stand-in can follow it
        return np.sin(1e4 * scores[:, :6])

    found = learn_by_waves(rough, first, np.zeros(6), np.eye(6) * 1e-4, most_waves=1)
    assert found.verdict in {TOO_FEW, CONFLICT}


def test_a_pilot_that_tells_nothing_leaves_the_prior(first: NDArray[np.float64]) -> None:
    found = learn_by_waves(linear, first, np.zeros(4), np.eye(4) * 1e6)
    assert found.verdict == LEARNED
    assert found.effective > 250


def test_the_models_own_error_is_a_share_of_each_effect_and_common_to_months() -> None:
    seen = Seen(("gifts", "gifts", "score"), (1, 2, 0), np.array([1.0, 2.0, 0.0]), np.zeros((3, 3)))
    found = with_discrepancy(seen, np.array([0.5, 4.0, -3.0]), 0.1)
    assert np.sqrt(np.diag(found)) == pytest.approx([0.1, 0.4, 0.3])
    assert found[0, 1] == pytest.approx(0.5 * 0.1 * 0.4)
    assert found[0, 2] == 0


def test_a_pilot_ages_by_what_is_declared() -> None:
    assert Learning(months_since=12).share == pytest.approx(0.10 + 12 * 0.01)


@dataclass(frozen=True)
class Ramp:
    """A pilot in closed form: gifts by month are willing times how far adoption got."""

    months: int

    def summaries(self, assumed: Assumptions) -> NDArray[np.float64]:
        reached = np.minimum(1.0, np.arange(1, self.months + 1) / max(1, assumed.adoption_months))
        return assumed.give_probability * reached * 100

    def noise(self, assumed: Assumptions) -> NDArray[np.float64]:
        del assumed
        return np.eye(self.months) * 1e-6

    def repeated(self, times: int) -> Ramp:
        del times
        return self


@cache
def _learned(months: int) -> tuple[float, float, dict[str, Value]]:
    pilot = Ramp(months)
    truth = make_assumptions({"give_probability": 0.12, "adoption_months": 6})
    seen = Seen(("gifts",) * months, tuple(range(1, months + 1)), pilot.summaries(truth), np.eye(months) * 0.01)
    found = learn_from(seen, pilot, Assumptions(), GIFTING, Learning(draws=256, discrepancy=0.03), threads=1)
    assert found.verdict == LEARNED
    giving = next(one for one in found.narrowed() if one.name == "give_probability")
    assert giving.after[2] <= 0.12 <= giving.after[3]
    return giving.share_left, found.correlation("give_probability", "adoption_months"), as_assumptions(found, "0123abcd")


@pytest.mark.long
def test_a_short_pilot_cannot_tell_unwilling_from_slow_and_a_long_one_can() -> None:
    short, together, _ = _learned(3)
    long, _, _ = _learned(9)
    assert together > 0.6
    assert long < 0.5 * short


def test_what_was_learned_is_told_as_assumptions_that_draw_the_same_and_is_taken_back() -> None:
    _, together, values = _learned(3)
    assumed = make_assumptions(values)
    assert set(pilots_in(assumed.measured_here)) >= {"give_probability"}
    assert correlations_in(assumed.measured_here)["adoption_months", "give_probability"] == pytest.approx(together, abs=0.02)
    drawn = drawn_values(assumed, 256, 1)
    giving, slow = (drawn[:, unknown_names().index(name)] for name in ("give_probability", "adoption_months"))
    assert np.corrcoef(giving, slow)[0, 1] > 0.5
    assert make_assumptions(without_pilots(as_dict(assumed))) == Assumptions()


@pytest.mark.parametrize("mean", [0.05, 0.3, 0.9])
def test_a_pert_keeps_mean_and_sd_and_stays_inside(mean: float) -> None:
    values = np.random.default_rng(1).beta(20 * mean, 20 * (1 - mean), 4_000)
    even = np.full(values.size, 1 / values.size)
    low, likely, high = pert_of(values, even, 0.0, 1.0)
    assert 0 <= low <= likely <= high <= 1
    assert (low + 4 * likely + high) / 6 == pytest.approx(values.mean(), abs=0.15 * values.std())
    assert np.sqrt((values.mean() - low) * (high - values.mean()) / 7) == pytest.approx(values.std(), rel=0.15)


def test_assumptions_that_say_another_value_than_the_draws_are_refused() -> None:
    drawn = Spread(mean=1.0, sd=2.0, low=-2.0, high=4.0)
    assert drawn.is_told_by(Spread(mean=1.2, sd=2.2, low=-2.4, high=4.3))
    assert not drawn.is_told_by(Spread(mean=2.5, sd=2.0, low=-1.0, high=5.0))
    assert not drawn.is_told_by(Spread(mean=1.0, sd=4.0, low=-5.0, high=7.0))
    assert not drawn.is_told_by(Spread(mean=1.0, sd=2.0, low=-2.0, high=6.0))


def test_quantiles_of_weighted_values() -> None:
    low, middle, high = weighted_quantiles(np.arange(101.0), np.ones(101), (0.05, 0.5, 0.95))
    assert (low, middle, high) == pytest.approx((4.55, 50, 95.45), abs=0.1)
