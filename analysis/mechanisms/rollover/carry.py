"""One month of rollover in compiled code: what is drawn from what was carried in, what is carried on. Volumes in kB.

Months come in sequence, because what is left of one is there in the next; a subscriber's own months are all it depends on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import kernel
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


@kernel
def carry_people(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - a stock handed to pieces is counted each time, which costs most
    edge: tuple[int, int],
    who: NDArray[np.int32],
    starts: NDArray[np.int64],
    path: NDArray[np.void],
    cycle: int,
    since: NDArray[np.int16],
    ages: int,
    terms: Terms,
    rows: Rows,
    behaviour: Behaviour,
    seed: np.uint64,
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64]]:
    """Walk both years of those of `who` between `edge`, the i-th of whom has the months path[starts[i]:starts[i + 1]].

    Return (touched rows, kB drawn in each, whether the second year draws as much) [month counted through both years, place], and
    how many of each month; what both years draw alike stands in the first alone. `since` per subscriber is the month from which
    it may carry. What is carried in is held by `ages`, newest first, and lost by who was away. Drawn is what is short, as far as
    that goes.
    """
    room = edge[1] - edge[0]
    touched, drew = np.empty((2 * cycle, room), np.int32), np.empty((2 * cycle, room), np.int64)
    again, used = np.empty((cycle, room), np.bool_), np.zeros(2 * cycle, np.int64)
    stock, first = np.zeros(ages, np.int64), np.empty(cycle, np.int64)  # by age; what the first year drew, -1: was not touched
    for person in range(edge[0], edge[1]):
        sub = who[person]
        if since[sub] >= 2 * cycle:
            continue
        seen, carried = np.int64(-1), np.int64(0)
        stock[:] = 0
        first[:] = -1
        for step in range(2 * (starts[person + 1] - starts[person])):
            second = step >= starts[person + 1] - starts[person]
            fact = path[starts[person] + step - (starts[person + 1] - starts[person]) * second]
            counted = fact.month + cycle * second
            if counted < since[sub] or fact.balance == UNLIMITED:
                continue
            if seen != counted - 1:
                stock[:] = 0
                carried = np.int64(0)
            seen = counted
            short, bought = fact.need - fact.balance, np.int64(fact.packs)
            drawn, again_bought, pack = np.int64(0), bought, np.int64(0)
            if bought > 0:
                pack = rows.pack[fact.tariff]
            if short > 0:
                drawn = min(carried, short)
                if drawn > 0 and bought > 0:
                    w = willing(fact.month, fact, rows.key[sub], pack, behaviour, seed)
                    again_bought = packs_kept(bought, short, drawn, pack, w, 1.0)
            spent = min(carried, fact.need) if terms.first else drawn
            left = max(0, again_bought * pack - (short - drawn)) + spent - drawn
            rest = spent
            for age in range(ages - 1, -1, -1):
                taken = min(stock[age], rest)
                stock[age] -= taken
                rest -= taken
            carried -= spent
            if not terms.endless:  # what has reached its last month dies
                carried -= stock[ages - 1]
                for age in range(ages - 1, 0, -1):
                    stock[age] = stock[age - 1]
                stock[0] = 0
            fresh = max(0, min(np.int64(terms.share * left), terms.cap - carried))
            stock[0] += fresh
            carried += fresh
            if drawn == 0 and terms.fee == 0:
                continue
            if second and first[fact.month] == drawn:
                again[fact.month, used[fact.month] - 1] = True
                continue
            touched[counted, used[counted]], drew[counted, used[counted]] = fact.row, drawn
            if not second:
                again[fact.month, used[counted]], first[fact.month] = False, drawn
            used[counted] += 1
    return touched, drew, again, used
