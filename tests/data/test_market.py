"""Profiles: every number has a source, every number is used, every name is found or answered with the nearest."""

from __future__ import annotations

import re

import pytest

from data.errors import InputError
from data.health.targets import load_targets
from data.presets import CULTURES, RULES, load_preset, preset_names
from data.sources import load_sources
from data.synthetic.market import Figure, all_figures, load_market, market_names, operator_names
from tests.conftest import ROOT

PROFILES = [(market, operator) for market in market_names() for operator in operator_names(market)]
DERIVED = (
    {"operator_market_share", "need_within_cv", "age_share", "regions_share", "travel_arrivals"}
    | {f"graph_{name}" for name in ("family_others", "family_pull", "friend_pull")}
    | {f"travel_{name}_size" for name in ("tour", "family", "business")}
)


def test_the_markets_and_the_four_russian_operators_are_there() -> None:
    assert set(market_names()) == {"china", "russia", "travel"}
    assert set(operator_names("russia")) == {"Beeline", "MTS", "MegaFon", "T2"}
    assert load_market("russia").operator == "T2"


@pytest.mark.parametrize(("market", "operator"), PROFILES)
def test_every_figure_names_a_source_that_is_listed(market: str, operator: str) -> None:
    figures = all_figures(load_market(market, operator))
    assert {name: figure.source for name, figure in figures.items() if figure.source not in load_sources()} == {}
    assert [name for name, figure in figures.items() if not figure.unit] == []


def test_every_source_is_cited_somewhere() -> None:
    cited = {figure.source for profile in PROFILES for figure in all_figures(load_market(*profile)).values()}
    cited |= {target.source for target in load_targets()}
    cited |= {load_preset(kind, name).source for kind in (RULES, CULTURES) for name in preset_names(kind)}
    code = "".join(file.read_text() for file in ROOT.glob("analysis/**/*.py"))
    assert [key for key in load_sources() if key not in cited and f'"{key}"' not in code] == []


def test_every_target_names_a_source_that_is_listed() -> None:
    assert [target.name for target in load_targets() if target.source not in load_sources()] == []


def test_only_our_own_judgement_goes_without_a_publication() -> None:
    own = {"judgement", "calibration", "model_brief"}
    assert {key for key, source in load_sources().items() if source.confidence not in ("H", "M", "L")} == set()
    addressless = {key for key, source in load_sources().items() if not source.url} - own
    # Third-party files, what we were told, and texts whose address the fact sheet does not give.
    assert addressless == {
        "t2_dealer_540",
        "megafon_volgograd_2023",
        "megaline_teaching_set",
        "prepaid_india_2014",
        "copenhagen_calls",
        "call_graph_textbook",
        "product_brief",
        "commission_described",
        "rollover_rules",
        "pool_rules",
        "market_rules",
        "paid_gift_rules",
        "t_mobile_stash",
        "resale_prices",
    }


@pytest.mark.parametrize(("market", "operator"), PROFILES)
def test_every_figure_is_used_by_the_generator(market: str, operator: str) -> None:
    files = [*ROOT.glob("data/synthetic/sql/synth_*.sql"), *ROOT.glob("data/synthetic/sql/graph_*.sql")]
    bound = set(re.findall(r"\$(\w+)", "".join(file.read_text() for file in files)))
    assert set(load_market(market, operator).figures) - bound - DERIVED == set()


@pytest.mark.parametrize(("market", "operator"), PROFILES)
def test_plans_of_a_kind_stand_from_small_to_large_in_volume_and_fee(market: str, operator: str) -> None:
    plans = load_market(market, operator).plans
    assert {plan.sim_type for plan in plans} == {"local", "tourist", "tourist_premium"}
    for kind in {plan.sim_type for plan in plans}:
        sizes = [plan.allowance_gb or float("inf") for plan in plans if plan.sim_type == kind]
        fees = [plan.monthly_fee for plan in plans if plan.sim_type == kind]
        assert sizes == sorted(set(sizes))
        assert fees == sorted(fees)


def test_lists_of_a_profile_have_one_entry_for_each_name() -> None:
    for profile in PROFILES:
        figures = load_market(*profile).figures
        lengths = {name: len(figure.value) for name, figure in figures.items() if isinstance(figure.value, list)}
        assert lengths["regions_names"] == lengths["regions_share"]
        assert lengths["age_bands"] == lengths["age_share"] == lengths["age_need_factor"]
        assert lengths["need_season"] == 12


def test_shares_of_the_operators_do_not_exceed_the_market() -> None:
    for market in market_names():
        total = sum(load_market(market, name).number("operator_market_share") for name in operator_names(market))
        assert 0.9 < total <= 1.0


def test_names_are_found_whatever_their_case() -> None:
    assert load_market("Russia", "megafon").operator == "MegaFon"
    assert load_market("CHINA", "china mobile").name == "china"


@pytest.mark.parametrize(("operator", "near"), [("Megafone", "MegaFon"), ("bee line", "Beeline"), ("zzz", "")])
def test_an_unknown_operator_is_answered_with_the_nearest(operator: str, near: str) -> None:
    with pytest.raises(InputError) as caught:
        load_market("russia", operator)
    (problem,) = caught.value.problems
    assert problem.key == "unknown-operator"
    assert problem.facts["nearest"] == near
    assert problem.facts["known"] == "Beeline, MTS, MegaFon, T2"


def test_an_unknown_market_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        load_market("rusia")
    assert caught.value.problems[0].key == "unknown-market"
    assert caught.value.problems[0].facts["nearest"] == "russia"


def test_an_operators_figure_stands_over_its_markets() -> None:
    assert load_market("russia", "MegaFon").figures["need_median_gb"] == Figure(10.5, "GB/month", "calibration")
    assert load_market("russia", "MTS").number("need_median_gb") != 10.5


def test_a_larger_share_of_the_market_means_more_contacts_on_the_network() -> None:
    small, large = (load_market("russia", name).parameters()["graph_on_net_share"] for name in ("T2", "MTS"))
    assert isinstance(small, float)
    assert isinstance(large, float)
    assert small < large
