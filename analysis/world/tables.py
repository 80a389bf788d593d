"""What prepared tables say, as arrays and counts: the same of a base and of a shard of it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from analysis.kernels.sums import GROUPS
from analysis.parallel import spread
from analysis.world.accounts import NO_ACCOUNT
from analysis.world.churn_fit import fitted_shape
from analysis.world.world import MEASURES, UNKNOWN_HAZARD, sealed
from data.checks.months import Calendar
from data.database import storage
from data.health.months import Observed, Watched, observed
from data.population.fingerprint import hashed, lies_in_order
from data.schema import PLANS, SIM_TYPES, SUBSCRIBERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import duckdb
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Rows
    from analysis.parallel import Begin
    from data.importing.run_out import Heap, RunOut
    from data.population.fingerprint import Lines

SQL_DIR = Path(__file__).parent / "sql"
# Statements that make tables of a base with numbered people: what is counted of months, and what follows from the calendar.
COUNTED, PLACED = ("month_counts", "own_tariffs"), ("months", "tariff_index", "renewals_told")
BANDS = 21  # of tenure, half a year each, the last one open
SHRUNK = 200  # subscriber-months: how much the rate of its SIM kind weighs in that of a band
DECILES = 10
USE = "use_decile"  # the dimension that hangs on the whole base
PIECE = 16_384  # subscriber-months worked on at a time
Kind = TypeVar("Kind", bound=np.generic)
Columns = dict[str, "NDArray[np.generic]"]
Cut = dict[str, tuple[tuple[str, ...], "NDArray[np.int16]"]]  # by dimension: its levels, and the place of each one's among them


def fetch(connection: duckdb.DuckDBPyConnection, name: str) -> Columns:
    """Run a query file and return its columns as arrays."""
    return storage.run(connection, name, folder=SQL_DIR).fetchnumpy()


def counted_calendar(connection: duckdb.DuckDBPyConnection) -> Calendar:
    """Return the calendar of a base of which the months are counted (COUNTED): they need not be read again."""
    return Calendar.of(storage.run(connection, "counted_calendar", folder=SQL_DIR).fetchall())


def array(found: Mapping[str, NDArray[np.generic]], name: str, kind: type[Kind]) -> NDArray[Kind]:
    """Return a fetched column as an array of `kind`."""
    return sealed(np.ascontiguousarray(found[name], kind))


class Plans(NamedTuple):
    """Per plan: ids, and the place of its SIM kind among SIM_TYPES; `names` are by id. Per tariff: money in micro-units, kB.

    `days` is how long a SIM of a plan lives, at most 30; `trip` says whether it is one of travellers (docs/method.md, SIMs of a
    trip).
    """

    ids: tuple[str, ...]
    fee: NDArray[np.int64]
    price: NDArray[np.int64]
    pack: NDArray[np.int64]
    sim: NDArray[np.int8]
    days: NDArray[np.int64]
    trip: NDArray[np.bool_]
    names: Mapping[str, str]


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return the name of each plan by its id: the id where there is none, and both where two plans would be called alike."""
    called = {plan: name.strip() or plan for plan, name in names.items()}
    times = Counter(name.casefold() for name in called.values())
    return {plan: f"{name} ({plan})" if times[name.casefold()] > 1 and name != plan else name for plan, name in called.items()}


