"""The laws of gifting hold for every other mechanism too; each with what is its own."""

from __future__ import annotations

from dataclasses import asdict, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.engine.projection import ahead_of, carried_of
from analysis.kernels.projection import FLOWS
from analysis.mechanisms.marketplace.clearing import Band
from analysis.mechanisms.registry import mechanism_of
from analysis.settings.assumptions import Assumptions, assumptions_for
from analysis.settings.parameters import parameters_of
from analysis.settings.rule_kinds import KINDS
from analysis.settings.rule_set import FAMILY_POOL, GIFTING_FAMILY_POOL, GIFTING_ROLLOVER, MARKETPLACE, PAID_GIFT, PARTS, ROLLOVER
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.synthetic.generator import synthesise
from tests.analysis.builder import WHOLE_MONTHS, Builder
from tests.analysis.market_days import traded_at
from tests.analysis.rewriting import DISTINCT_STRENGTHS, NOBODY_BOUGHT, renamed, rewritten, together

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.engine.changes import Changes
    from analysis.results.result import Result
    from analysis.settings.parameters import Value
    from analysis.world.world import World

Values = dict[str, "Value"]
# Everybody takes part, so that whatever changes nothing is not left to chance.
EVERYONE: Values = {
    "option_takeup_share": 1.0, "option_mistaken_share": 1.0, "market_seller_share": 1.0, "market_buyer_share": 1.0,
    "paid_gift_probability": 1.0, "adoption_months": 0,
}  # fmt: skip
ALIVE: list[tuple[str, Values]] = [
    (ROLLOVER, {}),
    (ROLLOVER, {"carry_months": None, "carried_first": False, "carry_fee": 40.0, "carry_share": 0.5, "carry_cap_gb": 5.0}),
    (FAMILY_POOL, {"pool_same_region": False}),
    (FAMILY_POOL, {"pool_share": 0.5, "pool_draw_gb": 3.0, "member_fee": 20.0, "member_fee_payer": "each"}),
    (MARKETPLACE, {"lot_gb": 0.5}),
    (MARKETPLACE, {"price_floor_per_gb": 10.0, "price_ceiling_per_gb": 40.0, "market_fee_per_gb": 7.0}),
    (PAID_GIFT, {"bought_price": 100.0}),
    (PAID_GIFT, {"bought_gb": 5.0, "bought_per_month": 2, "bought_price": 300.0}),
    (GIFTING_ROLLOVER, {"fee_per_gb": 2.0, "gift_days": 7}),
    (GIFTING_ROLLOVER, {"carried_given": "last", "carried_first": False, "gifts_first": False, "carry_fee": 20.0}),
    (GIFTING_FAMILY_POOL, {"fee_per_gb": 2.0, "gift_days": 7}),
    (GIFTING_FAMILY_POOL, {"pool_first": False, "pool_share": 0.5, "member_fee": 20.0, "pool_same_region": False}),
]
FATES = ("displaced_kb", "served_kb", "induced_kb", "expired_gift_kb")


def answer(world: World, mechanism: str, rules: Values, assumed: Values | None = None, threads: int | None = None) -> Result:
    assumptions = assumptions_for(world, EVERYONE | (assumed or {}))
    return simulate(world, KINDS[mechanism].of(rules), assumptions, cuts=False, threads=threads)


def replayed(world: World, mechanism: str, rules: Values) -> tuple[Changes, ...]:
    chosen = KINDS[mechanism].of(rules)
    whole = mechanism_of(chosen).replay(world, chosen, assumptions_for(world, EVERYONE))
    assert whole.whole.column("received_kb").sum() > 0
    return (*whole.months, *whole.settled)


