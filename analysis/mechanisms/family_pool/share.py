"""One month of pools in compiled code: what each account's members leave over goes to those who are short. Volumes in kB."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import inlined, kernel
from analysis.kernels.keyed_random import POOL_ORDER, unit
from analysis.kernels.pairs import UNLIMITED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Rows


class Terms(NamedTuple):
    """The rules as the kernel reads them. `members` at most, `fee` micro-units a month per added member."""

    members: int
    share: float
    draw: int
    same_region: bool
    fee: int
    owner_pays: bool
    may_join: NDArray[np.bool_]


@inlined
def _present(who: NDArray[np.int64], row_of: NDArray[np.int32], terms: Terms, rows: Rows, into: NDArray[np.int64]) -> int:
    """Write the rows of an account's members who are there this month, up to as many as may be; return how many.

    Their SIMs live as long as that of the first: what is left of one that ends earlier would be gone.
    """
    count, region, stay = 0, rows.region[who[0]], np.int64(0)
    for sub in who:
        if count == terms.members:
            break
        row = row_of[sub]
        if row < 0 or not terms.may_join[sub] or rows.facts[row].balance == UNLIMITED:
            continue
        if terms.same_region and rows.region[sub] != region:
            continue
        lives = rows.days[rows.plan[sub]]
        if count > 0 and lives != stay:
            continue
        stay = lives
        into[count] = row
        count += 1
    return count


@inlined
def _owner(mine: NDArray[np.int64], rows: Rows) -> int:
    """Return the place of the member with the dearest plan, the first of equal ones: the account is in its name."""
    best = 0
    for place in range(1, mine.size):
        if rows.fee[rows.tariff[mine[place]]] > rows.fee[rows.tariff[mine[best]]]:
            best = place
    return best


@inlined
def _settled(mine: NDArray[np.int64], terms: Terms, rows: Rows, gone: NDArray[np.int64], left: NDArray[np.int64]) -> int:
    """Write what each member leaves over, below 0 what it wants; return how much goes from the ones to the others."""
    wanted = spare = np.int64(0)
    for place in range(mine.size):
        fact = rows.facts[mine[place]]
        if fact.need > fact.balance:
            left[place] = -min(fact.need - fact.balance, terms.draw)
            wanted -= left[place]
        else:
            left[place] = np.int64(terms.share * max(0, fact.balance - fact.need - gone[fact.sub]))
            spare += left[place]
    return min(wanted, spare)


@inlined
def _put_in_order(
    mine: NDArray[np.int64], month: int, rows: Rows, seed: np.uint64, drawn: NDArray[np.float64], order: NDArray[np.int64]
) -> None:
    """Write the places of members in the order of a month's draws into `order`: a few at a time, so each finds its place."""
    for place in range(mine.size):
        own, at = unit(rows.key[rows.facts[mine[place]].sub], seed, month, POOL_ORDER), place
        while at > 0 and drawn[at - 1] > own:
            drawn[at], order[at] = drawn[at - 1], order[at - 1]
            at -= 1
        drawn[at], order[at] = own, place


@inlined
def _fee(owns: bool, count: int, terms: Terms) -> int:  # noqa: FBT001 - compiled code takes its arguments by place
    """Return what a member pays for a month: the owner for all that were added, or each of those for itself."""
    if terms.owner_pays:
        return terms.fee * (count - 1) if owns else np.int64(0)
    return np.int64(0) if owns else terms.fee


@kernel
def share_month(  # noqa: PLR0913, PLR0917 - as for `_fee`
    month: int, counted: int, since: NDArray[np.int16], members: NDArray[np.int64], starts: NDArray[np.int64],
    row_of: NDArray[np.int32], terms: Terms, gone: NDArray[np.int64], rows: Rows, seed: np.uint64,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
    """Return (touched rows, state as `Moves` has it, account of each), not in order, of one month of all accounts.

    `gone` is what each subscriber has given away of its month's balance before; `since` is per account the month, counted
    through both years, from which it is a pool. Who runs out first takes first, and nobody knows who that is: the order of a
    month is drawn, for those who take and for whose leftovers go.
    """
    largest = terms.members
    touched, state = np.empty(members.size, np.int64), np.zeros((members.size, 4), np.int64)
    whose, used = np.empty(members.size, np.int64), 0
    room, left = np.empty(largest, np.int64), np.empty(largest, np.int64)
    drawn, order = np.empty(largest, np.float64), np.empty(largest, np.int64)
    for account in range(since.size):
        if counted < since[account]:
            continue
        count = _present(members[starts[account] : starts[account + 1]], row_of, terms, rows, room)
        if count < 2:
            continue
        mine = room[:count]
        take = give = _settled(mine, terms, rows, gone, left)
        moves = take > 0
        if moves:
            _put_in_order(mine, month, rows, seed, drawn, order)
        elif terms.fee == 0:
            continue
        owner = _owner(mine, rows)
        for nth in range(count):
            place = order[nth] if moves else nth  # where only fees are due, their order is of no matter
            fee = _fee(place == owner, count, terms)
            if left[place] < 0:
                moved = min(-left[place], take)
                take -= moved
            else:
                moved = min(left[place], give)
                give -= moved
            if moved > 0 or fee > 0:
                touched[used], state[used, 1], state[used, 3], whose[used] = mine[place], moved, fee, account
                used += 1
    return touched[:used], state[:used], whose[:used]
