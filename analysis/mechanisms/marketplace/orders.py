"""Offers and bids of one month in compiled code. A lot is the unit; money in micro-units a lot."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import kernel
from analysis.kernels.keyed_random import BUYS, LEAST_PRICE, MARKET_ORDER, SELLS, unit
from analysis.kernels.offers import asks_first, lacking, offer, request, willing
from analysis.kernels.pairs import UNLIMITED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Behaviour, Limits, Rows

DEAREST = 2**62


class Trade(NamedTuple):
    """What decides who trades: shares of a month's sellers and buyers, the mean least price of sellers, the operator's fee a lot.

    `least` is in shares of the seller's own pack price per GB.
    """

    sells: float
    buys: float
    least: float
    lot: int
    fee: int


@kernel
def orders(
    edge: tuple[int, int], trade: Trade, rows: Rows, limits: Limits, behaviour: Behaviour, seed: np.uint64
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return a month's orders: rows, [order, (side, lots, price a lot)] and the keyed number that puts equal ones in order.

    Side 1 sells at no less than its price, side -1 buys at no more. A seller's least price is uniform from 0 to twice the mean.
    A buyer pays, fee included, no more than what it lacks when it asks is worth to it, nor than packs for as much would cost.
    Nobody sells in a month that has nothing left over, whatever was foreseen.
    """
    first, last = edge
    who, found, order = np.empty(last - first, np.int64), np.empty((last - first, 3), np.int64), np.empty(last - first)
    used = 0
    for row in range(first, last):
        fact, month = rows.facts[row], rows.month[row]
        key, tariff = rows.key[fact.sub], rows.tariff[row]
        pack, price = rows.pack[tariff], rows.price[tariff]
        if fact.balance != UNLIMITED and fact.need > fact.balance:
            if not limits.may_receive[fact.sub] or unit(key, seed, month, BUYS) >= trade.buys:
                continue
            asks = asks_first(month, fact, key, behaviour, seed)
            missing = lacking(fact.need - fact.balance, fact.packs, pack, asks)
            amount = request(missing, pack, limits, behaviour)
            if amount <= 0:
                continue
            lots, useful = amount // trade.lot, min(amount, missing)
            w = willing(month, fact, key, pack, behaviour, seed)
            worth = min(w * price * (useful / pack), float(-(-amount // pack)) * price)
            most = np.int64(min(worth / lots, DEAREST)) - trade.fee
            side = -1
        else:
            if fact.need == fact.balance or month < limits.gives_from[fact.sub] or unit(key, seed, month, SELLS) >= trade.sells:
                continue
            lots = offer(month, fact, key, 0, 0, limits, behaviour, seed) // trade.lot
            most = np.int64(2.0 * trade.least * unit(key, seed, month, LEAST_PRICE) * price * (trade.lot / pack))
            side = 1
        if lots > 0 and most >= 0:
            who[used], order[used] = row, unit(key, seed, month, MARKET_ORDER)
            found[used, 0], found[used, 1], found[used, 2] = side, lots, most
            used += 1
    return who[:used], found[:used], order[:used]
