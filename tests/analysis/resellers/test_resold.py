"""Resellers counted in: what they take and bring are steps of bridge and path; where they earn nothing, nothing moves."""

from __future__ import annotations

import inspect
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from analysis.decide.tornado import tornado
from analysis.decide.what_if import WhatIf
from analysis.kernels.resale import project_resale
from analysis.resellers import resold
from analysis.results.result import RESALE
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import Rules
from analysis.simulate import simulate
from analysis.uncertainty.distributions import unknown_names
from analysis.uncertainty.draws_cache import load_futures, save_futures
from analysis.uncertainty.monte_carlo import futures_of
from analysis.world.prepare import prepare
from tests.analysis.builder import Builder, PersonRow

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result
    from analysis.world.world import World

FREE = Rules(step_gb=None, max_transfer_gb=None, monthly_cap_gb=None)
OPEN = {"resellers": True, "resale_price": 1.2, "reseller_share": 0.3}  # a price at which a SIM earns on this base


def answered(world: World, **assumed: float) -> Result:
    return simulate(world, FREE, assumptions_for(world, assumed), horizon=30, cuts=False)


def steps(result: Result) -> dict[str, Decimal]:
    return {step.item: step.total for step in result.profit_bridge} | {
        f"ahead {step.item}": step.total for step in result.projection.bridge
    }


def test_left_out_their_unknowns_change_no_digit(world: World) -> None:
    plain = answered(world)
    other = answered(world, resale_price=2.0, reseller_share=1.0, reseller_months=1, reseller_cost=0.0)
    assert replace(other, assumptions=plain.assumptions) == plain
    assert not set(RESALE) & steps(plain).keys()


def test_where_a_sim_earns_nothing_nothing_changes(world: World) -> None:
    plain, counted = answered(world), answered(world, resellers=True, resale_price=0.01)
    assert counted.projection.time_path == plain.projection.time_path
    assert counted.outcomes == plain.outcomes
    assert steps(counted) == steps(plain) | {f"{where}{item}": 0 for item in RESALE for where in ("", "ahead ")}
    assert [one.key for one in counted.notices if one.key.startswith("resellers")] == ["resellers-stay-out"]


def test_the_steps_sum_to_the_change_in_profit_with_resellers_in_it(world: World) -> None:
    result = answered(world, **OPEN)
    assert steps(result)["resale_packs"] < 0 < steps(result)["resale_sims"]
    assert sum(step.total for step in result.profit_bridge) == result.profit_change
    assert float(sum(step.change for step in result.profit_bridge)) == result.outcome("profit_per_subscriber").change
    assert sum(step.change for step in result.projection.bridge) == result.projection.time_path[-1].cumulative
    assert "resellers-serve" in {one.key for one in result.notices}


def test_what_they_take_is_repurchase_and_revenue_too(world: World) -> None:
    plain, counted = answered(world), answered(world, **OPEN)
    assert counted.outcome("topup_rate").change < plain.outcome("topup_rate").change
    taken = float(steps(counted)["resale_packs"] + steps(counted)["resale_sims"]) / counted.subscriber_months
    revenue = counted.outcome("revenue_per_subscriber").change - plain.outcome("revenue_per_subscriber").change
    assert revenue == pytest.approx(taken)
    for name in ("satisfaction", "renewal_rate"):
        assert counted.outcome(name) == plain.outcome(name)


def test_the_more_demand_they_serve_the_less_is_left_of_packs(world: World) -> None:
    found = [steps(answered(world, **(OPEN | {"reseller_share": share}))) for share in (0.0, 0.1, 0.4, 1.0)]
    for where in ("resale_packs", "ahead resale_packs"):
        assert all(one[where] > other[where] for one, other in pairwise(found))
        assert found[0][where] == 0
    whole = answered(world)
    left = whole.outcome("revenue_per_subscriber").with_rules * whole.subscriber_months
    assert -float(found[-1]["resale_packs"]) < left


def test_a_dearer_gigabyte_takes_fewer_packs(world: World) -> None:
    found = [steps(answered(world, **(OPEN | {"resale_price": price})))["resale_packs"] for price in (0.9, 1.2, 1.6, 2.0)]
    assert found == sorted(found)
    assert found[0] < found[-1]


def test_a_buyer_of_one_pack_a_month_is_lost_as_worked_out_by_hand(tmp_path: Path) -> None:
    # 12 months, one pack at 100 in each, 1 GB of it needed. A SIM passes on 10 GB for its fee of 300, so the operator gets 30 a
    # GB; a reseller asks 50 and there is one from the first month on.
    base = Builder(fee=300, allowance_gb=10, pack_gb=1, pack_price=100).person("buyer", *[11.0] * 12, packs=1)
    base.person("other", *[10.0] * 12)
    world = prepare(base.write(tmp_path / "base"))
    assumed = {
        "resellers": True,
        "resale_price": 0.5,
        "reseller_share": 1.0,
        "reseller_months": 1,
        "platform_cost_per_month": 0.0,
    }
    found = steps(answered(world, **assumed))
    assert [found[item] for item in RESALE] == [Decimal(-1200), Decimal(360), Decimal(0)]
    half = steps(answered(world, **(assumed | {"reseller_months": 24})))
    risen = sum(month / 24 for month in range(1, 13))
    assert float(half["resale_packs"]) == pytest.approx(-100 * risen)


def test_months_of_the_ramp_in_which_nobody_buys_are_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # One buyer, in the first month of the year alone: none of the later months of the ramp has a buyer. As plain Python
    # the kernel says where it reads beyond what it was given; compiled it found whatever lay there.
    base = Builder(fee=300, allowance_gb=10, pack_gb=1, pack_price=100).person("other", *[10.0] * 12)
    base.subscriber("buyer", PersonRow(), [(11.0, 1), *[(5.0, 0)] * 11])
    world = prepare(base.write(tmp_path / "base"))
    assumed = OPEN | {"resale_price": 0.5, "adoption_months": 6}
    found = answered(world, **assumed)
    assert steps(found)["ahead resale_packs"] < 0
    monkeypatch.setattr(resold, "project_resale", inspect.unwrap(project_resale))
    assert answered(world, **assumed) == found


def test_a_search_or_a_lever_is_told_the_same_as_the_page(world: World) -> None:
    central = assumptions_for(world, OPEN)
    result = answered(world, **OPEN)
    what_if = WhatIf.on(world, FREE, central, 30)
    assert what_if.worth().npv == pytest.approx(result.projection.npv.value, abs=1e-7)
    assert what_if.worth().topup_rate == pytest.approx(result.outcome("topup_rate").change)
    without = WhatIf.on(world, FREE, assumptions_for(world, {}), 30)
    assert without.worth(OPEN).npv == what_if.worth().npv


def test_their_unknowns_are_drawn_and_in_the_tornado_only_where_they_are_counted_in(world: World, tmp_path: Path) -> None:
    theirs = {"resale_price", "reseller_share", "reseller_months", "reseller_cost"}
    assert not theirs & set(unknown_names())
    assert set(unknown_names(resellers=True)) == theirs | set(unknown_names())
    *_, futures = futures_of(world, answered(world, **OPEN), draws=16)
    assert futures.values.shape[1] == len(unknown_names(resellers=True))
    save_futures(tmp_path / "kept.npz", futures)
    kept = load_futures(tmp_path / "kept.npz")
    assert kept is not None
    assert kept.resellers
    *_, bars = tornado(WhatIf.on(world, FREE, assumptions_for(world, OPEN), 12))
    moved = {bar.name: bar.swing for bar in bars}
    assert moved["reseller_share"] < 0
    assert moved["reseller_months"] > 0
