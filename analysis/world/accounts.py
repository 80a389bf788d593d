"""Which subscribers share an account: as the base says, else guessed from who is whose closest contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels import inlined, kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

LARGEST = 6
NO_ACCOUNT = -1
_CLOSE = 0.5  # of the strongest tie of the other end


@inlined
def _strongest(a: NDArray[np.int32], b: NDArray[np.int32], strength: NDArray[np.float32], people: int) -> NDArray[np.float32]:
    """Return the strength of each subscriber's strongest tie; they come strongest first. -1 without any."""
    best = np.empty(people, np.float32)
    for person in range(people):
        best[person] = -1.0
    for tie in range(a.size):
        for end in (a[tie], b[tie]):
            if best[end] < 0:
                best[end] = strength[tie]
    return best


@inlined
def _root(first: NDArray[np.int32], person: int) -> int:
    """Return the first member of somebody's account as it is so far."""
    while first[person] != person:
        person = first[person]
    return person


@kernel
def guessed_accounts(
    a: NDArray[np.int32], b: NDArray[np.int32], strength: NDArray[np.float32], region: NDArray[np.int16]
) -> NDArray[np.int32]:
    """Return the account of each subscriber, by its first member; NO_ACCOUNT for who would be alone.

    Ties (a, b) come strongest first. One that is the strongest of an end, and at least half as strong as the strongest of the
    other, joins their accounts, up to six people of one region.
    """
    people = region.size
    best = _strongest(a, b, strength, people)
    first, size, account = np.empty(people, np.int32), np.empty(people, np.int32), np.empty(people, np.int32)
    for person in range(people):
        first[person], size[person] = person, 1
    for tie in range(a.size):
        one, other = a[tie], b[tie]
        least, most = min(best[one], best[other]), max(best[one], best[other])
        if strength[tie] < max(least, _CLOSE * most) or region[one] != region[other]:
            continue
        one, other = _root(first, one), _root(first, other)
        if one == other or size[one] + size[other] > LARGEST:
            continue
        low, high = min(one, other), max(one, other)
        first[high] = low
        size[low] += size[high]
    for person in range(people):
        root = _root(first, person)
        account[person] = root if size[root] > 1 else NO_ACCOUNT
    return account


def members_of(account: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the subscribers of accounts of two or more, account after account, and where each one's begin and the last ends."""
    order = np.argsort(account, kind="stable")
    order = order[account[order] != NO_ACCOUNT]
    _, counts = np.unique(account[order], return_counts=True)
    ends = np.cumsum(counts[counts > 1])
    return order[np.repeat(counts > 1, counts)].astype(np.int64), np.concatenate([[0], ends]).astype(np.int64)
