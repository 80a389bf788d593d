"""The levers: every rule an operator sets on transfers, declared once (unit, range, default, source)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.parameters import Value, as_dict, build, declare
from data.errors import ParameterError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

PAYERS = ("receiver", "giver")


@dataclass(frozen=True)
class Rules:
    """A set of transfer rules. A limit that is None does not bind."""

    enabled: bool = declare(default=True, kind="switch", group="main", unit="", source="judgement")
    step_gb: float | None = declare(1.0, "number", "size", "GB", "t2_rules", low=0.001, high=50, step=0.5, optional=True)
    max_transfer_gb: float | None = declare(30.0, "number", "size", "GB", "t2_rules", low=0, high=100, step=1, optional=True)
    transfers_per_month: int | None = declare(
        None, "integer", "size", "transfers/month", "judgement", low=0, high=100, step=1, optional=True
    )
    monthly_cap_gb: float | None = declare(30.0, "number", "size", "GB/month", "t2_rules", low=0, high=500, step=1, optional=True)
    max_share_of_allowance: float | None = declare(
        None, "number", "giver", "share", "lgu_rules", low=0, high=1, step=0.05, optional=True
    )
    keep_floor_gb: float = declare(0.0, "number", "giver", "GB", "lgu_rules", low=0, high=100, step=0.5)
    min_tenure_months: int = declare(0, "integer", "giver", "months", "judgement", low=0, high=60, step=1)
    unlimited_may_give: bool = declare(default=False, kind="switch", group="giver", unit="", source="t2_rules")
    same_region_only: bool = declare(default=True, kind="switch", group="receiver", unit="", source="t2_launch")
    fee_per_transfer: float = declare(0.0, "number", "fee", "currency", "t2_rules", low=0, high=1000, step=5)
    fee_per_gb: float = declare(0.0, "number", "fee", "currency/GB", "t2_rules", low=0, high=500, step=1)
    fee_payer: str = declare("receiver", "choice", "fee", "", "judgement", choices=PAYERS)


def make_rules(values: Mapping[str, Value]) -> Rules:
    """Build rules from values by name; ParameterError for unknown names, bad values and rules that contradict."""
    rules = build(Rules, values)
    problems = [_clash("step_gb", "max_transfer_gb", rules), _clash("step_gb", "monthly_cap_gb", rules)]
    found = [problem for problem in problems if problem is not None]
    if found:
        raise ParameterError(found)
    return rules


def _clash(lower: str, upper: str, rules: Rules) -> Problem | None:
    """Say so when no transfer can exist because a smaller limit exceeds a larger one (0 means "none allowed" and is fine)."""
    values = as_dict(rules)
    low, high = values[lower], values[upper]
    if isinstance(low, float) and isinstance(high, float) and 0 < high < low:
        return Problem("rules-contradict", {"name": lower, "value": low, "other": upper, "limit": high})
    return None
