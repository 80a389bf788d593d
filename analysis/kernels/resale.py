"""What is bought of resellers in one subscriber-month, and what that is over the months ahead (equations R2 and R4).

Everything is as if every buyer met a reseller; how many do is a share of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels import kernel
from analysis.kernels.effects import DISPLACED, PACKS, SERVED, UNMET
from analysis.kernels.offers import willing
from analysis.kernels.pairs import UNLIMITED
from analysis.kernels.sums import GROUPS
from analysis.kernels.survival import staying

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Behaviour, Cohort, Rows

# What a subscriber-month buys of resellers: pack revenue lost (micro-units), kB bought in place of packs and of going without,
# the list price of the latter (micro-units), and whether it is no buyer of packs any more.
TAKEN = ("pack_revenue", "displaced_kb", "served_kb", "used_value", "buyers")
LOST, INSTEAD, WITHOUT, VALUE, NO_BUYER = range(len(TAKEN))


@kernel
def bought_of_resellers(
    edge: tuple[int, int], month: int, rows: Rows, change_of: NDArray[np.int64], table: NDArray[np.int64], price_kb: float,
    behaviour: Behaviour, seed: np.uint64,
) -> NDArray[np.int64]:  # fmt: skip
    """Return TAKEN of the rows from `edge` on, whose changes are the rows `change_of` of `table` (below 0: none)."""
    first, last = edge
    out = np.zeros((last - first, 5), np.int64)
    for row in range(first, last):
        fact, into = rows.facts[row], out[row - first]
        short = 0 if fact.balance == UNLIMITED else max(0, fact.need - fact.balance)
        if short == 0:
            continue
        who = fact.sub
        pack, price = rows.pack[rows.tariff[row]], rows.price[rows.tariff[row]]
        packs, lacked, unmet = np.int64(fact.packs), short, max(0, short - fact.packs * pack)
        change = change_of[row - first]
        if change >= 0:
            packs += table[change, PACKS]
            lacked = max(0, short - table[change, DISPLACED] - table[change, SERVED])
            unmet = max(0, unmet + table[change, UNMET])
        covered = min(lacked, packs * pack)
        # Pack by pack: whole ones first, then the last, of which perhaps only a part was needed.
        whole, rest = covered // pack, covered % pack
        lost = whole if price_kb * pack < price else 0
        into[INSTEAD] = lost * pack
        if rest > 0 and price_kb * rest < price:
            lost += 1
            into[INSTEAD] += rest
        into[LOST] = lost * price
        into[NO_BUYER] = 1 if 0 < packs <= lost else 0
        if unmet > 0 and willing(month, fact, rows.key[who], pack, behaviour, seed) * price >= price_kb * pack:
            into[WITHOUT] = unmet
            into[VALUE] = np.int64(np.rint(price / pack * unmet))
    return out


@kernel
def project_resale(
    people: NDArray[np.int32], starts: NDArray[np.int64], order: NDArray[np.int64], slot_of: NDArray[np.int64],
    money: NDArray[np.float64], cohort: Cohort, slots: NDArray[np.int64], share: NDArray[np.float64], cycle: int,
) -> NDArray[np.int64]:  # fmt: skip
    """Return micro-units [month, group, step] of what `people` buy, the i-th of whom has the rows order[starts[i]:starts[i + 1]].

    `money` is [row, step] and `slot_of` its place in the months; `slots` says which of those each month ahead repeats, of which
    so large a `share` is served. Whoever was not seen in a month brings the mean of those in which it was.
    """
    out = np.zeros((slots.size, GROUPS, money.shape[1]), np.int64)
    places = max(cycle, slots.max() + 1)  # more than anybody may have bought in
    held = np.zeros((max(places, slot_of.max() + 1) if slot_of.size else places, money.shape[1]))
    for i in range(people.size):
        who = people[i]
        held[:] = 0.0
        for row in order[starts[i] : starts[i + 1]]:
            held[slot_of[row]] += money[row]
        first, last = np.int64(cohort.first[who]), np.int64(cohort.last[who])
        if last - first + 1 < cycle:
            mean = np.zeros(money.shape[1])
            for slot in range(first, last + 1):
                mean += held[slot]
            mean /= last - first + 1
            for slot in range(held.shape[0]):
                if not first <= slot % cycle <= last:
                    held[slot] = mean
        alpha, hazard = cohort.alpha[who], min(max(cohort.hazard[who], 1e-12), 1.0 - 1e-9)
        weight, here = cohort.weight[who], 1.0
        for month in range(slots.size):
            into, part = out[month, cohort.group[who]], weight * here * share[month]
            for step in range(money.shape[1]):
                into[step] += np.int64(np.rint(part * held[slots[month], step]))
            here *= staying(alpha, hazard, month, 1.0)
    return out
