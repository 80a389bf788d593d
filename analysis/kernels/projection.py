"""The replay carried forward: who is still there with and without the rules, and what that is worth (equations 13-15).

One person at a time: its rows of the replay, by slot of the schedule, then month after month to the horizon. Sums come out in
integers (micro-units of the currency, 10^-9 subscribers), so their order does not matter.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels import inlined, kernel
from analysis.kernels.effects import FEES, PACK_REVENUE, RECEIVED, SATISFACTION, SENT, TRANSFERS, USED_VALUE
from analysis.kernels.sums import GROUPS
from analysis.kernels.survival import curve_of, paces, staying, stays

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


@inlined
def pulled(points: float, prices: Prices) -> float:
    """Return what a change of satisfaction in points adds to the logarithm of the pace of leaving: 0 for none."""
    if prices.slope == 0.0 or points == 0.0:
        return 0.0
    weight = prices.asymmetry if points < 0 else 1.0
    return -prices.slope * weight * points / prices.sd


@inlined
def _money(row: NDArray[np.int64], prices: Prices, into: NDArray[np.float64]) -> None:
    """Write what a row brings, in micro-units: the flows up to `support`."""
    into[PACKS_LOST] = min(row[PACK_REVENUE], 0)
    into[PACKS_WON] = max(row[PACK_REVENUE], 0)
    into[FEE] = max(row[FEES], 0)
    into[CREDIT] = min(row[FEES], 0)
    into[NETWORK] = -prices.network * row[USED_VALUE]
    into[SUPPORT] = -prices.support * row[TRANSFERS]


@inlined
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


@inlined
def _added(money: NDArray[np.float64], weight: float, into: NDArray[np.int64]) -> float:
    """Add a month's money to the flows `into`, and return what of it is the operator's revenue, unweighted."""
    for flow in range(_MONEY):
        into[flow] += np.int64(np.rint(weight * money[flow]))
    return money[PACKS_LOST] + money[PACKS_WON] + money[FEE] + money[CREDIT]


@inlined
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
        own = _added(money[slot], 1.0, into)
        leaves = 1.0 - (1.0 - hazard) ** math.exp(pull[slot]) if pull[slot] != 0.0 else hazard
        more = (hazard - leaves) / hazard
        into[RETENTION] += np.int64(np.rint(more * cohort.margin[who]))
        into[REVENUE] += np.int64(np.rint(own + more * cohort.revenue[who]))
        into[RETAINED] += np.int64(np.rint(more * PEOPLE_SCALE))


@inlined
def _feel(pull: NDArray[np.float64], slot: NDArray[np.int64], memory: float, into: NDArray[np.float64]) -> None:
    """Write how the last months' satisfaction bears on leaving in each month ahead; what is too faint is forgotten."""
    felt = 0.0
    for month in range(slot.size):
        felt *= memory
        felt = pull[slot[month]] + (felt if abs(felt) >= _FORGOTTEN else 0.0)
        into[month] = felt


@kernel
def project(
    people: NDArray[np.int32], starts: NDArray[np.int64], order: NDArray[np.int64], slot_of: NDArray[np.int64],
    table: NDArray[np.int64], cohort: Cohort, course: Course, prices: Prices,
) -> NDArray[np.int64]:  # fmt: skip
    """Return the flows [group, month, flow] of `people`, the i-th of whom has the rows order[starts[i]:starts[i + 1]]."""
    months = course.slot.size
    out = np.zeros((GROUPS, months, len(FLOWS)), np.int64)  # a person's months lie together
    money, pull = np.zeros((course.adoption.size, _MONEY)), np.zeros(course.adoption.size)
    live, acted = np.zeros(course.adoption.size, np.bool_), np.zeros((course.adoption.size, 2))
    felt, pace, times, stay = np.empty(months), np.empty(months), np.empty(months), np.empty(months)
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
        regular = lower != 0.0 or keeps != 0.0 or higher != 0.0
        down = up = 0  # months since it has received, or given, often enough to be regular
        times_received = times_gave = 0.0
        _feel(pull, course.slot, prices.memory, felt)
        paces(felt, pace)
        stays(curve_of(alpha, hazard), hazard, pace, times, stay)
        before = here = 1.0
        for month in range(months):
            slot, into = course.slot[month], out[group, month]
            own = moves = forgone = 0.0
            if live[slot]:
                own = _added(money[slot], weight * here, into)
            more = here - before
            if regular:
                moves = here * (keeps * course.kept_up[up] - lower * course.traded_down[down])
                forgone = -here * higher * course.stayed_low[down]
                times_received += acted[slot, 0]
                times_gave += acted[slot, 1]
                down += times_received >= course.regular
                up += times_gave >= course.regular
                into[PLAN_MOVES] += np.int64(np.rint(weight * moves))
                into[UPGRADES] += np.int64(np.rint(weight * forgone))
            into[RETENTION] += np.int64(np.rint(weight * more * course.season[month] * cohort.margin[who]))
            into[REVENUE] += np.int64(
                np.rint(weight * (here * own + moves + forgone + more * course.season[month] * cohort.revenue[who]))
            )
            next_before = before * staying(alpha, hazard, month, 1.0)
            # Until something has changed it is to the last digit the same.
            next_here = next_before if pace[month] == 1.0 and times[month] == month else here * stay[month]
            averted = (before - next_before) - (here - next_here)
            into[DEPARTURES] += np.int64(np.rint(weight * averted * cohort.contact_hazard[who] * PEOPLE_SCALE))
            before, here = next_before, next_here
            into[RETAINED] += np.int64(np.rint(weight * (here - before) * PEOPLE_SCALE))
    return out


@kernel
def by_person(person: NDArray[np.int32], people: int) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
    """Return (who has rows, where each one's begin in `order`, `order`: the rows person after person)."""
    place, count = np.zeros(people + 1, np.int64), 0
    for one in person:
        place[one + 1] += 1
    for one in range(people):
        count += place[one + 1] > 0
    who, starts, order = np.empty(count, np.int32), np.empty(count + 1, np.int64), np.empty(person.size, np.int64)
    nth = 0
    for one in range(people):
        if place[one + 1] > 0:
            who[nth], starts[nth] = one, place[one]
            nth += 1
        place[one + 1] += place[one]
    starts[count] = person.size
    for row in range(person.size):
        order[place[person[row]]] = row
        place[person[row]] += 1
    return who, starts, order
