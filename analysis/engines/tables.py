"""Tables that the engine of a Spark session reads: Hive, Delta, Iceberg or Parquet, whatever that engine knows."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from analysis.engines.addresses import HERE, check_engine_address
from analysis.engines.spark import as_told, reason_of, session_at
from data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

    from analysis.engines.api import Frame, Session
    from data.elsewhere.engine_tables import Table, Tables

# What Spark, Sail and Delta say of a table that is not there. That they do not know how it is stored is another thing.
_ABSENT = ("TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND", "PATH_NOT_FOUND", "DELTA_MISSING", "No commit files found")
# As instants, which the mapping's time zone makes days of: what Spark writes unless told tells them from wall clocks no more.
_INSTANTS = ("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")


class SparkTables:
    """Tables of a session; see `data.elsewhere.engine_tables.Tables`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def columns(self, table: Table) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(self._frame(table).columns)

    def first(self, table: Table, columns: Sequence[str], most_rows: int) -> pa.Table:
        """Return some rows."""
        with self._told():
            return _selected(self._frame(table), columns).limit(most_rows).toArrow()

    def write(self, table: Table, columns: Sequence[str], folder: Path) -> int:
        """Write all rows as Parquet files; return how many the engine counts."""
        with self._told():
            self._session.conf.set(*_INSTANTS)
            frame = _selected(self._frame(table), columns)
            rows = frame.count()
            if rows:
                frame.write.parquet(folder.as_uri())  # said to be a local path: that of a cluster is in HDFS unless told
            return rows

    def _frame(self, table: Table) -> Frame:
        try:
            found = (
                self._session.read.format(table.stored).load(table.table) if table.stored else self._session.table(table.table)
            )
            _ = found.columns  # asks the engine
        except Exception as error:
            key = "engine-table-missing" if any(word in str(error) for word in _ABSENT) else "engine-table-refused"
            raise InputError.one(key, table=table.table, reason=reason_of(error)) from error
        return found

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Word what goes wrong as the engine does; Ctrl-C stops it too, for it works on in processes of its own."""
        try:
            yield
        except InputError:
            raise
        except Exception as error:
            raise as_told(error) from error
        except BaseException:
            with suppress(Exception):
                self._session.interruptAll()
            raise


def tables_at(address: str) -> Tables | None:
    """Return the tables of the engine at an address; None for this process, which has none. InputError where it is not there."""
    check_engine_address(address)
    return None if address == HERE else SparkTables(session_at(address))


def _selected(frame: Frame, columns: Sequence[str]) -> Frame:
    """Return columns under short names, which every kind of file takes."""
    return frame.selectExpr(*(f"`{name.replace('`', '``')}` as c{nth}" for nth, name in enumerate(columns)))
