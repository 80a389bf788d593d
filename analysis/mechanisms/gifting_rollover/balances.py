"""One month of gifting with rollover in compiled code: what everybody has beside its balance, and what of it passes on.

Volumes in kB. The walk between both is that of gifting, as it is (docs/method.md, rules M7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import inlined, kernel
from analysis.kernels.effects import gave, received, usable
from analysis.kernels.pairs import UNLIMITED
from analysis.kernels.walk_notes import OWN, SPARED, lives_of
from analysis.mechanisms.rollover.carry import carried_in, carry_on, lose, take

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.effects import Response
    from analysis.kernels.inputs import Behaviour, Beside, Rows
    from analysis.mechanisms.rollover.carry import Terms

NEVER_GIVEN, GIVEN_FIRST, GIVEN_LAST = range(3)


class Order(NamedTuple):
    """Which balance comes first: of what is given, what was carried over, if at all; of what is used, a gift."""

    given: int
    gifts_first: bool


@kernel
def count_stock(
    edge: tuple[int, int], counted: int, since: NDArray[np.int16], seen: NDArray[np.int16], stock: NDArray[np.int64],
    order: Order, terms: Terms, rows: Rows, held: NDArray[np.int64], beside: Beside,
) -> None:  # fmt: skip
    """Write into `held` [subscriber] what everybody with a row of the month between `edge` has carried in; -1: it does not carry.

    And `beside` what of that is drawn, may be given, or spares the month's own. As in rollover, who was away has lost it.
    `counted` is the month counted through both years.
    """
    for row in range(edge[0], edge[1]):
        fact = rows.facts[row]
        sub, carried = fact.sub, np.int64(0)
        if counted < since[sub] or fact.balance == UNLIMITED:
            held[sub] = -1
        else:
            if seen[sub] != counted - 1:
                lose(stock, sub)
            seen[sub] = counted
            held[sub] = carried = carried_in(stock, sub)
        beside.drawn[sub] = min(carried, max(0, fact.need - fact.balance))
        beside.gives[sub] = carried if order.given != NEVER_GIVEN else 0
        beside.spares[sub] = carried if order.given == NEVER_GIVEN and terms.first else 0


@inlined
def _of_a_receiver(
    row: int, note: NDArray[np.int64], carried: int, days: int, order: Order, terms: Terms, rows: Rows, behaviour: Behaviour,
    response: Response, seed: np.uint64,
) -> tuple[int, int]:  # fmt: skip
    """Return (kB that leave the stock, kB left of the month's own) of who is short, and note what of its own it used.

    Used first, a gift is used instead of what one has, as long as it lives: so much more of one's own is left.
    """
    fact = rows.facts[row]
    pack, stay = rows.pack[rows.tariff[row]], rows.days[rows.plan[fact.sub]]
    drawn = min(carried, fact.need - fact.balance)
    life = note[1], lives_of(note, days, stay), stay
    again, unmet, served, induced = received(
        rows.month[row], fact, life, drawn, rows.key[fact.sub], pack, behaviour, response, seed
    )
    spared = np.int64(0)
    if order.gifts_first:
        spared = max(0, min(note[1], usable(fact.need, life[1], stay)) - served - induced)
    used = fact.need - unmet - served - spared
    spent = min(carried, used) if terms.first else min(carried, max(0, used - fact.balance))
    note[OWN], note[SPARED] = drawn, max(0, drawn - spent)
    return spent, fact.balance + again * pack - (used - spent)


@inlined
def _of_a_giver(
    row: int, note: NDArray[np.int64], carried: int, order: Order, terms: Terms, rows: Rows, behaviour: Behaviour, seed: np.uint64
) -> tuple[int, int]:
    """Return the same of who is not short. What it gives goes out before its own month is used.

    Where it then lacks something itself, what it has carried comes before packs: as though that had been given from there.
    """
    fact = rows.facts[row]
    pack, moved = rows.pack[rows.tariff[row]], note[1]
    passed = np.int64(0)
    if order.given == GIVEN_FIRST:
        passed = min(carried, moved)
    elif order.given == GIVEN_LAST:
        passed = min(carried, max(0, moved - fact.balance))
    gap = min(carried - passed, max(0, fact.need - (fact.balance - (moved - passed))))
    again, unmet = gave(rows.month[row], fact, moved - passed - gap, rows.key[fact.sub], pack, behaviour, seed)
    used = min(carried - passed, fact.need) if terms.first else gap
    note[OWN], note[SPARED] = passed + gap, 0
    return passed + used, fact.balance - (moved - passed) + again * pack - (fact.need - unmet - used)


@kernel
def pass_on(
    edge: tuple[int, int], gifts: tuple[NDArray[np.int64], NDArray[np.int64]], held: NDArray[np.int64],
    stock: NDArray[np.int64], days: int, order: Order, terms: Terms, rows: Rows, behaviour: Behaviour, response: Response,
    seed: np.uint64,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
    """Let the month between `edge` pass over every stock; return (touched rows, notes of each) of gifts and of what was drawn.

    `gifts` are the (rows, notes) of the walk, rising.
    """
    given, notes = gifts
    first, last = edge
    touched, state, used, at = np.empty(last - first, np.int64), np.zeros((last - first, OWN + 1), np.int64), 0, 0
    while at < given.size and given[at] < first:
        at += 1
    for row in range(first, last):
        fact, note = rows.facts[row], state[used]
        touches = at < given.size and given[at] == row
        for place in range(OWN + 1):
            note[place] = notes[at, place] if touches and 0 < place < notes.shape[1] else 0
        at += touches
        carried = held[fact.sub]
        if carried >= 0:
            if fact.need > fact.balance:
                spent, left = _of_a_receiver(row, note, carried, days, order, terms, rows, behaviour, response, seed)
            else:
                spent, left = _of_a_giver(row, note, carried, order, terms, rows, behaviour, seed)
            take(stock, fact.sub, spent)
            carry_on(stock, fact.sub, left, terms)
            note[3] += terms.fee
        if note[1] > 0 or note[OWN] > 0 or note[3] != 0:
            touched[used] = row
            used += 1
    return touched[:used], state[:used]