@pytest.mark.parametrize(
    ("mechanism", "rules", "assumed"),
    [
        *[(mechanism, {"enabled": False}, {}) for mechanism in KINDS],
        (ROLLOVER, {"carry_share": 0.0}, {}),
        (ROLLOVER, {"carry_cap_gb": 0.0}, {}),
        (ROLLOVER, {"carry_sims": ()}, {}),
        (ROLLOVER, {"carry_fee": 10.0}, {"option_takeup_share": 0.0, "option_mistaken_share": 0.0}),
        (FAMILY_POOL, {"pool_share": 0.0}, {}),
        (FAMILY_POOL, {"pool_share": 0.0, "member_fee": 100.0}, {}),  # nobody pays for what never spares a pack
        (ROLLOVER, {"carry_share": 0.0, "carry_fee": 100.0}, {}),
        (FAMILY_POOL, {"pool_draw_gb": 0.0}, {}),
        (FAMILY_POOL, {"pool_sims": ()}, {}),
        (FAMILY_POOL, {}, {"option_takeup_share": 0.0}),
        (MARKETPLACE, {"sell_cap_gb": 0.0}, {}),
        (MARKETPLACE, {"seller_sims": ()}, {}),
        (MARKETPLACE, {"buyer_sims": ()}, {}),
        (MARKETPLACE, {"market_fee_per_gb": 1e8}, {}),
        (MARKETPLACE, {}, {"market_seller_share": 0.0}),
        (MARKETPLACE, {}, {"market_buyer_share": 0.0}),
        (PAID_GIFT, {"bought_per_month": 0}, {}),
        (PAID_GIFT, {"payer_sims": ()}, {}),
        (PAID_GIFT, {"bought_for_sims": ()}, {}),
        (PAID_GIFT, {}, {"paid_gift_probability": 0.0}),
    ],
)
def test_what_allows_nothing_changes_nothing(world: World, mechanism: str, rules: Values, assumed: Values) -> None:
    result = answer(world, mechanism, rules, assumed)
    assert [outcome.change for outcome in result.outcomes] == [0.0] * len(result.outcomes)
    assert result.profit_change == result.flow.sent_gb == Decimal(0)
    assert result.projection.npv.value == 0


@pytest.mark.parametrize(("mechanism", "rules"), ALIVE)
def test_gigabytes_are_neither_made_nor_lost(world: World, mechanism: str, rules: Values) -> None:
    for month in replayed(world, mechanism, rules):
        assert (np.stack([month.column(name) for name in FATES]).sum(axis=0) == month.column("received_kb")).all()
        assert np.unique(month.person).size == month.person.size
        received, sent = month.column("received_kb"), month.column("sent_kb")
        carried = (ROLLOVER in (mechanism, *PARTS.get(mechanism, ()))) * month.column("drawn_kb")
        assert received.sum() == sent.sum() + carried.sum()
        # What is carried in had been left over before, and a paid gift leaves nobody's balance.
        came = month.column("packs") * world.rows.pack[world.rows.plan[month.person]] + received - carried
        went = month.column("used_kb") + month.column("unused_kb") + (mechanism != PAID_GIFT) * sent
        limited = np.isin(month.person, world.rows.sub[world.rows.balance >= 0])
        assert (came[limited] == went[limited]).all()


@pytest.mark.parametrize(("mechanism", "rules"), [one for one in ALIVE if one[0] in (ROLLOVER, GIFTING_ROLLOVER)])
def test_nobody_has_used_more_by_any_month_than_was_bought_or_given_by_then(world: World, mechanism: str, rules: Values) -> None:
    rows, shape = world.rows, (len(world.months), world.subscribers)
    bought = rows.packs * rows.pack[rows.plan[rows.sub]]
    left = np.zeros(shape, np.int64)
    left[rows.month, rows.sub] = np.where(rows.balance >= 0, np.maximum(0, rows.balance + bought - rows.need), 0)
    stands, drawn = np.zeros(world.subscribers, np.int64), 0
    for nth, month in enumerate(replayed(world, mechanism, rules)):
        stands += left[nth % shape[0]]
        packs = month.column("packs") * rows.pack[rows.plan[month.person]]
        gifts = month.column("received_kb") - month.column("drawn_kb") - month.column("sent_kb")
        stands[month.person] += packs + gifts - month.column("used_kb")
        assert (stands >= 0).all()
        drawn += int(month.column("drawn_kb").sum())
    assert drawn > 1_000_000_000


@pytest.mark.parametrize(("mechanism", "rules"), ALIVE)
def test_the_bridge_is_the_change_in_profit_and_threads_are_ours(world: World, mechanism: str, rules: Values) -> None:
    one, two = (answer(world, mechanism, rules, threads=threads) for threads in (1, 2))
    assert one == two
    assert one.flow.received_gb > 0
    assert one.profit_change == sum((step.total for step in one.profit_bridge), Decimal(0))


def test_what_buyers_pay_is_what_sellers_are_credited_and_the_operators_fee(world: World) -> None:
    rules: Values = {"price_floor_per_gb": 10.0, "price_ceiling_per_gb": 40.0, "market_fee_per_gb": 7.0}
    for month in replayed(world, MARKETPLACE, rules):
        fees, sold = month.column("fees"), int(month.column("sent_kb").sum())
        assert fees.sum() == 7 * sold
        per_gb = np.unique(-fees[fees < 0] / month.column("sent_kb")[fees < 0])
        assert per_gb.size == (1 if sold else 0), "a month has one price"
        assert ((per_gb >= 10) & (per_gb <= 40)).all()
    steps = {step.item: step.total for step in answer(world, MARKETPLACE, rules).profit_bridge}
    result = answer(world, MARKETPLACE, rules)
    assert steps["fees"] + steps["credits"] == 7 * result.flow.sent_gb


