"""One month of rollover in compiled code: what is drawn from what was carried in, what is carried on. Volumes in kB.

Months come in sequence, because what is left of one is there in the next; a subscriber's own months are all it depends on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import inlined, kernel
from analysis.kernels.effects import packs_kept
from analysis.kernels.offers import willing
from analysis.kernels.pairs import UNLIMITED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Behaviour, Rows


class Terms(NamedTuple):
    """The rules as the kernel reads them: kB, micro-units a month. `endless` where what is carried never dies."""

    share: float
    cap: int
    endless: bool
    first: bool
    fee: int


@inlined
def carried_in(stock: NDArray[np.int64], sub: int) -> int:
    """Return what a subscriber has carried in; `stock` is [subscriber, age].

    Its row is not taken out by itself here and below: each would be counted and let go of again, by both cores in one place.
    """
    total = np.int64(0)
    for age in range(stock.shape[1]):
        total += stock[sub, age]
    return total


@inlined
def lose(stock: NDArray[np.int64], sub: int) -> None:
    """Take away all that a subscriber has carried in."""
    for age in range(stock.shape[1]):
        stock[sub, age] = 0


@inlined
def take(stock: NDArray[np.int64], sub: int, amount: int) -> None:
    """Take an amount from what a subscriber has carried in, oldest first."""
    for age in range(stock.shape[1] - 1, -1, -1):
        part = min(stock[sub, age], amount)
        stock[sub, age] -= part
        amount -= part


@inlined
def carry_on(stock: NDArray[np.int64], sub: int, left: int, terms: Terms) -> None:
    """Let a month pass: what has reached its last month dies, and of what is `left` of the month's own a share is added."""
    if not terms.endless:
        for age in range(stock.shape[1] - 1, 0, -1):
            stock[sub, age] = stock[sub, age - 1]
        stock[sub, 0] = 0
    fresh = np.int64(terms.share * left)
    stock[sub, 0] += max(0, min(fresh, terms.cap - carried_in(stock, sub)))


@kernel
def carry_month(  # noqa: PLR0913, PLR0917 - compiled code takes its arguments by place
    edge: tuple[int, int],
    counted: int,
    since: NDArray[np.int16],
    seen: NDArray[np.int16],
    stock: NDArray[np.int64],
    terms: Terms,
    rows: Rows,
    behaviour: Behaviour,
    seed: np.uint64,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Walk the rows of one month between `edge` and return (touched rows, state), as `Moves` has them; `stock` moves on.

    `counted` is the month counted through both years; `since` per subscriber the one from which it may carry, `seen` the last
    one in which it was there, `stock` [subscriber, age] what it has carried in, newest first: lost by who was away. Drawn is what
    is short, as far as that goes.
    """
    first, last = edge
    touched, state, used = np.empty(last - first, np.int64), np.zeros((last - first, 4), np.int64), 0
    for row in range(first, last):
        fact = rows.facts[row]
        if counted < since[fact.sub] or fact.balance == UNLIMITED:
            continue
        if seen[fact.sub] != counted - 1:
            lose(stock, fact.sub)
        seen[fact.sub] = counted
        carried = carried_in(stock, fact.sub)
        pack = rows.pack[rows.tariff[row]]
        short, bought = fact.need - fact.balance, np.int64(fact.packs)
        drawn, left = np.int64(0), np.int64(0)
        if short > 0:
            drawn, again = min(carried, short), bought
            if drawn > 0 and bought > 0:
                w = willing(rows.month[row], fact, rows.key[fact.sub], pack, behaviour, seed)
                again = packs_kept(bought, short, drawn, pack, w, 1.0)
            left = max(0, again * pack - (short - drawn))
        else:
            left = bought * pack - short
        spent = min(carried, fact.need) if terms.first else drawn
        take(stock, fact.sub, spent)
        carry_on(stock, fact.sub, left + spent - drawn, terms)
        if drawn > 0 or terms.fee > 0:
            touched[used], state[used, 1], state[used, 3] = row, drawn, terms.fee
            used += 1
    return touched[:used], state[:used]
