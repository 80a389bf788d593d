"""Subscriber-months as the tables tell them: in order, with balance, need and all that is summed; of a base or of a shard.

The tables are joined by the database and everything else is done on arrays: what a month allowed, whether it ran out and what it
comes to are whole numbers of 64 bits, and compiled code counts them in one walk (`replay_months`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.kernels.inputs import FACTS, Rows
from analysis.kernels.pairs import Pairs, find_pairs, rows_and_signs
from analysis.kernels.sums import GROUPS, Into, Tariffs, Whose, replay_months
from analysis.parallel import spread, workers
from analysis.world.bounds import check_money, exact_sum
from analysis.world.tables import BANDS, SQL_DIR
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
ALONE = 100_000  # subscriber-months that one thread counts sooner than several begin to
EACH = 4  # stretches for each thread: whoever is held up leaves more to the others
LONGEST = 1200  # months of tenure that a base may tell of (data/schema.py)
Counts = dict[tuple[str, int], tuple[int, int]]
MonthArrays = tuple["NDArray[np.void]", "NDArray[np.int8]", "NDArray[np.int8]", "NDArray[np.int32]"]
Ends = tuple["NDArray[np.int32]", "NDArray[np.int32]"]
PeopleArrays = tuple["NDArray[np.uint64]", "NDArray[np.int16]", "NDArray[np.int16]"]


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

    @property
    def arrays(self) -> MonthArrays:
        """Return what `rows_of` takes of subscriber-months."""
        return self.facts, self.month, self.leaving, self.tariff


def told_months(connection: duckdb.DuckDBPyConnection, room: NDArray[np.void] | None = None) -> Iterator[NDArray[np.void]]:
    """Yield what the loaded base says of its replayed subscriber-months, as TOLD, piece by piece: the next places of a `room`."""
    begin = 0
    for batch in storage.batches(connection, "usage_arrays", folder=SQL_DIR):
        end = begin + batch.num_rows
        piece = np.empty(batch.num_rows, TOLD) if room is None else room[begin:end]
        for name in TOLD.names or ():
            piece[name] = batch.column(name).to_numpy()
        begin = end
        yield piece


def months_of(  # noqa: PLR0913 - what was told of whom, then how it is taken: each is named by its type
    told: NDArray[np.void],
    place: NDArray[np.int32],
    people: People,
    plans: Plans,
    near: Near,
    base: tuple[int, str],
    *,
    threads: int | None = 1,
) -> Months:
    """Return the subscriber-months that were `told`, each of whom is at its `place` among `people`.

    Of the `base` how many months, and the currency. Sums are the same whatever the `threads`. InputError for money too large to
    sum, OverflowError for volumes.
    """
    months, currency = base
    # Mostly in order, but for what a join hands out late: quickly sorted, and cheaper to look up than to copy.
    told, place = sealed(told), sealed(place)
    order = np.argsort(place, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(told["nth"], minlength=months))])
    last = np.full(people.tenure.size, -1, np.int8)
    np.maximum.at(last, place, told["nth"])
    kinds, size, ran_out, unknown = len(SIM_TYPES), told.size, 0, 0
    made = Into(
        facts=np.zeros(size, FACTS),
        tariff=np.empty(size, np.int32),
        leaving=np.empty(size, np.int8),
        band=np.empty(size, np.int8),
        by_person=np.zeros((people.tenure.size, len(MEASURES)), np.int64),
        by_group=np.zeros((months, GROUPS, len(MEASURES)), np.int64),
        hazards=np.zeros((kinds, BANDS, 2), np.int64),
        tenure=np.zeros((kinds, LONGEST + 1, 2), np.int64),
        money=np.zeros(GROUPS),
    )
    whose, tariffs = Whose(people.tenure, last, people.sim, people.group), Tariffs(plans.fee, plans.price, plans.pack)
    limits = near.below, near.above

    def replayed(stretch: tuple[slice, NDArray[np.int64]]) -> tuple[Into, int, int]:
        mine, before = stretch
        # Every thread adds up for itself, and writes rows of people of its own.
        into = made._replace(**{name: np.zeros_like(getattr(made, name)) for name in ("by_group", "hazards", "tenure", "money")})
        return into, *replay_months(told, place, order[mine], starts[:-1] + before, whose, tariffs, limits, into)

    for into, out, silent in spread(replayed, _stretches(told, place, order, months, workers(threads)), threads):
        for name in ("by_group", "hazards", "tenure", "money"):
            getattr(made, name)[...] += getattr(into, name)
        ran_out, unknown = ran_out + out, unknown + silent
    person_sums, month_sums, money = made.by_person, made.by_group, made.money
    check_money(float(money.max(initial=0.0)) / MICRO, currency)
    most = person_sums.max(axis=0, initial=0).tolist()
    for nth, name in enumerate(MEASURES):
        if most[nth] * people.tenure.size > FULL and exact_sum(person_sums[:, nth]) != exact_sum(month_sums[:, :, nth].ravel()):
            raise OverflowError(name)
    return Months(
        facts=made.facts,
        month=sealed(np.repeat(np.arange(months, dtype=np.int8), np.diff(starts))),
        leaving=sealed(made.leaving),
        tariff=sealed(made.tariff),
        band=made.band,
        person_sums=sealed(person_sums),
        month_sums=sealed(month_sums),
        hazards=made.hazards,
        tenure=_by_cell(made.tenure),
        ran_out=ran_out,
        unknown=unknown,
    )


def _stretches(
    told: NDArray[np.void], place: NDArray[np.int32], order: NDArray[np.int64], months: int, threads: int
) -> Iterator[tuple[slice, NDArray[np.int64]]]:
    """Yield stretches of an order of people, none of whom is in two, and how many rows of each month lie before each."""
    count = EACH * threads if threads > 1 and order.size > ALONE else 1
    begin, before = 0, np.zeros(months, np.int64)
    for nth in range(1, count + 1):
        end = order.size * nth // count
        while 0 < end < order.size and place[order[end]] == place[order[end - 1]]:
            end += 1
        yield slice(begin, end), before
        if end < order.size:
            before = before + np.bincount(told["nth"][order[begin:end]], minlength=months)
        begin = max(begin, end)


def rows_of(months: MonthArrays, people: PeopleArrays, plans: Plans) -> Rows:
    """Return what the kernels read: of subscriber-months the facts, month, leaving and tariff, of people key, plan and region."""
    (facts, month, leaving, tariff), (key, plan, region) = months, people
    return Rows(
        facts=sealed(facts),
        month=sealed(month),
        leaving=sealed(leaving),
        tariff=sealed(tariff),
        key=sealed(key),
        plan=sealed(plan),
        region=sealed(region),
        pack=plans.pack,
        price=plans.price,
        fee=plans.fee,
        sim=plans.sim,
        days=plans.days,
        trip=plans.trip,
    )


def pairs_of(ends: Ends, rows: Rows, months: int, seed: int) -> Pairs:
    """Find the pairs of ties with these ends, strongest first; a base without contacts has none."""
    row_of, signs = rows_and_signs(rows.facts, rows.month, rows.key.size, months)
    pairs = find_pairs(*ends, sealed(row_of), sealed(signs), rows.key, np.uint64(seed))
    return Pairs._make(sealed(array) for array in pairs)


def _by_cell(tenure: NDArray[np.int64]) -> Counts:
    """Return, by SIM kind and months of tenure, in how many months it is known whether somebody left, and in how many one did."""
    there = np.argwhere(tenure[:, :, 1] > 0).tolist()
    return {(SIM_TYPES[sim], months): (int(tenure[sim, months, 1]), int(tenure[sim, months, 0])) for sim, months in there}