def test_a_credit_pleases_no_more_than_as_much_spent_would_hurt(tmp_path: Path) -> None:
    base = Builder(fee=10, pack_price=1000).person("seller", 2).person("short", 14, packs=4).write(tmp_path / "p")
    world = prepare(base)
    chosen, assumed = KINDS[MARKETPLACE].of({"price_floor_per_gb": 900.0}), assumptions_for(world, EVERYONE | WHOLE_MONTHS)
    assumed = replace(assumed, forecast_error=0.0, request_packs=10.0)
    (month,) = mechanism_of(chosen).replay(world, chosen, assumed).months
    sold = month.column("fees") < 0
    assert month.column("fees")[sold].tolist() == [-3_600_000_000]
    assert 15e6 < month.column("satisfaction")[sold].item() <= (assumed.spend_penalty + assumed.waste_penalty) * 1e6


Orders = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4)), max_size=12)


@given(asks=Orders, bids=Orders, floor=st.integers(0, 20), height=st.integers(0, 20), seed=st.integers(0, 99))
@settings(deadline=None, database=None, derandomize=True)
def test_no_willing_seller_and_buyer_are_left_apart(
    asks: list[tuple[int, int]], bids: list[tuple[int, int]], floor: int, height: int, seed: int
) -> None:
    ceiling = floor + height
    sides = [np.array(side, np.int64).reshape(-1, 2) for side in (asks, bids)]
    price, served = traded_at(sides, Band(floor, ceiling), seed)
    assert floor <= price <= ceiling
    able = [sides[0][:, 0] <= price, sides[1][:, 0] >= price]
    traded = min(int(side[may, 1].sum()) for side, may in zip(sides, able, strict=True))
    assert [int(each.sum()) for each in served] == [traded, traded]
    assert not any(each[~may].any() for each, may in zip(served, able, strict=True))
    asked, offered = (side[each < side[:, 1], 0] for side, each in zip(sides, served, strict=True))
    assert not any(max(ask, floor) <= min(bid, ceiling) for ask in asked for bid in offered)


@pytest.mark.parametrize(
    ("mechanism", "rules"),
    [
        (ROLLOVER, {}),
        (FAMILY_POOL, {"pool_same_region": False}),
        (MARKETPLACE, {"market_same_region": True, "lot_gb": 0.5}),
        (PAID_GIFT, {}),
        (GIFTING_ROLLOVER, {}),
        (GIFTING_FAMILY_POOL, {"pool_first": False}),
    ],
)
def test_halves_that_know_nothing_of_each_other_add_up(halves: list[World], mechanism: str, rules: Values) -> None:
    # Nobody would pay for a pack or bought one: what people would pay is measured on a base, and each half is another.
    free: Values = {"topup_conversion": 0.0, "seller_reservation": 0.0, "adoption_months": 0}
    one, other, whole = (answer(half, mechanism, rules, free) for half in halves)
    assert one.flow.received_gb > 0
    for name, value in asdict(whole.flow).items():
        assert value == getattr(one.flow, name) + getattr(other.flow, name), name
    totals = [{step.item: step.total for step in result.profit_bridge} for result in (one, other, whole)]
    # Support of a transfer is a share of the middle pack price, which is one of the base.
    assert all(totals[2][item] == totals[0][item] + totals[1][item] for item in totals[2] if item != "support")


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> list[World]:
    """Give two bases that know nothing of each other, and both in one."""
    folder = tmp_path_factory.mktemp("halves")
    parts = []
    for prefix, seed in (("a", 31), ("b", 32)):
        synthesise(folder / f"{prefix}0", subscribers=500, seed=seed)
        elsewhere = f"update subscribers set region = '{prefix}' || region"
        changed = (*NOBODY_BOUGHT, *DISTINCT_STRENGTHS, *renamed(prefix), elsewhere)
        parts.append(rewritten(folder / f"{prefix}0", folder / prefix, changed))
    return [prepare(part) for part in (*parts, together(parts, folder / "whole"))]


