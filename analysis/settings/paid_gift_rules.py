"""The rules of a paid gift: a subscriber buys gigabytes for a contact that is short."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.settings.parameters import declare
from analysis.settings.rule_set import LONG_LIVED, PAID_GIFT, RuleSet
from data.schema import SIM_TYPES


@dataclass(frozen=True)
class PaidGiftRules(RuleSet):
    """A gift costs its giver money, not gigabytes. `bought_gb` None: as much as the receiver lacks that month."""

    mechanism = PAID_GIFT
    enabled: bool = declare(default=True, kind="switch", group="main", unit="", source="judgement")
    bought_gb: float | None = declare(
        None, "number", "size", "GB", "paid_gift_rules", low=0.001, high=1e6, top=30, step=1, optional=True
    )
    bought_per_month: int = declare(1, "integer", "size", "gifts/month", "judgement", low=0, high=10, step=1)
    bought_price: float = declare(
        0.0, "number", "fee", "currency", "paid_gift_rules", low=0, high=1e9, top=400, step=5, none_is=0.0
    )
    payer_sims: tuple[str, ...] = declare(LONG_LIVED, "subset", "giver", "", "judgement", choices=SIM_TYPES)
    bought_same_region: bool = declare(default=False, kind="switch", group="receiver", unit="", source="paid_gift_rules")
    bought_for_sims: tuple[str, ...] = declare(LONG_LIVED, "subset", "receiver", "", "judgement", choices=SIM_TYPES)
