"""Results known in closed form for rollover, pools and the market, reproduced to four standard errors of the run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pytest

from analysis.mechanisms.marketplace.clearing import Band
from analysis.mechanisms.registry import mechanism_of
from analysis.settings.assumptions import assumptions_for
from analysis.settings.family_pool_rules import PoolRules
from analysis.settings.marketplace_rules import MarketRules
from analysis.settings.rollover_rules import RolloverRules
from analysis.simulate import simulate
from analysis.world.accounts import NO_ACCOUNT
from analysis.world.prepare import prepare
from data.population.folder import Manifest, write_population
from tests.analysis.builder import TABLES, WHOLE_MONTHS, Builder
from tests.analysis.cliques import GB, Estimate
from tests.analysis.market_days import traded_at
from tests.analysis.rewriting import REDUCED

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet

JOINED: dict[str, Value] = REDUCED | {"option_takeup_share": 1.0}
DENSITY = 0.398942  # the normal density at 0: what a head lacks or has over on average (Eppen 1979)


def base_of(needs: NDArray[np.float64], allowance_gb: float, folder: Path) -> Path:
    """Write a base: `needs` is [account, member, month] in GB; nobody bought anything, nobody knows anybody."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(TABLES)
        connection.execute("alter table subscribers add column account_id varchar")
        connection.execute("insert into plans values ('p', 'Plan', 'local', 300, ?, 1, 100, 30)", [allowance_gb])
        accounts, members, months = needs.shape
        heads = np.arange(accounts * members)
        drawn = {
            "head": np.repeat(heads, months), "month": np.tile(np.arange(months), heads.size),
            "need": np.maximum(0.0, needs.ravel()),
        }  # fmt: skip
        connection.register("drawn", drawn)
        connection.execute(
            "insert into subscribers select distinct 's' || head, 'p', 'r', 24, true, null, 'c' || head // $size, null, "
            "'a' || head // $size from drawn",
            {"size": members},
        )
        connection.execute(
            "insert into usage (subscriber_id, month, used_gb, packs_bought, need_gb, renewed) "
            "select 's' || head, date '2026-01-01' + to_months(month::integer), "
            "least(need::decimal(18,6), $allowance::decimal(18,6)), 0, need::decimal(18,6), true from drawn",
            {"allowance": allowance_gb},
        )
        connection.unregister("drawn")
        write_population(connection, Manifest(name="oracle", currency="RUB", source="test"), folder)
    return folder


def drawn_by_head(folder: Path, rules: RuleSet, heads: int) -> NDArray[np.float64]:
    """Return what each head uses of others, or of its own earlier months, in the last month: GB."""
    world = prepare(folder)
    month = mechanism_of(rules).replay(world, rules, assumptions_for(world, JOINED)).months[-1]
    found = np.zeros(heads)
    found[month.person] = month.column("received_kb") / GB
    return found


def mean_over(groups: NDArray[np.float64]) -> Estimate:
    """Return the mean over independent groups of heads."""
    return Estimate(float(groups.mean()), float(groups.std(ddof=1) / math.sqrt(groups.size)))


