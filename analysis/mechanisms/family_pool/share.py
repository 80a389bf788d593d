"""One month of pools in compiled code: what each account's members leave over goes to those who are short. Volumes in kB."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import inlined, kernel
from analysis.kernels.effects import packs_kept
from analysis.kernels.keyed_random import POOL_ORDER, unit
from analysis.kernels.offers import willing
from analysis.kernels.pairs import UNLIMITED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Behaviour, Rows


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
def _fee(owns: bool, count: int, fee: int, owner_pays: bool) -> int:  # noqa: FBT001 - compiled code takes its arguments by place
    """Return what a member pays for a month: the owner for all that were added, or each of those for itself."""
    if owner_pays:
        return fee * (count - 1) if owns else np.int64(0)
    return np.int64(0) if owns else fee


@inlined
def _in_order(
    slot: NDArray[np.int32], row_of: NDArray[np.int32], whose: NDArray[np.int64], amount: NDArray[np.int64],
    paid: NDArray[np.int64], used: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
    """Return what was moved and paid, in places that `slot` has by subscriber, by rows."""
    touched, state, accounts, count = np.empty(used, np.int64), np.zeros((used, 4), np.int64), np.empty(used, np.int64), 0
    for sub in range(slot.size):
        if slot[sub] > 0:
            place = slot[sub] - 1
            touched[count], accounts[count] = row_of[sub], whose[place]
            state[count, 1], state[count, 3] = amount[place], paid[place]
            count += 1
    return touched, state, accounts


@kernel
def share_month(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - pieces that were handed arrays would count each of them
    month: int, counted: int, since: NDArray[np.int16], members: NDArray[np.int64], starts: NDArray[np.int64],
    row_of: NDArray[np.int32], signs: NDArray[np.int8], terms: Terms, gone: NDArray[np.int64], rows: Rows, behaviour: Behaviour,
    seed: np.uint64, saved: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
    """Return (touched rows, state as `Moves` has it, account of each), rows rising, of one month of all accounts.

    `row_of` and `signs` are those of the month (`World`), `gone` is what each subscriber has given away of its month's balance
    before; `since` is per account the month, counted through both years, from which it is a pool. Members are as many as may be,
    whose SIMs live as long as that of the first: what is left of one that ends earlier would be gone. The account is in the name
    of the one with the dearest plan, the first of equal ones. Who runs out first takes first, and nobody knows who that is: the
    order of a month is drawn, for those who take and for whose leftovers go.

    What packs that spares each account, micro-units, is added to `saved`, unless that has no room.
    """
    whose, paid, used = np.empty(members.size, np.int64), np.empty(members.size, np.int64), 0
    amount = np.empty(members.size, np.int64)  # what is not written to takes no memory
    slot = np.zeros(row_of.size, np.int32)  # by subscriber, whose rows rise with them
    mine, subs, left = np.empty(terms.members, np.int64), np.empty(terms.members, np.int64), np.empty(terms.members, np.int64)
    drawn, order = np.empty(terms.members, np.float64), np.empty(terms.members, np.int64)
    for account in range(since.size):
        if counted < since[account]:
            continue
        begin, end = starts[account], starts[account + 1]
        short = spare = terms.fee > 0
        for place in range(begin, end):
            short |= signs[members[place]] < 0
            spare |= signs[members[place]] > 0
        if not (short and spare):  # nothing could move, and nothing is paid
            continue
        count, owner, stay, region = 0, 0, np.int64(0), rows.region[members[begin]]
        take = give = np.int64(0)
        for place in range(begin, end):
            sub = members[place]
            row = row_of[sub]
            if count == terms.members:
                break
            if row < 0 or not terms.may_join[sub] or (terms.same_region and rows.region[sub] != region):
                continue
            fact, lives = rows.facts[row], rows.days[rows.plan[sub]]
            if fact.balance == UNLIMITED or (count > 0 and lives != stay):
                continue
            stay = lives
            mine[count], subs[count] = row, sub
            if fact.need > fact.balance:
                left[count] = -min(fact.need - fact.balance, terms.draw)
                take -= left[count]
            else:
                left[count] = np.int64(terms.share * max(0, fact.balance - fact.need - gone[sub]))
                give += left[count]
            if terms.fee > 0 and rows.fee[rows.tariff[row]] > rows.fee[rows.tariff[mine[owner]]]:
                owner = count
            count += 1
        take = give = min(take, give)
        if count < 2 or (take == 0 and terms.fee == 0):
            continue
        for place in range(count):  # a few at a time, so each finds its place; where only fees are due, it is of no matter
            draw, at = unit(rows.key[subs[place]], seed, month, POOL_ORDER) if take > 0 else 0.0, place
            while at > 0 and drawn[at - 1] > draw:
                drawn[at], order[at] = drawn[at - 1], order[at - 1]
                at -= 1
            drawn[at], order[at] = draw, place
        for nth in range(count):
            place = order[nth]
            fee, takes = _fee(place == owner, count, terms.fee, terms.owner_pays), left[place] < 0
            moved = min(-left[place], take) if takes else min(left[place], give)
            if takes:
                take -= moved
            else:
                give -= moved
            if moved == 0 and fee == 0:
                continue
            whose[used], amount[used], paid[used] = account, moved, fee
            used += 1
            slot[subs[place]] = used
            row = mine[place]
            fact = rows.facts[row]
            if takes and moved > 0 and fact.packs > 0 and saved.size > 0:
                pack, bought = rows.pack[rows.tariff[row]], np.int64(fact.packs)
                w = willing(month, fact, rows.key[fact.sub], pack, behaviour, seed)
                kept = packs_kept(bought, fact.need - fact.balance, moved, pack, w, 1.0)
                saved[account] += (bought - kept) * rows.price[rows.tariff[row]]
    return _in_order(slot, row_of, whose, amount, paid, used)
