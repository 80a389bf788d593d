"""The rules of a marketplace: leftovers are sold to whoever is short, at the price at which the month's offers meet its bids."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.settings.parameters import declare
from analysis.settings.rule_set import LONG_LIVED, MARKETPLACE, RuleSet
from data.errors import Problem
from data.schema import SIM_TYPES


@dataclass(frozen=True)
class MarketRules(RuleSet):
    """Sellers are paid into their balance, which pays the next fee. A limit that is None does not bind."""

    mechanism = MARKETPLACE
    enabled: bool = declare(default=True, kind="switch", group="main", unit="", source="judgement")
    lot_gb: float = declare(1.0, "number", "size", "GB", "market_rules", low=0.001, high=1000, top=10, step=0.5)
    sell_cap_gb: float | None = declare(
        None, "number", "size", "GB/month", "judgement", low=0, high=1e6, top=120, step=1, optional=True
    )
    price_floor_per_gb: float = declare(
        0.0, "number", "fee", "currency/GB", "market_rules", low=0, high=1e9, top=100, step=1, none_is=0.0
    )
    price_ceiling_per_gb: float | None = declare(
        None, "number", "fee", "currency/GB", "market_rules", low=0, high=1e9, top=100, step=1, optional=True
    )
    market_fee_per_gb: float = declare(
        0.0, "number", "fee", "currency/GB", "market_rules", low=0, high=1e9, top=100, step=1, none_is=0.0
    )
    seller_sims: tuple[str, ...] = declare(LONG_LIVED, "subset", "giver", "", "judgement", choices=SIM_TYPES)
    market_same_region: bool = declare(default=False, kind="switch", group="receiver", unit="", source="market_rules")
    buyer_sims: tuple[str, ...] = declare(LONG_LIVED, "subset", "receiver", "", "judgement", choices=SIM_TYPES)

    def contradictions(self) -> list[Problem]:
        """Return a band whose floor lies above its ceiling."""
        floor, ceiling = self.price_floor_per_gb, self.price_ceiling_per_gb
        if ceiling is None or floor <= ceiling:
            return []
        facts: dict[str, str | float] = {"name": "price_floor_per_gb", "value": floor, "other": "price_ceiling_per_gb"}
        return [Problem("rules-contradict", facts | {"limit": ceiling})]
