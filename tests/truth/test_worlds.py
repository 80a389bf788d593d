"""The hidden worlds are what they claim to be: one base over two years, assumptions as declared, coins that come out even."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.settings.assumptions import Assumptions, make_assumptions
from analysis.settings.parameters import parameters_of
from analysis.settings.rules import make_rules
from analysis.uncertainty.distributions import quantile, unknown_names
from tests.reference.base import Base, read_base
from tests.truth.forward import truth_of
from tests.truth.hidden import hidden_assumptions
from tests.truth.staying import excess, flipped
from tests.truth.two_years import TwoYears, two_years

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAST = 11


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> TwoYears:
    return two_years(tmp_path_factory.mktemp("years"), 1_500, 77)


@pytest.fixture(scope="module")
def before(years: TwoYears) -> Base:
    return read_base(years.before)


@pytest.fixture(scope="module")
def after(years: TwoYears) -> Base:
    return read_base(years.after)


def test_who_stayed_to_the_launch_is_who_is_there_after_it(before: Base, after: Base) -> None:
    stayed = {m.person.name: m.tenure for m in before.months.values() if m.nth == LAST and m.leaves is False}
    there = {m.person.name: m.tenure for m in after.months.values() if m.nth == 0 and m.tenure > 0}
    assert len(stayed) > 500
    assert there == {name: tenure + 1 for name, tenure in stayed.items()}


def test_both_years_are_of_one_size_and_of_one_churn(before: Base, after: Base) -> None:
    assert len(after.months) == pytest.approx(len(before.months), rel=0.1)
    churn = [statistics.fmean(m.leaves is True for m in base.months.values()) for base in (before, after)]
    assert churn[1] == pytest.approx(churn[0], rel=0.25)


def test_as_many_leave_as_the_hidden_hazards_say(years: TwoYears, after: Base) -> None:
    local = [month for month in after.months.values() if month.person.plan.sim == "local"]
    hazard = [years.leaving[month.person.name] for month in local]
    left = sum(month.leaves is True for month in local)
    assert left == pytest.approx(sum(hazard), abs=4 * sum(h * (1 - h) for h in hazard) ** 0.5)


def test_hidden_assumptions_are_drawn_from_what_was_declared() -> None:
    declared = make_assumptions({})
    drawn = [hidden_assumptions(declared, seed) for seed in range(400)]
    known = parameters_of(Assumptions)
    for name in unknown_names():
        values = np.array([getattr(one, name) for one in drawn], float)
        low, middle, high = quantile(name, float(getattr(declared, name)), np.array([0.02, 0.5, 0.98]))
        likely = known[name].likely
        assert likely is not None
        assert likely[0] <= values.min() <= low + 0.1 * (high - low)
        assert high - 0.1 * (high - low) <= values.max() <= likely[1]
        assert (values < middle).mean() < 0.6
        assert (values > middle).mean() < 0.6


def test_hidden_assumptions_go_together_as_declared() -> None:
    drawn = [hidden_assumptions(make_assumptions({}), seed) for seed in range(400)]

    def correlation(one: str, other: str) -> float:
        return float(np.corrcoef([[getattr(each, name) for each in drawn] for name in (one, other)])[0, 1])

    assert correlation("receiving_effect", "giving_effect") > 0.3
    assert correlation("give_probability", "adoption_months") < -0.2
    assert abs(correlation("induced_share", "peer_hazard_ratio")) < 0.2


def test_rules_that_are_off_change_nothing_in_truth(years: TwoYears, after: Base) -> None:
    truth = truth_of(after, make_rules({"enabled": False}), make_assumptions({}), years.leaving, 5)
    assert set(truth.headlines.values()) | set(truth.parts.values()) == {0.0}


def test_giving_more_readily_moves_every_headline_further(years: TwoYears, after: Base) -> None:
    seldom, often = (
        truth_of(after, make_rules({}), make_assumptions({"give_probability": g}), years.leaving, 5).headlines
        for g in (0.05, 0.3)
    )
    assert all(abs(often[name]) > abs(seldom[name]) > 0 for name in often)


def test_the_excess_is_what_flipping_every_coin_comes_to() -> None:
    rng = np.random.default_rng(3)
    hazard = np.repeat(rng.uniform(0.05, 0.3, 6), 12).reshape(6, 12)
    pace = np.exp(rng.normal(0, 0.3, hazard.shape))
    runs = [flipped(hazard, pace, rng) for _ in range(20_000)]
    without, with_transfers = (np.stack(side) for side in zip(*runs, strict=True))
    weighed = without * excess(hazard, pace, no_ties(), 1.0)
    gap = weighed - with_transfers
    error = gap.std(axis=0, ddof=1) / len(runs) ** 0.5
    assert np.all(np.abs(gap.mean(axis=0)) <= 4.5 * error)
    assert np.abs(with_transfers.mean(axis=0) - without.mean(axis=0)).max() > 0.05


def test_a_departure_averted_holds_a_contact_a_month_later() -> None:
    hazard = np.full((2, 4), 0.1)
    pace = np.ones((2, 4))
    pace[0, 0] = 0.5
    tied = np.array([0]), np.array([1])
    alone, together = excess(hazard, pace, no_ties(), 1.1), excess(hazard, pace, tied, 1.1)
    assert together[1, :2].tolist() == alone[1, :2].tolist() == [1.0, 1.0]
    assert together[1, 2] > alone[1, 2] == 1.0
    assert together[0, 1] == alone[0, 1] > 1.0


def no_ties() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return np.empty(0, np.int64), np.empty(0, np.int64)
