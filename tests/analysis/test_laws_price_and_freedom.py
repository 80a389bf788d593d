"""What a price of nothing and a price beyond everybody do, and that every effect can go either way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from tests.analysis.builder import WHOLE_MONTHS, Builder
from tests.analysis.replaying import replay
from tests.analysis.rewriting import NOBODY_BOUGHT, rewritten

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result
    from analysis.settings.parameters import Value
    from analysis.world.world import World

GIVER = 0  # the place of "giver" before "short" in the order of ids
SURE: dict[str, Value] = {"give_probability": 1.0, "adoption_months": 0, "forecast_error": 0.0, **WHOLE_MONTHS}


def answer(folder: Path, assumptions: dict[str, Value], rules: dict[str, Value] | None = None, seed: int = 1) -> Result:
    world = prepare(folder, seed=seed)
    result = simulate(world, make_rules(rules or {}), assumptions_for(world, SURE | assumptions), cuts=False)
    assert result.flow.transfers > 0
    return result


def steps(result: Result) -> dict[str, float]:
    return {step.item: float(step.total) for step in result.profit_bridge}


def test_packs_that_cost_nothing_lose_no_revenue(population: Path, tmp_path: Path) -> None:
    free = answer(rewritten(population, tmp_path / "free", ("update plans set pack_price = 0",)), {})
    assert free.flow.displaced_gb > 0
    assert steps(free)["packs_lost"] == 0
    assert free.outcome("revenue_per_subscriber").change == 0


def test_where_nobody_bought_a_pack_nothing_is_displaced(population: Path, tmp_path: Path) -> None:
    dear = answer(rewritten(population, tmp_path / "dear", NOBODY_BOUGHT), {"topup_conversion": 0.0})
    assert dear.flow.sent_gb > 0
    assert dear.flow.displaced_gb == 0
    assert steps(dear)["packs_lost"] == 0


@pytest.mark.parametrize(("points", "sign"), [(3.0, 1), (-3.0, -1)])
def test_renewal_can_rise_and_can_fall(world: World, points: float, sign: int) -> None:
    values: dict[str, Value] = {"receiving_effect": points, "giving_effect": points, "unmet_penalty": 0.0, "spend_penalty": 0.0}
    result = simulate(world, make_rules({}), assumptions_for(world, SURE | values | {"waste_penalty": 0.0}), cuts=False)
    assert result.outcome("renewal_rate").change * sign > 0
    assert result.outcome("satisfaction").change * sign > 0


def test_with_no_slope_renewal_stays_where_satisfaction_goes(world: World) -> None:
    result = simulate(world, make_rules({}), assumptions_for(world, SURE | {"satisfaction_to_renewal": 0.0}), cuts=False)
    assert result.outcome("satisfaction").change != 0
    assert result.outcome("renewal_rate").change == 0


def test_unmet_need_falls_where_nobody_would_have_bought(tmp_path: Path) -> None:
    base = Builder().person("giver", 2).person("short", 14).tie("giver", "short").write(tmp_path / "p")
    assert answer(base, {}, {"gift_days": None}).outcome("unmet_gb").change == -4


def test_unmet_need_rises_where_the_gift_makes_the_rest_too_small_for_a_pack(tmp_path: Path) -> None:
    # 10 + one pack of 2 covers 12. With 1 GB as a gift, half a pack is missing: worth its price to few.
    base = Builder(pack_gb=2).person("giver", 9).person("buyer", 12, packs=1).tie("giver", "buyer").write(tmp_path / "p")
    result = answer(base, {"topup_conversion": 0.3, "topup_elasticity": -3.0}, {"gift_days": None})
    assert result.outcome("unmet_gb").change == 1
    assert result.flow.served_unmet_gb == -1
    assert result.outcome("topup_rate").change == -0.5


def test_a_giver_who_foresees_too_little_runs_short(tmp_path: Path) -> None:
    base = Builder().person("giver", 8).person("short", 30).tie("giver", "short").write(tmp_path / "p")
    errors: dict[str, Value] = {"forecast_error": 1.0, "forecast_buffer": 0.0, "topup_conversion": 0.0}
    assert giver_lacks(base, errors) > 0
    assert giver_lacks(base, SURE) == 0


def giver_lacks(folder: Path, assumptions: dict[str, Value]) -> int:
    """Return the most that the giver (the first subscriber) was left short of over eight seeds, in kB."""
    found: list[int] = []
    for seed in range(1, 9):
        world = prepare(folder, seed=seed)
        (month,) = replay(world, make_rules({}), assumptions_for(world, SURE | assumptions)).months
        lacking = dict(zip(month.person.tolist(), month.column("unmet_kb").tolist(), strict=True))
        found.append(max(0, lacking.get(GIVER, 0)))
    return max(found)


@pytest.mark.parametrize(("fee", "sign"), [(0.0, -1), (60.0, 1)])
def test_profit_can_fall_and_can_rise(population: Path, fee: float, sign: int) -> None:
    assert answer(population, {}, {"fee_per_gb": fee}).outcome("profit_per_subscriber").change * sign > 0
