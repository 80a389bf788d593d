"""Months dealt to shards by the database of this process."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.dealing.months import months_file, months_in
from analysis.kernels.inputs import taken
from analysis.world.months import told_months
from analysis.world.tables import COUNTED, heap_beside, heap_of, watched_of
from analysis.world.tables import SQL_DIR as WORLD_SQL
from data.checks.months import calendar_of
from data.database import storage
from data.importing.run_out import Heap
from data.population.folder import attach

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from analysis.dealing.dealer import Known
    from analysis.world.months import Near
    from data.checks.months import Calendar
    from data.health.months import Watched
    from data.importing.run_out import RunOut
    from data.population.folder import Population


class Here:
    """The database of this process deals: see `Dealer`."""

    def __init__(self, population: Population, room: Path, threads: int | None) -> None:
        self._population, self._room, self._threads = population, room, threads

    def load(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Load all tables."""
        attach(connection, self._population)

    def count(self, connection: duckdb.DuckDBPyConnection) -> Calendar:
        """Count the months of the loaded base."""
        for name in COUNTED:
            storage.run(connection, name, folder=WORLD_SQL)
        return calendar_of(connection)

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
                    file.write(dealt[begin:end].tobytes())
        return heap_beside(heap, connection, known.calendar)

    def watched(self, connection: duckdb.DuckDBPyConnection, known: Known, near: Near) -> Watched:
        """Read the months of every shard again."""
        dealt = [partial(months_in, self._room, shard) for shard in range(known.shards)]
        return watched_of(connection, (known.calendar, known.plans, known.plan), near, dealt, self._threads)
