"""Where supply meets demand: the price of a month inside its band, and who trades at it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.int64]


def clearing_price(asks: Amounts, ask_lots: Amounts, bids: Amounts, bid_lots: Amounts, floor: int, ceiling: int) -> int:
    """Return the price in the band at which most lots trade.

    It is the lowest at which as many are offered as asked for, or the next below it where more trade there, although not all who
    would pay it are served; the ceiling where more is asked for even there. Prices are whole micro-units a lot, `asks` the least
    sellers take, `bids` the most buyers pay. Supply never falls and demand never rises with the price: bisection finds it.
    """
    sellers, buyers = np.argsort(asks, kind="stable"), np.argsort(bids, kind="stable")
    offered = np.concatenate([[0], np.cumsum(ask_lots[sellers])])
    wanted = np.concatenate([[0], np.cumsum(bid_lots[buyers])])

    def supply(price: int) -> int:
        return int(offered[np.searchsorted(asks[sellers], price, side="right")])

    def demand(price: int) -> int:
        return int(wanted[-1] - wanted[np.searchsorted(bids[buyers], price, side="left")])

    def enough(price: int) -> bool:
        return supply(price) >= demand(price)

    low, high = floor, max(floor, min(ceiling, int(bids.max(initial=0)) + 1))
    if enough(low):
        return low
    if not enough(high):
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return low if supply(low) > demand(high) else high


def filled(lots: Amounts, rank: Amounts, order: NDArray[np.float64], traded: int) -> Amounts:
    """Return how many of each order's lots trade until as many have traded: lower `rank` first, equal ones in `order`."""
    queue = np.lexsort((order, rank))
    before = np.cumsum(lots[queue]) - lots[queue]
    out = np.zeros(lots.size, np.int64)
    out[queue] = np.clip(traded - before, 0, lots[queue])
    return out
