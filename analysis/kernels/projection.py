"""The replay carried forward: who is still there with and without the rules, and what that is worth (equations 13-15).

One person at a time: its rows of the replay, by slot of the schedule, then month after month to the horizon. Sums come out in
integers (micro-units of the currency, 10^-9 subscribers), so their order does not matter.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels import kernel, unchecked, unchecked_kernel
from analysis.kernels.effects import FEES, PACK_REVENUE, RECEIVED, SATISFACTION, SENT, TRANSFERS, USED_VALUE
from analysis.kernels.sums import GROUPS
from analysis.kernels.survival import curve_of, feel, paces, pulled, staying_alone, stays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Cohort, Course, Prices

# What is summed by [month, group]. Money in micro-units of the currency; `retained` and `departures` in 10^-9 subscribers.
# `departures` are those averted, each times the hazard of the contacts it would have swayed. The flows of resale are added
# behind the replay (`analysis/resellers/`), and are nothing here.
FLOWS = (
    "packs_lost", "packs_won", "fees", "credits", "network", "support", "retention", "plan_moves", "upgrades_forgone", "revenue",
    "retained", "departures", "resale_packs", "resale_sims", "resale_network",
)  # fmt: skip
(
    PACKS_LOST, PACKS_WON, FEE, CREDIT, NETWORK, SUPPORT, RETENTION, PLAN_MOVES, UPGRADES, REVENUE, RETAINED, DEPARTURES,
    RESALE_PACKS, RESALE_SIMS, RESALE_NETWORK,
) = range(len(FLOWS))  # fmt: skip
_MONEY = 6  # the flows that a row of the replay brings by itself
PEOPLE_SCALE = 1e9
SIDE_BY_SIDE = 32  # months come in as many at least: the processor works on so many at once, and on fewer one by one
_FETCHED = 128  # rows at once, at least
_NEEDED = (TRANSFERS, SENT, RECEIVED, FEES, PACK_REVENUE, USED_VALUE, SATISFACTION)


@unchecked
def _money(table: NDArray[np.int64], row: int, prices: Prices, slot: int, into: NDArray[np.float64]) -> None:
    """Write what a row brings in its slot, in micro-units: the flows up to `support`."""
    into[PACKS_LOST, slot] = min(table[row, PACK_REVENUE], 0)
    into[PACKS_WON, slot] = max(table[row, PACK_REVENUE], 0)
    into[FEE, slot] = max(table[row, FEES], 0)
    into[CREDIT, slot] = min(table[row, FEES], 0)
    into[NETWORK, slot] = -prices.network * table[row, USED_VALUE]
    into[SUPPORT, slot] = -prices.support * table[row, TRANSFERS]


@unchecked
def _gather(
    edge: tuple[int, int], slot_of: NDArray[np.int64], again: NDArray[np.bool_], near: NDArray[np.int64], cycle: int,
    prices: Prices, money: NDArray[np.float64], brings: NDArray[np.bool_],
    pull: NDArray[np.float64], acted: NDArray[np.float64],
) -> tuple[float, float, int]:  # fmt: skip
    """Fill money [flow, slot], pull [slot] and acted [slot, side] of the person whose rows are those at `edge` of what is `near`.

    What the second year has `again` stands in both. `brings` [flow] says of which flows there is any money; `acted` is 1 in a
    month in which it received (side 0) or gave (side 1). Return in how many months of the cycle it did, and its transfers.
    """
    money[:] = 0.0
    for flow in range(_MONEY):
        brings[flow] = False
    pull[:] = 0.0
    acted[:] = 0.0
    received, gave, transfers = 0.0, 0.0, np.int64(0)
    for row in range(edge[0], edge[1]):
        slot = slot_of[row]
        _money(near, row, prices, slot, money)
        for flow in range(_MONEY):
            brings[flow] |= money[flow, slot] != 0.0
        pull[slot] = pulled(near[row, SATISFACTION] / 1e6, prices)
        acted[slot, 0] = near[row, RECEIVED] > 0
        acted[slot, 1] = near[row, SENT] > 0
        settled, transfers = slot, transfers + near[row, TRANSFERS] * (1 + again[row])
        if again[row]:
            settled -= cycle
            for flow in range(_MONEY):
                money[flow, settled] = money[flow, slot]
            pull[settled] = pull[slot]
            acted[settled, 0], acted[settled, 1] = acted[slot, 0], acted[slot, 1]
        if settled < cycle:
            received += acted[slot, 0]
            gave += acted[slot, 1]
    return received, gave, transfers


@unchecked
def _stand_in(
    seen: tuple[int, int], regular: tuple[float, float], adoption: NDArray[np.float64], nth: NDArray[np.int64],
    money: NDArray[np.float64], brings: NDArray[np.bool_], pull: NDArray[np.float64], acted: NDArray[np.float64],
) -> None:  # fmt: skip
    """Give every slot in which a person was not `seen` the mean of the months in which it was; `nth` is the month of each slot.

    Before it joined or after it left, somebody like it was there. `regular` is in how many months it received, and gave.
    """
    first, last = seen
    span = last - first + 1
    for flow in range(_MONEY):
        if brings[flow]:
            mean = 0.0
            for slot in range(first, last + 1):
                mean += money[flow, slot]
            mean /= span
            for slot in range(adoption.size):
                if not first <= nth[slot] <= last:
                    money[flow, slot] = mean * adoption[slot]
    mean_pull = 0.0
    for slot in range(first, last + 1):
        mean_pull += pull[slot]
    mean_pull /= span
    for slot in range(adoption.size):
        if not first <= nth[slot] <= last:
            acted[slot, 0] = regular[0] / span * adoption[slot]
            acted[slot, 1] = regular[1] / span * adoption[slot]
            pull[slot] = mean_pull * adoption[slot]


@unchecked
def _own(money: NDArray[np.float64], slot: int) -> float:
    """Return what of a month's money is the operator's revenue."""
    return money[PACKS_LOST, slot] + money[PACKS_WON, slot] + money[FEE, slot] + money[CREDIT, slot]


@unchecked
def _trips(
    money: NDArray[np.float64], pull: NDArray[np.float64], slot_of_month: NDArray[np.int64], who: int, hazard: float,
    cohort: Cohort, out: NDArray[np.int64],
) -> None:  # fmt: skip
    """Add what the trips of one person bring in each month ahead: `out` [group, flow, month] (equation 14, trips).

    Every year such visitors come again in the same months, so nobody is missed. Who is likelier to come again brings that much
    more of a trip, and of those that follow from it: of another trip 1 - h are followed by one more.
    """
    group = cohort.group[who]
    for month in range(slot_of_month.size):
        slot = slot_of_month[month]
        for flow in range(_MONEY):
            out[group, flow, month] += np.int64(np.rint(money[flow, slot]))
        leaves = 1.0 - (1.0 - hazard) ** math.exp(pull[slot]) if pull[slot] != 0.0 else hazard
        more = (hazard - leaves) / hazard
        out[group, RETENTION, month] += np.int64(np.rint(more * cohort.margin[who]))
        out[group, REVENUE, month] += np.int64(np.rint(_own(money, slot) + more * cohort.revenue[who]))
        out[group, RETAINED, month] += np.int64(np.rint(more * PEOPLE_SCALE))


@unchecked
def _moves(
    who: int, acted: NDArray[np.float64], course: Course, cohort: Cohort, steps: tuple[float, float, float],
    here: NDArray[np.float64], moved: NDArray[np.float64], forgone: NDArray[np.float64], out: NDArray[np.int64],
) -> None:  # fmt: skip
    """Write what plan moves bring, and upgrades that are forgone, in each month ahead, and add both to `out`.

    `steps` are to the plan below, for who receives, for who gives, and to the plan above.
    """
    weight, group, (lower, keeps, higher) = cohort.weight[who], cohort.group[who], steps
    down = up = 0  # months since it has received, or given, often enough to be regular
    times_received = times_gave = 0.0
    for month in range(course.slot.size):
        slot = course.slot[month]
        moved[month] = here[month] * (keeps * course.kept_up[up] - lower * course.traded_down[down])
        forgone[month] = -here[month] * higher * course.stayed_low[down]
        times_received += acted[slot, 0]
        times_gave += acted[slot, 1]
        down += times_received >= course.regular
        up += times_gave >= course.regular
        out[group, PLAN_MOVES, month] += np.int64(np.rint(weight * moved[month]))
        out[group, UPGRADES, month] += np.int64(np.rint(weight * forgone[month]))


@unchecked
def _spread(by_slot: NDArray[np.float64], flow: int, slot: NDArray[np.int64], into: NDArray[np.float64]) -> None:
    """Write a flow [flow, slot] month by month. Slots mostly follow each other: fetched one by one they come faster."""
    month = 0
    while month < slot.size:
        shift = slot[month] - month
        into[month] = by_slot[flow, slot[month]]
        month += 1
        while month < slot.size and slot[month] - month == shift:
            into[month] = by_slot[flow, month + shift]
            month += 1


@unchecked_kernel
def project(  # noqa: C901, PLR0912, PLR0915 - one loop: what is handed to pieces is counted each time
    people: NDArray[np.int32], starts: NDArray[np.int64], order: NDArray[np.int64], slot_of: NDArray[np.int16],
    again: NDArray[np.bool_], table: NDArray[np.int64], cohort: Cohort, course: Course, prices: Prices,
) -> tuple[NDArray[np.int64], int]:  # fmt: skip
    """Return the flows [group, flow, month] of `people`, and how many transfers a year of theirs has, its ramp counted twice.

    The i-th has the rows order[starts[i]:starts[i + 1]]. Months are worked on side by side; those beyond the horizon are room.
    """
    slots, horizon, months, cycle = course.adoption.size, course.slot.size, course.season.size, course.cycle
    out = np.zeros((GROUPS, len(FLOWS), months), np.int64)
    money, brings, pull = np.zeros((_MONEY + 1, slots)), np.zeros(_MONEY, np.bool_), np.zeros(slots)
    acted, nth = np.zeros((slots, 2)), np.zeros(slots, np.int64)
    for slot in range(slots):
        nth[slot] = slot % cycle
    came, own, moved, forgone = np.zeros(months), np.zeros(months), np.zeros(months), np.zeros(months)
    felt, pace, times, stay, alone = np.zeros(months), np.empty(months), np.empty(months), np.empty(months), np.empty(months)
    before, here = np.zeros(months + 1), np.zeros(months + 1)  # at the beginning of each month, and after the last
    before[0] = here[0] = 1.0
    most, begin, end, transfers = max(_FETCHED, slots), starts[0], starts[0], np.int64(0)  # nobody has more rows than slots
    near, slot_near, again_near = np.empty((most, table.shape[1]), np.int64), np.empty(most, np.int64), np.empty(most, np.bool_)
    for i in range(people.size):
        if starts[i + 1] > end:  # rows of a person lie far apart: fetched one after the other, several are on their way at once
            begin, end = starts[i], min(starts[i] + most, starts[people.size])
            for place in range(end - begin):
                row = order[begin + place]
                for column in _NEEDED:
                    near[place, column] = table[row, column]
                slot_near[place], again_near[place] = slot_of[row], again[row]
        who = people[i]
        first, last = np.int64(cohort.first[who]), np.int64(cohort.last[who])
        if cohort.trip[who]:
            first, last = np.int64(0), np.int64(cycle - 1)  # nobody stands in for it in the other months
        received, gave, moved_on = _gather(
            (starts[i] - begin, starts[i + 1] - begin), slot_near, again_near, near, cycle, prices, money, brings, pull, acted
        )  # fmt: skip
        span, transfers = last - first + 1, transfers + moved_on
        if span < cycle:
            _stand_in((first, last), (received, gave), course.adoption, nth, money, brings, pull, acted)
        received, gave = received / span * cycle, gave / span * cycle
        alpha, hazard = cohort.alpha[who], min(max(cohort.hazard[who], 1e-12), 1.0 - 1e-9)
        if cohort.trip[who]:
            _trips(money, pull, course.slot, who, hazard, cohort, out)
            continue
        weight, group, step = cohort.weight[who], cohort.group[who], cohort.step_fee[cohort.plan[who]]
        lower = step if received >= course.regular else 0.0
        keeps = step if gave >= course.regular else 0.0
        higher = cohort.step_up[cohort.plan[who]] if received >= course.regular else 0.0
        regular = lower != 0.0 or keeps != 0.0 or higher != 0.0
        staying_alone(alpha, hazard, alone)
        changed = feel(pull, course.slot, prices.memory, felt)
        if changed:
            paces(felt, pace)
            for month in range(horizon, months):
                pace[month] = 0.0
            stays(curve_of(alpha, hazard), hazard, pace, times, stay)
        for month in range(horizon):
            before[month + 1] = before[month] * alone[month]
            same = not changed or (pace[month] == 1.0 and times[month] == month)  # until something changes, to the last digit
            here[month + 1] = before[month + 1] if same else here[month] * stay[month]
        if regular:
            _moves(who, acted, course, cohort, (lower, keeps, higher), here, moved, forgone, out)
        for slot in range(slots):
            money[_MONEY, slot] = _own(money, slot)
        for flow in range(_MONEY + 1):  # the last one is what of a month is the operator’s own: `came` is that below
            if flow == _MONEY or brings[flow]:
                _spread(money, flow, course.slot, came)
            if flow < _MONEY and brings[flow]:
                for month in range(months):
                    out[group, flow, month] += np.int64(np.rint(weight * here[month] * came[month]))
        for month in range(months):
            own[month] = here[month] * came[month]
        if regular:
            for month in range(months):
                own[month] = own[month] + moved[month] + forgone[month]
        if changed or regular:
            for month in range(months):
                more = here[month] - before[month]
                out[group, RETENTION, month] += np.int64(np.rint(weight * more * course.season[month] * cohort.margin[who]))
                own[month] += more * course.season[month] * cohort.revenue[who]
            for month in range(months):
                averted = (before[month] - before[month + 1]) - (here[month] - here[month + 1])
                out[group, DEPARTURES, month] += np.int64(np.rint(weight * averted * cohort.contact_hazard[who] * PEOPLE_SCALE))
                out[group, RETAINED, month] += np.int64(np.rint(weight * (here[month + 1] - before[month + 1]) * PEOPLE_SCALE))
        for month in range(months):
            out[group, REVENUE, month] += np.int64(np.rint(weight * own[month]))
    return out, transfers


@kernel
def by_person(person: NDArray[np.int32], edge: tuple[int, int]) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
    """Return (who between `edge` has rows, where each one's begin in `order`, `order`: the rows person after person)."""
    first, people = edge[0], edge[1] - edge[0]
    place, count = np.zeros(people + 1, np.int64), 0
    for one in person:
        if edge[0] <= one < edge[1]:
            place[one - first + 1] += 1
    for one in range(people):
        count += place[one + 1] > 0
    who, starts = np.empty(count, np.int32), np.empty(count + 1, np.int64)
    nth = 0
    for one in range(people):
        if place[one + 1] > 0:
            who[nth], starts[nth] = one + first, place[one]
            nth += 1
        place[one + 1] += place[one]
    starts[count] = place[people]
    order = np.empty(place[people], np.int64)
    for row in range(person.size):
        one = person[row]
        if edge[0] <= one < edge[1]:
            order[place[one - first]] = row
            place[one - first] += 1
    return who, starts, order
