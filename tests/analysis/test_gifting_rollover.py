"""Gifting with rollover: each part alone where the other moves nothing, and the order of balances, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from analysis.decide.net_value import worth_of
from analysis.decide.what_if import WhatIf
from analysis.mechanisms.registry import mechanism_of
from analysis.pilot.replay import stage_of
from analysis.settings.assumptions import assumptions_for, make_assumptions
from analysis.settings.parameters import as_dict, parameters_of
from analysis.settings.rule_kinds import KINDS, kind_naming
from analysis.settings.rule_set import GIFTING, GIFTING_ROLLOVER, PARTS, ROLLOVER
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.errors import ParameterError
from tests.analysis.builder import WHOLE_MONTHS, Builder
from tests.analysis.replaying import replay

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result
    from analysis.settings.parameters import Value
    from analysis.world.world import World

Values = dict[str, "Value"]
RULES: list[Values] = [
    {"step_gb": 1.0, "gift_days": 7, "fee_per_gb": 3.0},
    {"step_gb": None, "monthly_cap_gb": 4.0, "transfers_per_month": 2, "fee_payer": "giver"},
]
ORDERS: list[Values] = [
    {"carried_given": given, "gifts_first": first} for given in ("never", "first", "last") for first in (True, False)
]
ASSUMED: list[Values] = [{}, {"adoption_months": 18, "give_probability": 0.3, "unmet_penalty": 20.0}]
EASY: Values = WHOLE_MONTHS | {"give_probability": 1.0, "adoption_months": 0, "forecast_error": 0.0, "request_packs": 10.0}


def answer(world: World, mechanism: str, rules: Values, assumed: Values) -> Result:
    return simulate(world, KINDS[mechanism].of(rules), assumptions_for(world, assumed))


@pytest.mark.parametrize("assumed", ASSUMED)
@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("order", ORDERS)
def test_where_nothing_is_carried_it_is_gifting_to_the_digit(world: World, order: Values, rules: Values, assumed: Values) -> None:
    both, alone = (answer(world, name, more, assumed) for name, more in _gifting(rules, order))
    assert alone.flow.transfers > 0
    assert both.flow == alone.flow
    assert both.outcomes == alone.outcomes
    assert both.profit_bridge == alone.profit_bridge
    assert both.projection == alone.projection
    assert tuple(one for one in both.winners_losers if one.level != "carrier") == alone.winners_losers
    assert both.notices == alone.notices


def _gifting(rules: Values, order: Values) -> list[tuple[str, Values]]:
    return [(GIFTING_ROLLOVER, rules | order | {"carry_share": 0.0}), (GIFTING, rules)]


@pytest.mark.parametrize("assumed", ASSUMED)
@pytest.mark.parametrize("barred", [{"monthly_cap_gb": 0.0}, {"giver_sims": ()}])
@pytest.mark.parametrize("rules", [{}, {"carry_months": 3, "carried_first": False, "carry_fee": 20.0}])
def test_where_nothing_may_be_given_it_is_rollover_to_the_digit(
    world: World, rules: Values, barred: Values, assumed: Values
) -> None:
    both, alone = answer(world, GIFTING_ROLLOVER, rules | barred, assumed), answer(world, ROLLOVER, rules, assumed)
    assert alone.flow.own_gb > 0
    assert both.outcomes == alone.outcomes
    assert both.profit_bridge == alone.profit_bridge
    assert both.projection == alone.projection
    told = both.flow.sent_gb, both.flow.received_gb, both.flow.own_gb, both.flow.own_only
    assert told == (Decimal(0), alone.flow.received_gb, alone.flow.own_gb, alone.flow.own_only)


# The first four decide how much of a month is left over; the others only what comes of it.
BEHIND_THE_WALK: Values = {
    "delay_share": 1.0, "tempted_again_share": 0.8, "induced_share": 0.5, "held_back_share": 0.4, "unmet_penalty": 20.0,
    "network_cost_per_gb": 0.2,
}  # fmt: skip


@pytest.mark.parametrize("name", BEHIND_THE_WALK)
def test_an_assumption_behind_the_walk_is_answered_as_afresh(world: World, name: str) -> None:
    change: Values = {name: BEHIND_THE_WALK[name]}
    rules = KINDS[GIFTING_ROLLOVER].of({"step_gb": 2.0, "carry_months": 3})
    assumed = assumptions_for(world, {"give_probability": 0.5})
    asked = WhatIf.on(world, rules, assumed)
    asked.worth()
    afresh = worth_of(world, rules, make_assumptions(as_dict(assumed) | change), asked.question.horizon)
    assert asked.worth(change).npv == afresh.npv != asked.worth().npv


def test_both_at_once_are_less_than_the_two_alone(world: World) -> None:
    """Leftovers that live on serve shortages that gifts would have, and the other way round."""
    names = GIFTING_ROLLOVER, *PARTS[GIFTING_ROLLOVER]
    both, gifts, carried = (answer(world, name, {}, {}).outcome("unmet_gb").change for name in names)
    assert gifts + carried < both < min(gifts, carried) < 0


def base(folder: Path, *, receiver: tuple[float, ...], giver: tuple[float, ...]) -> World:
    """Give two contacts on a plan of 10 GB, with these needs a month; nobody buys a pack."""
    found = Builder(allowance_gb=10).person("giver", *giver).person("receiver", *receiver).tie("giver", "receiver", 1.0)
    return prepare(found.write(folder / "p"))


def played(world: World, rules: Values) -> list[dict[str, tuple[float, float, float]]]:
    """Return of each month of the first year what each sent, got and drew, in GB."""
    chosen = KINDS[GIFTING_ROLLOVER].of({"monthly_cap_gb": None, "max_transfer_gb": None} | rules)
    assumed = replace(assumptions_for(world, EASY), induced_share=0.0, held_back_share=0.0)
    found = []
    for month in replay(world, chosen, assumed).months:
        sent, received, drawn = (month.column(name) / 1e6 for name in ("sent_kb", "received_kb", "drawn_kb"))
        rows = zip(month.person.tolist(), sent.tolist(), (received - drawn).tolist(), drawn.tolist(), strict=True)
        found.append({("giver", "receiver")[person]: tuple(more) for person, *more in rows})
    return found


@pytest.mark.parametrize(
    ("rules", "second", "third"),
    [
        # 2 GB are carried in and 3 are missing. One is asked for, two come. Used first, they leave one of one's own:
        # of what is used last, which is what was carried; it was not drawn after all, and is there a month later,
        ({"gifts_first": True, "carried_first": False, "carry_months": 2}, (0.0, 2.0, 1.0), 1.0),
        # or of the month's allowance, which is carried on.
        ({"gifts_first": True, "carried_first": True, "carry_months": 1}, (0.0, 2.0, 2.0), 1.0),
        # Used last, half of the gift is left, and dies.
        ({"gifts_first": False, "carried_first": False, "carry_months": 2}, (0.0, 2.0, 2.0), 0.0),
        ({"gifts_first": False, "carried_first": True, "carry_months": 1}, (0.0, 2.0, 2.0), 0.0),
    ],
)
def test_a_gift_used_first_leaves_as_much_of_ones_own(
    tmp_path: Path, rules: Values, second: tuple[float, ...], third: float
) -> None:
    months = played(base(tmp_path, receiver=(8, 13, 12), giver=(10, 5, 10)), rules | {"step_gb": 2.0})
    assert months[0] == {}
    assert months[1] == {"giver": (2.0, 0.0, 0.0), "receiver": second}
    assert months[2].get("receiver", (0.0, 0.0, 0.0)) == (0.0, 0.0, third)


@pytest.mark.parametrize(
    ("rules", "later"),
    [
        # 2 GB are carried in, 6 of 10 used, 2 given. From what was carried: 4 of the allowance live on, of which 3 are missing.
        ({"carried_given": "first", "carried_first": False}, 3.0),
        # From the allowance, of which 2 live on, while what was carried dies.
        ({"carried_given": "last", "carried_first": False}, 2.0),
        ({"carried_given": "never", "carried_first": False}, 2.0),
        # Where one's own month uses up what was carried, 4 of the allowance are left whatever the gift came from.
        ({"carried_given": "last", "carried_first": True}, 3.0),
    ],
)
def test_which_balance_a_gift_comes_from_decides_what_lives_on(tmp_path: Path, rules: Values, later: float) -> None:
    months = played(base(tmp_path, receiver=(10, 12, 10), giver=(8, 6, 13)), rules | {"step_gb": 1.0, "carry_months": 1})
    assert months[1] == {"giver": (2.0, 0.0, 0.0), "receiver": (0.0, 2.0, 0.0)}
    assert months[2] == {"giver": (0.0, 0.0, later)}


@pytest.mark.parametrize(
    ("rules", "given"),
    [
        ({"carried_given": "never", "carried_first": False}, 1.0),  # 1 GB of the month's 10 is not needed
        ({"carried_given": "never", "carried_first": True}, 7.0),  # 6 of the 9 needed are those carried in
        ({"carried_given": "first", "carried_first": False}, 7.0),
        ({"carried_given": "last", "carried_first": True}, 7.0),
    ],
)
def test_what_was_carried_may_be_given_or_spares_what_may(tmp_path: Path, rules: Values, given: float) -> None:
    months = played(base(tmp_path, receiver=(10, 18), giver=(4, 9)), rules)
    assert months[1]["giver"] == (given, 0.0, 0.0)
    assert months[1]["receiver"] == (0.0, given, 0.0)


def test_whoever_gave_too_much_uses_what_it_carried_before_it_thinks_of_a_pack(tmp_path: Path) -> None:
    found = Builder(allowance_gb=10)
    for one in range(30):
        found.person(f"giver{one}", 4, 9).person(f"receiver{one}", 10, 18).tie(f"giver{one}", f"receiver{one}", 1.0)
    world = prepare(found.write(tmp_path / "p"))
    # Foreseen is now more, now less than the need: whoever foresees less gives more than the 1 GB of the month that it can spare.
    foggy = assumptions_for(world, EASY | {"forecast_error": 0.5, "forecast_buffer": 0.0})
    short = []
    for share in (1.0, 0.0):
        chosen = KINDS[GIFTING_ROLLOVER].of({"carried_given": "never", "carried_first": False, "carry_share": share})
        (_, month) = replay(world, chosen, foggy).months
        too_much = month.column("sent_kb") > 1_000_000
        short.append(month.column("unmet_kb")[too_much] + month.column("packs")[too_much])
    assert short[0].size > 0
    assert not short[0].any()
    assert short[1].all()


def test_the_rules_are_those_of_its_parts_and_two_more() -> None:
    names = {name for name, kind in KINDS.items() if name in PARTS[GIFTING_ROLLOVER] for name in kind.__dataclass_fields__}
    assert set(KINDS[GIFTING_ROLLOVER].__dataclass_fields__) - names == {"carried_given", "gifts_first"}
    assert kind_naming(["monthly_cap_gb"]).mechanism == GIFTING
    assert kind_naming(["carry_share"]).mechanism == ROLLOVER
    assert kind_naming(["carry_share", "monthly_cap_gb"]).mechanism == GIFTING_ROLLOVER
    for kind in (KINDS[name] for name in PARTS[GIFTING_ROLLOVER]):
        assert all(parameters_of(KINDS[GIFTING_ROLLOVER])[name] == declared for name, declared in parameters_of(kind).items())


@pytest.mark.parametrize(
    ("rules", "passed"),
    [
        ({"carried_given": "never"}, 7.0),  # of 10 GB 3 are kept
        ({"carried_given": "first"}, 10.0),  # those are carried over, and given a month later
        ({"carried_given": "last"}, 10.0),
        ({"carried_given": "first", "carry_share": 0.5}, 8.5),  # half of them is
        ({"carried_given": "first", "monthly_cap_gb": 8.0}, 8.0),
        ({"carried_given": "first", "carry_fee": 10.0}, 7.0),  # an option that whoever only passes on is taken not to pay for
        ({"carried_given": "first", "carry_sims": ("tourist",)}, 7.0),
    ],
)
def test_what_is_kept_back_bars_no_reseller_that_carries_it_over(world: World, rules: Values, passed: float) -> None:
    free: Values = {"step_gb": None, "max_transfer_gb": None, "monthly_cap_gb": None, "keep_floor_gb": 3.0}
    chosen = KINDS[GIFTING_ROLLOVER].of(free | rules)
    passing = mechanism_of(chosen).passing(world, chosen)
    assert passing is not None
    assert passing.of(10_000_000).kb == round(passed * 1e6)


def test_a_pilot_of_it_is_refused_and_not_answered_as_one_of_gifting(world: World) -> None:
    with pytest.raises(ParameterError) as caught:
        stage_of(world, KINDS[GIFTING_ROLLOVER].of({}), assumptions_for(world, {}), range(1))
    assert caught.value.problems[0].key == "pilot-mechanism"
