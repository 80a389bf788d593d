"""The levers: every rule an operator sets on transfers, declared once (unit, range, default, source)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from analysis.settings.parameters import Value, as_dict, declare
from analysis.settings.rule_set import GIFTING, LONG_LIVED, RuleSet
from data.errors import Problem
from data.schema import SIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

PAYERS = ("receiver", "giver")


@dataclass(frozen=True)
class Rules(RuleSet):
    """The rules of gifting. A limit that is None does not bind."""

    mechanism = GIFTING
    enabled: bool = declare(default=True, kind="switch", group="main", unit="", source="judgement")
    step_gb: float | None = declare(
        1.0, "number", "size", "GB", "t2_rules", low=0.001, high=1000, top=10, step=0.5, optional=True
    )
    min_transfer_gb: float = declare(0.0, "number", "size", "GB", "t2_rules", low=0, high=1000, top=10, step=0.5, none_is=0.0)
    max_transfer_gb: float | None = declare(
        30.0, "number", "size", "GB", "t2_rules", low=0, high=1e6, top=60, step=1, optional=True
    )
    transfers_per_month: int | None = declare(
        None, "integer", "size", "transfers/month", "judgement", low=0, high=10_000, top=30, step=1, optional=True
    )
    monthly_cap_gb: float | None = declare(
        30.0, "number", "size", "GB/month", "t2_rules", low=0, high=1e6, top=100, step=1, optional=True
    )
    gift_days: int | None = declare(None, "integer", "size", "days", "skt_rules", low=1, high=30, step=1, optional=True)
    giver_sims: tuple[str, ...] = declare(LONG_LIVED, "subset", "giver", "", "judgement", choices=SIM_TYPES)
    giver_plans: tuple[str, ...] | None = declare(None, "names", "giver", "", "judgement", optional=True)
    max_share_of_allowance: float | None = declare(
        None, "number", "giver", "share", "lgu_rules", low=0, high=1, step=0.05, optional=True
    )
    keep_floor_gb: float = declare(0.0, "number", "giver", "GB", "lgu_rules", low=0, high=1e6, top=30, step=0.5, none_is=0.0)
    min_tenure_months: int = declare(0, "integer", "giver", "months", "judgement", low=0, high=1200, top=60, step=1, none_is=0)
    unlimited_may_give: bool = declare(default=False, kind="switch", group="giver", unit="", source="t2_rules")
    receiver_sims: tuple[str, ...] = declare(LONG_LIVED, "subset", "receiver", "", "judgement", choices=SIM_TYPES)
    receiver_plans: tuple[str, ...] | None = declare(None, "names", "receiver", "", "judgement", optional=True)
    received_cap_gb: float | None = declare(
        None, "number", "receiver", "GB/month", "skt_rules", low=0, high=1e6, top=100, step=1, optional=True
    )
    same_region_only: bool = declare(default=True, kind="switch", group="receiver", unit="", source="t2_launch")
    receiver_active_only: bool = declare(default=True, kind="switch", group="receiver", unit="", source="judgement")
    fee_per_transfer: float = declare(0.0, "number", "fee", "currency", "t2_rules", low=0, high=1e9, top=200, step=5, none_is=0.0)
    fee_per_gb: float = declare(0.0, "number", "fee", "currency/GB", "t2_rules", low=0, high=1e9, top=100, step=1, none_is=0.0)
    fee_payer: str = declare("receiver", "choice", "fee", "", "judgement", choices=PAYERS)
    premium_surcharge_per_gb: float = declare(
        0.0, "number", "fee", "currency/GB", "judgement", low=0, high=1e9, top=100, step=5, none_is=0.0
    )

    def contradictions(self) -> list[Problem]:
        """Return limits between which no transfer could exist."""
        pairs = [("step_gb", "max_transfer_gb"), ("step_gb", "monthly_cap_gb"), ("step_gb", "received_cap_gb")]
        pairs += [("min_transfer_gb", "max_transfer_gb"), ("min_transfer_gb", "monthly_cap_gb")]
        return [problem for lower, upper in pairs if (problem := _clash(lower, upper, self)) is not None]


def gifting_alone(rules: RuleSet) -> TypeGuard[Rules]:
    """Say whether rules are those of gifting and of nothing besides: a combination has the same and more."""
    return isinstance(rules, Rules) and rules.mechanism == GIFTING


def make_rules(values: Mapping[str, Value]) -> Rules:
    """Build rules from values by name; ParameterError for unknown names, bad values and rules that contradict."""
    return Rules.of(values)


def _clash(lower: str, upper: str, rules: Rules) -> Problem | None:
    """Say so when no transfer could exist: a smaller limit exceeds a larger one (0 means "none allowed" and is fine)."""
    values = as_dict(rules)
    low, high = values[lower], values[upper]
    if isinstance(low, float) and isinstance(high, float) and 0 < high < low:
        return Problem("rules-contradict", {"name": lower, "value": low, "other": upper, "limit": high})
    return None
