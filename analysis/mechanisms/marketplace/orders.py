"""Offers and bids of one month in compiled code. A lot is the unit; money in micro-units a lot.

An order is a row of ORDER numbers: its queue, its lots, its rank and its turn in the queue, lower ones first. A market, one of a
month or of a region in it, has two queues, sellers in 2n and buyers in 2n + 1. A rank is a price inside the band: the least a
seller takes, or minus the most a buyer pays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import inlined, kernel
from analysis.kernels.keyed_random import BUYS, LEAST_PRICE, MARKET_ORDER, SELLS, turn, unit
from analysis.kernels.offers import asks_first, lacking, offer, request, willing
from analysis.kernels.pairs import UNLIMITED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Behaviour, Limits, Rows

DEAREST = 2**62
ORDER = 4
EDGES = 256  # places of whoever stands at the edge of the band: all of one price, told apart by their turns
FINE = 64  # steps of price for each doubling of it, above the floor; below, single micro-units
PLACES = 4096  # no queue has more


class Trade(NamedTuple):
    """What decides who trades: shares of a month's sellers and buyers, the mean least price of sellers, the operator's fee a lot.

    `least` is in shares of the seller's own pack price per GB. `apart`: each region is a market.
    """

    sells: float
    buys: float
    least: float
    lot: int
    fee: int
    floor: int
    ceiling: int
    apart: bool


@kernel
def orders(
    edge: tuple[int, int], trade: Trade, rows: Rows, limits: Limits, behaviour: Behaviour, seed: np.uint64
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the orders of a month that may trade inside the band: rows, [order, ORDER].

    A seller's least price is uniform from 0 to twice the mean. A buyer pays, fee included, no more than what it lacks when it
    asks is worth to it, nor than packs for as much would cost. Nobody sells in a month that has nothing left over, whatever was
    foreseen.
    """
    first, last = edge
    who, found = np.empty(last - first, np.int64), np.empty((last - first, ORDER), np.int64)
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
            able, rank, buys = most >= trade.floor, -min(most, trade.ceiling), 1
        else:
            if fact.need == fact.balance or month < limits.gives_from[fact.sub] or unit(key, seed, month, SELLS) >= trade.sells:
                continue
            lots = offer(month, fact, key, 0, 0, limits, behaviour, seed) // trade.lot
            least = np.int64(2.0 * trade.least * unit(key, seed, month, LEAST_PRICE) * price * (trade.lot / pack))
            able, rank, buys = least <= trade.ceiling, max(least, trade.floor), 0
        if lots > 0 and able:
            market = np.int64(rows.region[fact.sub]) if trade.apart else 0
            who[used], found[used, 0], found[used, 1] = row, 2 * market + buys, lots
            found[used, 2], found[used, 3] = rank, turn(key, seed, month, MARKET_ORDER)
            used += 1
    return who[:used], found[:used]


@inlined
def step_of(price: int) -> int:
    """Return the step of a price above the floor: rising with it, and no wider than a part in FINE of it."""
    shift = 0
    while price >> shift >= 2 * FINE:
        shift += 1
    return shift * FINE + (price >> shift)


@inlined
def place_of(queue: int, rank: int, turn: int, band: tuple[int, int, int]) -> int:
    """Return the place in its queue of an order: rising with its price's rank, at the edge of the band with its turn.

    Sellers at the floor and buyers at the ceiling, who may be many at one price, have the first EDGES. `band` is floor, ceiling
    and the step of the ceiling, which is one alone, as the floor is.
    """
    floor, ceiling, last = band
    buys = queue & 1 == 1
    price = -rank if buys else rank
    if price == (ceiling if buys else floor):
        return (turn >> 56) + EDGES // 2
    step = last if price == ceiling else step_of(price - floor)
    return EDGES + (last - step if buys else step)


@kernel
def counted(found: NDArray[np.int64], band: tuple[int, int, int]) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
    """Return the place of each order in its queue, and how many lots there are by [queue, place]."""
    queues = 0
    for order in range(found.shape[0]):
        queues = max(queues, found[order, 0] + 1)
    places, lots = np.empty(found.shape[0], np.int16), np.zeros((queues, PLACES), np.int64)
    for order in range(found.shape[0]):
        place = place_of(found[order, 0], found[order, 2], found[order, 3], band)
        places[order] = place
        lots[found[order, 0], place] += found[order, 1]
    return places, lots


@kernel
def traded(
    who: NDArray[np.int64], found: NDArray[np.int64], ends: NDArray[np.int64], lot: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], int, int]:
    """Return the rows that trade, their states (see `Month`), what sellers are paid and how many lots they sell.

    `ends` is by queue (rank, turn, lots, pays): of the last that trades, how many lots, and what each lot costs its side.
    """
    touched, state = np.empty(who.size, np.int64), np.zeros((who.size, 4), np.int64)
    used, paid, sold = 0, 0, 0
    for order in range(who.size):
        queue, lots, rank, drawn = found[order, 0], found[order, 1], found[order, 2], found[order, 3]
        if rank > ends[queue, 0] or (rank == ends[queue, 0] and drawn > ends[queue, 1]):
            continue
        if rank == ends[queue, 0] and drawn == ends[queue, 1]:
            lots = ends[queue, 2]
        if lots == 0:
            continue
        touched[used] = who[order]
        state[used, 1], state[used, 2], state[used, 3] = lots * lot, 1, lots * ends[queue, 3]
        if queue & 1 == 0:
            paid, sold = paid - state[used, 3], sold + lots
        used += 1
    return touched[:used], state[:used], paid, sold