def number_people(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables `plan_index` and `people` of a loaded base. To sort people who lie in order would take as long again."""
    in_order = lies_in_order(connection, SUBSCRIBERS)
    for name in ("plan_index", "numbered_as_they_lie" if in_order else "numbered_by_id", "people"):
        storage.run(connection, name, {"groups": GROUPS}, SQL_DIR)


def people_of(connection: duckdb.DuckDBPyConnection) -> tuple[Columns, Cut]:
    """Return what kernels read of each numbered subscriber, and the cut by every dimension but use."""
    found, cut = fetch(connection, "people_arrays"), _cut_of(connection)
    # By number: to put rows in order the database takes longer than to find them.
    sub = found.pop("sub")
    people = {name: _placed(column, sub) for name, column in found.items()}
    told = fetch(connection, "told_accounts")
    account = np.full(sub.size, NO_ACCOUNT, np.int32)
    account[told["sub"]] = told["account"]
    return people | {"region": cut["region"][1], "account": account}, cut


def _placed(column: NDArray[Kind], place: NDArray[np.generic]) -> NDArray[Kind]:
    found = np.empty_like(column)
    found[place] = column
    return found


def _cut_of(connection: duckdb.DuckDBPyConnection) -> Cut:
    """Return the levels of every dimension but use, in the order of their names, and the place of each one's among them."""
    batches = storage.batches(connection, "segments", folder=SQL_DIR)
    met: dict[str, dict[str, int]] = {name: {} for name in batches.schema.names if name != "sub"}
    codes, subs = {name: [np.zeros(0, np.int16)] for name in met}, [np.zeros(0, np.int32)]
    for batch in batches:
        subs.append(batch.column("sub").to_numpy())
        for name, known in met.items():
            packed = batch.column(name).dictionary_encode()
            places = [known.setdefault(level, len(known)) for level in packed.dictionary.to_pylist()]
            codes[name].append(np.array(places, np.int16)[packed.indices.to_numpy()])
    found, sub = {}, np.concatenate(subs)
    for name, known in met.items():
        levels = tuple(sorted(known))
        place = np.zeros(len(levels), np.int16)
        place[[known[level] for level in levels]] = np.arange(len(levels))
        found[name] = levels, sealed(_placed(place[np.concatenate(codes[name])], sub))
    return found


def watched_of(
    connection: duckdb.DuckDBPyConnection,
    base: tuple[Calendar, Plans, NDArray[np.int16]],
    near: tuple[int, int],
    told: Sequence[Callable[[], NDArray[np.void]]],
    threads: int | None,
) -> Watched:
    """Return what months measure of health: what was `told` of the replayed ones, of different people each, and all others.

    The base is its calendar, its plans and the plan of each subscriber; `near` as `Watched` takes it.
    """
    calendar, plans, plan = base
    watched = Watched(is_local(plans.sim, plan), calendar.months, near)

    def watch(some: Callable[[], NDArray[np.void]]) -> None:
        for rows in observed_of(some(), (plans.fee, plans.price, plans.pack), calendar.first_replayed):
            watched.add(rows)

    spread(watch, told, threads)
    for rows in observed(connection, calendar.months, calendar.left_out):
        watched.add(rows)
    return watched


def is_local(sim: NDArray[np.int8], plan: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Return whether each subscriber is no tourist, by the SIM kind of each plan and the plan of each subscriber."""
    return np.asarray(sim[plan] == SIM_TYPES.index("local"), np.bool_)


def observed_of(
    told: NDArray[np.void], tariffs: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]], first: int
) -> Iterator[Observed]:
    """Yield replayed months as health is measured on them, piece by piece.

    `tariffs` are fee, price and pack by tariff, `first` is the place of the first replayed month among all months.
    """
    fee, price, pack = tariffs
    for begin in range(0, told.size, PIECE):
        piece = told[begin : begin + PIECE]
        column = {name: np.ascontiguousarray(piece[name]) for name in told.dtype.names or ()}
        tariff, packs = column["tariff"], column["packs"]
        yield Observed(
            sub=column["sub"],
            month=column["nth"] + np.int16(first),
            allowance_kb=column["allowance_kb"],
            used_kb=column["used_kb"],
            said_kb=column["said_kb"],
            bought_kb=packs * pack[tariff],
            packs=packs,
            revenue=fee[tariff] + packs * price[tariff],
            renewed=column["renewed"],
            told=column["told"],
        )


def stamp_of(begin: Begin, connection: duckdb.DuckDBPyConnection, lines: list[Lines]) -> Callable[[], str]:
    """Return how to wait for the fingerprint of the loaded base, which is begun beside other work.

    Large tables whose rows have to be put in order are waited for here: that takes all the memory that the database may have.
    """
    work = partial(hashed, connection, lines)
    if any(each.sorts for each in lines if each.table != PLANS.name):
        found = work()
        return lambda: found
    return begin(work)


def heap_of(heap: Heap, told: NDArray[np.void], plans: Plans) -> None:
    """Add replayed months to the heap of those that ran out."""
    heap.add(told["used_kb"], told["allowance_kb"], told["packs"] * plans.pack[told["tariff"]])


def heap_beside(heap: Heap, connection: duckdb.DuckDBPyConnection, calendar: Calendar) -> RunOut:
    """Add the months that are not replayed, and return how the base shows that a month ran out."""
    for rows in observed(connection, calendar.months, calendar.left_out):
        heap.add(rows.used_kb, rows.allowance_kb, rows.bought_kb)
    return heap.found()


def plans_of(connection: duckdb.DuckDBPyConnection) -> Plans:
    """Read the plans, in the order of their ids, and the tariffs."""
    found = connection.execute("select plan_id, name, sim_type, days, trip from plan_index order by plan").fetchnumpy()
    paid = connection.execute("select fee, pack_price, pack_kb from tariff_index order by tariff").fetchnumpy()
    fee, price, pack = (array(paid, name, np.int64) for name in ("fee", "pack_price", "pack_kb"))
    sim = np.array([SIM_TYPES.index(str(kind)) for kind in found["sim_type"]], np.int8)
    ids = tuple(map(str, found["plan_id"]))
    names = told_apart(dict(zip(ids, map(str, found["name"]), strict=True)))
    return Plans(ids, fee, price, pack, sealed(sim), array(found, "days", np.int64), array(found, "trip", np.bool_), names)


def other_allowance(connection: duckdb.DuckDBPyConnection) -> float:
    """Return the share of replayed subscriber-months with an allowance unlike that of the plan the subscriber is on now."""
    return float(fetch(connection, "other_allowance")["share"][0])


def hazards_of(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share leaving in a month by [SIM kind, band], shrunk towards the rate of its kind (equation 11).

    The base's rate where nobody of the kind is known, UNKNOWN_HAZARD where nobody is.
    """
    gone, known = (int(total) for total in counts.sum(axis=(0, 1)))
    overall = gone / known if known else UNKNOWN_HAZARD
    kinds = [int(one[:, 0].sum()) / int(one[:, 1].sum()) if one[:, 1].any() else overall for one in counts]
    return np.asarray((counts[:, :, 0] + SHRUNK * np.array(kinds)[:, None]) / (counts[:, :, 1] + SHRUNK), np.float64)


def presence(rows: Rows) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Return the first and the last replayed month of each subscriber; last < first where there is none."""
    first, last = np.zeros(rows.key.size, np.int8), np.full(rows.key.size, -1, np.int8)
    last[rows.sub] = rows.month  # rows lie month after month, so the last one written stays
    first[rows.sub[::-1]] = rows.month[::-1]
    return sealed(first), sealed(last)


def launch_hazard(rows: Rows) -> NDArray[np.float64]:
    """Return each subscriber's probability of leaving in the last month seen: what it brings to the launch."""
    hazard = np.zeros(rows.key.size, np.float64)
    hazard[rows.sub] = rows.hazard
    return sealed(hazard)


def contact_hazard(
    one: NDArray[np.int32], other: NDArray[np.int32], hazard: NDArray[np.float64], trip: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the summed monthly probability of leaving of each subscriber's contacts: what a departure could sway.

    The end of a `trip` was settled before it began, and nobody's departure sways it.
    """
    hazard = np.where(trip, 0.0, hazard)
    total = np.bincount(one, hazard[other], hazard.size) + np.bincount(other, hazard[one], hazard.size)
    return sealed(np.asarray(total, np.float64))


def churn_shape(counts: Mapping[tuple[str, int], tuple[int, int]]) -> NDArray[np.float64]:
    """Return the heterogeneity (alpha) of leaving of each SIM kind, in the order of SIM_TYPES; infinite for none."""
    shapes = []
    for sim in SIM_TYPES:
        mine = sorted((tenure, *known) for (kind, tenure), known in counts.items() if kind == sim)
        columns = np.array(mine, np.float64).reshape(-1, 3)
        shapes.append(fitted_shape(columns[:, 0], columns[:, 1], columns[:, 2]))
    return sealed(np.array(shapes))


def mean_use(person_sums: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the use of each subscriber in a month it was there, kB; 0 for who never was."""
    used, months = (person_sums[:, MEASURES.index(name)] for name in ("used_kb", "months"))
    return np.asarray(used / np.maximum(1, months), np.float64)


def decile_places(people: int) -> NDArray[np.int64]:
    """Return the places, in rising order of use, of those whom the deciles from the second on use more than."""
    return np.array([-(-decile * people // DECILES) - 1 for decile in range(1, DECILES)], np.int64)


def use_deciles(use: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return each subscriber's decile of use, 1 to 10; ties together, in the lowest one they touch."""
    return np.asarray(1 + np.searchsorted(edges, use, side="left"), np.int64)


def decile_levels(deciles: NDArray[np.int64]) -> NDArray[np.str_]:
    """Return the name of each decile."""
    return np.array([f"{decile:02d}" for decile in range(1, DECILES + 1)])[deciles - 1]
