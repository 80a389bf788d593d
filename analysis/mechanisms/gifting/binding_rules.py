"""Why nothing moves: each rule, and the readiness to give, is lifted alone, and what would then move is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.mechanisms.gifting.replay import allocation_of, effects_of
from analysis.results.result import Notice
from analysis.world.small_groups import told_count
from analysis.world.subsample import community_sample
from data.schema import SIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rules import Rules
    from analysis.world.world import SampledBase, World

# What lifts each rule. Rules that belong together are lifted together: a fee has two parts, a smallest transfer two limits.
LIFTED: Mapping[str, Mapping[str, Value]] = {
    "blocked-fee": {"fee_per_transfer": 0.0, "fee_per_gb": 0.0, "premium_surcharge_per_gb": 0.0},
    "blocked-size": {"step_gb": None, "min_transfer_gb": 0.0},
    "blocked-cap": {"monthly_cap_gb": None, "max_transfer_gb": None, "transfers_per_month": None, "received_cap_gb": None},
    "blocked-floor": {"keep_floor_gb": 0.0, "max_share_of_allowance": None},
    "blocked-tenure": {"min_tenure_months": 0},
    "blocked-region": {"same_region_only": False},
    "blocked-active": {"receiver_active_only": False},
    "blocked-unlimited": {"unlimited_may_give": True},
    "blocked-giver": {"giver_sims": SIM_TYPES, "giver_plans": None},
    "blocked-receiver": {"receiver_sims": SIM_TYPES, "receiver_plans": None},
}


def blocks(base: SampledBase, rules: Rules, assumptions: Assumptions) -> tuple[Notice, ...]:
    """Return what stops every transfer: a notice per rule whose lifting alone would let some through, with how many.

    If none does alone, one notice says that several rules together do, or that nothing could pass even without any. On a
    large base the counts are those of a sample of communities, and say so.
    """
    small, _ = community_sample(base)
    if assumptions.give_probability == 0.0:
        return (Notice("blocked-nobody-gives", {}),)
    found = []
    for name, change in LIFTED.items():
        count = _transfers(small, rules.changed(change), assumptions)
        if count:
            found.append(Notice(name, {"transfers": told_count(count), "subscribers": told_count(small.subscribers)}))
    if found:
        return tuple(found)
    everything: dict[str, Value] = {}
    for change in LIFTED.values():
        everything |= change
    count = _transfers(small, rules.changed(everything), assumptions)
    if count:
        return (Notice("blocked-together", {"transfers": told_count(count), "subscribers": told_count(small.subscribers)}),)
    return ()


def _transfers(world: World, rules: Rules, assumptions: Assumptions) -> int:
    gifts = allocation_of(world, rules, assumptions)
    return int(effects_of(world, gifts, assumptions).whole.column("transfers").sum())
