"""The truths of worlds differ as their stories say: both signs occur, and asking before or after a decision tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.truth.worlds import Outcomes, truth, world_named

if TYPE_CHECKING:
    from tests.truth.worlds.truths import Truth


SUBSCRIBERS = 2_000


@pytest.fixture(scope="module")
def t2() -> dict[str, Truth]:
    small = {name: replace(world_named(name), subscribers=SUBSCRIBERS) for name in ("ask-first", "ask-after", "sticky")}
    return {name: truth(world, "t2", futures=2) for name, world in small.items()}


def test_worth_has_both_signs_among_worlds(t2: dict[str, Truth]) -> None:
    assert t2["ask-first"].mean.npv < -1
    assert t2["sticky"].mean.npv > 5


def test_a_gift_asked_for_before_the_decision_costs_more_packs(t2: dict[str, Truth]) -> None:
    assert t2["ask-first"].mean.pack_revenue_per_gift < 2 * t2["ask-after"].mean.pack_revenue_per_gift < 0


def test_luck_is_small_beside_the_truth_and_comes_with_it(t2: dict[str, Truth]) -> None:
    found = t2["ask-first"]
    assert [type(one) for one in (found.mean, found.noise)] == [Outcomes, Outcomes]
    assert found.noise.profit_per_subscriber < 0.5 * abs(found.mean.profit_per_subscriber)
    assert found.mean.npv == pytest.approx(sum(one.npv for one in found.futures) / 2)
