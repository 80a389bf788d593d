"""Gigabytes and money never leak."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from analysis.mechanisms.common.two_sides import ROLES, roles_of
from analysis.outcomes.cuts import ROLE, cuts_of
from analysis.outcomes.segments import segments_of
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from analysis.world.world import Dimension
from tests.analysis.builder import WHOLE_MONTHS, Builder
from tests.analysis.replaying import replay

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.settings.parameters import Value
    from analysis.world.world import World

RULE_SETS: list[dict[str, Value]] = [
    {},
    {"step_gb": None, "max_transfer_gb": None, "monthly_cap_gb": None, "same_region_only": False},
    {"step_gb": 0.5, "max_transfer_gb": 1.0, "transfers_per_month": 2, "fee_per_transfer": 5.0},
    {"max_share_of_allowance": 0.5, "keep_floor_gb": 2.0, "fee_per_gb": 10.0, "fee_payer": "giver"},
]


@pytest.mark.parametrize("rules", RULE_SETS)
def test_what_is_sent_is_received_and_has_exactly_four_fates(world: World, rules: dict[str, Value]) -> None:
    flow = simulate(world, make_rules(rules), assumptions_for(world, {})).flow
    assert flow.sent_gb > 0
    assert flow.sent_gb == flow.received_gb
    assert flow.displaced_gb + flow.served_unmet_gb + flow.induced_gb + flow.expired_gift_gb == flow.received_gb


@pytest.mark.parametrize("rules", RULE_SETS)
def test_the_bridge_sums_to_the_change_in_profit(world: World, rules: dict[str, Value]) -> None:
    result = simulate(world, make_rules(rules), assumptions_for(world, {}))
    assert result.profit_change == sum((step.total for step in result.profit_bridge), Decimal(0))


@pytest.mark.parametrize("rules", RULE_SETS)
def test_segments_sum_to_the_total_to_the_last_digit(world: World, rules: dict[str, Value]) -> None:
    chosen, assumptions = make_rules(rules), assumptions_for(world, {"gift_fee_worth": 1.0})
    result, whole = simulate(world, chosen, assumptions), replay(world, chosen, assumptions).whole
    cuts = cuts_of(world, whole, Dimension(ROLE, ROLES, roles_of(world, whole)))
    segments = segments_of(world, cuts, assumptions, dict.fromkeys((cut.name for cut in cuts), frozenset[int]()))
    dimensions = {segment.dimension for segment in segments}
    assert dimensions == {"plan", "sim_type", "region", "tenure", "age", "use_decile", "role"}
    for dimension in dimensions:
        cells = [segment for segment in segments if segment.dimension == dimension]
        assert all(cell.profit_change is not None for cell in cells)
        assert sum((cell.profit_change or Decimal(0) for cell in cells), Decimal(0)) == result.profit_change
        assert sum(cell.subscribers or 0 for cell in cells) == result.subscribers


def test_the_bridge_per_subscriber_sums_to_the_change_in_profit(world: World) -> None:
    result = simulate(world, make_rules({}), assumptions_for(world, {}))
    per_subscriber = sum((step.change for step in result.profit_bridge), Decimal(0))
    assert float(per_subscriber) == result.outcome("profit_per_subscriber").change


def test_a_gift_that_covers_the_shortage_displaces_the_packs_bought(tmp_path: Path) -> None:
    base = (
        Builder(allowance_gb=10, pack_gb=1, pack_price=100).person("giver", 2).person("buyer", 13, packs=3).tie("giver", "buyer")
    )
    world = prepare(base.write(tmp_path / "p"))
    everyone: dict[str, Value] = {
        "give_probability": 1.0,
        "adoption_months": 0,
        "forecast_error": 0.0,
        "transfer_cost_share": 0.0,
        **WHOLE_MONTHS,
    }
    result = simulate(world, make_rules({}), assumptions_for(world, everyone))
    assert result.flow.displaced_gb == 3
    assert [step.total for step in result.profit_bridge if step.item == "packs_lost"] == [Decimal(-300)]
    assert result.profit_change == Decimal(-300)
    assert result.outcome("topup_rate").change == -0.5
