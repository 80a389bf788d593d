"""What somebody earns who holds SIMs in order to pass their gigabytes on.

A reseller holds SIMs on the plan with the most to gain, passes on all that the rules let it, and sells it to whoever is short.
It is asked what one SIM earns in a month; where that is above zero, resellers come, within about two years wherever it was tried.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.inputs import DAYS
from analysis.mechanisms.registry import mechanism_of
from analysis.settings.parameters import as_dict
from data.schema import KB_PER_GB, MICRO

if TYPE_CHECKING:
    from analysis.engine.mechanism import Passing
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import World

LIFE_MONTHS = 24  # over which a SIM's months of waiting are spread: resellers were found two years after the launch


@dataclass(frozen=True)
class Resale:
    """What one SIM of a reseller brings in a month, in currency, and how many SIMs serve a hundredth of all shortage.

    `plan` is the place of the plan it is on, None where nothing can be passed on; then all else is 0. From `entry_price` a GB on,
    the cheapest of all plans, somebody earns. A buyer pays `price` per GB, fees to the operator included, and for each GB sold
    the operator gets `operator_gets`: the fees of the SIMs it takes, and those of the transfer. The reseller gets `gets` of the
    price: what it asks, or on a market the floor.
    """

    margin: float
    entry_price: float
    gb: float
    plan: int | None
    sims_per_hundredth: float
    price: float = 0.0
    operator_gets: float = 0.0
    gets: float = 0.0

    @property
    def invites(self) -> bool:
        """Say whether it pays to be a reseller."""
        return self.margin > 0


NO_RESALE = Resale(0.0, 0.0, 0.0, None, 0.0)


def resale_of(world: World, rules: RuleSet, assumptions: Assumptions) -> Resale:
    """Return what a reseller's SIM earns in a month on the plan that earns it most."""
    passing = mechanism_of(rules).passing(world, rules) if rules.enabled else None
    if passing is None:
        return NO_RESALE
    gb_price = world.pack_price_per_gb * MICRO
    own_price, effort = assumptions.resale_price * world.pack_price_per_gb * MICRO, assumptions.reseller_cost * gb_price
    waiting = int(str(as_dict(rules).get("min_tenure_months", 0)))
    selling = max(0, LIFE_MONTHS - waiting) / LIFE_MONTHS
    short_gb = world.shortage_kb / KB_PER_GB / max(1, len(world.months))
    best, entry = NO_RESALE, math.inf
    for plan in _holdable(world, passing):
        passed, fee = passing.of(int(world.plan_allowances[plan])), int(world.rows.fee[plan])
        if passed.kb <= 0:
            continue
        price, gb = own_price if passed.price is None else passed.price, passed.kb / KB_PER_GB
        margin = (selling * (gb * price - passed.paid) - (fee + effort)) / MICRO
        if best.plan is None or margin > best.margin:
            operator = ((fee / selling if selling else 0.0) + passed.paid) / gb + passed.charged
            buyer = price + passed.charged
            best = Resale(margin, 0.0, gb, plan, 0.01 * short_gb / gb, buyer / MICRO, operator / MICRO, price / MICRO)
        if selling > 0:
            entry = min(entry, ((fee + effort) / selling + passed.paid) / gb / MICRO)
    return best if best.plan is None else replace(best, entry_price=entry)


def _holdable(world: World, passing: Passing) -> list[int]:
    """Return the plans that may pass on, that have a limit, that anybody is on, and whose SIMs live on beside their buyers."""
    allowance, monthly = world.plan_allowances, world.rows.days == DAYS
    return np.flatnonzero(monthly & passing.plans & (allowance >= 0) & (allowance < np.iinfo(np.int64).max)).tolist()
