"""Exact sums by segment and random group: integers, so that their order and the number of threads cannot matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import inlined, kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

GROUPS = 200
MICRO, FULL = 1_000_000, 2**63 - 1


class Whose(NamedTuple):
    """Per subscriber: months of tenure now, the last month there (-1: none), the place of the SIM kind, the random group."""

    tenure: NDArray[np.int32]
    last: NDArray[np.int8]
    sim: NDArray[np.int8]
    group: NDArray[np.int16]


class Tariffs(NamedTuple):
    """Per tariff: fee and price of a pack in micro-units, what a pack holds in kB."""

    fee: NDArray[np.int64]
    price: NDArray[np.int64]
    pack: NDArray[np.int64]


class Into(NamedTuple):
    """Where subscriber-months are counted into: arrays per subscriber-month, month after month, then sums.

    `by_person` [subscriber, measure] and `by_group` [month, group, measure] in the order of MEASURES (analysis/world/world.py);
    `hazards` and `tenure` [SIM kind, band or months of tenure, (left, known)]; `money` per group.
    """

    facts: NDArray[np.void]
    tariff: NDArray[np.int32]
    leaving: NDArray[np.int8]
    band: NDArray[np.int8]
    by_person: NDArray[np.int64]
    by_group: NDArray[np.int64]
    hazards: NDArray[np.int64]
    tenure: NDArray[np.int64]
    money: NDArray[np.float64]


@kernel
def sum_people(values: NDArray[np.int64], level: NDArray[np.int16], group: NDArray[np.int16], levels: int) -> NDArray[np.int64]:
    """Sum `values` [person, measure] into [level, group, measure]."""
    out = np.zeros((levels, GROUPS, values.shape[1]), np.int64)
    for person in range(values.shape[0]):
        into = out[level[person], group[person]]
        for measure in range(values.shape[1]):
            into[measure] += values[person, measure]
    return out


@kernel
def sum_hazards(facts: NDArray[np.void], people: int) -> NDArray[np.int64]:
    """Return how many times each of the first `people` is expected to leave, in 10^-9, rounded row by row, of FACTS."""
    out = np.zeros(people, np.int64)
    for row in range(facts.size):
        fact = facts[row]
        if fact.sub < people:
            out[fact.sub] += np.int64(np.rint(fact.hazard * 1e9))
    return out


@kernel
def sum_rows(
    table: NDArray[np.int64], person: NDArray[np.int32], level: NDArray[np.int16], group: NDArray[np.int16], levels: int
) -> NDArray[np.int64]:
    """Sum a change table [row, measure] into [level, group, measure]; `level` is per row, `group` per person."""
    out = np.zeros((levels, GROUPS, table.shape[1]), np.int64)
    for row in range(table.shape[0]):
        into = out[level[row], group[person[row]]]
        for measure in range(table.shape[1]):
            into[measure] += table[row, measure]
    return out


@inlined
def _times_over(one: int, other: int, over: int) -> int:
    """Return one * other // over of numbers that are not negative, whatever the product; 0 over nothing."""
    if over <= 0:
        return 0
    if other == 0 or one <= FULL // other:
        return one * other // over
    whole, left = 0, 0
    for bit in range(62, -1, -1):
        if whole > FULL // 2 - other // over - 2:
            raise OverflowError
        whole, left = 2 * whole + 2 * left // over, 2 * left % over
        if one >> bit & 1:
            whole, left = whole + other // over, left + other % over
            whole, left = whole + left // over, left % over
    return whole


