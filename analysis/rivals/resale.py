"""What somebody earns who holds SIMs in order to pass their gigabytes on, and which rule takes that away at what price.

A reseller holds SIMs on the plan with the most to gain, passes on all that the rules let it, and sells it to whoever is short.
It is asked what one SIM earns in a month; where that is above zero, resellers come, within about two years wherever it was tried.
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.decide.what_if import WhatIf
from analysis.mechanisms.registry import mechanism_of
from analysis.settings.parameters import as_dict, parameters_of
from analysis.world.subsample import community_sample
from data.errors import ParameterError
from data.schema import KB_PER_GB, MICRO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.engine.mechanism import Passing
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import World

SAMPLE_SUBSCRIBERS = 10_000
LIFE_MONTHS = 24  # over which a SIM's months of waiting are spread: resellers were found two years after the launch
# The rules that bar resellers, each tightened by itself: how far, in their own units, or in shares of what a GB costs in a pack.
TIGHTER: Mapping[str, tuple[float, ...]] = {
    "monthly_cap_gb": (0.2, 0.5, 1, 2, 3, 5, 10, 20),
    "transfers_per_month": (1, 2, 3, 5),
    "max_transfer_gb": (0.5, 1, 2, 5),
    "max_share_of_allowance": (0.1, 0.25, 0.5),
    "keep_floor_gb": (1, 2, 5, 10),
    "min_tenure_months": (3, 6, 12, 18),
    "fee_per_gb": (0.05, 0.1, 0.2, 0.4),
    "fee_per_transfer": (0.25, 0.5, 1, 2),
    "pool_members": (2, 3, 4),
    "pool_share": (0.1, 0.25, 0.5),
    "pool_draw_gb": (1, 2, 5),
    "member_fee": (0.5, 1, 2, 5),
    "sell_cap_gb": (1, 2, 5, 10),
    "price_floor_per_gb": (0.0, 0.05, 0.1),
}


@dataclass(frozen=True)
class Resale:
    """What one SIM of a reseller brings in a month, in currency, and how many SIMs serve a hundredth of all shortage.

    `plan` is the place of the plan it is on, None where nothing can be passed on; then all else is 0. From `entry_price` a GB on,
    the cheapest of all plans, somebody earns.
    """

    margin: float
    entry_price: float
    gb: float
    plan: int | None
    sims_per_hundredth: float

    @property
    def invites(self) -> bool:
        """Say whether it pays to be a reseller."""
        return self.margin > 0


NO_RESALE = Resale(0.0, 0.0, 0.0, None, 0.0)


@dataclass(frozen=True)
class Bar:
    """One rule tightened: what the rules are then worth to honest subscribers' operator, and what a reseller's SIM then earns."""

    name: str
    value: Value
    npv: float
    resale: Resale


def resale_of(world: World, rules: RuleSet, assumptions: Assumptions) -> Resale:
    """Return what a reseller's SIM earns in a month on the plan that earns it most."""
    passing = mechanism_of(rules).passing(world, rules) if rules.enabled else None
    if passing is None:
        return NO_RESALE
    own_price = assumptions.resale_price * world.pack_price_per_gb * MICRO
    waiting = int(str(as_dict(rules).get("min_tenure_months", 0)))
    selling = max(0, LIFE_MONTHS - waiting) / LIFE_MONTHS
    short_gb = world.shortage_kb / KB_PER_GB / max(1, len(world.months))
    best, entry = NO_RESALE, math.inf
    for plan in _holdable(world, passing):
        passed, fee = passing.of(int(world.plan_allowances[plan])), int(world.rows.fee[plan])
        if passed.kb <= 0:
            continue
        price, gb = own_price if passed.price is None else passed.price, passed.kb / KB_PER_GB
        margin = (selling * (gb * price - passed.paid) - fee) / MICRO
        if best.plan is None or margin > best.margin:
            best = Resale(margin, 0.0, gb, plan, 0.01 * short_gb / gb)
        if selling > 0:
            entry = min(entry, (fee / selling + passed.paid) / gb / MICRO)
    return best if best.plan is None else replace(best, entry_price=entry)


def _holdable(world: World, passing: Passing) -> list[int]:
    """Return the plans that may pass on, that have a limit, and that anybody is on."""
    allowance = world.plan_allowances
    return np.flatnonzero(passing.plans & (allowance >= 0) & (allowance < np.iinfo(np.int64).max)).tolist()


def bars_of(what_if: WhatIf) -> Iterator[Bar]:
    """Yield each rule of the mechanism that bars resellers, tightened by itself, with what that costs; as asked first."""
    rules, assumptions = what_if.question.rules, what_if.question.assumptions
    world = what_if.world.sampled(SAMPLE_SUBSCRIBERS)
    now = resale_of(world, rules, assumptions)
    yield Bar("", None, what_if.worth().npv, now)
    for name, narrowed in _tighter(rules, world.pack_price_per_gb):
        resale = resale_of(world, narrowed, assumptions)
        if resale.margin < now.margin:
            values = as_dict(narrowed)
            yield Bar(name, values[name], what_if.worth(values).npv, resale)


def _tighter(rules: RuleSet, pack_price_per_gb: float) -> Iterator[tuple[str, RuleSet]]:
    """Yield rules with one of those that bar resellers set tighter, by its name; none that it contradicts."""
    known, kind, now = parameters_of(type(rules)), type(rules), as_dict(rules)
    for name, value in ((name, value) for name, values in TIGHTER.items() if name in known for value in values):
        amount = float(value * pack_price_per_gb if known[name].is_money else value)
        wanted: Value = int(amount) if known[name].kind == "integer" else amount
        changed = mechanism_of(rules).consistent(now | {name: wanted})
        if changed[name] != wanted or changed == now:
            continue
        with suppress(ParameterError):
            yield name, kind.of(changed)


def barred(what_if: WhatIf) -> tuple[tuple[Bar, ...], Bar | None]:
    """Return every rule that bars resellers, tightened, on a sample of communities; and the one that stops them for least."""
    sample, _ = community_sample(what_if.world, SAMPLE_SUBSCRIBERS)
    bars = tuple(bars_of(WhatIf(sample, what_if.question)))
    return bars, cheapest_bar(bars)


def cheapest_bar(bars: Sequence[Bar]) -> Bar | None:
    """Return the tightening under which no SIM earns anything that costs least; None where none does, or none is needed."""
    shut = [bar for bar in bars[1:] if not bar.resale.invites]
    return max(shut, key=lambda bar: bar.npv, default=None) if bars and bars[0].resale.invites else None


def front(bars: Sequence[Bar]) -> list[Bar]:
    """Return the tightenings that no other beats in both: worth more, and less left for a reseller."""
    return [bar for bar in bars if not any(_beats(other, bar) for other in bars)]


def _beats(one: Bar, other: Bar) -> bool:
    gains = (one.npv - other.npv, other.resale.margin - one.resale.margin)
    return min(gains) >= 0 < max(gains)
