"""Gifts beside gigabytes of one's own, in compiled code: what is offered and asked for then. Volumes in kB."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from analysis.kernels import KEEPS
from analysis.kernels.allocate import barred
from analysis.kernels.effects import left_to_own
from analysis.kernels.offers import asked_for, foreseen, lacking, offered
from analysis.kernels.pairs import UNLIMITED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Behaviour, Fact, Limits, Rows
    from analysis.kernels.pairs import Pairs


class Beside(NamedTuple):
    """What people have in a month beside its balance, per subscriber, kB; only of those who are there it is read.

    `drawn` is what who is short uses before it asks; `gives` adds to what may be given (below 0: is gone of it), `spares` only as
    far as one's own need is met by it.
    """

    drawn: NDArray[np.int64]
    gives: NDArray[np.int64]
    spares: NDArray[np.int64]


def nothing_beside(subscribers: int) -> Beside:
    """Return room for what people have beside, with nothing in it."""
    return Beside(*(np.zeros(subscribers, np.int64) for _ in Beside._fields))


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _offer(month: int, fact: Fact, key: np.uint64, beside: Beside, limits: Limits, behaviour: Behaviour, seed: np.uint64) -> int:
    """Return what a giver offers (docs/method.md, rules M7 and M8); with nothing beside, what it does in gifting."""
    if fact.balance == UNLIMITED:
        return offered(fact, 0, limits)
    need = foreseen(month, fact, key, behaviour, seed)
    spare = fact.balance + beside.gives[fact.sub] + min(beside.spares[fact.sub], need) - need
    return offered(fact, spare, limits)


@njit(cache=KEEPS, nogil=True)
def prospects_beside(
    month: int, chosen: NDArray[np.int64], pairs: Pairs, beside: Beside, rows: Rows, limits: Limits, behaviour: Behaviour,
    seed: np.uint64,
) -> NDArray[np.int64]:  # fmt: skip
    """Return what `prospects` of gifting does, of people who have gigabytes beside."""
    found, count = np.empty((chosen.size, 6), np.int64), 0
    for pair in chosen:
        give, take = pairs.giver[pair], pairs.receiver[pair]
        if barred(month, give, take, rows, limits):
            continue
        giver, receiver = rows.facts[give], rows.facts[take]
        key, pack = rows.key[receiver.sub], rows.pack[rows.tariff[take]]
        drawn = beside.drawn[receiver.sub]
        short, packs, first = left_to_own(month, receiver, drawn, key, pack, behaviour, seed)
        wanted = asked_for(lacking(short, packs, pack, first), pack, limits, behaviour)
        if wanted <= 0:
            continue
        found[count, 0], found[count, 1] = give, take
        found[count, 2], found[count, 3] = giver.sub, receiver.sub
        found[count, 4] = _offer(month, giver, rows.key[giver.sub], beside, limits, behaviour, seed)
        found[count, 5] = wanted
        count += 1
    return found[:count]
