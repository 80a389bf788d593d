"""Money is the base's own: a preset of one market is charged in the money of another, and no sign turns for the unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from analysis.scenarios.presets import choose_rules
from analysis.scenarios.scenarios import currency_note, scenario_of, settings_of
from analysis.settings.assumptions import assumptions_for
from analysis.settings.money import current, in_money, scaled, transfer_cost
from analysis.settings.parameters import as_dict, parameters_of
from analysis.settings.rule_kinds import every_rule
from analysis.settings.rules import Rules, make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from analysis.world.subsample import community_sample
from data.errors import InputError, ParameterError
from data.presets import RULES, load_preset, preset_names
from data.scenarios.scenario_file import Scenario, read_scenarios, write_scenarios
from data.synthetic.generator import synthesise
from tests.analysis.builder import WHOLE_MONTHS
from tests.analysis.rewriting import rewritten

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.world.world import World

CHARGING = [name for name in preset_names(RULES) if load_preset(RULES, name).price_shares]


@pytest.fixture(scope="module")
def yuan(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("china") / "base"
    synthesise(folder, 3000, 1, "china")
    return prepare(folder)


@pytest.fixture(scope="module")
def dinars(population: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Make the Russian base in a currency a hundred and twenty-fifth as small."""
    in_dinars = "update plans set monthly_fee = monthly_fee / 125, pack_price = pack_price / 125"
    return prepare(rewritten(population, tmp_path_factory.mktemp("kuwait") / "base", (in_dinars,)))


def test_the_chinese_fee_is_half_a_yuan_on_the_chinese_base_and_loses_money_as_half_a_yuan_does(yuan: World) -> None:
    rules = choose_rules("china", {}, yuan.pack_price_per_gb)
    assert (yuan.pack_price_per_gb, as_dict(rules)["fee_per_gb"]) == (2.5, 0.5)
    result = simulate(yuan, rules, assumptions_for(yuan, WHOLE_MONTHS), cuts=False)
    assert result.projection.npv.value < 0
    assert result.flow.transfers > 0


@pytest.mark.parametrize("name", CHARGING)
def test_a_preset_says_the_same_in_any_money(world: World, dinars: World, name: str) -> None:
    here, there = (
        simulate(one, choose_rules(name, {}, one.pack_price_per_gb), assumptions_for(one, {}), cuts=False)
        for one in (world, dinars)
    )
    assert here.flow == there.flow
    assert there.projection.npv.value == pytest.approx(here.projection.npv.value / 125, rel=1e-3, abs=1e-6)


def test_no_preset_states_money_as_such() -> None:
    known = every_rule()
    for name in preset_names(RULES):
        preset = load_preset(RULES, name)
        assert not [rule for rule in preset.values if known[rule].is_money]
        assert all(known[rule].is_money for rule in preset.price_shares)


def test_shares_become_amounts_that_somebody_might_charge() -> None:
    assert [in_money(0.37, price) for price in (20.0, 2.5, 0.16, 4500.0, 0.0)] == [7.4, 0.925, 0.0592, 1660.0, 0.0]


def test_the_price_of_a_gb_is_one_that_the_middle_subscriber_pays_and_a_sample_keeps_it(world: World) -> None:
    assert world.pack_price_per_gb == 20.0
    small, _ = community_sample(world, 400)
    assert small.pack_price_per_gb == world.pack_price_per_gb
    assert transfer_cost(assumptions_for(world, {}), world.pack_price_per_gb) == Decimal("0.05")


def test_the_cost_of_a_transfer_of_earlier_versions_is_still_money(world: World, dinars: World) -> None:
    for one in (world, dinars):
        assumed = assumptions_for(one, current({"cost_per_transfer": 0.08}, one.pack_price_per_gb))
        assert float(transfer_cost(assumed, one.pack_price_per_gb)) == pytest.approx(0.08)
    read = settings_of(read_scenarios(b'[[scenario]]\nname = "old"\n[scenario.assumptions]\ncost_per_transfer = 0.08\n')[0])
    assert float(transfer_cost(read.assumptions_on(world), world.pack_price_per_gb)) == pytest.approx(0.08)


def test_an_impossible_cost_of_an_earlier_version_is_told_by_its_name() -> None:
    with pytest.raises(ParameterError) as caught:
        settings_of(Scenario("x", {}, {"cost_per_transfer": -1.0}))
    assert caught.value.problems[0].facts["name"] == "cost_per_transfer"


def test_a_scenario_carries_what_its_preset_charges_to_a_base_in_other_money(world: World, yuan: World) -> None:
    rules = choose_rules("china", {}, yuan.pack_price_per_gb)
    kept = scenario_of("x", yuan, rules, assumptions_for(yuan, {}), preset="china", culture=None)
    (read,) = read_scenarios(write_scenarios([kept]).encode())
    assert settings_of(read).rules_at(yuan.pack_price_per_gb) == rules
    assert as_dict(settings_of(read).rules_at(world.pack_price_per_gb))["fee_per_gb"] == 4.0
    assert currency_note(read, world) is None


def test_amounts_of_another_currency_are_told(world: World, yuan: World) -> None:
    kept = scenario_of("x", yuan, make_rules({"fee_per_gb": 0.4}), assumptions_for(yuan, {}), preset="china", culture=None)
    note = currency_note(kept, world)
    assert note is not None
    assert (note.key, note.facts["found"], note.facts["here"]) == ("scenario-currency", "CNY", "RUB")
    assert "fee_per_gb = 0.4" in str(note.facts["amounts"])
    assert currency_note(kept, yuan) is None


def test_amounts_of_a_scenario_that_does_not_say_its_currency_are_told_on_another_base(world: World) -> None:
    old = Scenario("x", {"fee_per_gb": 3.0}, base_fingerprint="0" * 64)
    note = currency_note(old, world)
    assert note is not None
    assert note.key == "scenario-currency-unknown"
    assert currency_note(Scenario("x", {"fee_per_gb": 0.0}, base_fingerprint="0" * 64), world) is None
    assert currency_note(Scenario("x", {"fee_per_gb": 3.0}, base_fingerprint=world.manifest.fingerprint), world) is None


def test_sliders_of_money_suit_the_prices_of_the_base() -> None:
    fee = parameters_of(Rules)["fee_per_gb"]
    assert [(one.top, one.step) for one in (scaled(fee, price) for price in (20.0, 2.5, 0.16))] == [
        (100, 1),
        (10, 0.1),
        (1, 0.01),
    ]
    cap = parameters_of(Rules)["monthly_cap_gb"]
    assert scaled(cap, 0.16) == cap


@pytest.mark.parametrize("text", ["0.2", '{ fee_per_gb = "much" }', "{ fee_per_gb = -1 }", "{ fee_per_gb = nan }"])
def test_a_file_of_ones_own_with_a_share_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f"share_of_pack_price_per_gb = {text}\n[rules]\n")
    with pytest.raises(InputError) as caught:
        choose_rules(str(file), {}, 20.0)
    assert caught.value.problems[0].key == "bad-rules-file"
