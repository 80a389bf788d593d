"""The months of a base in slices, for whoever sees its file: rows of it counted, and dealt to shards.

A slice is so many rows of the file of usage, told by the first and the one after the last. Whoever works on one reads it as the
whole base would be read: with the same statements of the same database, so that it says the same to the digit. Rows are kept
by number of subscriber; the ids stand in one file of the room, which whoever deals writes and removes.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from analysis.dealing.kept_steps import ROOM, array_in, put
from analysis.kernels.inputs import joined, taken
from analysis.world.kept_files import digest_of, mapped
from analysis.world.months import TOLD, told_months
from analysis.world.tables import COUNTED, PLACED, heap_beside, heap_of, plans_of
from analysis.world.tables import SQL_DIR as WORLD_SQL
from data.checks.months import Calendar
from data.database import storage
from data.errors import InputError
from data.files.damage import reading
from data.files.places import told as writing
from data.health.months import Observed, observed
from data.importing.run_out import Heap
from data.population.folder import attach_table
from data.schema import USAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb
    from numpy.typing import NDArray

COUNT, DEAL = "count", "deal"
SQL_DIR = Path(__file__).parent / "sql"
# Tables that are handed over, each in a file of the room.
PEOPLE, PLANS, COUNTS, TARIFFS = "people", "plans", "month_counts", "own_tariffs"
SUMMED = (COUNTS, TARIFFS)  # those that are known once every slice is counted
_HOMES = "homes"  # what stands beside them: each subscriber's plan and shard, by number
MEMORY = "2GB"  # of the database that reads a slice
_TAIL_BYTES = 1 << 20  # of a Parquet file: what lies where, and between which values, stands at its end
# What `health_months` says of a subscriber-month that is not replayed.
BESIDE = np.dtype(
    [
        ("allowance_kb", "i8"),
        ("used_kb", "i8"),
        ("said_kb", "i8"),
        ("bought_kb", "i8"),
        ("revenue", "i8"),
        ("sub", "i4"),
        ("month", "i4"),
        ("packs", "i4"),
        ("renewed", "i1"),
        ("told", "i1"),
    ],
    align=True,
)


class SeenFile(TypedDict):
    """A file by what shows that another machine sees the same one."""

    path: str
    bytes: int
    tail: str


class Asked(TypedDict):
    """What a slice is asked: which file it is of, to how many shards it is dealt, and the calendar where that is known."""

    file: SeenFile
    shards: int
    calendar: list[tuple[str, int, float]]


class Counted(TypedDict):
    """What is counted of a slice: rows of `month_counts` and `own_tariffs`, and what `slice_checks` says.

    Of one that cannot be read as it should only that is told.
    """

    is_readable: bool
    counts: list[dict[str, str | int | None]]
    tariffs: list[dict[str, str | int | None]]
    strangers: int
    largest: float


def seen_file(file: Path) -> SeenFile:
    """Return what shows a file. OSError where it cannot be read."""
    size = file.stat().st_size
    with file.open("rb") as data:
        data.seek(max(0, size - _TAIL_BYTES))
        return SeenFile(path=str(file.absolute()), bytes=size, tail=digest_of(data.read()))


def slices_of(rows: int, each: int) -> list[str]:
    """Return the names of the slices of a file of so many rows, in its order."""
    return [f"{begin:012d}-{min(rows, begin + each):012d}" for begin in range(0, rows, each)]


def known_file(room: Path, table: str) -> Path:
    """Return where a table that is handed over lies."""
    return room / f"known-{table}.parquet"


def hand_homes(room: Path, plan: NDArray[np.int16], shard: NDArray[np.int16]) -> None:
    """Write each subscriber's plan and shard where workers find them. OSError."""
    put(room, _HOMES, {"plan": plan, "shard": shard}, None)


def homes_in(room: Path) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Return each subscriber's plan and shard, by number."""
    return array_in(room, _HOMES, "plan", np.int16), array_in(room, _HOMES, "shard", np.int16)


def room_of(place: Path) -> Path:
    """Return the room of the store that is built at a place. InputError where nothing was handed over there."""
    room = place / ROOM
    if not known_file(room, PEOPLE).is_file():
        raise InputError.one("engine-no-room", path=str(place))
    return room


