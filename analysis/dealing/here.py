"""Months dealt to shards by the database of this process."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from analysis.dealing.dealer import NotDealtError
from analysis.dealing.months import months_file, months_in
from analysis.dealing.slices import SQL_DIR
from analysis.kernels.inputs import taken
from analysis.world.months import told_months
from analysis.world.tables import COUNTED, counted_calendar, heap_beside, heap_of, watched_of
from analysis.world.tables import SQL_DIR as WORLD_SQL
from data.checks.table_rules import MOST_IN_SUM
from data.database import storage
from data.errors import InputError
from data.files.damage import reading
from data.importing.run_out import Heap
from data.population.folder import attach, stamp_of
from data.schema import USAGE

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.dealing.dealer import Known
    from analysis.world.months import Near
    from data.checks.months import Calendar
    from data.health.months import Watched
    from data.importing.run_out import RunOut
    from data.population.folder import Population


class Here:
    """The database of this process deals: see `Dealer`.

    Months are loaded or, `in_place`, only looked at: to pack them for the disk takes as long as reading them eight times. Then
    NotDealtError where they are not as all that is written here, and where anything is odd, so that it is told as of any base.
    """

    def __init__(self, population: Population, room: Path, threads: int | None, *, in_place: bool = False) -> None:
        self._population, self._room, self._threads, self._in_place = population, room, threads, in_place
        self._file, self._stamp = population.files[USAGE.name], stamp_of(population.path)

    def load(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Load all tables."""
        if self._in_place and not _lies_as_needed(connection, self._file):
            raise NotDealtError
        if self._in_place:
            storage.leave_unpacked(connection)
        attach(connection, self._population, in_place=USAGE if self._in_place else None, only_read=True)

    def count(self, connection: duckdb.DuckDBPyConnection) -> Calendar:
        """Count the months of the loaded base."""
        try:
            with reading(self._file.name):
                if self._in_place:
                    _look_into(connection)
                for name in COUNTED[1:] if self._in_place else COUNTED:
                    storage.run(connection, name, folder=WORLD_SQL)
        except InputError as error:
            raise (NotDealtError if self._in_place else error) from error
        return counted_calendar(connection)

    def deal(self, connection: duckdb.DuckDBPyConnection, known: Known) -> RunOut:
        """Write the months of every shard to a file of its own, as they come."""
        heap = Heap()
        with ExitStack() as stack:
            files = [stack.enter_context(months_file(self._room, shard).open("wb")) for shard in range(known.shards)]
            for told in told_months(connection):
                heap_of(heap, told, known.plans)
                shard = known.shard[told["sub"]]
                dealt = taken(told, np.argsort(shard, kind="stable"))
                ends = np.cumsum(np.bincount(shard, minlength=len(files))).tolist()
                for file, (begin, end) in zip(files, pairwise([0, *ends]), strict=True):
                    file.write(dealt[begin:end].view(np.uint8).data)
        return heap_beside(heap, connection, known.calendar)

    def watched(self, connection: duckdb.DuckDBPyConnection, known: Known, near: Near) -> Watched:
        """Read the months of every shard again."""
        dealt = [partial(months_in, self._room, shard) for shard in range(known.shards)]
        found = watched_of(connection, (known.calendar, known.plans, known.plan), near, dealt, self._threads)
        if self._in_place and stamp_of(self._population.path) != self._stamp:
            raise NotDealtError  # what was read first and last may be of two files
        return found


def _lies_as_needed(connection: duckdb.DuckDBPyConnection, file: Path) -> bool:
    """Say whether a file has every column in the type that is needed: others would be cast whenever they are asked for."""
    if file.suffix != ".parquet":
        return False
    try:
        with reading(file.name):
            query = "describe select * from read_parquet($file)"
            found = {name: kind for name, kind, *_ in connection.execute(query, {"file": storage.literal(file)}).fetchall()}
    except InputError:
        return False
    return all(found.get(column.name, kind) == kind for column in USAGE.columns for kind in (str(duckdb.type(column.sql_type)),))


def _look_into(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `month_counts`; NotDealtError where months are of nobody known, say next to nothing, or may be too large to sum."""
    for name in ("looked_into", "looked_month_counts"):
        storage.run(connection, name, folder=SQL_DIR)
    ((strangers, largest, cells),) = storage.run(connection, "in_place_checks", folder=SQL_DIR).fetchall()
    if strangers or not cells or largest is None or not largest <= MOST_IN_SUM / 2:
        raise NotDealtError