@pytest.mark.parametrize(("size", "shared"), [(2, 0.11685), (4, 0.19947), (6, 0.23607)])
def test_normal_needs_pooled_in_accounts(size: int, shared: float, tmp_path: Path) -> None:
    """The difference of what one alone and a pool of n lack per head: density (1 - 1/sqrt n)."""
    assert shared == pytest.approx(DENSITY * (1 - 1 / math.sqrt(size)), abs=1e-5)
    needs = np.random.default_rng(size).normal(5, 1, (12_000 // size, size, 1))
    found = drawn_by_head(base_of(needs, 5, tmp_path / "p"), PoolRules(), needs.size)
    assert mean_over(found.reshape(-1, size).mean(axis=1)).agrees_with(shared)


def test_exponential_needs_pooled_in_pairs(tmp_path: Path) -> None:
    needs = np.random.default_rng(9).exponential(1, (6_000, 2, 1))
    found = drawn_by_head(base_of(needs, 1, tmp_path / "p"), PoolRules(), needs.size)
    assert mean_over(found.reshape(-1, 2).mean(axis=1)).agrees_with(0.097209)


def test_last_months_leftovers_and_a_peers_are_the_same_to_who_is_short(tmp_path: Path) -> None:
    """With independent needs both are min of a shortage and a surplus of another draw: of mean 0.11685 for normal needs."""
    needs = np.random.default_rng(5).normal(5, 1, (5_000, 2, 2))
    folder = base_of(needs, 5, tmp_path / "p")
    carried = drawn_by_head(folder, RolloverRules(carry_months=1, carried_first=False), needs.shape[0] * 2)
    from_peer = drawn_by_head(folder, PoolRules(), needs.shape[0] * 2)
    own, other = (mean_over(found.reshape(-1, 2).mean(axis=1)) for found in (carried, from_peer))
    assert own.agrees_with(0.11685)
    assert other.agrees_with(0.11685)
    for edge in (0.0, 0.25, 0.5, 1.0):  # the whole distribution, not the mean alone
        shares = [mean_over((found.reshape(-1, 2) > edge).mean(axis=1)) for found in (carried, from_peer)]
        assert abs(shares[0].mean - shares[1].mean) <= 4 * math.hypot(shares[0].error, shares[1].error)


def test_linear_supply_and_demand_clear_where_they_cross() -> None:
    """S asks uniform up to a, D bids uniform up to b: offered S p/a, wanted D (1 - p/b), equal at D / (S/a + D/b)."""
    sellers, buyers, dearest_ask, dearest_bid = 30_000, 20_000, 60_000_000, 90_000_000
    asks = (np.arange(sellers) + 0.5) / sellers * dearest_ask
    bids = (np.arange(buyers) + 0.5) / buyers * dearest_bid
    orders = np.stack([asks, np.ones(sellers)], axis=1), np.stack([bids, np.ones(buyers)], axis=1)
    expected = buyers / (sellers / dearest_ask + buyers / dearest_bid)
    price, _ = traded_at(orders, Band(0, 2**62), seed=1)
    assert price == pytest.approx(expected, abs=dearest_bid / buyers)
    for floor, ceiling, told in ((40_000_000, 2**62, 40_000_000), (0, 20_000_000, 20_000_000)):
        assert traded_at(orders, Band(floor, ceiling), seed=1)[0] == told


def test_an_operator_loses_the_overage_and_wins_its_fee(tmp_path: Path) -> None:
    """The published identity of a market for leftovers: profit changes by the packs not sold and the fee on what was traded."""
    base = Builder(pack_price=100)
    for place in range(30):
        base.person(f"seller{place}", 6).person(f"buyer{place}", 12, packs=2 if place < 10 else 0)
    world = prepare(base.write(tmp_path / "p"))
    certain: dict[str, Value] = {
        "market_seller_share": 1.0, "market_buyer_share": 1.0, "adoption_months": 0, "forecast_error": 0.0, "request_packs": 10.0,
        "topup_conversion": 0.3333, "induced_share": 0.0, "network_cost_per_gb": 0.0, "transfer_cost_share": 0.0, **WHOLE_MONTHS,
    }  # fmt: skip
    rules = MarketRules(market_fee_per_gb=5.0)
    result = simulate(world, rules, assumptions_for(world, certain), cuts=False)
    steps = {step.item: step.total for step in result.profit_bridge}
    assert result.flow.received_gb > 20
    assert result.flow.displaced_gb == 20
    assert steps["packs_lost"] == -100 * 20
    assert steps["fees"] + steps["credits"] == 5 * result.flow.received_gb
    assert result.profit_change == -100 * result.flow.displaced_gb + 5 * result.flow.received_gb


def test_accounts_told_are_not_guessed(tmp_path: Path) -> None:
    needs = np.random.default_rng(1).normal(5, 1, (3, 2, 1))
    world = prepare(base_of(needs, 5, tmp_path / "p"))
    assert not world.accounts_guessed
    alone = prepare(Builder().person("a", 2).person("b", 14).write(tmp_path / "alone"))
    assert alone.accounts_guessed
    assert alone.account.tolist() == [NO_ACCOUNT, NO_ACCOUNT]
