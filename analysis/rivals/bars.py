"""Which rule takes away what a reseller earns, and at what price."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.decide.what_if import WhatIf
from analysis.mechanisms.registry import mechanism_of
from analysis.resellers.exposure import resale_of
from analysis.settings.parameters import as_dict, parameters_of
from analysis.world.subsample import community_sample
from data.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.resellers.exposure import Resale
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet

SAMPLE_SUBSCRIBERS = 10_000
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
class Bar:
    """One rule tightened: what the rules are then worth to honest subscribers' operator, and what a reseller's SIM then earns."""

    name: str
    value: Value
    npv: float
    resale: Resale


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
