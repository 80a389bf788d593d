"""A link says everything and is read with suspicion: pure functions, no page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.settings.assumptions import Assumptions
from analysis.settings.money import DECLARED_AT
from analysis.settings.parameters import Parameter, as_dict, parameters_of
from analysis.settings.rule_kinds import every_rule
from dashboard.state.address import decode, differences, encode, encode_short
from dashboard.state.choice import Chosen, Money, preset_values, settled
from data.presets import CULTURES, RULES, preset_names
from data.schema import SCHEMA_VERSION
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from analysis.settings.parameters import Value
    from dashboard.state.address import Query

DEFAULTS = as_dict(Assumptions())
FINGERPRINT = "0123456789abcdef" * 4
# Browsers and servers drop lone surrogates; a plan may have any other name.
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


def values(parameter: Parameter) -> st.SearchStrategy[Value]:
    if parameter.kind == "switch":
        return st.booleans()
    if parameter.kind == "choice":
        return st.sampled_from(parameter.choices)
    if parameter.kind == "subset":
        return st.lists(st.sampled_from(parameter.choices), unique=True).map(tuple)
    if parameter.kind == "names":
        return st.none() | st.lists(NAMES, unique=True, max_size=3).map(tuple)
    if parameter.kind == "integer":
        numbers: st.SearchStrategy[Value] = st.integers(int(parameter.low), int(parameter.high))
    else:
        numbers = st.floats(parameter.low, parameter.high)
    return numbers | st.none() if parameter.optional else numbers


def some(registry: type) -> st.SearchStrategy[dict[str, Value]]:
    return st.fixed_dictionaries({}, optional={name: values(known) for name, known in parameters_of(registry).items()})


@st.composite
def choices(draw: st.DrawFn) -> Chosen:
    preset = draw(st.sampled_from(["", *preset_names(RULES)]))
    own = preset_values(preset, DECLARED_AT)
    return Chosen(
        language=draw(st.sampled_from(list(LANGUAGES))),
        base=draw(st.sampled_from(["", "default", "my base & co"])),
        preset=preset,
        culture=draw(st.sampled_from(["", *preset_names(CULTURES)])),
        rules={name: value for name, value in draw(some(Chosen(preset=preset).kind)).items() if value != own[name]},
        assumptions={name: value for name, value in draw(some(Assumptions)).items() if value != DEFAULTS[name]},
    )


def through_the_address(query: Query) -> dict[str, list[str]]:
    return parse_qs(urlencode(query, doseq=True), keep_blank_values=True)


@settings(deadline=None)  # the presets are read from disk once, within the first example
@given(choices())
def test_what_a_link_says_is_what_it_restores(chosen: Chosen) -> None:
    query = encode(chosen, DEFAULTS | dict(chosen.assumptions), FINGERPRINT)
    link = decode(through_the_address(query))
    restored, missing = settled(link.chosen, tuple(name for plans in _plans(chosen) for name in plans), DEFAULTS, Money())
    assert (restored, missing, link.problems) == (chosen, (), ())
    assert differences(link, FINGERPRINT) == ()


@settings(deadline=None)  # the presets are read from disk once, within the first example
@given(choices())
def test_the_short_address_restores_the_same(chosen: Chosen) -> None:
    link = decode(through_the_address(encode_short(chosen)))
    assert (link.chosen, link.problems) == (chosen, ())


PLAN_RULES = [name for name, known in every_rule().items() if known.kind == "names"]


def _plans(chosen: Chosen) -> list[tuple[str, ...]]:
    return [value for name in PLAN_RULES if isinstance(value := chosen.rules.get(name), tuple)]


def test_a_link_holds_every_value_even_the_defaults() -> None:
    query = encode(Chosen(), DEFAULTS, FINGERPRINT)
    assert set(query) >= {*parameters_of(Chosen().kind), *parameters_of(Assumptions)}
    assert query["fp"] == [FINGERPRINT[:16]]
    assert query["v"] == [str(SCHEMA_VERSION)]


def test_an_address_of_defaults_is_empty() -> None:
    assert encode_short(Chosen()) == {}


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ({"step_gb": ["lots"]}, "parameter-type"),
        ({"step_gb": ["-1"]}, "parameter-range"),
        ({"step_gb": ["nan"]}, "parameter-type"),
        ({"fee_payer": ["nobody"]}, "parameter-choice"),
        ({"giver_sims": ["local", "martian"]}, "parameter-choice"),
        ({"give_probability": ["2"]}, "parameter-range"),
        ({"monthly_cap": ["2"]}, "link-unknown"),
        ({"lang": ["xx"]}, "link-choice"),
        ({"preset": ["../../etc/passwd"]}, "link-choice"),
        ({"culture": ["chinaa"]}, "link-choice"),
    ],
)
def test_what_is_wrong_is_left_out_and_told_in_each_language(query: Query, key: str) -> None:
    link = decode(query)
    assert link.chosen == Chosen()
    assert [problem.key for problem in link.problems] == [key]
    for language in LANGUAGES:
        assert link.problems[0].key not in wording(language).problem(key, link.problems[0].facts)


def test_the_nearest_name_is_offered() -> None:
    assert decode({"monthly_cap": ["2"]}).problems[0].facts["nearest"] == "monthly_cap_gb"


def test_a_hostile_link_is_told_in_a_few_short_sentences() -> None:
    link = decode({f"{n}" * 5000: ["x" * 100_000] for n in range(300)})
    assert len(link.problems) == 10
    assert all(len(wording("en").problem(problem.key, problem.facts)) < 300 for problem in link.problems)


def test_another_base_or_schema_is_noticed() -> None:
    link = decode(encode(Chosen(), DEFAULTS, FINGERPRINT) | {"v": ["0"]})
    assert [problem.key for problem in differences(link, "f" * 64)] == ["link-schema", "link-fingerprint"]


def test_plans_that_the_base_has_not_are_left_out_and_told() -> None:
    chosen = Chosen(rules={"giver_plans": ("small", "gone")})
    fitting, missing = settled(chosen, ("small", "large"), DEFAULTS, Money())
    assert fitting.rules == {"giver_plans": ("small",)}
    assert [(problem.key, problem.facts["value"]) for problem in missing] == [("unknown-plan", "gone")]


def test_setting_a_rule_back_to_the_presets_value_is_no_change() -> None:
    chosen = Chosen(preset="korea").with_rule("transfers_per_month", 4)
    assert chosen.rules == {"transfers_per_month": 4}
    assert chosen.with_rule("transfers_per_month", 2).rules == {}


def test_the_cost_of_a_transfer_in_an_old_link_stays_the_money_it_was() -> None:
    link = decode({"cost_per_transfer": ["0.08"]})
    assert link.problems == ()
    fitting, _ = settled(link.chosen, (), DEFAULTS, Money("KWD", 0.16))
    assert fitting.assumptions == {"transfer_cost_share": 0.5}
    usual, _ = settled(decode({"cost_per_transfer": ["0.05"]}).chosen, (), DEFAULTS, Money("RUB", 20.0))
    assert usual.assumptions == {}


def test_what_a_preset_charges_follows_the_base_and_what_was_set_by_hand_does_not() -> None:
    link = decode(through_the_address(encode(Chosen(preset="hong-kong", money=Money("RUB", 20.0)), DEFAULTS, FINGERPRINT)))
    there, told = settled(link.chosen, (), DEFAULTS, Money("CNY", 2.5))
    assert (there.rules, told) == ({}, ())
    assert there.rule_values()["fee_per_gb"] == 0.925
    by_hand = Chosen(preset="hong-kong", money=Money("RUB", 20.0)).with_rule("fee_per_gb", 0.925)
    again = decode(through_the_address(encode_short(by_hand)))
    here, _ = settled(again.chosen, (), DEFAULTS, Money("RUB", 20.0))
    assert here.rule_values()["fee_per_gb"] == 0.925


def test_amounts_set_by_hand_are_told_when_the_base_has_another_currency() -> None:
    chosen = Chosen(money=Money("RUB", 20.0)).with_rule("fee_per_gb", 5.0)
    _, same = settled(chosen, (), DEFAULTS, Money("RUB", 30.0))
    _, told = settled(chosen, (), DEFAULTS, Money("CNY", 2.5))
    assert same == ()
    assert [(problem.key, problem.facts["found"], problem.facts["here"]) for problem in told] == [
        ("amounts-in-other-currency", "RUB", "CNY")
    ]
    assert "fee_per_gb = 5" in wording("en").problem(told[0].key, told[0].facts)
