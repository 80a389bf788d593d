"""Whom a shard must know of other shards to be exact on its own: guests, found once and good for every question.

What passes along a tie in a month depends only on stronger ties at its two ends, and the order of ties never on the question. So
a shard needs, besides its own, every pair that is stronger than one it needs and meets it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import kernel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

AT_ONCE = 64  # shards: one bit each


class Guests(NamedTuple):
    """The guests of a shard, people in rising order month after month: `person` and `month` are per guest and month."""

    person: NDArray[np.int32]
    month: NDArray[np.int8]


@kernel
def close_upwards(
    a: NDArray[np.int32], b: NDArray[np.int32], signs: NDArray[np.int8], shard: NDArray[np.int16], first: int,
    reach: NDArray[np.uint64],
) -> None:  # fmt: skip
    """Mark in `reach` [person] which of the 64 shards from `first` on need a person in one month of these `signs`.

    Ties (a, b) come strongest first and are walked from the weakest: what a tie is needed by, all stronger ones at its ends are.
    """
    for tie in range(a.size - 1, -1, -1):
        one, other = a[tie], b[tie]
        if signs[one] * signs[other] >= 0:
            continue
        mask = reach[one] | reach[other]
        for end in (one, other):
            place = shard[end] - first
            if 0 <= place < AT_ONCE:
                mask |= np.uint64(1) << np.uint64(place)
        reach[one] |= mask
        reach[other] |= mask


@kernel
def told_apart(reach: NDArray[np.uint64], shard: NDArray[np.int16], first: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return whom each of the 64 shards from `first` on needs of others, shard after shard, and where each one's begin.

    What is asked of others alone is left in `reach`.
    """
    starts = np.zeros(AT_ONCE + 1, np.int64)
    for person in range(reach.size):
        home = shard[person] - first
        if 0 <= home < AT_ONCE:
            reach[person] &= ~(np.uint64(1) << np.uint64(home))
        mask, place = reach[person], 0
        while mask != 0:
            place += 1
            starts[place] += np.int64(mask & np.uint64(1))
            mask >>= np.uint64(1)
    starts = np.cumsum(starts)
    people, at = np.empty(starts[-1], np.int32), starts[:-1].copy()
    for person in range(reach.size):
        mask, place = reach[person], 0
        while mask != 0:
            if mask & np.uint64(1) != 0:
                people[at[place]] = person
                at[place] += 1
            place += 1
            mask >>= np.uint64(1)
    return people, starts


def guests_of(
    a: NDArray[np.int32],
    b: NDArray[np.int32],
    signs_of: Callable[[int], NDArray[np.int8]],
    shard: NDArray[np.int16],
    size: tuple[int, int],
) -> Sequence[Guests]:
    """Return the guests of every shard; `size` is (shards, months), `signs_of` a month +1 surplus, -1 shortage by person."""
    shards, months = size
    found: list[list[tuple[NDArray[np.int32], int]]] = [[] for _ in range(shards)]
    for month in range(months):
        signs = signs_of(month)
        for first in range(0, shards, AT_ONCE):
            reach = np.zeros(shard.size, np.uint64)
            close_upwards(a, b, signs, shard, first, reach)
            people, starts = told_apart(reach, shard, first)
            for place in range(min(AT_ONCE, shards - first)):
                found[first + place].append((people[starts[place] : starts[place + 1]], month))
    return [
        Guests(
            np.concatenate([np.zeros(0, np.int32), *(people for people, _ in mine)]),
            np.concatenate([np.zeros(0, np.int8), *(np.full(people.size, month, np.int8) for people, month in mine)]),
        )
        for mine in found
    ]
