"""Where supply meets demand: the price of a month inside its band, and who trades at it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.int64]


def clearing_price(asks: Amounts, ask_lots: Amounts, bids: Amounts, bid_lots: Amounts, floor: int, ceiling: int) -> int:
    """Return the lowest price in the band at which as many lots are offered as asked for; the ceiling where there is none.

    Prices are whole micro-units a lot, `asks` the least sellers take, `bids` the most buyers pay. Supply never falls and demand
    never rises with the price, so the least such price is found by bisection.
    """
    sellers, buyers = np.argsort(asks, kind="stable"), np.argsort(bids, kind="stable")
    offered = np.concatenate([[0], np.cumsum(ask_lots[sellers])])
    wanted = np.concatenate([[0], np.cumsum(bid_lots[buyers])])

    def enough(price: int) -> bool:
        supply = offered[np.searchsorted(asks[sellers], price, side="right")]
        demand = wanted[-1] - wanted[np.searchsorted(bids[buyers], price, side="left")]
        return bool(supply >= demand)

    low, high = floor, max(floor, min(ceiling, int(bids.max(initial=0)) + 1))
    if enough(low):
        return low
    if not enough(high):
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def filled(lots: Amounts, order: NDArray[np.float64], traded: int) -> Amounts:
    """Return how many of each order's lots trade: all of them in `order` until as many have traded."""
    queue = np.argsort(order, kind="stable")
    before = np.cumsum(lots[queue]) - lots[queue]
    out = np.zeros(lots.size, np.int64)
    out[queue] = np.clip(traded - before, 0, lots[queue])
    return out