def count_slice(place: Path, name: str, said: str) -> bytes:
    """Count the months of a slice. InputError where the room or the file is not to be seen."""
    asked: Asked = json.loads(said)
    with _opened(place, asked) as (connection, room, file):
        try:
            with reading(file.name):
                _load(connection, room, file, name)
                for statement in ("plan_index", *COUNTED):
                    storage.run(connection, statement, folder=WORLD_SQL)
                strangers, largest, _ = storage.run(connection, "slice_checks", folder=SQL_DIR).fetchall()[0]
        except InputError:
            found = Counted(is_readable=False, counts=[], tariffs=[], strangers=0, largest=0.0)
        else:
            counts, tariffs = (_rows(connection, table) for table in SUMMED)
            found = Counted(is_readable=True, counts=counts, tariffs=tariffs, strangers=strangers, largest=largest)
    return json.dumps(found).encode()


def deal_slice(place: Path, name: str, said: str) -> bytes:
    """Keep the months of a slice, shard after shard, and say how they lie about their limits. InputError as `count_slice`."""
    asked: Asked = json.loads(said)
    calendar, heap = Calendar.of(asked["calendar"]), Heap()
    with _opened(place, asked) as (connection, room, file):
        _load(connection, room, file, name)
        for table in SUMMED:
            _take_over(connection, room, table)
        for statement in ("plan_index", *PLACED):
            storage.run(connection, statement, {"months": list(calendar.replayed)}, WORLD_SQL)
        plans, pieces = plans_of(connection), [np.empty(0, TOLD)]
        for piece in told_months(connection):
            heap_of(heap, piece, plans)
            pieces.append(piece)
        heap_beside(heap, connection, calendar)
        beside = [np.empty(0, BESIDE), *map(_packed, observed(connection, calendar.months, calendar.left_out))]
    arrays, (_, home) = {}, homes_in(room)
    for kind, rows in (("months", joined(pieces)), ("beside", joined(beside))):
        shard = home[rows["sub"]]
        arrays[kind] = taken(rows, np.argsort(shard, kind="stable"))
        arrays[f"{kind}-end"] = np.cumsum(np.bincount(shard, minlength=asked["shards"]))
    with writing(place):
        put(room, _dealt(name), arrays, None)
    return json.dumps(heap.counts.tolist()).encode()


def dealt_in(room: Path, kind: str, shard: int) -> NDArray[np.void]:
    """Return what the slices in a room hold of a shard, in their order: its "months", as TOLD, or those "beside", as BESIDE."""
    pieces = [np.empty(0, TOLD if kind == "months" else BESIDE)]
    for file in dealt_files(room):
        ends = array_in(room, file.stem, f"{kind}-end", np.int64)
        begin, end = (int(ends[shard - 1]) if shard else 0), int(ends[shard])
        pieces.append(mapped(room / f"{file.stem}.{kind}.npy")[begin:end])
    return joined(pieces)


def dealt_files(room: Path) -> list[Path]:
    """Return what tells of the slices in a room, in their order."""
    return sorted(room.glob(f"{_dealt('*')}.json"))


def _dealt(name: str) -> str:
    return f"dealt-{name}"


@contextmanager
def _opened(place: Path, asked: Asked) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path, Path]]:
    """Yield a database for a slice, the room of the store that is built at a place, and the file of usage."""
    room, file = room_of(place), Path(asked["file"]["path"])
    try:
        is_same = seen_file(file) == asked["file"]
    except OSError:
        is_same = False
    if not is_same:
        raise InputError.one("engine-no-base", path=str(file))
    with storage.connect(1, on_disk=True) as connection:
        storage.limit_memory(connection, MEMORY)
        yield connection, room, file


def _load(connection: duckdb.DuckDBPyConnection, room: Path, file: Path, name: str) -> None:
    """Load the plans, and of whom a slice is, which is read where it lies."""
    begin, _, end = name.partition("-")
    attach_table(connection, USAGE, file, range(int(begin), int(end)), stored=False)
    _take_over(connection, room, PLANS)
    storage.run(connection, "slice_people", {"file": storage.literal(known_file(room, PEOPLE))}, SQL_DIR)


def _take_over(connection: duckdb.DuckDBPyConnection, room: Path, table: str) -> None:
    connection.execute(f"create table {table} as from read_parquet($file)", {"file": storage.literal(known_file(room, table))})


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, str | int | None]]:
    """Return the rows of a table for JSON: what is no whole number as text, so that no digit is lost."""
    found = connection.execute(f"from {table}")
    names = [column[0] for column in found.description or ()]
    return [
        {name: cell if cell is None or isinstance(cell, int) else str(cell) for name, cell in zip(names, row, strict=True)}
        for row in found.fetchall()
    ]


def _packed(rows: Observed) -> NDArray[np.void]:
    found = np.zeros(rows.sub.size, BESIDE)  # so that between the columns stands the same, whoever writes it
    for name in Observed._fields:
        found[name] = getattr(rows, name)
    return found
