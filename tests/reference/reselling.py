"""What resellers take of what the rules have left, slowly: pack by pack, one subscriber-month after the other."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.reference.buying import market, willingness

if TYPE_CHECKING:
    from tests.reference.base import Month
    from tests.reference.effects import Effect
    from tests.reference.replay import Reference


@dataclass
class Taken:
    """Sums over the replay, where every buyer meets a reseller: micro-units, kB, subscriber-months."""

    lost: int = 0
    instead: int = 0
    without: int = 0
    no_buyers: int = 0


def taken(found: Reference, price_per_gb: float, seed: int) -> Taken:
    """Return what is bought of resellers at a price per GB, in micro-units."""
    demand, sums = market(found.base.months.values(), found.assumed), Taken()
    for key, month in found.base.months.items():
        if not month.shortage:
            continue
        packs, lacked, unmet = _left(month, found.effects.get(key))
        plan, per_kb = month.tariff, price_per_gb / 1_000_000
        missing, lost = min(lacked, packs * plan.pack), 0
        while missing > 0:
            size = min(plan.pack, missing)
            if size * per_kb < plan.price:
                lost += 1
                sums.instead += size
            missing -= size
        sums.lost += lost * plan.price
        sums.no_buyers += packs > 0 and lost >= packs
        if unmet and willingness(month, demand, seed) * plan.price >= per_kb * plan.pack:
            sums.without += unmet
    return sums


def _left(month: Month, effect: Effect | None) -> tuple[int, int, int]:
    """Return the packs that are still bought, what they are bought for, and what nobody meets."""
    packs, lacked = month.packs, month.shortage
    unmet = max(0, lacked - packs * month.tariff.pack)
    if effect is None:
        return packs, lacked, unmet
    served = Fraction(effect.displaced + effect.served_unmet)
    return packs + effect.packs, max(0, int(lacked - served)), max(0, unmet + effect.unmet)