@kernel
def replay_months(
    told: NDArray[np.void], place: NDArray[np.int32], order: NDArray[np.int64], starts: NDArray[np.int64], people: Whose,
    tariffs: Tariffs, near: tuple[int, int], into: Into,
) -> tuple[int, int]:  # fmt: skip
    """Count what subscriber-months allowed, needed and came to; return how many ran out, and how many of these silently.

    Silent are those of which the base does not say the need. `place` is that of each one's subscriber among `people`, `order` the
    order of these, `starts` are the first places of the months. The need is the base's own, never below the use, which it is
    where the base does not say it. Use beyond allowance and packs was carried in from before, unless the month ran out: then it
    was throttled. A month whose need lies above its limit used it up, whatever the meter lost or added there. OverflowError for a
    value of use that does not fit.
    """
    ran_out = unknown = 0
    following, bands, line = starts.copy(), into.hazards.shape[1], np.ones(into.by_person.shape[1], np.int64)
    for row in order:
        month = told[row]
        sub, nth, packs, said, used = place[row], month.nth, month.packs, month.said_kb, month.used_kb
        fee, price, pack = tariffs.fee[month.tariff], tariffs.price[month.tariff], tariffs.pack[month.tariff]
        bought = packs * pack
        given = month.allowance_kb + bought
        heaped = used > 0 and given - near[0] <= used <= given + near[1]
        at_limit = given > 0 and (heaped if month.told < 0 else month.told == 1)
        limited = month.allowance_kb >= 0
        balance, limit, need = -1, 0, used
        if limited:
            balance = month.allowance_kb if at_limit else max(month.allowance_kb, used - bought)
            limit = balance + bought
            out = used > 0 and (at_limit or used >= limit)
            need = min(used, limit) if said < 0 else max(used, said)
            used = limit if need > limit else min(used, limit)
            ran_out += out
            unknown += out and said < 0
        at = following[nth]
        following[nth] += 1
        fact = into.facts[at]
        fact.need, fact.balance, fact.sub, fact.packs = need, balance, sub, packs
        into.tariff[at], into.leaving[at] = month.tariff, max(0, month.leaving)
        seen = max(0, people.tenure[sub] - (people.last[sub] - nth))
        band, past = min(seen // 6, bands - 1), min(seen, into.tenure.shape[1] - 1)
        into.band[at] = band
        sim, group = people.sim[sub], people.group[sub]
        if month.leaving >= 0:
            into.hazards[sim, band, 1] += 1
            into.tenure[sim, past, 1] += 1
            if month.leaving == 1:
                into.hazards[sim, band, 0] += 1
                into.tenure[sim, past, 0] += 1
        unused, spent, unmet = max(0, limit - used), packs * price, need - used
        short = limited and need > balance
        line[1], line[2], line[3], line[4] = packs, packs > 0, short, short and packs > 0
        line[5], line[6], line[7], line[8], line[9] = used, unmet, unused, fee, spent
        line[14], line[15] = max(0, month.leaving), month.leaving >= 0
        # What is used at the list price, then shares in millionths: in a loop, so that it is compiled once and not four times.
        parts, wholes = (used, unmet, min(unused, balance), min(spent, fee)), (pack, need, balance, fee)
        times = (price, MICRO, MICRO, MICRO)
        for which in range(len(parts)):
            line[10 + which] = _times_over(parts[which], times[which], wholes[which])
        mine, theirs = into.by_person[sub], into.by_group[nth, group]
        for measure in range(line.size):
            mine[measure] += line[measure]
            theirs[measure] += line[measure]
        # Roughly: whether it fits is asked of it.
        into.money[group] += fee + packs * float(price) + used * float(price) / max(1, pack)
    return ran_out, unknown


@kernel
def extremes(
    facts: NDArray[np.void], tariff: NDArray[np.int32], plan: NDArray[np.int16], pack: NDArray[np.int64],
    least: NDArray[np.int64], needed: NDArray[np.int64],
) -> tuple[bool, int, int]:  # fmt: skip
    """Lower `least` to the balances and raise `needed` to the needs of subscriber-months, by plan; `plan` is per subscriber.

    Return whether some month used up all that it had, the highest balance (-1: nobody has a limit), and what all were short of.
    """
    out, highest, short = False, -1, 0
    for row in range(facts.size):
        fact = facts[row]
        of, need, balance = plan[fact.sub], fact.need, fact.balance
        least[of], needed[of], highest = min(least[of], balance), max(needed[of], need), max(highest, balance)
        if balance >= 0:
            out |= need > 0 and need >= balance + fact.packs * pack[tariff[row]]
            short += max(0, need - balance)
    return out, highest, short


@kernel
def count_levels(level: NDArray[np.int16], among: NDArray[np.bool_], levels: int) -> NDArray[np.int64]:
    """Count the people of each level who are `among` some."""
    out = np.zeros(levels, np.int64)
    for person in range(level.size):
        out[level[person]] += among[person]
    return out


@kernel
def roles(person: NDArray[np.int32], sent: NDArray[np.int64], received: NDArray[np.int64], people: int) -> NDArray[np.int16]:
    """Return per person: 0 neither, 1 gave, 2 received, 3 both, over all rows of a change table."""
    role = np.zeros(people, np.int16)
    for row in range(person.size):
        role[person[row]] |= (1 if sent[row] > 0 else 0) | (2 if received[row] > 0 else 0)
    return role


@kernel
def benefit_bands(
    before: NDArray[np.int64], person: NDArray[np.int32], gained: NDArray[np.int64], edges: NDArray[np.float64]
) -> NDArray[np.int16]:
    """Return each person's band of relative change in benefit: how many of the rising `edges` it lies beyond.

    An edge belongs to the band nearer to no change. `before` is the baseline benefit per person, `gained` its change per row.
    Where there was no benefit before, any change is beyond every edge on its side.
    """
    change = np.zeros(before.size, np.int64)
    for row in range(person.size):
        change[person[row]] += gained[row]
    band = np.empty(before.size, np.int16)
    for one in range(before.size):
        if before[one] > 0:
            ratio = change[one] / before[one]
        else:
            ratio = 0.0 if change[one] == 0 else (np.inf if change[one] > 0 else -np.inf)
        count = 0
        for edge in edges:
            count += ratio >= edge if edge < 0 else ratio > edge
        band[one] = count
    return band
