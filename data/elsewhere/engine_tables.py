"""Tables that an engine reads where an operator keeps them: in the catalog of Hive, or as Parquet, Delta or Iceberg.

What an engine is, the caller knows. Rows come as files that it writes beside the base to be: of a table of a billion rows
neither its driver nor this process holds more than a piece.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import pyarrow as pa
import pyarrow.dataset

from data.database.scratch import Scratch
from data.errors import InputError
from data.files.places import told
from data.files.raw import kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

STORED = ("parquet", "delta", "iceberg", "orc")  # how a table that is named by its path can be stored
_ROWS = "rows"


class Table(Protocol):
    """A table: a name in the catalog of an engine, or a path where `stored` says how it is stored."""

    @property
    def table(self) -> str:
        """Return the name or the path."""
        ...

    @property
    def stored(self) -> str:
        """Return one of STORED, or nothing."""
        ...


class Tables(Protocol):
    """An engine that reads tables. Everything raises InputError, in its own words, where one is not there or the engine fails."""

    def columns(self, table: Table) -> tuple[str, ...]:
        """Return the names of the columns."""
        ...

    def first(self, table: Table, columns: Sequence[str], most_rows: int) -> pa.Table:
        """Return some rows, their columns in the order asked for, under any names."""
        ...

    def write(self, table: Table, columns: Sequence[str], folder: Path) -> int:
        """Write all rows, as `first` gives them, as Parquet files of a folder that is not there yet; return their count."""
        ...


@contextmanager
def arriving(
    tables: Tables, table: Table, wanted: Sequence[str], beside: Path | None, most_rows: int | None = None
) -> Iterator[pa.RecordBatchReader]:
    """Yield the rows of a table as a stream, with the columns `wanted`: all of them where one is not there, or none is named.

    The engine writes beside the path `beside`, on a disk that it must share with this process; InputError where what it wrote
    did not arrive. A table without a row is refused: to some engines that is what a path is where nothing lies. With
    `most_rows` only so many are read, and nothing is written.
    """
    columns = kept(tables.columns(table), wanted)
    if most_rows is not None:
        yield _named(tables.first(table, columns, most_rows).to_reader(), columns)
        return
    if beside is None:
        raise ValueError(beside)  # whoever reads all rows says where they may lie meanwhile
    with told(beside):
        beside.parent.mkdir(parents=True, exist_ok=True)
        room = Scratch(beside.parent, beside.name)
    try:
        folder = room.path / _ROWS
        rows = tables.write(table, columns, folder)
        if not rows:
            raise InputError.one("engine-table-empty", table=table.table)
        found = pyarrow.dataset.dataset(folder, format="parquet") if folder.is_dir() else None
        arrived = found.count_rows() if found is not None else 0
        if found is None or arrived != rows:
            raise InputError.one("engine-table-lost", table=table.table, rows=rows, arrived=arrived, path=str(beside.parent))
        yield _named(found.scanner().to_reader(), columns)
    finally:
        room.close()


def _named(rows: pa.RecordBatchReader, columns: tuple[str, ...]) -> pa.RecordBatchReader:
    """Return a stream whose columns bear the names of the table: those of files may not hold every letter."""
    schema = pa.schema([field.with_name(name) for field, name in zip(rows.schema, columns, strict=True)])
    return pa.RecordBatchReader.from_batches(schema, (batch.rename_columns(list(columns)) for batch in rows))
