"""Rollover in compiled code: what is drawn from what was carried in, what is carried on. Volumes in kB.

Months come in sequence, because what is left of one is there in the next; a subscriber's own months are all it depends on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from analysis.kernels import KEEPS
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


@njit(cache=KEEPS, nogil=True, forceinline=True)
def take(stock: NDArray[np.int64], amount: int) -> None:
    """Take an amount from what is carried, oldest first."""
    for age in range(stock.size - 1, -1, -1):
        part = min(stock[age], amount)
        stock[age] -= part
        amount -= part


@njit(cache=KEEPS, nogil=True, forceinline=True)
def carry_on(stock: NDArray[np.int64], left: int, terms: Terms) -> None:
    """Let a month pass: what has reached its last month dies, and of what is `left` of the month's own a share is added."""
    if not terms.endless:
        for age in range(stock.size - 1, 0, -1):
            stock[age] = stock[age - 1]
        stock[0] = 0
    fresh = np.int64(terms.share * left)
    stock[0] += max(0, min(fresh, terms.cap - stock.sum()))


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _month(
    row: int, mine: NDArray[np.int64], terms: Terms, rows: Rows, behaviour: Behaviour, seed: np.uint64
) -> int:  # fmt: skip
    """Walk one month of one subscriber, whose stock moves on; return what it draws: what is short, as far as that goes."""
    fact = rows.facts[row]
    carried = mine.sum()
    short, bought = fact.need - fact.balance, np.int64(fact.packs)
    drawn, left = np.int64(0), np.int64(0)
    pack = rows.pack[rows.tariff[row]]
    if short > 0:
        drawn, again = min(carried, short), bought
        if drawn > 0 and bought > 0:
            w = willing(rows.month[row], fact, rows.key[fact.sub], pack, behaviour, seed)
            again = packs_kept(bought, short, drawn, pack, w, 1.0)
        left = max(0, again * pack - (short - drawn))
    else:
        left = bought * pack - short
    spent = min(carried, fact.need) if terms.first else drawn
    take(mine, spent)
    carry_on(mine, left + spent - drawn, terms)
    return drawn


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _own_rows(
    sub: int, next_row: NDArray[np.int64], ends: NDArray[np.int64], rows: Rows, into: NDArray[np.int64]
) -> None:  # fmt: skip
    """Write the row of a subscriber in each month; -1 where it was away, or had no balance that could be left over."""
    for nth in range(ends.size):
        at = next_row[nth]
        into[nth] = -1
        if at < ends[nth] and rows.facts[at].sub == sub:
            next_row[nth] += 1
            if rows.facts[at].balance != UNLIMITED:
                into[nth] = at


class Room(NamedTuple):
    """What one walk needs: the stock [age], newest first, that of the first year before each month, what is drawn in it."""

    row: NDArray[np.int64]
    stock: NDArray[np.int64]
    before: NDArray[np.int64]
    drawn: NDArray[np.int64]


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _is_as_before(stock: NDArray[np.int64], before: NDArray[np.int64]) -> bool:
    same = True
    for age in range(stock.size):
        same &= stock[age] == before[age]
    return same


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _two_years(  # noqa: PLR0913, PLR0917 - compiled code takes its arguments by place
    first: int, room: Room, terms: Terms, rows: Rows, behaviour: Behaviour, seed: np.uint64, into: NDArray[np.int64]
) -> int:
    """Walk a subscriber's months from `first` on; write (month counted, row, kB drawn) of what is touched, return how many."""
    cycle, used, is_known = room.row.size, 0, False
    room.stock[:] = 0
    for counted in range(first, 2 * cycle):
        nth = counted % cycle
        row = room.row[nth]
        if counted - cycle >= first:
            is_known = is_known or _is_as_before(room.stock, room.before[nth])
        if row < 0:  # who is away loses what it had
            room.stock[:] = 0
            room.before[nth] = 0
            continue
        if not is_known:
            for age in range(room.stock.size):
                room.before[nth, age] = room.stock[age]
            room.drawn[nth] = _month(row, room.stock, terms, rows, behaviour, seed)
        if room.drawn[nth] > 0 or terms.fee > 0:
            into[used, 0], into[used, 1], into[used, 2] = counted, row, room.drawn[nth]
            used += 1
    return used


@njit(cache=KEEPS, nogil=True)
def carry(  # noqa: PLR0913, PLR0917 - as for `_two_years`
    edge: tuple[int, int],
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    ages: int,
    since: NDArray[np.int16],
    terms: Terms,
    rows: Rows,
    behaviour: Behaviour,
    seed: np.uint64,
) -> NDArray[np.int64]:
    """Walk two years of the subscribers between `edge`; return [touched, (month counted through both, row, kB drawn)].

    `begins` and `ends` [month] lie around their rows; `since` is per subscriber the month from which it may carry. They come one
    by one, and the months of each in sequence. Where the second year comes to a month with the stock that the first had there,
    what follows has been walked already.
    """
    cycle, used, next_row = begins.size, 0, begins.copy()
    found = np.empty((4096, 3), np.int64)
    room = Room(np.empty(cycle, np.int64), np.zeros(ages, np.int64), np.zeros((cycle, ages), np.int64), np.zeros(cycle, np.int64))
    for sub in range(edge[0], edge[1]):
        _own_rows(sub, next_row, ends, rows, room.row)
        if since[sub] >= 2 * cycle:
            continue
        if used + 2 * cycle > found.shape[0]:
            found = _twice(found)
        used += _two_years(since[sub], room, terms, rows, behaviour, seed, found[used:])
    return found[:used]


@njit(cache=KEEPS, nogil=True)
def _twice(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what there is, with room for as much again."""
    more = np.empty((2 * values.shape[0], values.shape[1]), np.int64)
    for nth in range(values.shape[0]):
        for column in range(values.shape[1]):
            more[nth, column] = values[nth, column]
    return more
