"""Scenarios as rules and assumptions: what was saved gives the same answer again, what is wrong is told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.scenarios.presets import choose_rules, culture_assumptions
from analysis.scenarios.scenarios import check_scenarios, scenario_of, settings_of
from analysis.settings.assumptions import assumptions_for
from analysis.settings.parameters import Value, as_dict, build
from analysis.settings.rules import Rules, make_rules
from analysis.simulate import simulate
from data.errors import ParameterError
from data.presets import RULES, preset_names
from data.scenarios.scenario_file import Scenario, read_scenarios, write_scenarios

if TYPE_CHECKING:
    from analysis.world.world import World


def again(scenario: Scenario) -> Scenario:
    return read_scenarios(write_scenarios([scenario]).encode())[0]


@pytest.mark.parametrize("name", preset_names(RULES))
def test_every_preset_comes_back_the_same_from_a_file(world: World, name: str) -> None:
    rules = choose_rules(name, {}, world.pack_price_per_gb)
    assumptions = assumptions_for(world, culture_assumptions("china") | {"induced_share": 0.35})
    settings = settings_of(again(scenario_of("x", world, rules, assumptions, preset=name, culture="china")))
    assert settings.rules_at(world.pack_price_per_gb) == rules
    assert settings.assumptions_on(world) == assumptions


def test_only_the_assumptions_set_by_hand_are_kept(world: World) -> None:
    assumptions = assumptions_for(world, culture_assumptions("china") | {"induced_share": 0.35})
    scenario = scenario_of("x", world, make_rules({}), assumptions, preset=None, culture="china")
    assert dict(scenario.assumptions) == {"induced_share": 0.35}
    assert scenario.base_fingerprint == world.manifest.fingerprint


def test_a_saved_scenario_gives_the_same_result(world: World) -> None:
    rules, assumptions = (
        choose_rules("korea", {"fee_per_gb": "3"}, world.pack_price_per_gb),
        assumptions_for(world, {"give_probability": 0.3}),
    )
    settings = settings_of(again(scenario_of("x", world, rules, assumptions, preset="korea", culture=None)))
    before = simulate(world, rules, assumptions, cuts=False)
    assert simulate(world, settings.rules_at(world.pack_price_per_gb), settings.assumptions_on(world), cuts=False) == before


def scenario_of_rules(rules: Rules) -> Scenario:
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in as_dict(rules).items()}
    return Scenario("x", {name: "none" if value is None else value for name, value in plain.items()})


limits = st.none() | st.floats(1, 50)


@given(
    step_gb=st.none() | st.floats(0.001, 1),
    max_transfer_gb=limits,
    transfers_per_month=st.none() | st.integers(0, 30),
    giver_plans=st.none() | st.lists(st.sampled_from(["A, B", "none", "", "Тариф", "=1"]), unique=True).map(tuple),
    receiver_sims=st.lists(st.sampled_from(["local", "tourist"]), unique=True).map(tuple),
    fee_payer=st.sampled_from(["giver", "receiver"]),
)
def test_any_rules_come_back_the_same_from_a_file(**values: Value) -> None:
    rules = make_rules(values)
    raw = {
        name: "none" if value is None else list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }
    assert settings_of(again(Scenario("x", raw))).rules_at(20.0) == rules


def test_what_a_file_leaves_out_comes_from_its_preset() -> None:
    settings = settings_of(Scenario("x", {"fee_per_gb": 2}, preset="korea"))
    assert settings.rules_at(20.0) == choose_rules("korea", {"fee_per_gb": "2"}, 20.0)


def test_everything_wrong_in_every_scenario_is_told_at_once_with_the_nearest_name() -> None:
    wrong = Scenario("First", {"stp_gb": 1, "monthly_cap_gb": -1, "enabled": 3}, {"give_probability": "lots"}, "korean", "chin")
    clash = Scenario("Second", {"step_gb": 5.0, "monthly_cap_gb": 2.0})
    with pytest.raises(ParameterError) as caught:
        check_scenarios([wrong, Scenario("Good"), clash])
    told = [(problem.facts["scenario"], problem.key) for problem in caught.value.problems]
    assert told == [
        ("First", "unknown-preset"),
        ("First", "unknown-culture"),
        ("First", "unknown-parameter"),
        ("First", "parameter-range"),
        ("First", "parameter-type"),
        ("First", "parameter-type"),
        ("Second", "rules-contradict"),
    ]
    assert [problem.facts["nearest"] for problem in caught.value.problems[:3]] == ["korea", "china", "step_gb"]


@pytest.mark.parametrize("raw", [True, [], ["1"], "", "nan", "1e999", 2**53])
def test_a_number_that_is_none_is_refused(raw: float | str | list[str]) -> None:
    with pytest.raises(ParameterError):
        settings_of(Scenario("x", {}, {"give_probability": raw}))


def test_a_preset_named_like_a_path_is_never_opened(tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "secret.toml"
    file.write_text("[rules]\nenabled = false\n")
    with pytest.raises(ParameterError) as caught:
        settings_of(Scenario("x", preset=str(file)))
    assert [problem.key for problem in caught.value.problems] == ["unknown-preset"]


def test_rules_written_with_no_value_for_a_limit_are_those_without_it() -> None:
    assert settings_of(Scenario("x", {"monthly_cap_gb": "none"})).rules_at(20.0) == build(Rules, {"monthly_cap_gb": None})
