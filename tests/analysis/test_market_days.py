"""A market clears as the plainest reading of its rule says, and the same wherever its orders lie."""

from __future__ import annotations

import numpy as np
from hypothesis import event, given, settings
from hypothesis import strategies as st

from analysis.mechanisms.marketplace.clearing import (
    Band,
    cleared,
    ends_of,
    inside,
    lots_by_place,
    terms_of,
    together,
    windows_of,
)
from analysis.mechanisms.marketplace.orders import DEAREST, EDGES, PLACES, place_of, step_of, traded
from tests.analysis.market_days import orders_of, traded_at

Side = list[tuple[int, int]]
# Few prices, so that many are equal; prices of a real market; and any at all.
PRICES = st.one_of(st.integers(0, 9), st.integers(0, 300), st.integers(0, 90_000_000), st.integers(0, 2**50))
SIDES = st.lists(st.tuples(PRICES, st.integers(1, 5)), max_size=40)


@st.composite
def bands(draw: st.DrawFn, sides: tuple[Side, Side]) -> Band:
    """Draw a band whose ends are often prices that somebody asks or bids."""
    known = st.sampled_from([0, *(price for side in sides for price, _ in side)])
    floor, height = draw(known), draw(st.sampled_from([0, 1, 64, 10**7]))
    return Band(floor, draw(st.one_of(st.just(floor + height), known.map(lambda price: max(floor, price)), st.just(DEAREST))))


def pairs_of(asks: Side, bids: Side, band: Band) -> int:
    """Return how many lots trade when the cheapest is paired with the dearest, and so on, while they agree."""
    offered = sorted(max(price, band.floor) for price, lots in asks for _ in range(lots) if price <= band.ceiling)
    wanted = sorted((min(price, band.ceiling) for price, lots in bids for _ in range(lots) if price >= band.floor), reverse=True)
    return sum(ask <= bid for ask, bid in zip(offered, wanted, strict=False))


def price_of(asks: Side, bids: Side, band: Band) -> int:
    """Return the price at which most trade: the lowest without a shortage, else the highest."""
    turns = {edge for price, _ in (*asks, *bids) for edge in (price - 1, price, price + 1)} | set(band)
    prices = sorted(price for price in turns if band.floor <= price <= band.ceiling)
    supply, demand = (
        [sum(lots for one, lots in side if sign * one <= sign * price) for price in prices]
        for side, sign in ((asks, 1), (bids, -1))
    )
    most = max(map(min, zip(supply, demand, strict=True)))
    best = [nth for nth in range(len(prices)) if min(supply[nth], demand[nth]) == most]
    return prices[next((nth for nth in best if supply[nth] >= demand[nth]), best[-1])]


@given(data=st.data(), asks=SIDES, bids=SIDES, seed=st.integers(0, 99))
@settings(deadline=None, database=None, derandomize=True, max_examples=400)
def test_most_trade_at_one_price_the_better_first(data: st.DataObject, asks: Side, bids: Side, seed: int) -> None:
    band = data.draw(bands((asks, bids)))
    sides = [np.array(side, np.int64).reshape(-1, 2) for side in (asks, bids)]
    price, served = traded_at(sides, band, seed)
    pairs = pairs_of(asks, bids, band)
    assert [int(each.sum()) for each in served] == [pairs, pairs]
    if not pairs:
        return
    event("at the floor" if price == band.floor else "at the ceiling" if price == band.ceiling else "inside")
    assert price == price_of(asks, bids, band)
    may, orders = orders_of(sides, band, seed)
    for side in (0, 1):
        mine = np.flatnonzero(orders[:, 0] == side)
        queue = mine[np.lexsort((orders[mine, 3], orders[mine, 2]))]
        before = np.cumsum(orders[queue, 1]) - orders[queue, 1]
        assert np.array_equal(np.concatenate(served)[may[queue]], np.clip(pairs - before, 0, orders[queue, 1]))


@given(data=st.data(), markets=st.lists(st.tuples(SIDES, SIDES), min_size=1, max_size=3), parts=st.integers(1, 5))
@settings(deadline=None, database=None, derandomize=True, max_examples=200)
def test_parts_agree_on_what_the_whole_comes_to(data: st.DataObject, markets: list[tuple[Side, Side]], parts: int) -> None:
    band = data.draw(bands(markets[0]))
    orders = []
    for nth, sides in enumerate(markets):
        _, found = orders_of([np.array(side, np.int64).reshape(-1, 2) for side in sides], band, nth)
        orders.append(found + np.array([2 * nth, 0, 0, 0]))
    whole = np.concatenate(orders)
    dealt = np.array(data.draw(st.lists(st.integers(0, parts - 1), min_size=len(whole), max_size=len(whole))), np.int64)
    shards = [whole[dealt == part] for part in range(parts)]
    said = [lots_by_place(each, band) for each in shards]
    windows = windows_of(together([lots for _, lots in said]), band)
    at = [inside(each, places, windows) for each, (places, _) in zip(shards, said, strict=True)]
    assert np.array_equal(terms_of(np.concatenate(at), windows), cleared(whole, band))


def test_an_order_in_a_market_that_nobody_told_of_trades_nothing() -> None:
    """A processor that rounds otherwise may find it between two rounds."""
    orders = np.array([[6, 1, 5, 0], [7, 1, -9, 0]])
    nothing = terms_of(orders[:0], windows_of(orders[:0, :2], Band(0, 10)))
    touched, *_ = traded(np.arange(2), orders, ends_of(orders, nothing, 0), 1)
    assert touched.size == 0
    assert inside(orders, np.zeros(2, np.int16), windows_of(orders[:0, :2], Band(0, 10))).size == 0


@given(floor=st.integers(0, 2**50), height=st.integers(0, 2**61), above=st.integers(0, 2**61))
@settings(deadline=None, database=None, derandomize=True)
def test_a_step_begins_where_the_one_before_ends(floor: int, height: int, above: int) -> None:
    band, price = Band(floor, floor + height), floor + min(above, height)
    step = band.last if price == band.ceiling else step_of(price - floor)
    assert band.first_price(step) <= price
    assert price < band.first_price(step + 1) or step == band.last
    assert 0 <= place_of(0, price, 0, (*band, band.last)) < PLACES
    assert step_of(DEAREST) + 1 + EDGES < PLACES
