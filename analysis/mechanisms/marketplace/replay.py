"""The replayed months of a marketplace: each clears by itself, at one price, or one in each region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.engine.kernel_units import response_of
from analysis.engine.moves import Moves, replay_moves
from analysis.kernels.inputs import DAYS
from analysis.mechanisms.common.units import kb
from analysis.mechanisms.marketplace.books import MARKETS, Books
from analysis.mechanisms.marketplace.clearing import cleared, ends_of, inside, lots_by_place
from analysis.mechanisms.marketplace.orders import PLACES, traded
from data.schema import MICRO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Replayed
    from analysis.engine.mechanism import Table
    from analysis.engine.moves import Month
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.marketplace_rules import MarketRules
    from analysis.world.world import World


class Lots(NamedTuple):
    """How many lots a month traded, and the micro-units paid for them, fees apart."""

    paid: int
    sold: int

    def price_per_gb(self, rules: MarketRules) -> float:
        """Return the mean price of a GB over what was traded, in the currency."""
        return self.paid / self.sold / rules.lot_gb / MICRO


@dataclass(frozen=True)
class Traded(Moves):
    """Who sold what to whom, and what came of each month."""

    traded: tuple[Lots, ...]


def moves_of(
    world: World, rules: MarketRules, assumptions: Assumptions, threads: int | None, terms: Table | None = None
) -> Traded:
    """Return who trades what under rules that are on: at the `terms` of a whole base, or at those that this one comes to."""
    books, lot = Books(world, rules, assumptions), kb(rules.lot_gb)

    def month(first: int, who: NDArray[np.int64], orders: Table) -> tuple[Month, Lots]:
        here = cleared(orders, books.band) if terms is None else _of_month(terms, first)
        touched, state, paid, sold = traded(who, orders, ends_of(orders, here, books.fee), lot)
        return (touched, state), Lots(paid, sold)

    done = books.each(month, threads)
    lots = tuple(lots for _, lots in done)
    return Traded(tuple(month for month, _ in done), books.adoption, books.later, books.behaviour, DAYS, lots)


def said_of(world: World, rules: MarketRules, assumptions: Assumptions, windows: Table | None, threads: int | None) -> Table:
    """Return what a part of a base adds to finding the terms: its lots by place, and once windows are known the orders there."""
    books = Books(world, rules, assumptions)

    def month(first: int, _: NDArray[np.int64], orders: Table) -> Table:
        places, cells = lots_by_place(orders, books.band)
        if windows is None:
            return np.add(cells, (2 * PLACES * first, 0))
        return np.add(inside(orders, places, _of_month(windows, first)), (2 * first, 0, 0, 0))

    return np.concatenate(books.each(month, threads))


def effects_of(world: World, traded: Traded, assumptions: Assumptions, threads: int | None) -> Replayed:
    """Return what trades change. Nobody gives, so nobody is thanked: `receiving_effect` and `giving_effect` do not act."""
    return replay_moves(world, traded, response_of(assumptions)._replace(received=0.0, gave=0.0), threads)


def _of_month(table: Table, first: int) -> Table:
    """Return the windows or terms of one month's markets, counted from 0."""
    start, end = np.searchsorted(table[:, 0], (first, first + MARKETS))
    here = table[start:end].copy()
    here[:, 0] -= first
    return here
