"""An answer beside what is published: China Telecom's loss, and what 2CM took; and a word where it lies beyond."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis.outcomes.plausibility import BANDS, placed
from analysis.scenarios.presets import choose_rules
from analysis.settings.assumptions import assumptions_for
from analysis.settings.marketplace_rules import MarketRules
from analysis.simulate import simulate
from data.sources import load_sources
from reports.content.headlines import notice_lines
from reports.numbers.plausibility import inside_lines, outside_lines
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.world.world import World


def answered(world: World, preset: str) -> Result:
    rules = choose_rules(preset, {}, world.pack_price_per_gb)
    return simulate(world, rules, assumptions_for(world, {}), horizon=12, cuts=False)


def losing(result: Result, share: float) -> Result:
    """Return an answer that loses so large a share of the revenue."""
    told = result.outcome("revenue_per_subscriber")
    changed = replace(told, change=-share * told.baseline)
    return replace(result, outcomes=tuple(changed if one is told else one for one in result.outcomes))


def test_each_band_has_its_source() -> None:
    assert {band.source for band in BANDS.values()} <= load_sources().keys()


def test_what_a_mandate_loses_of_the_revenue_stands_beside_chinas_own(world: World) -> None:
    result = answered(world, "rollover-china")
    assert result.outcome("revenue_per_subscriber").change < 0
    assert placed(losing(result, 0.005)) == (), "a crumb stands beside no bound"
    (one,) = placed(losing(result, 0.1))
    assert (one.name, one.inside) == ("revenue-lost", True)
    assert one.share == pytest.approx(0.1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("share", "is_inside"), [(0.24, True), (0.26, False)])
def test_more_than_a_quarter_of_revenue_lost_is_called_outside_everywhere(
    world: World, language: str, share: float, *, is_inside: bool
) -> None:
    result, say = losing(answered(world, "rollover-china"), share), wording(language)
    assert len(inside_lines(result, say)) == is_inside
    assert len(outside_lines(result, say)) == (not is_inside)
    assert any(say("plausible-outside") in line for line in notice_lines(result, say)) is not is_inside


@pytest.mark.parametrize(("of_pack_price", "is_inside"), [(0.24, False), (0.33, True), (0.5, True), (0.6, False)])
def test_a_markets_fee_stands_beside_that_of_hong_kong(world: World, of_pack_price: float, *, is_inside: bool) -> None:
    rules = MarketRules.of({"market_fee_per_gb": of_pack_price * world.pack_price_per_gb})
    found = {one.name: one for one in placed(replace(answered(world, "rollover-china"), rules=rules))}
    assert found["market-fee"].share == pytest.approx(of_pack_price)
    assert found["market-fee"].inside is is_inside


def test_rules_off_and_a_gain_stand_beside_nothing(world: World) -> None:
    assert placed(answered(world, "off")) == ()
    assert placed(losing(answered(world, "rollover-china"), -0.1)) == ()
