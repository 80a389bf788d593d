"""Whom a shard must know of other shards to be exact on its own: guests, found once and good for every question.

What passes along a tie in a month depends only on stronger ties at its two ends, and the order of ties never on the question. So
a shard needs, besides its own, every pair that is stronger than one it needs and meets it. Where giving is to stay within a
limit, pairs whose clocks cannot ring within it are nobody's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import inlined, kernel
from analysis.kernels.pairs import BUYS, clock_of
from analysis.parallel import side_by_side
from analysis.world.world import sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

AT_ONCE = 64  # shards: one bit each


class Guests(NamedTuple):
    """The guests of a shard: `rows` as VISIT, month after month, where each month's `starts`, and the `ties` it needs.

    Guests bear their numbers in the base. Ties are places among those of the base, rising: both ends are at home or guests.
    """

    rows: NDArray[np.void]
    starts: NDArray[np.int64]
    ties: NDArray[np.int32]


class Homes(NamedTuple):
    """By person: its `shard`, and another by its number, the frame of pilots, for who is in it; -1 for none."""

    shard: NDArray[np.int16]
    frame: NDArray[np.int16]


class Clocks(NamedTuple):
    """What rings: each person's `key`, each tie's `strength` and the `seed` of the draws tell when.

    Only what rings before its `latest` [strength among `strengths`, rising; receiver bought] counts, without strengths all does;
    to the shard of the number `exempt`, the frame of pilots, all does anyway.
    """

    key: NDArray[np.uint64]
    strength: NDArray[np.float32]
    seed: np.uint64
    strengths: NDArray[np.float32]
    latest: NDArray[np.float64]
    exempt: int


def every() -> Clocks:
    """Return that everything rings."""
    nothing = sealed(np.zeros(0, np.float32))
    return Clocks(sealed(np.zeros(0, np.uint64)), nothing, np.uint64(0), nothing, sealed(np.zeros((0, 2))), -1)


@inlined
def _bit(number: int) -> np.uint64:
    """Return the bit of one of 64 shards, nothing for another."""
    return np.uint64(1) << np.uint64(number) if 0 <= number < AT_ONCE else np.uint64(0)


@inlined
def _at_home(homes: Homes, person: int, first: int) -> np.uint64:
    """Return in which of the 64 shards from `first` on a person is at home, a bit each."""
    return _bit(homes.shard[person] - first) | _bit(homes.frame[person] - first)


@kernel
def close_upwards(  # noqa: PLR0913, PLR0917 - ties, what is known of them, and when: compiled code takes no keywords
    a: NDArray[np.int32],
    b: NDArray[np.int32],
    signs: NDArray[np.int8],
    homes: Homes,
    clocks: Clocks,
    month: int,
    first: int,
    reach: NDArray[np.uint64],
) -> int:
    """Mark in `reach` [person] which of the 64 shards from `first` on need a person in a month of these `signs`; count the pairs.

    Ties (a, b) come strongest first and are walked from the weakest: what a tie is needed by, all stronger ones at its ends are.
    The shards that somebody is at home in are not among those that need it.
    """
    pairs, level, always = 0, 0, _bit(clocks.exempt - first)
    for tie in range(a.size - 1, -1, -1):
        one, other = a[tie], b[tie]
        if signs[one] * signs[other] >= 0:
            continue
        pairs += 1
        mask = reach[one] | reach[other] | _at_home(homes, one, first) | _at_home(homes, other, first)
        if clocks.strengths.size > 0 and mask & ~(always | (reach[one] & reach[other])) != 0:
            while clocks.strengths[level] < clocks.strength[tie]:
                level += 1
            bought = np.int64(signs[one] == BUYS or signs[other] == BUYS)
            if not clock_of(clocks.key[one], clocks.key[other], clocks.seed, month) < clocks.latest[level, bought]:
                mask &= always
        reach[one] |= mask
        reach[other] |= mask
    for person in range(reach.size):
        if reach[person] != 0:
            reach[person] &= ~_at_home(homes, person, first)
    return pairs


@kernel
def known_to(reach: NDArray[np.uint64], homes: Homes, first: int) -> None:
    """Mark in `reach` [person], which has those it is a guest of, where it is at home, of the 64 shards from `first` on."""
    for person in range(reach.size):
        reach[person] |= _at_home(homes, person, first)


@kernel
def ties_of_each(
    a: NDArray[np.int32], b: NDArray[np.int32], known: NDArray[np.uint64]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the places of the ties (a, b) of which 64 shards know both ends, shard after shard, and where each one's begin."""
    starts = np.zeros(AT_ONCE + 1, np.int64)
    for tie in range(a.size):
        mask, place = known[a[tie]] & known[b[tie]], 0
        while mask != 0:
            place += 1
            starts[place] += np.int64(mask & np.uint64(1))
            mask >>= np.uint64(1)
    starts = np.cumsum(starts)
    ties, at = np.empty(starts[-1], np.int32), starts[:-1].copy()
    for tie in range(a.size):
        mask, place = known[a[tie]] & known[b[tie]], 0
        while mask != 0:
            if mask & np.uint64(1) != 0:
                ties[at[place]] = tie
                at[place] += 1
            place += 1
            mask >>= np.uint64(1)
    return ties, starts


