"""Where supply meets demand: the price of a month inside its band, and who is the last to trade at it.

Both come of sums that add over any parts of a base, in two rounds: how many lots stand at each place of a queue; then, of the one
place in which the last that trades stands, every order. Lots pair in the order of their queues for as long as the seller's price
is no more than the buyer's. Orders are those of `orders.py`; tables are of whole numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.mechanisms.marketplace.orders import EDGES, FINE, PLACES, counted, step_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from analysis.engine.mechanism import Table

BEFORE_ALL = -(2**63)


class Band(NamedTuple):
    """The prices allowed, and their steps: from the floor, which is one alone, to the ceiling, which is the last."""

    floor: int
    ceiling: int

    @property
    def last(self) -> int:
        """Return the step of the ceiling, which is that of the floor where both are one."""
        return step_of(self.ceiling - self.floor) + 1 if self.ceiling > self.floor else 0

    def first_price(self, step: int) -> int:
        """Return the least price of a step."""
        if step >= self.last:
            return self.ceiling
        shift = max(0, step // FINE - 1)
        return self.floor + ((step - shift * FINE) << shift)


class Window(NamedTuple):
    """Where the last that trade stand in a market: in each queue a place, and how many lots stand before it.

    Prices there are at least `first` and less than `after`. `known` is how many lots trade where that is plain, below 0 else.
    """

    market: int
    known: int
    first: int
    after: int
    ask_place: int
    bid_place: int
    asked_before: int
    bid_before: int


class Terms(NamedTuple):
    """What a market trades at: the price, and of each queue the last that trades, by rank and turn, with how many of its lots."""

    market: int
    price: int
    ask_rank: int
    ask_turn: int
    ask_lots: int
    bid_rank: int
    bid_turn: int
    bid_lots: int


class _Line:
    """The lots of a queue by rising place."""

    def __init__(self, places: Table, lots: Table) -> None:
        self._places, self._until = places, np.concatenate([[0], np.cumsum(lots)])

    def until(self, place: int) -> int:
        """Return how many stand before a place."""
        return int(self._until[np.searchsorted(self._places, place)])

    def of_lot(self, nth: int) -> int:
        """Return the place at which the nth lot stands; 0 of none."""
        return int(self._places[np.searchsorted(self._until[1:], nth)]) if nth else 0


def lots_by_place(found: Table, band: Band) -> tuple[NDArray[np.int16], Table]:
    """Return the place of each order, and [cell, (queue and place, lots)] of all that are there, rising."""
    places, lots = counted(found, (band.floor, band.ceiling, band.last))
    cells = np.flatnonzero(lots)
    return places, np.stack([cells, lots.ravel()[cells]], axis=1)


def together(parts: Iterable[Table]) -> Table:
    """Return the sums of several parts by place."""
    cells = np.concatenate(list(parts))
    known, at = np.unique(cells[:, 0], return_inverse=True)
    lots = np.zeros(known.size, np.int64)
    np.add.at(lots, at, cells[:, 1])
    return np.stack([known, lots], axis=1)


def windows_of(cells: Table, band: Band) -> Table:
    """Return the window of each market that has orders, from its lots by place: [market, Window]."""
    queue, place = cells[:, 0] // PLACES, cells[:, 0] % PLACES
    found = []
    for market in np.unique(queue // 2).tolist():
        edges = np.searchsorted(queue, (2 * market, 2 * market + 1, 2 * market + 2)).tolist()
        asks, bids = (_Line(place[a:b], cells[a:b, 1]) for a, b in pairwise(edges))
        found.append(_window(market, asks, bids, band))
    return np.array(found, np.int64).reshape(-1, len(Window._fields))


def inside(orders: Table, places: NDArray[np.int16], windows: Table) -> Table:
    """Return the orders that stand in the windows of their markets."""
    asked_for = _by_queue(orders, windows, windows[:, 4:6, None])[:, 0]
    return np.compress(places == asked_for[orders[:, 0]], orders, axis=0)


def terms_of(orders: Table, windows: Table) -> Table:
    """Return the terms of each market, from all orders in the windows: [market, Terms]."""
    orders = orders[np.lexsort((orders[:, 3], orders[:, 2], orders[:, 0]))]
    found = []
    for each in windows.tolist():
        window = Window(*each)
        edges = np.searchsorted(orders[:, 0], 2 * window.market + np.arange(3)).tolist()
        found.append(_terms(window, *(orders[a:b, 1:] for a, b in pairwise(edges))))
    return np.array(found, np.int64).reshape(-1, len(Terms._fields))


def cleared(orders: Table, band: Band) -> Table:
    """Return the terms of each market of a base that is whole."""
    places, cells = lots_by_place(orders, band)
    windows = windows_of(cells, band)
    return terms_of(inside(orders, places, windows), windows)


def ends_of(orders: Table, terms: Table, fee: int) -> Table:
    """Return by queue what `traded` takes: a buyer pays price and fee, a seller is credited the price."""
    last, price = terms[:, 2:].reshape(-1, 2, 3), terms[:, 1]
    pays = np.stack([-price, price + fee], axis=1)[:, :, None]
    return _by_queue(orders, terms, np.concatenate([last, pays], axis=2))


def _by_queue(orders: Table, markets: Table, of_sides: Table) -> Table:
    """Return [queue, value] of what is known by [market, side, value]; the number of each market comes first in `markets`.

    A market of `orders` that is not among them, which another kind of processor may find, trades nothing.
    """
    count = max(int(markets[:, 0].max(initial=-1)), int(orders[:, 0].max(initial=-1)) // 2) + 1
    found = np.full((count, *of_sides.shape[1:]), BEFORE_ALL, np.int64)
    found[markets[:, 0]] = of_sides
    return found.reshape(-1, of_sides.shape[2])


def _window(market: int, asks: _Line, bids: _Line, band: Band) -> Window:
    """Find the step in which supply comes to demand: before it less is offered than asked for, behind it not.

    All who trade are before its end, and at the edges of the band, which are single prices, the shorter side trades whole.
    """
    last = band.last

    def below(step: int) -> int:
        return asks.until(EDGES + step if step else 0)

    def at_least(step: int) -> int:
        return bids.until(EDGES + last + 1 - step) if step <= last else 0

    step = max(0, bisect_left(range(last + 1), 0, key=lambda step: below(step) - at_least(step)) - 1)
    known = min(below(step + 1), at_least(step)) if step in (0, last) else -1
    ask_place = asks.of_lot(known) if step == 0 else EDGES + step
    bid_place = bids.of_lot(known) if step == last else EDGES + last - step
    before = asks.until(ask_place), bids.until(bid_place)
    return Window(market, known, band.first_price(step), band.first_price(step + 1), ask_place, bid_place, *before)


def _terms(window: Window, asks: Table, bids: Table) -> Terms:
    """Return what a market trades at; `asks` and `bids` are [order, (lots, rank, turn)] in their order.

    The price is the lowest at which as many are offered as asked for, or the next below it where more trade there, although not
    all who would pay it are served.
    """
    offered, wanted = window.asked_before + np.cumsum(asks[:, 0]), window.bid_before + np.cumsum(bids[:, 0])
    many = window.known
    if many < 0:
        takers = np.concatenate([[window.bid_before], wanted])[np.searchsorted(bids[:, 1], -asks[:, 1], side="right")]
        many = max(window.asked_before, window.bid_before, int(np.minimum(offered, takers).max(initial=0)))
    ask = _last(asks, offered, many, window.asked_before, window.first)
    bid = _last(bids, wanted, many, window.bid_before, 1 - window.after)
    unserved = int(np.searchsorted(wanted, many + 1))
    dearest_left = -int(bids[unserved, 1]) if unserved < wanted.size else window.first - 1
    cheapest = ask[0] if ask[2] else window.first
    dearest = -bid[0] if bid[2] else window.after
    return Terms(window.market, min(max(cheapest, dearest_left + 1), dearest), *ask, *bid)


def _last(orders: Table, upto: Table, many: int, before: int, behind: int) -> tuple[int, int, int]:
    """Return rank, turn and traded lots of the last order that trades.

    Where it stands before all of these, all of a rank before `behind` trade and none from there on.
    """
    if many <= before:
        return behind if many else BEFORE_ALL, BEFORE_ALL, 0
    at = int(np.searchsorted(upto, many))
    lots, rank, turn = orders[at].tolist()
    return rank, turn, many - (int(upto[at]) - lots)
