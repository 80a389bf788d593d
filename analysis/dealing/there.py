"""Months dealt to shards by an engine, slice by slice.

This process numbers the people and hands them over; it reads the months itself for the fingerprint alone, which is one digest of
all rows in their order.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.parquet as pq

from analysis.dealing import watching
from analysis.dealing.dealer import NotDealtError
from analysis.dealing.kept_steps import ROOM
from analysis.dealing.slices import (
    COUNT,
    DEAL,
    PEOPLE,
    PLANS,
    SQL_DIR,
    SUMMED,
    Asked,
    hand_homes,
    known_file,
    seen_file,
    slices_of,
)
from analysis.world.tables import counted_calendar, is_local
from data.checks.months import Calendar
from data.checks.table_rules import MOST_IN_SUM
from data.database import storage
from data.errors import FINDING, InputError, Problem
from data.files.places import told as writing
from data.health.months import Watched
from data.importing.run_out import Heap
from data.population.folder import attach
from data.schema import USAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

    from analysis.dealing.dealer import Known
    from analysis.dealing.engine import Elsewhere
    from analysis.dealing.slices import Counted
    from analysis.world.months import Near
    from data.errors import Fact
    from data.importing.run_out import RunOut
    from data.population.folder import Population

ROWS_A_SLICE = 4_000_000  # as many months as a shard has, for the same memory
_HANDED = {PEOPLE: "select sub, subscriber_id, plan, plan_id, active from people order by sub", PLANS: "from plans"}
_AT_ONCE = 100_000  # rows written


class There:
    """An engine deals: see `Dealer`. NotDealtError where it does not see the file, or months are not what they should be."""

    def __init__(self, population: Population, place: Path, engine: Elsewhere) -> None:
        self._population, self._engine = population, engine
        self._place, self._room, self._file = place, place / ROOM, population.files[USAGE.name]
        self._slices: list[str] = []

    def load(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Load all tables but the months, which are only looked at."""
        if self._file.suffix != ".parquet":
            raise self._told("engine-base-text")
        storage.leave_unpacked(connection)
        attach(connection, self._population, in_place=USAGE)
        ((rows,),) = connection.execute(f"select count(*) from {USAGE.name}").fetchall()
        if not rows:
            raise self._told("engine-odd-months")
        self._slices = slices_of(rows, ROWS_A_SLICE)

    def count(self, connection: duckdb.DuckDBPyConnection) -> Calendar:
        """Let every slice be counted, and add up."""
        for table, query in _HANDED.items():
            self._hand_over(connection, table, query)
        found: list[Counted] = [json.loads(body) for body in self._each(COUNT, Calendar())]
        is_odd = any(not one["is_readable"] or one["strangers"] for one in found)
        # Nobody has more than the most of every slice together; where that is too much, the whole base tells who has what.
        if is_odd or sum(one["largest"] for one in found) > MOST_IN_SUM:
            raise self._told("engine-odd-months")
        counts, tariffs = ([row for one in found for row in one[kind]] for kind in ("counts", "tariffs"))
        storage.run(connection, "told_month_counts", {"counts": json.dumps(counts)}, SQL_DIR)
        storage.run(connection, "told_own_tariffs", {"tariffs": json.dumps(tariffs)}, SQL_DIR)
        return counted_calendar(connection)

    def deal(self, connection: duckdb.DuckDBPyConnection, known: Known) -> RunOut:
        """Let every slice be dealt, and add up."""
        for table in SUMMED:
            self._hand_over(connection, table, f"from {table}")
        with writing(self._place):
            hand_homes(self._room, known.plan, known.shard)
        heap = Heap()
        for body in self._each(DEAL, known.calendar, known.shards):
            heap.counts += np.array(json.loads(body), np.int64)
        return heap.found()

    def watched(self, connection: duckdb.DuckDBPyConnection, known: Known, near: Near) -> Watched:  # noqa: ARG002 - a `Dealer`
        """Let every shard be measured, and put together what is known of its people."""
        plans = known.plans
        asked = watching.Asked(
            calendar=known.calendar.rows,
            near=near,
            sim=plans.sim.tolist(),
            tariffs=(plans.fee.tolist(), plans.price.tolist(), plans.pack.tolist()),
        )
        found = Watched(is_local(plans.sim, known.plan), known.calendar.months, near)
        shards = [str(shard) for shard in np.unique(known.shard).tolist()]
        for shard, totals in self._engine.each(watching.WATCH, str(self._place), shards, json.dumps(asked)):
            watching.join_shard(found, self._room, shard, totals)
        return found

    def close(self) -> None:
        """Remove what was handed over: ids stand in it."""
        for table in (*_HANDED, *SUMMED):
            known_file(self._room, table).unlink(missing_ok=True)

    def _each(self, step: str, calendar: Calendar, shards: int = 0) -> Iterator[bytes]:
        asked = Asked(file=seen_file(self._file), shards=shards, calendar=calendar.rows)
        try:
            for _, body in self._engine.each(step, str(self._place), self._slices, json.dumps(asked)):
                yield body
        except InputError as error:
            problem = error.problems[0]
            if problem.key != "engine-no-base":
                raise
            raise self._told(problem.key, **problem.facts) from error

    def _told(self, key: str, **facts: Fact) -> NotDealtError:
        """Let it be known why this machine deals after all."""
        self._engine.tell(Problem(key, {"path": str(self._file), **facts}, FINDING))
        return NotDealtError(key)

    def _hand_over(self, connection: duckdb.DuckDBPyConnection, table: str, query: str) -> None:
        """Write a table where workers find it."""
        rows = connection.sql(query).to_arrow_reader(_AT_ONCE)
        with writing(self._place), pq.ParquetWriter(known_file(self._room, table), rows.schema, compression="zstd") as file:
            for batch in rows:
                file.write_batch(batch)
