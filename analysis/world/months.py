"""Subscriber-months as the tables tell them: in order, with balance, need and all that is summed; of a base or of a shard.

The tables are joined by the database and everything else is done on arrays, a month at a time: what a month allowed, whether it
ran out and what it comes to are whole numbers of 64 bits, and there they cost a fraction of what they do in SQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels.inputs import FACTS, Rows, taken
from analysis.kernels.sums import GROUPS, add_months
from analysis.world.bounds import check_money, exact_sum
from analysis.world.tables import AT_ONCE, BANDS, PIECE, SQL_DIR
from analysis.world.world import MEASURES, sealed
from data.database import storage
from data.schema import MICRO, SIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb
    from numpy.typing import NDArray

    from analysis.world.tables import Plans

# What `usage_arrays` says of a subscriber-month.
TOLD = np.dtype(
    [
        ("allowance_kb", "i8"),
        ("used_kb", "i8"),
        ("said_kb", "i8"),
        ("sub", "i4"),
        ("tariff", "i4"),
        ("packs", "i4"),
        ("nth", "i1"),
        ("leaving", "i1"),
        ("told", "i1"),
        ("renewed", "i1"),
    ],
    align=True,
)
FULL = 2**63 - 1
LONGEST = 1200  # months of tenure that a base may tell of (data/schema.py)
Counts = dict[tuple[str, int], tuple[int, int]]


class People(NamedTuple):
    """Of whom the months are: months of tenure now, the place of the SIM kind among SIM_TYPES, and the random group of each."""

    tenure: NDArray[np.int32]
    sim: NDArray[np.int8]
    group: NDArray[np.int16]


class Near(NamedTuple):
    """How far from its limit, kB, the use of a month that ran out may lie."""

    below: int
    above: int


@dataclass(frozen=True)
class Months:
    """Subscriber-months in the order of months, in each by subscriber, and what adds of them.

    `facts` have no hazard yet; `band` is that of tenure. `person_sums` [subscriber, measure] and `month_sums` [month, group,
    measure] over MEASURES. `hazards` [SIM kind, band, (left, known)] and `tenure`, by SIM kind and months of it (known, left),
    count subscriber-months; `ran_out` did, and of `unknown` of these no need is given.
    """

    facts: NDArray[np.void]
    month: NDArray[np.int8]
    leaving: NDArray[np.int8]
    tariff: NDArray[np.int32]
    band: NDArray[np.int8]
    person_sums: NDArray[np.int64]
    month_sums: NDArray[np.int64]
    hazards: NDArray[np.int64]
    tenure: Counts
    ran_out: int
    unknown: int


def told_months(connection: duckdb.DuckDBPyConnection, room: NDArray[np.void] | None = None) -> Iterator[NDArray[np.void]]:
    """Yield what the loaded base says of its replayed subscriber-months, as TOLD, piece by piece: the next places of a `room`."""
    begin = 0
    for batch in storage.batches(connection, "usage_arrays", AT_ONCE, folder=SQL_DIR):
        end = begin + batch.num_rows
        piece = np.empty(batch.num_rows, TOLD) if room is None else room[begin:end]
        for name in TOLD.names or ():
            piece[name] = batch.column(name).to_numpy()
        begin = end
        yield piece


def months_of(told: NDArray[np.void], people: People, plans: Plans, near: Near, base: tuple[int, str]) -> Months:
    """Return the subscriber-months that were `told`, by the places of `people`; of the `base` how many months, and the currency.

    InputError for money too large to sum, OverflowError for volumes.
    """
    months, currency = base
    order, rows = _order(told), np.bincount(told["nth"], minlength=months)
    month, starts = np.repeat(np.arange(months, dtype=np.int8), rows), np.concatenate([[0], np.cumsum(rows)])
    last = np.full(people.tenure.size, -1, np.int8)
    np.maximum.at(last, told["sub"], told["nth"])
    facts, band = np.zeros(order.size, FACTS), np.empty(order.size, np.int8)
    leaving, tariff = np.empty(order.size, np.int8), np.empty(order.size, np.int32)
    person_sums = np.zeros((people.tenure.size, len(MEASURES)), np.int64)
    month_sums = np.zeros((months, GROUPS, len(MEASURES)), np.int64)
    hazards, tenure = (np.zeros((len(SIM_TYPES), size, 2), np.int64) for size in (BANDS, LONGEST + 1))
    money = np.zeros(GROUPS)
    ran_out = unknown = 0
    for nth, here in _pieces(starts):
        block = taken(told, order[here])
        sub = np.ascontiguousarray(block["sub"])
        month_of = _replayed(block, plans, near)
        seen = np.maximum(0, people.tenure[sub] - (last[sub] - nth))
        facts["need"][here], facts["balance"][here] = month_of.need, month_of.balance
        facts["sub"][here], facts["packs"][here] = sub, block["packs"]
        tariff[here], leaving[here] = block["tariff"], np.maximum(0, block["leaving"])
        band[here] = np.minimum(seen // 6, BANDS - 1)
        sim, past = people.sim[sub].astype(np.int64), np.minimum(seen, LONGEST)
        _count((hazards, tenure), block["leaving"], sim, (band[here], past))
        add_months(_measures(month_of, block, plans), sub, people.group, person_sums, month_sums[nth])
        money += np.bincount(people.group[sub], _money(month_of, block, plans), GROUPS)
        ran_out += int(np.count_nonzero(month_of.ran_out))
        unknown += int(np.count_nonzero(month_of.ran_out & (block["said_kb"] < 0)))
    check_money(float(money.max(initial=0.0)) / MICRO, currency)
    most = person_sums.max(axis=0, initial=0).tolist()
    for nth, name in enumerate(MEASURES):
        if most[nth] * people.tenure.size > FULL and exact_sum(person_sums[:, nth]) != exact_sum(month_sums[:, :, nth].ravel()):
            raise OverflowError(name)
    return Months(
        facts=facts,
        month=sealed(month),
        leaving=sealed(leaving),
        tariff=sealed(tariff),
        band=band,
        person_sums=sealed(person_sums),
        month_sums=sealed(month_sums),
        hazards=hazards,
        tenure=_by_cell(tenure),
        ran_out=ran_out,
        unknown=unknown,
    )


def rows_of(found: Months, plans: Plans, key: NDArray[np.uint64], plan: NDArray[np.int16], region: NDArray[np.int16]) -> Rows:
    """Return what the kernels read of subscriber-months, and of the people whose `key`, `plan` and `region` these are."""
    return Rows(
        facts=sealed(found.facts),
        month=found.month,
        leaving=found.leaving,
        tariff=found.tariff,
        key=key,
        plan=plan,
        region=region,
        pack=plans.pack,
        price=plans.price,
        fee=plans.fee,
        sim=plans.sim,
        days=plans.days,
        trip=plans.trip,
    )


def _pieces(starts: NDArray[np.int64]) -> Iterator[tuple[int, slice]]:
    """Yield months, each in pieces that stay near the processor while one thing after another is made of them."""
    for nth, (begin, end) in enumerate(pairwise(starts.tolist())):
        for first in range(begin, end, PIECE):
            yield nth, slice(first, min(end, first + PIECE))


class _Replayed(NamedTuple):
    """Subscriber-months as a replay takes them, kB: `balance` -1 without a limit, `used` no more than the limit was."""

    balance: NDArray[np.int64]
    need: NDArray[np.int64]
    used: NDArray[np.int64]
    bought: NDArray[np.int64]
    ran_out: NDArray[np.bool_]


def _order(told: NDArray[np.void]) -> NDArray[np.int64]:
    """Return the rows in the order of months, in each by subscriber; a base is mostly in the order of its subscribers."""
    sub = np.ascontiguousarray(told["sub"])
    if (sub[1:] >= sub[:-1]).all():
        return np.argsort(told["nth"], kind="stable")
    order = np.argsort(sub, kind="stable")
    return order[np.argsort(told["nth"][order], kind="stable")]


def _replayed(block: NDArray[np.void], plans: Plans, near: Near) -> _Replayed:
    """Return what each month allowed and needed.

    The need is the base's own, never below the use, which it is where the base does not say it. Use beyond allowance and packs
    was carried in from before, unless the month ran out: then it was throttled. A month whose need lies above its limit used it
    up, whatever the meter lost or added there.
    """
    allowance, used, said, told = (np.ascontiguousarray(block[name]) for name in ("allowance_kb", "used_kb", "said_kb", "told"))
    bought = block["packs"] * plans.pack[block["tariff"]]
    given = allowance + bought
    heaped = (used > 0) & (used >= given - near.below) & (used <= given + near.above)
    at_limit = (given > 0) & np.where(told < 0, heaped, told == 1)
    unlimited = allowance < 0
    balance = np.where(unlimited, -1, np.where(at_limit, allowance, np.maximum(allowance, used - bought)))
    limit = balance + bought
    need = np.where(said < 0, np.minimum(used, limit), np.maximum(used, said))
    return _Replayed(
        balance=balance,
        need=np.where(unlimited, used, need),
        used=np.where(unlimited, used, np.where(need > limit, limit, np.minimum(used, limit))),
        bought=bought,
        ran_out=~unlimited & (used > 0) & (at_limit | (used >= limit)),
    )


def _measures(month: _Replayed, block: NDArray[np.void], plans: Plans) -> NDArray[np.int64]:
    """Return the baseline as it happened, [row, measure]: counts, kB, micro-units of currency, and shares in millionths.

    The shares are unmet of need, unused of balance, spend of fee.
    """
    limited, packs, tariff = month.balance >= 0, block["packs"], block["tariff"]
    fee, price, pack = plans.fee[tariff], plans.price[tariff], plans.pack[tariff]
    short = limited & (month.need > month.balance)
    unused = np.where(limited, np.maximum(0, month.balance + month.bought - month.used), 0)
    spent, unmet = packs * price, month.need - month.used
    found = {
        "months": 1,
        "packs": packs,
        "buyers": packs > 0,
        "short": short,
        "short_buyers": short & (packs > 0),
        "used_kb": month.used,
        "unmet_kb": unmet,
        "unused_kb": unused,
        "fee": fee,
        "pack_revenue": spent,
        "used_value": _times_over(month.used, price, pack),
        "unmet_share": _share(unmet, month.need),
        "unused_share": _share(np.minimum(unused, month.balance), month.balance),
        "spend_share": _share(np.minimum(spent, fee), fee),
        "leavers": np.maximum(0, block["leaving"]),
        "renewals_seen": block["leaving"] >= 0,
    }
    table = np.empty((block.size, len(MEASURES)), np.int64)
    for nth, name in enumerate(MEASURES):
        table[:, nth] = found[name]
    return table


def _share(part: NDArray[np.int64], whole: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return parts of wholes in millionths, cut down; 0 of nothing. Most months lack nothing and buy nothing."""
    share = np.zeros(part.size, np.int64)
    some = np.flatnonzero((part > 0) & (whole > 0))
    share[some] = _times_over(part[some], np.full(some.size, MICRO), whole[some])
    return share


