"""The rules of rollover: a subscriber's own leftovers live on into later months."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.settings.parameters import declare
from analysis.settings.rule_set import LONG_LIVED, ROLLOVER, RuleSet
from data.schema import SIM_TYPES


@dataclass(frozen=True)
class RolloverRules(RuleSet):
    """What is left of a month is carried on. A limit that is None does not bind; with a fee it is an option that people take."""

    mechanism = ROLLOVER
    enabled: bool = declare(default=True, kind="switch", group="main", unit="", source="judgement")
    carry_share: float = declare(1.0, "number", "size", "share", "rollover_rules", low=0, high=1, step=0.05)
    carry_cap_gb: float | None = declare(
        None, "number", "size", "GB", "rollover_rules", low=0, high=1e6, top=100, step=1, optional=True
    )
    carry_months: int | None = declare(1, "integer", "size", "months", "rollover_rules", low=1, high=12, step=1, optional=True)
    carried_first: bool = declare(default=True, kind="switch", group="size", unit="", source="rollover_rules")
    carry_sims: tuple[str, ...] = declare(LONG_LIVED, "subset", "giver", "", "judgement", choices=SIM_TYPES)
    carry_plans: tuple[str, ...] | None = declare(None, "names", "giver", "", "judgement", optional=True)
    carry_fee: float = declare(
        0.0, "number", "fee", "currency/month", "rollover_rules", low=0, high=1e9, top=200, step=5, none_is=0.0
    )