@pytest.mark.parametrize(
    ("mechanism", "rules"),
    [
        (ROLLOVER, {"carry_fee": 10.0}),
        (FAMILY_POOL, {"member_fee": 10.0}),
        (MARKETPLACE, {"price_floor_per_gb": 2.0, "market_fee_per_gb": 3.0}),
        (PAID_GIFT, {"bought_price": 20.0}),
        (GIFTING_ROLLOVER, {"fee_per_transfer": 10.0, "carry_fee": 20.0}),
        (GIFTING_FAMILY_POOL, {"fee_per_transfer": 10.0, "member_fee": 10.0}),
    ],
)
def test_another_currency_scales_the_money_and_nothing_else(world: World, dearer: World, mechanism: str, rules: Values) -> None:
    before = answer(world, mechanism, rules)
    after = answer(dearer, mechanism, {name: 4 * float(str(value)) for name, value in rules.items()})
    assert before.flow == after.flow
    assert before.flow.received_gb > 0
    for one, other in zip(before.profit_bridge, after.profit_bridge, strict=True):
        assert float(other.total) == pytest.approx(4 * float(one.total), rel=1e-6), one.item
    assert after.outcome("satisfaction").change == pytest.approx(before.outcome("satisfaction").change, rel=1e-6)


@pytest.fixture(scope="module")
def dearer(population: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Give the same base in a currency of which four make one."""
    money = ("update plans set monthly_fee = monthly_fee * 4, pack_price = pack_price * 4",)
    return prepare(rewritten(population, tmp_path_factory.mktemp("dearer") / "p", money))


@pytest.mark.parametrize(("mechanism", "rules"), ALIVE)
def test_a_base_that_nobody_leaves_repeats_its_settled_year(world: World, mechanism: str, rules: Values) -> None:
    staying = replace(world, launch_hazard=np.zeros_like(world.launch_hazard))
    rates: Values = {"trade_down_rate": 0.0, "givers_keep_rate": 0.0, "upgrades_forgone_rate": 0.0}
    chosen, assumed = KINDS[mechanism].of(rules), assumptions_for(world, EVERYONE | rates)
    done = mechanism_of(chosen).replay(staying, chosen, assumed)
    settled = (*done.settled, *done.months[done.ramp :])
    year = ahead_of(staying, carried_of(staying, done, assumed, 24), assumed).flows[12:].sum(axis=(0, 1))
    told = dict(zip(FLOWS, year.tolist(), strict=True))
    rows = sum(month.person.size for month in settled)
    for items, name in ((("fees", "credits"), "fees"), (("packs_lost", "packs_won"), "pack_revenue")):
        expected = sum(int(month.column(name).sum()) for month in settled)
        assert sum(told[item] for item in items) == pytest.approx(expected, abs=2 * rows)
    assert told["retention"] == told["retained"] == 0


# With which assumptions, all within what is declared, each mechanism gains and loses: no rule of ours decides the sign.
LOYAL: Values = {"satisfaction_to_renewal": 0.5, "goodwill_months": 6.0}
SIGNS: list[tuple[str, Values, Values, int]] = [
    (ROLLOVER, {}, {}, -1),
    (ROLLOVER, {"carry_fee": 60.0}, {"option_mistaken_share": 0.15}, 1),
    (FAMILY_POOL, {}, {}, -1),
    (FAMILY_POOL, {}, LOYAL, 1),
    (MARKETPLACE, {}, {"satisfaction_to_renewal": 0.0}, -1),
    (MARKETPLACE, {}, LOYAL, 1),
    (MARKETPLACE, {"market_fee_per_gb": 40.0}, {}, 1),
    (PAID_GIFT, {"bought_price": 10.0}, {"receiving_effect": -6.0, "giving_effect": -6.0}, -1),
    (PAID_GIFT, {"bought_price": 100.0}, {}, 1),
    (GIFTING_ROLLOVER, {}, {}, -1),
    (GIFTING_ROLLOVER, {"carry_fee": 60.0}, {"option_mistaken_share": 0.15}, 1),
    (GIFTING_FAMILY_POOL, {}, {}, -1),
    (GIFTING_FAMILY_POOL, {}, LOYAL, 1),
]


@pytest.mark.parametrize(("mechanism", "rules", "assumed", "sign"), SIGNS)
def test_each_mechanism_can_gain_and_can_lose(world: World, mechanism: str, rules: Values, assumed: Values, sign: int) -> None:
    result = simulate(world, KINDS[mechanism].of(rules), assumptions_for(world, assumed), cuts=False)
    assert result.projection.npv.value * sign > 0
    ranges = parameters_of(Assumptions)
    assert all(ranges[name].check(value) is None for name, value in assumed.items())