def _times_over(one: NDArray[np.int64], other: NDArray[np.int64], over: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return one * other // over; products that do not fit 64 bits are made one by one."""
    result = one * other // over
    if int(one.max(initial=0)) * int(other.max(initial=0)) <= FULL:
        return result
    for row in np.flatnonzero(one > FULL // np.maximum(1, other)).tolist():
        result[row] = int(one[row]) * int(other[row]) // int(over[row])
    return result


def _money(month: _Replayed, block: NDArray[np.void], plans: Plans) -> NDArray[np.float64]:
    """Return what each month pays and uses, micro-units, roughly."""
    price = plans.price[block["tariff"]].astype(np.float64)
    paid = plans.fee[block["tariff"]] + block["packs"] * price
    return np.asarray(paid + month.used * price / plans.pack[block["tariff"]], np.float64)


def _count(
    counted: tuple[NDArray[np.int64], NDArray[np.int64]],
    leaving: NDArray[np.int8],
    sim: NDArray[np.int64],
    places: tuple[NDArray[np.integer], NDArray[np.integer]],
) -> None:
    """Add the months of which it is known whether somebody left, and those in which somebody did, by SIM kind and place."""
    for nth, rows in enumerate((leaving == 1, leaving >= 0)):
        for counts, place in zip(counted, places, strict=True):
            found = np.bincount(sim[rows] * counts.shape[1] + place[rows], minlength=counts[:, :, nth].size)
            counts[:, :, nth] += found.reshape(counts.shape[:2])


def _by_cell(tenure: NDArray[np.int64]) -> Counts:
    """Return, by SIM kind and months of tenure, in how many months it is known whether somebody left, and in how many one did."""
    there = np.argwhere(tenure[:, :, 1] > 0).tolist()
    return {(SIM_TYPES[sim], months): (int(tenure[sim, months, 1]), int(tenure[sim, months, 0])) for sim, months in there}
