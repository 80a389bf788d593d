"""A family pool with gifting: each part alone where the other moves nothing, and who comes first, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis.mechanisms.registry import mechanism_of
from analysis.outcomes.few_people import few_in
from analysis.pilot.replay import stage_of
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rule_kinds import KINDS, kind_naming
from analysis.settings.rule_set import FAMILY_POOL, GIFTING, GIFTING_FAMILY_POOL
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.errors import ParameterError
from tests.analysis.builder import WHOLE_MONTHS, Builder, PersonRow
from tests.analysis.replaying import replay

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result
    from analysis.settings.parameters import Value
    from analysis.world.world import World

Values = dict[str, "Value"]
TAKEN: Values = {"option_takeup_share": 1.0}
ASSUMED: list[Values] = [TAKEN, TAKEN | {"adoption_months": 18, "give_probability": 0.3, "unmet_penalty": 20.0}]
CERTAIN: Values = {"give_probability": 1.0, "adoption_months": 0, "forecast_error": 0.0, "request_packs": 10.0}
EASY: Values = WHOLE_MONTHS | TAKEN | CERTAIN


def answer(world: World, mechanism: str, rules: Values, assumed: Values) -> Result:
    return simulate(world, KINDS[mechanism].of(rules), assumptions_for(world, assumed))


def assert_the_same(both: Result, alone: Result) -> None:
    assert both.outcomes == alone.outcomes
    assert both.profit_bridge == alone.profit_bridge
    assert both.projection == alone.projection
    by_base = [tuple(one for one in result.winners_losers if one.dimension != "role") for result in (both, alone)]
    assert by_base[0] == by_base[1]


@pytest.mark.parametrize("assumed", ASSUMED)
@pytest.mark.parametrize("order", [{"pool_first": True}, {"pool_first": False}])
@pytest.mark.parametrize("rules", [{"step_gb": 1.0, "gift_days": 7, "fee_per_gb": 3.0}, {"step_gb": None, "monthly_cap_gb": 4.0}])
def test_where_accounts_share_nothing_it_is_gifting_to_the_digit(
    world: World, rules: Values, order: Values, assumed: Values
) -> None:
    alone = answer(world, GIFTING, rules, assumed)
    assert alone.flow.transfers > 0
    nothing: list[Values] = [{"pool_share": 0.0}, {"pool_sims": ()}]
    for barred in nothing:
        assert_the_same(answer(world, GIFTING_FAMILY_POOL, rules | barred | order, assumed), alone)


@pytest.mark.parametrize("assumed", ASSUMED)
@pytest.mark.parametrize("order", [{"pool_first": True}, {"pool_first": False}])
@pytest.mark.parametrize("rules", [{}, {"pool_share": 0.5, "pool_draw_gb": 3.0, "member_fee": 10.0}])
def test_where_nothing_may_be_given_it_is_a_pool_to_the_digit(
    world: World, rules: Values, order: Values, assumed: Values
) -> None:
    alone = answer(world, FAMILY_POOL, rules, assumed)
    assert alone.flow.received_gb > 0
    nothing: list[Values] = [{"monthly_cap_gb": 0.0}, {"giver_sims": ()}]
    for barred in nothing:
        assert_the_same(answer(world, GIFTING_FAMILY_POOL, rules | barred | order, assumed), alone)


@pytest.fixture
def family(tmp_path: Path) -> World:
    """Give a mother with 4 GB over, her son who is short of 3, and her friend who is short of 2."""
    found = Builder(allowance_gb=10)
    for name, need, account in (("mother", 6.0, "a"), ("son", 13.0, "a"), ("friend", 12.0, None)):
        found.subscriber(name, PersonRow(account=account), [(need, 0)])
    return prepare(found.tie("mother", "friend", 1.0).write(tmp_path / "p"))


@pytest.mark.parametrize(
    ("rules", "moved"),
    [
        ({"pool_first": True}, {"mother": (4.0, 0.0), "son": (0.0, 3.0), "friend": (0.0, 1.0)}),
        ({"pool_first": False}, {"mother": (4.0, 0.0), "son": (0.0, 2.0), "friend": (0.0, 2.0)}),
        ({"pool_first": True, "pool_draw_gb": 1.0}, {"mother": (3.0, 0.0), "son": (0.0, 1.0), "friend": (0.0, 2.0)}),
        ({"pool_first": False, "keep_floor_gb": 3.0}, {"mother": (4.0, 0.0), "son": (0.0, 3.0), "friend": (0.0, 1.0)}),
        ({"pool_first": True, "keep_floor_gb": 3.0}, {"mother": (3.0, 0.0), "son": (0.0, 3.0)}),
    ],
)
def test_who_comes_first_decides_who_is_left_short(family: World, rules: Values, moved: dict[str, tuple[float, float]]) -> None:
    chosen = KINDS[GIFTING_FAMILY_POOL].of({"step_gb": None} | rules)
    assumed = replace(assumptions_for(family, EASY), induced_share=0.0, held_back_share=0.0)
    (month,) = replay(family, chosen, assumed).months
    names = "son", "friend", "mother"  # in the order of the base
    sent, received = (month.column(name) / 1e6 for name in ("sent_kb", "received_kb"))
    found = {names[who]: pair for who, *pair in zip(month.person.tolist(), sent.tolist(), received.tolist(), strict=True)}
    assert {name: tuple(pair) for name, pair in found.items()} == moved
    thanked = {names[who] for who, count in zip(month.person.tolist(), month.column("transfers").tolist(), strict=True) if count}
    assert thanked == ({"mother"} if "friend" in moved else set())


def test_whoever_is_short_uses_its_account_before_it_asks_a_contact(tmp_path: Path) -> None:
    found = Builder(allowance_gb=10)
    for name, need, account in (("mother", 6.0, "a"), ("son", 13.0, "a"), ("friend", 5.0, None)):
        found.subscriber(name, PersonRow(account=account), [(need, 0)])
    world = prepare(found.tie("son", "friend", 1.0).write(tmp_path / "p"))
    for pool_first in (True, False):
        result = answer(world, GIFTING_FAMILY_POOL, {"pool_first": pool_first}, EASY)
        assert (result.flow.transfers, float(result.flow.received_gb)) == (0, 3.0)


def test_gifts_and_what_accounts_share_are_told_apart(world: World) -> None:
    both = answer(world, GIFTING_FAMILY_POOL, {}, TAKEN).flow
    assert 0 < both.own_gb < both.received_gb == both.sent_gb
    assert 0 < both.givers < both.own_only
    alone = answer(world, FAMILY_POOL, {}, TAKEN).flow
    assert alone.own_gb == alone.received_gb
    assert alone.own_only >= max(alone.givers, alone.receivers)


def test_where_few_give_nothing_of_their_gifts_is_told_however_many_share(tmp_path: Path) -> None:
    found = Builder(allowance_gb=10)
    for one in range(40):
        for name, need in (("mother", 6.0), ("son", 12.0)):
            found.subscriber(f"{name}{one}", PersonRow(account=f"a{one}"), [(need, 0)])
        found.person(f"loner{one}", 8.0)
    found.person("friend", 12.0)
    world = prepare(found.tie("mother0", "friend", 1.0).write(tmp_path / "p"))
    result = answer(world, GIFTING_FAMILY_POOL, {}, EASY)
    assert (result.flow.givers, result.flow.own_only) == (1, 79)
    assert few_in(result)
    assert not few_in(answer(world, GIFTING_FAMILY_POOL, {"giver_sims": ()}, EASY))


@pytest.mark.parametrize(
    ("rules", "passed"),
    [
        (
            {"monthly_cap_gb": 4.0, "pool_share": 0.5},
            7.0,
        ),  # 4 of 10 GB are given; strangers draw half of the rest
        ({"monthly_cap_gb": 4.0, "pool_share": 0.5, "member_fee": 1.0}, 4.0),
        ({"monthly_cap_gb": 4.0, "pool_sims": ("tourist",)}, 4.0),
    ],
)
def test_a_reseller_gives_and_shares(world: World, rules: Values, passed: float) -> None:
    chosen = KINDS[GIFTING_FAMILY_POOL].of({"step_gb": None, "max_transfer_gb": None, "pool_draw_gb": None} | rules)
    passing = mechanism_of(chosen).passing(world, chosen)
    assert passing is not None
    assert passing.of(10_000_000).kb == round(passed * 1e6)


def test_rules_of_both_parts_are_its_own_and_a_pilot_of_it_is_refused(world: World) -> None:
    assert kind_naming(["pool_share", "monthly_cap_gb"]).mechanism == GIFTING_FAMILY_POOL
    assert kind_naming(["pool_share"]).mechanism == FAMILY_POOL
    with pytest.raises(ParameterError) as caught:
        stage_of(world, KINDS[GIFTING_FAMILY_POOL].of({}), assumptions_for(world, {}), range(1))
    assert caught.value.problems[0].key == "pilot-mechanism"
