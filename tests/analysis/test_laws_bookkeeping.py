"""Month by month and row by row: what leaves one balance arrives on another, and what is paid is booked."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from tests.analysis.replaying import replay
from tests.analysis.test_conservation import RULE_SETS

if TYPE_CHECKING:
    from analysis.engine.changes import Changes
    from analysis.settings.parameters import Value
    from analysis.world.world import World

UNLIMITED = -1


def months_of(
    world: World, rules: dict[str, Value], give_probability: float = 0.5, fee_worth: float = 0.3
) -> tuple[Changes, ...]:
    assumed: dict[str, Value] = {"give_probability": give_probability, "gift_fee_worth": fee_worth}
    months = replay(world, make_rules(rules), assumptions_for(world, assumed)).months
    assert sum(month.person.size for month in months) > 100
    return months


def rows_of(world: World, nth: int, month: Changes) -> list[int]:
    """Return the row in the world of each touched subscriber-month."""
    row_of = {int(sub): row for row, sub in enumerate(world.rows.sub) if world.rows.month[row] == nth}
    return [row_of[person] for person in month.person.tolist()]


@pytest.mark.parametrize("rules", RULE_SETS)
def test_in_every_month_as_much_is_received_as_is_sent(world: World, rules: dict[str, Value]) -> None:
    for month in months_of(world, rules):
        assert month.column("sent_kb").sum() == month.column("received_kb").sum()


@pytest.mark.parametrize("rules", RULE_SETS)
def test_use_and_gifts_and_what_is_left_over_are_what_there_was(world: World, rules: dict[str, Value]) -> None:
    for nth, month in enumerate(months_of(world, rules)):
        rows = rows_of(world, nth, month)
        limited = world.rows.balance[rows] != UNLIMITED
        bought = month.column("packs") * world.rows.pack[world.rows.plan[month.person]]
        came = bought + month.column("received_kb")
        went = month.column("used_kb") + month.column("sent_kb") + month.column("unused_kb")
        assert (came[limited] == went[limited]).all()
        assert (month.column("used_kb")[~limited] == 0).all(), "an unlimited giver uses what it used before"


@pytest.mark.parametrize("rules", RULE_SETS)
def test_every_gift_of_every_receiver_has_four_fates(world: World, rules: dict[str, Value]) -> None:
    for month in months_of(world, rules):
        fates = np.stack([month.column(name) for name in ("displaced_kb", "served_kb", "induced_kb", "expired_gift_kb")])
        assert (fates.sum(axis=0) == month.column("received_kb")).all()
        assert (month.column("induced_kb") >= 0).all()
        assert (month.column("expired_gift_kb") >= 0).all()


@pytest.mark.parametrize("rules", RULE_SETS)
def test_nobody_gives_in_a_month_in_which_they_receive(world: World, rules: dict[str, Value]) -> None:
    for month in months_of(world, rules):
        assert np.unique(month.person).size == month.person.size
        assert not ((month.column("sent_kb") > 0) & (month.column("received_kb") > 0)).any()


@pytest.mark.parametrize("payer", ["receiver", "giver"])
def test_money_paid_is_money_booked(world: World, payer: str) -> None:
    rules: dict[str, Value] = {"fee_per_transfer": 7.0, "fee_per_gb": 3.0, "fee_payer": payer}
    result = simulate(world, make_rules(rules), assumptions_for(world, {"give_probability": 0.5}), cuts=False)
    booked = {step.item: step.total for step in result.profit_bridge}["fees"]
    assert result.flow.transfers > 100
    assert booked == 7 * result.flow.transfers + 3 * result.flow.sent_gb
    for month in months_of(world, rules):
        pays, does_not = ("sent_kb", "received_kb") if payer == "giver" else ("received_kb", "sent_kb")
        assert (month.column("fees")[month.column(pays) > 0] > 0).all()
        assert (month.column("fees")[month.column(does_not) > 0] == 0).all()


def test_only_givers_on_premium_tourist_sims_pay_the_surcharge(world: World) -> None:
    rules: dict[str, Value] = {"premium_surcharge_per_gb": 2.0, "step_gb": 0.5, "same_region_only": False}
    premium = Decimal(0)
    for month in months_of(world, rules, give_probability=1.0, fee_worth=1.0):
        from_premium = (world.rows.sim[world.rows.plan[month.person]] == 2) & (month.column("sent_kb") > 0)
        assert (month.column("fees") == np.where(from_premium, 2 * month.column("sent_kb"), 0)).all()
        premium += int(month.column("fees").sum())
    assert premium > 0


def test_the_packs_of_the_bridge_are_the_packs_not_bought_again(world: World) -> None:
    result = simulate(world, make_rules({}), assumptions_for(world, {"give_probability": 0.5}), cuts=False)
    lost = sum(
        int((month.column("packs") * world.rows.price[world.rows.plan[month.person]]).sum()) for month in months_of(world, {})
    )
    assert lost < 0
    steps = {step.item: step.total for step in result.profit_bridge}
    assert (steps["packs_lost"] + steps["packs_won"]) * 1_000_000 == lost
