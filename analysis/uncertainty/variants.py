"""Variants of the model: what the answer would be with one mechanism off or simpler, all else as assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.results.result import Variant
from analysis.settings.assumptions import bearing_on, make_assumptions
from analysis.settings.parameters import as_dict
from analysis.simulate import simulate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.results.result import Result
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.shards.store import AnyBase


# Model variants: what the answer would be with one mechanism off or simpler, all else as assumed.
VARIANTS: Mapping[str, Mapping[str, Value]] = {
    "no-loyalty": {"satisfaction_to_renewal": 0.0},
    "no-plan-moves": {"trade_down_rate": 0.0, "givers_keep_rate": 0.0},
    "no-peers": {"peer_hazard_ratio": 1.0},
    "same-hazards": {"heterogeneous_hazards": False},
    "even-falls": {"fall_asymmetry": 1.0},
    "sure-givers": {"forecast_error": 0.0},
    # The model as it was: a month settled at one stroke, in which all ask before they buy a pack, for all that is missing.
    "whole-months": {
        "ask_first_share": 1.0,
        "request_packs": 1000.0,
        "delay_share": 0.0,
        "tempted_again_share": 0.0,
        "held_back_share": 0.0,
        "gift_fee_worth": 1.0,
        "fee_as_pack_share": 1.0,
        "goodwill_months": 1.0,
        "satisfaction_sd": 15.0,
        "upgrades_forgone_rate": 0.0,
    },
    "ask-after": {"ask_first_share": 0.0},
    "lasting-goodwill": {"goodwill_months": 12.0},
}


def variants_of(world: AnyBase, central: Result, threads: int | None = None) -> tuple[Variant, ...]:
    """Return the answer under each variant of the model that bears on the mechanism, all else as in `central`."""
    bearing = bearing_on(central.rules.mechanism, resellers=central.assumptions.resellers)
    assumed = as_dict(central.assumptions)
    horizon = central.projection.horizon_months
    found = []
    for name, change in VARIANTS.items():
        if not bearing & change.keys():
            continue
        ahead = simulate_headlines(world, central.rules, make_assumptions(assumed | dict(change)), horizon, threads).projection
        found.append(Variant(name, ahead.profit_change, ahead.npv, ahead.payback_month))
    return tuple(found)


def simulate_headlines(world: AnyBase, rules: RuleSet, assumptions: Assumptions, horizon: int, threads: int | None = 1) -> Result:
    """Answer as `simulate` does, with nothing that a draw or a variant has no need of: no cuts, no reasons."""
    return simulate(world, rules, assumptions, horizon=horizon, cuts=False, explain=False, threads=threads)
