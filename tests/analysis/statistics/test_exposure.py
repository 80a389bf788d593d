"""Exposures, saturations and giver-receiver cells: exact over all assignments of small worlds."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from analysis.statistics.exposure import (
    all_touched_alike,
    all_touched_drawn,
    chances,
    exposures,
    hajek,
    horvitz_thompson,
)
from analysis.statistics.randomization import every_assignment
from analysis.statistics.two_sided import cells, saturation


def ring(units: int) -> np.ndarray:
    ties = np.zeros((units, units), dtype=np.bool_)
    for unit in range(units):
        ties[unit, (unit + 1) % units] = ties[unit, (unit - 1) % units] = True
    return ties


TREATED = every_assignment(np.arange(6) < 3, np.zeros(6, dtype=np.int16))
SEEN = exposures(TREATED, ring(6))
DESIGN = chances(SEEN, 4)
UNITS = np.arange(6)
OUTCOMES = np.arange(1, 7.0) + np.array([[0], [1], [2], [4]])  # by exposure: none, a contact, oneself, both


def test_chances_of_a_ring_of_six() -> None:
    assert DESIGN.one[:, 0] * 20 == pytest.approx([1, 9, 3, 7])
    assert np.ptp(DESIGN.one, axis=1) == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize(("exposure", "effect", "variance"), [(3, 4, 29.64626), (1, 1, 46.96982), (2, 2, 105.01235)])
def test_horvitz_thompson_is_right_on_average_and_its_error_never_too_small_on_average(
    exposure: int, effect: float, variance: float
) -> None:
    told = [horvitz_thompson(OUTCOMES[seen, UNITS], seen, DESIGN, exposure, 0) for seen in SEEN]
    values = np.array([one.value for one in told])
    assert values.mean() == pytest.approx(effect, abs=1e-12)
    assert values.var() == pytest.approx(variance, abs=5e-6)
    assert np.mean([one.error**2 for one in told if one.error is not None]) >= variance


def test_hajek_says_nothing_where_nobody_was_so_exposed_and_treated_minus_untreated_is_wrong() -> None:
    told = [hajek(OUTCOMES[seen, UNITS], seen, DESIGN, 3, 0) for seen in SEEN]
    assert sum(one.value is None for one in told) == 14
    pairs = zip(TREATED, (OUTCOMES[seen, UNITS] for seen in SEEN), strict=True)
    naive = [outcome[arm].mean() - outcome[~arm].mean() for arm, outcome in pairs]
    assert np.mean(naive) == pytest.approx(2.5)  # the truth is 4


@pytest.mark.parametrize(("clusters", "variance"), [(4, 6.36111), (2, 8.11111), (12, 7.91667)])
def test_clusters_of_three_serve_a_ring_of_twelve_best(clusters: int, variance: float) -> None:
    wide = 12 // clusters
    coins = np.array(list(product([False, True], repeat=clusters)))
    treated = np.repeat(coins, wide, axis=1)
    ties = ring(12) | np.eye(12, dtype=np.bool_)
    full, empty = (np.einsum("au,uv->av", part.astype(int), ties.astype(int)) == 3 for part in (treated, ~treated))
    touched = np.array([len({other // wide for other in np.flatnonzero(ties[unit])}) for unit in range(12)])
    chance = all_touched_alike(touched, 0.5)
    assert chance == pytest.approx(full.mean(0))
    value = (2 * full / chance - 1 * empty / chance).mean(1)
    assert value.mean() == pytest.approx(1.0)
    assert value.var() == pytest.approx(variance, abs=5e-6)


def test_the_chance_that_all_clusters_touched_are_treated_when_their_number_is_fixed() -> None:
    drawn = every_assignment(np.arange(8) < 3, np.zeros(8, dtype=np.int16))
    found = all_touched_drawn(np.array([1, 2, 3, 4]), 8, 3)
    assert found == pytest.approx([drawn[:, : m + 1].all(1).mean() for m in range(4)])


def test_giver_and_receiver_effects_average_to_the_truth_over_all_36_assignments() -> None:
    givers = receivers = every_assignment(np.arange(4) < 2, np.zeros(4, dtype=np.int16))
    noise = np.random.default_rng(4).normal(size=(4, 4))
    told = []
    for gives, receives in product(givers, receivers):
        outcome = noise + 1.5 * gives[:, None] + 0.5 * receives[None, :] + 2.0 * (gives[:, None] & receives[None, :])
        found = cells(outcome, gives, receives)
        told.append((found.direct, found.giver, found.receiver, found.total))
    assert len(told) == 36
    assert np.mean(told, axis=0) == pytest.approx([2.0, 1.5, 0.5, 4.0])


def test_saturations_add_up() -> None:
    found = saturation(treated=3.0, untreated=1.5, share=0.25, never=1.0)
    assert found.total == found.direct + found.indirect == 2.0
    assert found.overall == pytest.approx(0.875)
