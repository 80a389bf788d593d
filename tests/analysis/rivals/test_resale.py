"""What a reseller earns: the cheapest gigabyte is where it begins, and every rule that bars it does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.decide.what_if import WhatIf
from analysis.resellers.exposure import LIFE_MONTHS, resale_of
from analysis.rivals.bars import bars_of, cheapest_bar, front
from analysis.scenarios.presets import choose_rules
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rule_set import LONG_LIVED
from analysis.settings.rules import Rules
from data.schema import KB_PER_GB, MICRO, SIM_TYPES

if TYPE_CHECKING:
    from analysis.world.world import World

FREE = Rules(step_gb=None, max_transfer_gb=None, monthly_cap_gb=None)


def limited_plans(world: World) -> list[tuple[int, int, int]]:
    """Return (fee, allowance in kB, SIM kind) of each plan with a limit that somebody is on."""
    rows = zip(world.rows.fee.tolist(), world.plan_allowances.tolist(), world.rows.sim.tolist(), strict=True)
    return [(fee, kb, sim) for fee, kb, sim in rows if 0 < kb < np.iinfo(np.int64).max]


def cheapest_gb(world: World) -> float:
    """Return the least that a GB of any limited plan costs whose SIM may take part, in currency."""
    return min(fee / MICRO / (kb / KB_PER_GB) for fee, kb, sim in limited_plans(world) if SIM_TYPES[sim] in LONG_LIVED)


def test_where_nothing_binds_resale_begins_at_the_cost_of_the_cheapest_gigabyte(world: World) -> None:
    found = resale_of(world, FREE, assumptions_for(world, {}))
    assert found.entry_price == pytest.approx(cheapest_gb(world))


def test_nobody_earns_below_the_entry_price_and_somebody_does_above(world: World) -> None:
    entry = resale_of(world, FREE, assumptions_for(world, {})).entry_price / world.pack_price_per_gb
    below, above = (resale_of(world, FREE, assumptions_for(world, {"resale_price": entry * by})) for by in (0.99, 1.01))
    assert not below.invites
    assert above.invites


@pytest.mark.parametrize(
    "tighter",
    [
        {"monthly_cap_gb": 1.0}, {"keep_floor_gb": 2.0}, {"max_share_of_allowance": 0.2}, {"fee_per_gb": 1.0},
        {"min_tenure_months": 6}, {"transfers_per_month": 1, "max_transfer_gb": 1.0},
    ],
)  # fmt: skip
def test_each_rule_that_bars_resellers_leaves_them_less(world: World, tighter: dict[str, float]) -> None:
    assumed = assumptions_for(world, {"resale_price": 2.0})
    assert resale_of(world, replace(FREE, **tighter), assumed).margin < resale_of(world, FREE, assumed).margin  # type: ignore[arg-type]


def test_waiting_as_long_as_a_sim_lives_earns_nothing(world: World) -> None:
    found = resale_of(world, replace(FREE, min_tenure_months=LIFE_MONTHS), assumptions_for(world, {"resale_price": 2.0}))
    assert found.margin == -min(fee for fee, *_ in limited_plans(world)) / MICRO


@pytest.mark.parametrize("preset", ["off", "rollover-china", "paid-pack"])
def test_where_nothing_reaches_strangers_there_is_nothing_to_resell(world: World, preset: str) -> None:
    found = resale_of(world, choose_rules(preset, {}, world.pack_price_per_gb), assumptions_for(world, {"resale_price": 2.0}))
    assert (found.plan, found.margin, found.gb) == (None, 0.0, 0.0)


def test_the_rule_that_stops_resellers_is_the_one_worth_most_of_those_that_do(world: World) -> None:
    what_if = WhatIf.on(world, choose_rules("t2", {}, world.pack_price_per_gb), assumptions_for(world, {"resale_price": 2.0}))
    bars = list(bars_of(what_if))
    best = cheapest_bar(bars)
    assert bars[0].resale.invites
    assert best is not None
    assert not best.resale.invites
    assert best.npv == max(bar.npv for bar in bars[1:] if not bar.resale.invites)
    kept = front(bars)
    assert best in kept
    order = sorted(kept, key=lambda bar: bar.npv)
    assert np.all(np.diff([bar.resale.margin for bar in order]) >= 0)


def test_rules_that_invite_nobody_need_no_bar(world: World) -> None:
    what_if = WhatIf.on(world, choose_rules("kenya", {}, world.pack_price_per_gb), assumptions_for(world, {}))
    assert cheapest_bar(list(bars_of(what_if))) is None


def test_a_plan_that_may_not_give_is_no_resellers(world: World) -> None:
    assumed = assumptions_for(world, {"resale_price": 2.0})
    best = resale_of(world, FREE, assumed)
    assert best.plan is not None
    others = tuple(plan for nth, plan in enumerate(world.plans) if nth != best.plan)
    assert resale_of(world, replace(FREE, giver_plans=others), assumed).plan != best.plan
