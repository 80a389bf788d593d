"""Markets of one month, made of prices and lots alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.mechanisms.marketplace.clearing import cleared, ends_of
from analysis.mechanisms.marketplace.orders import traded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.engine.mechanism import Table
    from analysis.mechanisms.marketplace.clearing import Band

    Sides = Sequence[NDArray[np.generic]]  # asks and bids: [order, (price, lots)]


def orders_of(sides: Sides, band: Band, seed: int) -> tuple[Table, Table]:
    """Return which of all asks and, behind them, bids may trade in the band, and their orders, in turns drawn from `seed`."""
    prices, lots = np.concatenate(sides).astype(np.int64).reshape(-1, 2).T
    buys = np.arange(prices.size) >= len(sides[0])
    may = np.flatnonzero(np.where(buys, prices >= band.floor, prices <= band.ceiling))
    rank = np.where(buys, -1, 1) * np.clip(prices, *band)
    turns = np.random.default_rng(seed).integers(-(2**63), 2**63, prices.size)
    return may, np.stack([buys.astype(np.int64), lots, rank, turns], axis=1)[may]


def traded_at(sides: Sides, band: Band, seed: int) -> tuple[int, tuple[Table, Table]]:
    """Return the price of a market, the floor where nobody orders, and how many lots of each ask and of each bid trade."""
    may, orders = orders_of(sides, band, seed)
    terms = cleared(orders, band)
    touched, state, *_ = traded(may, orders, ends_of(orders, terms, 0), 1)
    lots = np.zeros(sum(map(len, sides)), np.int64)
    lots[touched] = state[:, 1]
    return int(terms[0, 1]) if len(terms) else band.floor, (lots[: len(sides[0])], lots[len(sides[0]) :])