class Needed:
    """By whom people are needed who are at home elsewhere, month by month; afterwards, by the way, who is ever known where."""

    def __init__(
        self,
        ties: tuple[NDArray[np.int32], NDArray[np.int32]],
        signs_of: Callable[[int], NDArray[np.int8]],
        homes: Homes,
        clocks: Clocks,
        size: tuple[int, int],
    ) -> None:
        """Begin with nobody: `size` is (shards, the frame too; months), `signs_of` a month those of `signs_there` by person."""
        self._ties, self._signs_of, self._homes, self._clocks = ties, signs_of, homes, clocks
        self.pairs, self._frame = 0, size[0] - 1
        shards, months = size
        self._firsts, self._months = range(0, shards, AT_ONCE), months
        self._known = [np.zeros(homes.shard.size, np.uint64) for _ in self._firsts]

    def months(self, threads: int | None) -> Iterator[Sequence[NDArray[np.uint64]]]:
        """Yield of every month, in order, for each 64 shards a mask by person: which need it as a guest; count `pairs`."""
        for pairs, reaches in side_by_side(self.month, range(self._months), threads):
            self.pairs += pairs
            for known, reach in zip(self._known, reaches, strict=True):
                np.bitwise_or(known, reach, out=known)
            yield reaches

    def ties(self, threads: int | None) -> Iterator[tuple[int, NDArray[np.int32]]]:
        """Yield once months are over each shard, by number, and the places of the ties of which it knows both ends."""
        for first, known in zip(self._firsts, self._known, strict=True):
            known_to(known, self._homes, first)
        for first, (ties, starts) in zip(
            self._firsts, side_by_side(partial(ties_of_each, *self._ties), self._known, threads), strict=True
        ):
            for place in range(AT_ONCE):
                yield first + place, ties[starts[place] : starts[place + 1]]

    def visits(self, month: int) -> int:
        """Return how many guests the shards have in a month, the frame of pilots aside."""
        counts = (
            np.bitwise_count(reach & ~_bit(self._frame - first))
            for first, reach in zip(self._firsts, self.month(month)[1], strict=True)
        )
        return sum(int(count.sum()) for count in counts)

    def month(self, month: int) -> tuple[int, list[NDArray[np.uint64]]]:
        """Return how many pairs a month has, and its masks as `months` yields them."""
        signs, reaches, pairs = self._signs_of(month), [], 0
        for first in self._firsts:
            reaches.append(np.zeros(signs.size, np.uint64))
            pairs = close_upwards(*self._ties, signs, self._homes, self._clocks, month, first, reaches[-1])
        return pairs, reaches
