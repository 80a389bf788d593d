"""The replay carried forward: who is still there with and without the rules, and what that is worth (equations 13-15).

One person at a time: its rows of the replay, by slot of the schedule, then month after month to the horizon. Sums come out in
integers (micro-units of the currency, 10^-9 subscribers), so their order does not matter.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from analysis.kernels import KEEPS
from analysis.kernels.effects import FEES, PACK_REVENUE, RECEIVED, SATISFACTION, SENT, TRANSFERS, USED_VALUE
from analysis.kernels.sums import GROUPS

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
_FORGOTTEN = 1e-6  # a pull on the logarithm of the hazard that no longer counts
_FAR = 16.0  # from here on the series of a ratio of gammas is good to 10^-12, and loses no digits as differences of logs do


class Cohort(NamedTuple):
    """The initial subscribers as the kernel reads them: per subscriber, but `step_fee` and `step_up` per plan.

    Those are what the next cheaper plan costs less and the next dearer one more, micro-units a month.
    `weight` is the share of the cycle's months a subscriber was there, so that every subscriber-month stands once. Who is on a
    `trip` is one of those who come in that month of any year. `margin` and
    `revenue` are what it brings without the rules, micro-units a month.
    """

    weight: NDArray[np.float64]
    first: NDArray[np.int8]
    last: NDArray[np.int8]
    margin: NDArray[np.float64]
    revenue: NDArray[np.float64]
    alpha: NDArray[np.float64]
    hazard: NDArray[np.float64]
    contact_hazard: NDArray[np.float64]
    group: NDArray[np.int16]
    plan: NDArray[np.int16]
    step_fee: NDArray[np.float64]
    step_up: NDArray[np.float64]
    trip: NDArray[np.bool_]


class Course(NamedTuple):
    """The months ahead: `slot` of the replay and `season` of each, and how far plan moves have come after so many months.

    Slots 0 to cycle - 1 are the replayed months at the second year's adoption; those after them the months of the ramp, of which
    `adoption` says how far it had come by comparison. Moves are shares of those who became regular so many months ago.
    """

    slot: NDArray[np.int64]
    season: NDArray[np.float64]
    traded_down: NDArray[np.float64]
    kept_up: NDArray[np.float64]
    stayed_low: NDArray[np.float64]
    adoption: NDArray[np.float64]
    cycle: int
    regular: float


class Prices(NamedTuple):
    """What turns a row of the replay into money and into a pull on renewal, of which a month keeps the share `memory`."""

    network: float
    support: float
    slope: float
    sd: float
    asymmetry: float
    memory: float


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _correction(middle: float, step: float) -> float:
    """Return gamma(x + step) / gamma(x) over middle^step, middle = x + (step - 1) / 2 (DLMF 5.11.14, to the third term)."""
    m, per = step + 1.0, 1.0 / (middle * middle)
    pairs = step * (step - 1.0)
    fours = pairs * (step - 2.0) * (step - 3.0)
    sixes = fours * (step - 4.0) * (step - 5.0)
    third = -sixes * m * (16.0 + m * (42.0 + 35.0 * m)) / 2903040.0
    return 1.0 + per * (-pairs * m / 24.0 + per * (fours * m * (2.0 + 5.0 * m) / 5760.0 + per * third))


@njit(cache=KEEPS, nogil=True, forceinline=True)
def staying(alpha: float, hazard: float, time: float, pace: float) -> float:
    """Return the share of those still there after `time` renewals' worth of leaving who stay for `pace` more (equation 13).

    `hazard` is what they left at when `time` was 0. A pace of 1 has a closed form; the rest is B(alpha, now + pace) over
    B(alpha, now), by the series for ratios of gammas or, where that is not yet good, by log-gammas.
    """
    if math.isinf(alpha):
        return 1.0 - hazard if pace == 1.0 else (1.0 - hazard) ** pace
    now = alpha * (1.0 / hazard - 1.0) + time
    if pace == 1.0:
        return now / (alpha + now)
    if now >= _FAR:
        middle = now + (pace - 1.0) / 2.0
        return (middle / (alpha + middle)) ** pace * _correction(middle, pace) / _correction(alpha + middle, pace)
    later = math.lgamma(now + pace) - math.lgamma(alpha + now + pace)
    return math.exp(later - (math.lgamma(now) - math.lgamma(alpha + now)))


@njit(cache=KEEPS, nogil=True, forceinline=True)
def pulled(points: float, prices: Prices) -> float:
    """Return what a change of satisfaction in points adds to the logarithm of the pace of leaving: 0 for none."""
    if prices.slope == 0.0 or points == 0.0:
        return 0.0
    weight = prices.asymmetry if points < 0 else 1.0
    return -prices.slope * weight * points / prices.sd


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _money(row: NDArray[np.int64], prices: Prices, into: NDArray[np.float64]) -> None:
    """Write what a row brings, in micro-units: the flows up to `support`."""
    into[PACKS_LOST] = min(row[PACK_REVENUE], 0)
    into[PACKS_WON] = max(row[PACK_REVENUE], 0)
    into[FEE] = max(row[FEES], 0)
    into[CREDIT] = min(row[FEES], 0)
    into[NETWORK] = -prices.network * row[USED_VALUE]
    into[SUPPORT] = -prices.support * row[TRANSFERS]


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _gather(
    rows: NDArray[np.int64], slot_of: NDArray[np.int64], table: NDArray[np.int64], person: tuple[int, int], cycle: int,
    adoption: NDArray[np.float64], prices: Prices, money: NDArray[np.float64], pull: NDArray[np.float64], live: NDArray[np.bool_],
    acted: NDArray[np.float64],
) -> tuple[float, float]:  # fmt: skip
    """Fill money [slot, flow], pull [slot], live [slot] and acted [slot, side] of one person, seen in the months `person`.

    `acted` is 1 in a month in which it received (side 0) or gave (side 1). Return how many of a cycle's months those are.

    A month of the cycle in which it was not seen takes the mean of those in which it was: before it joined or after it left,
    somebody like it was there.
    """
    first, last = person
    money[:] = 0.0
    pull[:] = 0.0
    live[:] = False
    acted[:] = 0.0
    received = gave = 0.0
    for row in rows:
        slot = slot_of[row]
        _money(table[row], prices, money[slot])
        live[slot] = True
        pull[slot] = pulled(table[row, SATISFACTION] / 1e6, prices)
        acted[slot, 0] = table[row, RECEIVED] > 0
        acted[slot, 1] = table[row, SENT] > 0
        if slot < cycle:
            received += acted[slot, 0]
            gave += acted[slot, 1]
    span = last - first + 1
    if span < cycle:
        mean_pull = 0.0
        mean = np.zeros(_MONEY)
        for slot in range(first, last + 1):
            for flow in range(_MONEY):
                mean[flow] += money[slot, flow]
            mean_pull += pull[slot]
        for flow in range(_MONEY):
            mean[flow] /= span
        mean_pull /= span
        for slot in range(adoption.size):
            if not first <= slot % cycle <= last:
                for flow in range(_MONEY):
                    money[slot, flow] = mean[flow] * adoption[slot]
                live[slot] = True
                acted[slot, 0] = received / span * adoption[slot]
                acted[slot, 1] = gave / span * adoption[slot]
                pull[slot] = mean_pull * adoption[slot]
    return received / span * cycle, gave / span * cycle


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _trips(
    money: NDArray[np.float64], pull: NDArray[np.float64], slot_of_month: NDArray[np.int64], who: int, hazard: float,
    cohort: Cohort, out: NDArray[np.int64],
) -> None:  # fmt: skip
    """Add what the trips of one person bring in each month ahead: `out` [month, flow] of its group (equation 14, trips).

    Every year such visitors come again in the same months, so nobody is missed. Who is likelier to come again brings that much
    more of a trip, and of those that follow from it: of another trip 1 - h are followed by one more.
    """
    for month in range(slot_of_month.size):
        slot, into = slot_of_month[month], out[month]
        for flow in range(_MONEY):
            into[flow] += np.int64(np.rint(money[slot, flow]))
        own = money[slot, PACKS_LOST] + money[slot, PACKS_WON] + money[slot, FEE] + money[slot, CREDIT]
        leaves = 1.0 - (1.0 - hazard) ** math.exp(pull[slot]) if pull[slot] != 0.0 else hazard
        more = (hazard - leaves) / hazard
        into[RETENTION] += np.int64(np.rint(more * cohort.margin[who]))
        into[REVENUE] += np.int64(np.rint(own + more * cohort.revenue[who]))
        into[RETAINED] += np.int64(np.rint(more * PEOPLE_SCALE))


@njit(cache=KEEPS, nogil=True)
def project(
    people: NDArray[np.int32], starts: NDArray[np.int64], order: NDArray[np.int64], slot_of: NDArray[np.int64],
    table: NDArray[np.int64], cohort: Cohort, course: Course, prices: Prices,
) -> NDArray[np.int64]:  # fmt: skip
    """Return the flows [group, month, flow] of `people`, the i-th of whom has the rows order[starts[i]:starts[i + 1]]."""
    months = course.slot.size
    out = np.zeros((GROUPS, months, len(FLOWS)), np.int64)  # a person's months lie together
    money, pull = np.zeros((course.adoption.size, _MONEY)), np.zeros(course.adoption.size)
    live, acted = np.zeros(course.adoption.size, np.bool_), np.zeros((course.adoption.size, 2))
    for i in range(people.size):
        who = people[i]
        seen = np.int64(cohort.first[who]), np.int64(cohort.last[who])
        if cohort.trip[who]:
            seen = np.int64(0), np.int64(course.cycle - 1)  # nobody stands in for it in the other months
        mine = order[starts[i] : starts[i + 1]]
        received, gave = _gather(
            mine, slot_of, table, seen, course.cycle, course.adoption, prices, money, pull, live, acted
        )  # fmt: skip
        alpha, hazard = cohort.alpha[who], min(max(cohort.hazard[who], 1e-12), 1.0 - 1e-9)
        if cohort.trip[who]:
            _trips(money, pull, course.slot, who, hazard, cohort, out[cohort.group[who]])
            continue
        weight, group, step = cohort.weight[who], cohort.group[who], cohort.step_fee[cohort.plan[who]]
        lower = step if received >= course.regular else 0.0
        keeps = step if gave >= course.regular else 0.0
        higher = cohort.step_up[cohort.plan[who]] if received >= course.regular else 0.0
        down = up = 0  # months since it has received, or given, often enough to be regular
        times_received = times_gave = 0.0
        before = here = 1.0
        time = felt = 0.0  # how the last months' satisfaction still bears on leaving
        for month in range(months):
            slot, into = course.slot[month], out[group, month]
            own = 0.0
            if live[slot]:
                for flow in range(_MONEY):
                    into[flow] += np.int64(np.rint(weight * here * money[slot, flow]))
                own = money[slot, PACKS_LOST] + money[slot, PACKS_WON] + money[slot, FEE] + money[slot, CREDIT]
            more = here - before
            moves = here * (keeps * course.kept_up[up] - lower * course.traded_down[down])
            forgone = -here * higher * course.stayed_low[down]
            times_received += acted[slot, 0]
            times_gave += acted[slot, 1]
            down += times_received >= course.regular
            up += times_gave >= course.regular
            into[RETENTION] += np.int64(np.rint(weight * more * course.season[month] * cohort.margin[who]))
            into[PLAN_MOVES] += np.int64(np.rint(weight * moves))
            into[UPGRADES] += np.int64(np.rint(weight * forgone))
            into[REVENUE] += np.int64(
                np.rint(weight * (here * own + moves + forgone + more * course.season[month] * cohort.revenue[who]))
            )
            next_before = before * staying(alpha, hazard, month, 1.0)
            felt *= prices.memory
            felt = pull[slot] + (felt if abs(felt) >= _FORGOTTEN else 0.0)
            pace = math.exp(felt) if felt != 0.0 else 1.0
            next_here = here * staying(alpha, hazard, time, pace)
            time += pace
            averted = (before - next_before) - (here - next_here)
            into[DEPARTURES] += np.int64(np.rint(weight * averted * cohort.contact_hazard[who] * PEOPLE_SCALE))
            before, here = next_before, next_here
            into[RETAINED] += np.int64(np.rint(weight * (here - before) * PEOPLE_SCALE))
    return out


@njit(cache=KEEPS, nogil=True)
def by_person(person: NDArray[np.int32], people: int) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
    """Return (who has rows, where each one's begin in `order`, `order`: the rows person after person)."""
    place = np.zeros(people + 1, np.int64)
    for one in person:
        place[one + 1] += 1
    who = np.flatnonzero(place[1:]).astype(np.int32)
    place = np.cumsum(place)
    starts = np.empty(who.size + 1, np.int64)
    for i in range(who.size):
        starts[i] = place[who[i]]
    starts[who.size] = person.size
    order = np.empty(person.size, np.int64)
    for row in range(person.size):
        order[place[person[row]]] = row
        place[person[row]] += 1
    return who, starts, order
