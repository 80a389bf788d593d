"""One month of gifting with rollover in compiled code: what everybody has beside its balance, and what of it passes on.

Volumes in kB. The walk between both is that of gifting, as it is (docs/method.md, rules M7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import inlined, kernel
from analysis.kernels.effects import gave, received, usable
from analysis.kernels.pairs import UNLIMITED
from analysis.kernels.walk_notes import LIVES, OWN, SPARED, lives_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.effects import Response
    from analysis.kernels.inputs import Behaviour, Beside, Fact, Rows
    from analysis.mechanisms.rollover.carry import Terms

NEVER_GIVEN, GIVEN_FIRST, GIVEN_LAST = range(3)


class Order(NamedTuple):
    """Which balance comes first: of what is given, what was carried over, if at all; of what is used, a gift."""

    given: int
    gifts_first: bool


@inlined
def _carried_in(stock: NDArray[np.int64], sub: int) -> int:
    """Return what a subscriber has carried in; `stock` is [subscriber, age].

    Its row is not taken out by itself here and below: each would be counted and let go of again, by both cores in one place.
    """
    total = np.int64(0)
    for age in range(stock.shape[1]):
        total += stock[sub, age]
    return total


@inlined
def _lose(stock: NDArray[np.int64], sub: int) -> None:
    """Take away all that a subscriber has carried in."""
    for age in range(stock.shape[1]):
        stock[sub, age] = 0


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
                _lose(stock, sub)
            seen[sub] = counted
            held[sub] = carried = _carried_in(stock, sub)
        beside.drawn[sub] = min(carried, max(0, fact.need - fact.balance))
        beside.gives[sub] = carried if order.given != NEVER_GIVEN else 0
        beside.spares[sub] = carried if order.given == NEVER_GIVEN and terms.first else 0


@inlined
def _of_a_receiver(
    month: int, fact: Fact, gift: tuple[int, int, int], drawn: int, key: np.uint64, pack: int, order: Order, terms: Terms,
    behaviour: Behaviour, response: Response, seed: np.uint64,
) -> tuple[int, int]:  # fmt: skip
    """Return (kB that would leave the stock, kB left of the month's own if none did) of who is short.

    `gift` is (kB, its days, the SIM's), `drawn` what the stock could give. Used first, a gift is used instead of what one has, as
    long as it lives: so much more of one's own is left.
    """
    again, unmet, served, induced = received(month, fact, gift, drawn, key, pack, behaviour, response, seed)
    spared = np.int64(0)
    if order.gifts_first:
        spared = max(0, min(gift[0], usable(fact.need, gift[1], gift[2])) - served - induced)
    used = fact.need - unmet - served - spared
    spent = used if terms.first else max(0, used - fact.balance)
    return spent, fact.balance + again * pack - used


@inlined
def _of_a_giver(
    month: int, fact: Fact, moved: int, carried: int, key: np.uint64, pack: int, order: Order, terms: Terms,
    behaviour: Behaviour, seed: np.uint64,
) -> tuple[int, int, int]:  # fmt: skip
    """Return (kB that leave the stock, kB left of the month's own, kB that the stock gave or lacked) of who is not short.

    What it gives goes out before its own month is used. Where it then lacks something itself, what it has carried comes before
    packs: as though that had been given from there.
    """
    passed = np.int64(0)
    if order.given == GIVEN_FIRST:
        passed = min(carried, moved)
    elif order.given == GIVEN_LAST:
        passed = min(carried, max(0, moved - fact.balance))
    gap = min(carried - passed, max(0, fact.need - (fact.balance - (moved - passed))))
    again, unmet = gave(month, fact, moved - passed - gap, key, pack, behaviour, seed)
    used = min(carried - passed, fact.need) if terms.first else gap
    return passed + used, fact.balance - (moved - passed) + again * pack - (fact.need - unmet - used), passed + gap


@kernel
def pass_on(  # noqa: C901 - one loop: a stock handed to pieces is counted each time, which costs most
    edge: tuple[int, int], gifts: tuple[NDArray[np.int64], NDArray[np.int64]], held: NDArray[np.int64],
    stock: NDArray[np.int64], days: int, order: Order, terms: Terms, rows: Rows, behaviour: Behaviour, response: Response,
    seed: np.uint64,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
    """Let the month between `edge` pass over every stock; return (touched rows, notes of each) of gifts and of what was drawn.

    `gifts` are the (rows, notes) of the walk, rising.
    """
    given, notes = gifts
    first, last = edge
    touched, state, used, at = np.empty(last - first, np.int64), np.empty((last - first, OWN + 1), np.int64), 0, 0
    while at < given.size and given[at] < first:
        at += 1
    for row in range(first, last):
        fact = rows.facts[row]
        sub, carried = fact.sub, held[fact.sub]
        moved = count = paid = until = own = spared = np.int64(0)
        if at < given.size and given[at] == row:
            moved, count, paid = notes[at, 1], notes[at, 2], notes[at, 3]
            if notes.shape[1] > LIVES:
                until = notes[at, LIVES]
            at += 1
        if carried >= 0:
            pack, key, month = rows.pack[rows.tariff[row]], rows.key[sub], rows.month[row]
            if fact.need > fact.balance:
                stay = rows.days[rows.plan[sub]]
                gift = moved, lives_of(count, until, days, stay), stay
                own = min(carried, fact.need - fact.balance)
                wants, left = _of_a_receiver(month, fact, gift, own, key, pack, order, terms, behaviour, response, seed)
                spent = min(carried, wants)
                left, spared = left + spent, max(0, own - spent)
            else:
                spent, left, own = _of_a_giver(month, fact, moved, carried, key, pack, order, terms, behaviour, seed)
            rest, total = spent, carried - spent
            for age in range(stock.shape[1] - 1, -1, -1):  # oldest first
                part = min(stock[sub, age], rest)
                stock[sub, age] -= part
                rest -= part
            if not terms.endless:  # what has reached its last month dies
                total -= stock[sub, stock.shape[1] - 1]
                for age in range(stock.shape[1] - 1, 0, -1):
                    stock[sub, age] = stock[sub, age - 1]
                stock[sub, 0] = 0
            stock[sub, 0] += max(0, min(np.int64(terms.share * left), terms.cap - total))
            paid += terms.fee
        if moved > 0 or own > 0 or paid != 0:
            touched[used] = row
            state[used, SPARED], state[used, 1], state[used, 2], state[used, 3] = spared, moved, count, paid
            state[used, LIVES], state[used, OWN] = until, own
            used += 1
    return touched[:used], state[:used]
