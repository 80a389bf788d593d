"""Results for the tests of reports: with draws, with hostile names, with far too much of everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from analysis.settings.rules import make_rules
from reports.record.run_record import record_of

if TYPE_CHECKING:
    from analysis.results.result import Result
    from reports.record.run_record import RunRecord

DAY = date(2026, 11, 22)
HOSTILE = (
    '#panic("no")', "*bold* _it_ $x^2$ @ref <label>", "\\ \\u{41} #let x = 1", "= Heading", "[#import]", "`raw` ```", "//comment",
    "\u202eevil", "שלום مرحبا", "😀🎁", "a" * 300, "<script>alert(1)</script></script>", "line\nbreak\ttab",
    "'; drop table --", "{page} {{ x }} %s",
)  # fmt: skip


def recorded(result: Result, preset: str | None = None) -> RunRecord:
    return record_of(result, DAY, preset, "populations/default")


def hostile(result: Result, name: str) -> Result:
    """Return the result with a stranger's name for the base, a plan, a region, and for what may be typed."""
    manifest = replace(result.manifest, name=name)
    levels = [replace(one, level=name) if one.dimension in ("plan", "region") else one for one in result.winners_losers]
    rules = make_rules({"giver_plans": (name, "other"), "receiver_plans": (name,)})
    return replace(result, manifest=manifest, winners_losers=tuple(levels), rules=rules)


def crowded(result: Result) -> Result:
    """Return the result with every rule changed, a hundred long plan names, a long base name and many notices."""
    plans = tuple(f"Very long plan name number {number} with everything included and more" for number in range(100))
    rules = make_rules(
        {
            "step_gb": 0.125, "min_transfer_gb": 0.125, "max_transfer_gb": 12.375, "transfers_per_month": 17,
            "monthly_cap_gb": 99.125, "gift_days": 29, "giver_sims": ("local",), "giver_plans": plans,
            "max_share_of_allowance": 0.333, "keep_floor_gb": 12.25,
            "min_tenure_months": 119, "unlimited_may_give": True, "receiver_sims": ("tourist_premium", "local", "tourist"),
            "receiver_plans": plans, "received_cap_gb": 98.5, "same_region_only": False, "receiver_active_only": False,
            "fee_per_transfer": 1234.5, "fee_per_gb": 987.25, "fee_payer": "giver", "premium_surcharge_per_gb": 55.5,
        }
    )  # fmt: skip
    levels = [
        replace(one, level=plans[nth % 100]) if one.dimension == "plan" else one for nth, one in enumerate(result.winners_losers)
    ]
    manifest = replace(result.manifest, name=plans[0] * 3, synthesised=("contacts", "need_gb", "community"))
    notices = tuple(result.notices) * 5
    return replace(result, rules=rules, manifest=manifest, winners_losers=tuple(levels), notices=notices)
