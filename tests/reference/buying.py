"""Willingness to pay and packs: sections 3 and 4 of the method."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.reference.draws import WILLINGNESS, uniform

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.settings.assumptions import Assumptions
    from tests.reference.base import Month

QUANTILES = 64
HIGHEST_CONVERSION = 0.999


@dataclass(frozen=True)
class Market:
    """The log-logistic of willingness to pay, in pack prices per GB. `scale` 0: nobody would pay anything."""

    scale: float
    shape: float

    def survival(self, price: float) -> float:
        """Return the share willing to pay `price`."""
        if self.scale == 0:
            return 0.0
        try:
            return float(1 / (1 + (price / self.scale) ** self.shape))
        except OverflowError:
            return 0.0

    def willing(self, survival: float) -> float:
        """Return the willingness that a share `survival` exceeds."""
        if self.scale == 0:
            return 0.0
        try:
            return float(self.scale * ((1 - survival) / survival) ** (1 / self.shape))
        except (OverflowError, ZeroDivisionError):
            return math.inf


def market(months: Iterable[Month], assumed: Assumptions) -> Market:
    """Fit the log-logistic to the conversion and the elasticity that were assumed."""
    conversion = min(assumed.topup_conversion, HIGHEST_CONVERSION)
    if conversion == 0:
        return Market(0.0, 1.0)
    shape = -assumed.topup_elasticity / (1 - conversion)
    sizes = _quantiles(sorted(min(1.0, month.shortage / month.tariff.pack) for month in months if month.shortage))
    low, high = -10_000.0, 100.0
    for _ in range(200):
        middle = (low + high) / 2
        fitted = Market(math.exp(middle), shape)
        if math.fsum(fitted.survival(1 / size) for size in sizes) / len(sizes) < conversion:
            low = middle
        else:
            high = middle
    return Market(math.exp((low + high) / 2), shape)


def _quantiles(values: list[float]) -> list[float]:
    """Return the 64 quantiles at (i + 1/2) / 64, linear between neighbours; 1 where nobody is short."""
    if not values:
        return [1.0]
    found = []
    for i in range(QUANTILES):
        place = (i + 0.5) / QUANTILES * (len(values) - 1)
        below = math.floor(place)
        above = min(below + 1, len(values) - 1)
        found.append(values[below] + (values[above] - values[below]) * (place - below))
    return found


def willingness(month: Month, demand: Market, seed: int) -> float:
    """Return the willingness to pay of a subscriber-month, given whether packs were in fact bought."""
    draw = uniform(month.person.key, seed, month.nth, WILLINGNESS)
    pack, short, bought = month.tariff.pack, month.shortage, month.packs
    low, low_share, high, high_share = 0.0, 1.0, math.inf, 0.0
    last_filled = short - (bought - 1) * pack
    if bought > 0 and last_filled > 0:
        low = pack / min(pack, last_filled)
        low_share = demand.survival(low)
    left = short - bought * pack
    if left > 0:
        high = pack / min(pack, left)
        high_share = demand.survival(high)
    if low >= high:
        return low
    share = high_share + draw * (low_share - high_share)
    # So steep a market that a double holds nobody beyond what the history proves: then that is it.
    return max(low, demand.willing(share)) if share > 0 else low


def packs_bought(missing: int, willing: float, pack: int) -> int:
    """Return N(m, w): the packs bought for `missing` kB."""
    if willing < 1 or missing <= 0:
        return 0
    whole, rest = divmod(missing, pack)
    return whole + (1 if willing * rest >= pack else 0)
