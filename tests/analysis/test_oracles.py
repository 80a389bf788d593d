"""Results known in closed form, reproduced by the product's own functions to four standard errors of the run."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.engine.kernel_units import willingness
from analysis.kernels import willingness as kernel
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from tests.analysis.builder import WHOLE_MONTHS, Builder, PersonRow
from tests.analysis.cliques import Estimate, pooled
from tests.compiled import compiled

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.settings.parameters import Value

survival = compiled(kernel.survival)
# Need Normal(5, 1), allowance 5: what one head lacks or has over on average is the normal density at 0 (Eppen 1979).
DENSITY = 0.398942


@pytest.mark.parametrize(("size", "given"), [(2, 0.11685), (4, 0.19947), (10, 0.27279), (25, 0.31915)])
def test_normal_needs_pooled_in_groups(size: int, given: float, tmp_path: Path) -> None:
    needs = np.random.default_rng(size).normal(5, 1, (20_000 // size, size))
    gifted, unmet = pooled(needs, 5, tmp_path / "p")
    assert gifted.agrees_with(given)
    assert unmet.agrees_with(DENSITY / math.sqrt(size))


@pytest.mark.parametrize(("size", "given"), [(2, 0.097209), (5, 0.192412), (10, 0.242769), (50, 0.311554)])
def test_exponential_needs_pooled_in_groups(size: int, given: float, tmp_path: Path) -> None:
    needs = np.random.default_rng(size).exponential(1, (15_000 // size, size))
    gifted, _ = pooled(needs, 1, tmp_path / "p")
    assert gifted.agrees_with(given)


def test_needs_that_move_together_leave_less_to_give(tmp_path: Path) -> None:
    draws = np.random.default_rng(3)
    shared, own = draws.normal(0, 1, (5_000, 1)), draws.normal(0, 1, (5_000, 4))
    gifted, _ = pooled(5 + math.sqrt(0.5) * shared + math.sqrt(0.5) * own, 5, tmp_path / "half")
    assert gifted.agrees_with(0.08355)
    nothing, unmet = pooled(np.repeat(5 + shared, 4, axis=1), 5, tmp_path / "whole")
    assert nothing == Estimate(0.0, 0.0)
    assert unmet.agrees_with(DENSITY)


def test_price_response_at_a_known_point() -> None:
    assert survival(2.0, 1.5, 1.2) == pytest.approx(0.414542, abs=5e-7)
    step = 1e-5
    slope = math.log(survival(2 * math.exp(step), 1.5, 1.2) / survival(2 * math.exp(-step), 1.5, 1.2)) / (2 * step)
    assert slope == pytest.approx(-0.70255, abs=5e-6)


def test_the_market_is_found_again_from_its_conversion_and_elasticity() -> None:
    # Prices are counted in list prices, here 2: a scale of 1.5 is 0.75 of one.
    scale, shape = willingness(0.414542, -0.70255, np.ones(64))
    assert scale == pytest.approx(0.75, rel=1e-5)
    assert shape == pytest.approx(1.2, rel=1e-5)


@pytest.mark.parametrize("conversion", [1e-6, 0.001, 0.3, 0.999, 1.0])
@pytest.mark.parametrize("elasticity", [-0.1, -3.0])
def test_any_conversion_and_elasticity_allowed_have_a_market(conversion: float, elasticity: float) -> None:
    sizes = np.linspace(0.001, 1, 64)
    scale, shape = willingness(conversion, elasticity, sizes)
    share = np.mean([survival(1 / size, scale, shape) for size in sizes])
    assert share == pytest.approx(min(conversion, 0.999), rel=1e-6)


# Linear prices: a pack of 1 GB costs 2, carrying a GB 0.1, the fee is 0.2 per GB. The replay keeps everybody, so its break-even
# is at 0.1 / 1.9; a value of 0.3 per used GB of those who stay, which the projection adds, moves it to 0.4 / 1.9.
LINEAR: dict[str, Value] = {
    "topup_conversion": 1.0, "give_probability": 1.0, "forecast_error": 0.0, "induced_share": 0.0, "adoption_months": 0,
    "network_cost_per_gb": 0.05, "transfer_cost_share": 0.0, **WHOLE_MONTHS,
}  # fmt: skip


def profit_per_gb(displacement: float, folder: Path) -> float:
    """Return the change in profit per gifted GB where this share of gifts replaces a pack."""
    base = Builder(pack_price=2)
    for place in range(20):
        buys = place < round(20 * displacement)
        base.person(f"giver{place}", 9).person(f"taker{place}", 11, packs=int(buys)).tie(f"giver{place}", f"taker{place}")
    world = prepare(base.write(folder))
    rules = make_rules({"fee_per_gb": 0.2, "gift_days": None})
    result = simulate(world, rules, assumptions_for(world, LINEAR), cuts=False)
    assert result.flow.received_gb == 20
    assert result.flow.displaced_gb == 20 * round(displacement, 2)
    return float(result.profit_change / result.flow.received_gb)


def test_break_even_displacement_with_linear_prices(tmp_path: Path) -> None:
    found = {share: profit_per_gb(share, tmp_path / f"p{share}") for share in (0.0, 0.05, 0.5, 1.0)}
    assert found == {share: pytest.approx(0.1 - 1.9 * share, abs=1e-12) for share in found}
    assert found[0.0] / (found[0.0] - found[1.0]) == pytest.approx(0.052632, abs=5e-7)
    assert found[0.05] > 0 > found[0.5]


# The fee is so large, and the pull on renewal so small, that who stays is worth the same with and without packs.
FEE, HAZARD, POINTS = 1e8, 0.02, 2.8
LOYAL: dict[str, Value] = {
    "giving_effect": 0.0, "receiving_effect": POINTS, "unmet_penalty": 0.0, "spend_penalty": 0.0, "waste_penalty": 0.0,
    "trade_down_rate": 0.0, "givers_keep_rate": 0.0, "peer_hazard_ratio": 1.0, "heterogeneous_hazards": False,
}  # fmt: skip


def worth_per_gb(displacement: float, slope: float, folder: Path) -> float:
    """Return the change in profit per gifted GB in the month of the gift and the one after it, retention included."""
    base = Builder(pack_price=2, fee=FEE)
    for place in range(20):
        buys = int(place < round(20 * displacement))
        base.person(f"giver{place}", 9, 10).subscriber(f"taker{place}", PersonRow(), [(11, buys), (10, 0)])
        base.tie(f"giver{place}", f"taker{place}")
    hazard = np.full(40, HAZARD)
    hazard.flags.writeable = False
    world = replace(prepare(base.write(folder)), launch_hazard=hazard)
    assumptions = assumptions_for(world, LINEAR | LOYAL | {"satisfaction_to_renewal": slope})
    result = simulate(world, make_rules({"fee_per_gb": 0.2, "gift_days": None}), assumptions, horizon=2, cuts=False)
    assert result.flow.received_gb == 20
    return float(sum(step.total for step in result.projection.bridge) / result.flow.received_gb)


def test_break_even_displacement_with_a_value_of_those_who_stay(tmp_path: Path) -> None:
    # Equation 10: the slope at which a month's gift keeps 0.3 of money's worth a month later.
    stay = 1 - HAZARD
    slope = -math.log(math.log(stay + 0.3 / FEE) / math.log(stay)) * 15 / POINTS
    found = {share: worth_per_gb(share, slope, tmp_path / f"p{share}") for share in (0.0, 0.5, 1.0)}
    assert found == {share: pytest.approx(0.4 - 1.9 * share, abs=2e-5) for share in found}
    assert found[0.0] / (found[0.0] - found[1.0]) == pytest.approx(0.210526, abs=1e-5)
