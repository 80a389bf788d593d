"""Giver-receiver pairs: per month, each tie with a surplus at one end and a shortage at the other, strongest first.

They depend on the base and the seed, never on rules or assumptions, so they are found once.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import inlined, kernel
from analysis.kernels.keyed_random import TAKES_PART, mixed, unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNLIMITED = -1
BUYS = -2  # the sign of a shortage in which packs were bought


class Pairs(NamedTuple):
    """Arrays per pair, strongest tie first inside a month; `starts[m]` is the first pair of month m (length months + 1).

    `clock` is a unit exponential: the tie takes part when its clock, sped up by its weight, rings within the month
    (docs/method.md, equation 6). `buyer` is 1 where the receiver bought a pack that month.
    """

    giver: NDArray[np.int32]
    receiver: NDArray[np.int32]
    tie: NDArray[np.int32]
    clock: NDArray[np.float32]
    buyer: NDArray[np.int8]
    starts: NDArray[np.int64]


@kernel
def row_lookup(sub: NDArray[np.int32], month: NDArray[np.int8], sub_count: int, month_count: int) -> NDArray[np.int32]:
    """Return row_of[month, sub]: the row of a subscriber-month, -1 where absent."""
    row_of = np.empty((month_count, sub_count), np.int32)
    for month_of in range(month_count):
        for person in range(sub_count):
            row_of[month_of, person] = -1
    for row in range(sub.size):
        row_of[month[row], sub[row]] = row
    return row_of


@inlined
def _sign(need: int, balance: int, packs: int) -> int:
    if balance == UNLIMITED or need < balance:
        return 1
    if need == balance:
        return 0
    return BUYS if packs > 0 else -1


@kernel
def signs_there(facts: NDArray[np.void], starts: NDArray[np.int64], people: int) -> NDArray[np.int8]:
    """Return the signs of `rows_and_signs` of FACTS that lie month after month from `starts` on."""
    signs = np.zeros((starts.size - 1, people), np.int8)
    for month in range(starts.size - 1):
        for row in range(starts[month], starts[month + 1]):
            fact = facts[row]
            signs[month, fact.sub] = _sign(fact.need, fact.balance, fact.packs)
    return signs


@kernel
def rows_and_signs(
    facts: NDArray[np.void], month: NDArray[np.int8], people: int, months: int
) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
    """Return by [month, subscriber] the row of FACTS, or -1, and its sign: +1 for a surplus, below 0 for a shortage, else 0.

    A shortage is BUYS where a pack was bought, else -1: rows lie far apart in memory, and pairs ask nothing else of them.
    """
    row_of, signs = np.empty((months, people), np.int32), np.zeros((months, people), np.int8)
    for month_of in range(months):
        for person in range(people):
            row_of[month_of, person] = -1
    for row in range(facts.size):
        fact = facts[row]
        row_of[month[row], fact.sub] = row
        signs[month[row], fact.sub] = _sign(fact.need, fact.balance, fact.packs)
    return row_of, signs


@inlined
def clock_of(one: np.uint64, other: np.uint64, seed: np.uint64, month: int) -> np.float32:
    """Return the clock of a tie between people of these keys in a month (`Pairs`)."""
    return np.float32(-math.log(1.0 - unit(mixed(one) + mixed(other), seed, month, TAKES_PART)))


@kernel
def find_pairs(
    a: NDArray[np.int32],
    b: NDArray[np.int32],
    row_of: NDArray[np.int32],
    signs: NDArray[np.int8],
    key: NDArray[np.uint64],
    seed: np.uint64,
) -> Pairs:
    """Return the pairs of ties (a, b), given strongest first; rows and `signs` are those of `rows_and_signs`, keys people's."""
    months = row_of.shape[0]
    starts = np.zeros(months + 1, np.int64)
    for month in range(months):
        count, sign = 0, signs[month]  # a byte each stays near the processor, rows do not
        for tie in range(a.size):
            count += sign[a[tie]] * sign[b[tie]] < 0
        starts[month + 1] = starts[month] + count
    total = starts[months]
    giver, receiver, ties = np.empty(total, np.int32), np.empty(total, np.int32), np.empty(total, np.int32)
    clock, buyer = np.empty(total, np.float32), np.empty(total, np.int8)
    for month in range(months):
        at, sign = starts[month], signs[month]
        for tie in range(a.size):
            if sign[a[tie]] * sign[b[tie]] < 0:
                left, right = row_of[month, a[tie]], row_of[month, b[tie]]
                giver[at], receiver[at] = (left, right) if sign[a[tie]] > 0 else (right, left)
                ties[at] = tie
                buyer[at] = min(sign[a[tie]], sign[b[tie]]) == BUYS
                clock[at] = clock_of(key[a[tie]], key[b[tie]], seed, month)
                at += 1
    return Pairs(giver, receiver, ties, clock, buyer, starts)
