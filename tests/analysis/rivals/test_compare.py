"""Mechanisms on one base: every offer is answered as it would be alone, with intervals that hold the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.mechanisms.registry import MECHANISMS
from analysis.rivals.compare import offers, rivals
from analysis.scenarios.presets import choose_rules
from analysis.settings.assumptions import assumptions_for
from analysis.simulate import simulate

if TYPE_CHECKING:
    from analysis.rivals.compare import Rival
    from analysis.world.world import World


@pytest.fixture(scope="module")
def found(world: World) -> list[Rival]:
    return list(rivals(world, assumptions_for(world, {}), 12, draws=4))


def test_every_mechanism_has_an_offer_and_each_is_answered(found: list[Rival]) -> None:
    assert {one.mechanism for one in found} == set(MECHANISMS)
    assert tuple(one.preset for one in found) == offers()


@pytest.mark.parametrize(
    "preset", ["t2", "rollover-mts", "pool-mts", "market-t2", "paid-pack", "gifts-rollover-t2", "gifts-pool-lg-uplus"]
)
def test_an_offer_is_worth_what_it_is_worth_alone(found: list[Rival], world: World, preset: str) -> None:
    (one,) = (one for one in found if one.preset == preset)
    alone = simulate(world, choose_rules(preset, {}, world.pack_price_per_gb), assumptions_for(world, {}), horizon=12)
    assert one.result.projection.npv == alone.projection.npv
    assert one.low is not None
    assert one.high is not None
    assert one.low <= alone.projection.npv.value <= one.high
    gain, lose = one.share_of(gain=True), one.share_of(gain=False)
    assert gain is not None
    assert lose is not None
    assert 0 < gain + lose <= 1
