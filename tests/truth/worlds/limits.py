"""An operator's rules as whole numbers for the daily loop. What does not bind is a number that nothing reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.scenarios.presets import choose_rules
from analysis.settings.parameters import as_dict
from analysis.settings.rules import make_rules
from data.schema import KB_PER_GB

if TYPE_CHECKING:
    from analysis.settings.rules import Rules
    from tests.truth.worlds.records import Town

NEVER = 1 << 50
# Would know of gifting as soon as a contact tells.
WAITING = NEVER - 1
LIMITS = np.dtype(
    [
        *((name, np.int64) for name in ("on", "step_kb", "least_kb", "most_kb", "times", "cap_kb", "days", "floor_kb")),
        *((name, np.int64) for name in ("tenure", "received_kb", "same_region", "giver_pays")),
        *((name, np.float64) for name in ("share", "fee", "fee_per_gb")),
    ]
)


def limits_of(rules: Rules) -> np.void:
    """Return rules as a record. SIM kinds and plans are not in it: every SIM of these worlds is local."""
    limits = np.zeros(1, LIMITS)
    limits["on"] = rules.enabled
    limits["step_kb"] = max(1, _kb(rules.step_gb, 0.001))
    limits["least_kb"] = max(1, _kb(rules.min_transfer_gb))
    limits["most_kb"] = _kb(rules.max_transfer_gb)
    limits["times"] = NEVER if rules.transfers_per_month is None else rules.transfers_per_month
    limits["cap_kb"] = _kb(rules.monthly_cap_gb)
    limits["days"] = NEVER if rules.gift_days is None else rules.gift_days
    limits["share"] = 1.0 if rules.max_share_of_allowance is None else rules.max_share_of_allowance
    limits["floor_kb"] = _kb(rules.keep_floor_gb)
    limits["tenure"] = rules.min_tenure_months
    limits["received_kb"] = _kb(rules.received_cap_gb)
    limits["same_region"] = rules.same_region_only
    limits["fee"] = rules.fee_per_transfer
    limits["fee_per_gb"] = rules.fee_per_gb
    limits["giver_pays"] = rules.fee_payer == "giver"
    record: np.void = limits[0]
    return record


def limits_named(name: str, town: Town) -> np.void:
    """Return the limits of a preset of rules in a town, whose prices it charges by; `before`: gifting does not exist."""
    plans = town.plans[town.people["plan"]]
    per_gb = np.quantile(plans["price"] / (plans["pack_kb"] / KB_PER_GB), 0.5, method="inverted_cdf")
    rules = choose_rules("off" if name == "before" else name, {}, float(per_gb))
    return limits_of(make_rules(as_dict(rules)))


def _kb(gb: float | None, otherwise: float | None = None) -> int:
    value = otherwise if gb is None else gb
    return NEVER if value is None else round(value * KB_PER_GB)
