"""What a mapping reads besides files.

Where that is, and who reads it, is said by the caller and never by a mapping: that may be somebody else's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data.elsewhere.database import asked, check_address
from data.elsewhere.engine_tables import arriving
from data.errors import InputError
from data.files.raw_tables import read_answer

if TYPE_CHECKING:
    import duckdb

    from data.elsewhere.engine_tables import Tables
    from data.files.raw import Raw

_QUERY = "(query)"  # stands where problems name a file
_LONGEST_SHOWN = 200
_ABSENT = frozenset({"engine-table-missing", "engine-table-empty"})


@dataclass(frozen=True)
class Ask:
    """What stands elsewhere: `query` is put to a database; `table` is read by an engine.

    That is a name in the engine's catalog, or a path where `stored` says how the table is stored.
    """

    query: str = ""
    table: str = ""
    stored: str = ""

    @property
    def key(self) -> str:
        """Return what tells it from others, to be read by a person; empty where nothing is asked."""
        return self.query or self.table


@dataclass(frozen=True)
class Elsewhere:
    """The address of a database, and an engine that writes the rows of its tables beside the path `beside`."""

    database: str = ""
    tables: Tables | None = None
    beside: Path | None = None

    def check(self) -> None:
        """Refuse the address of a database that is none, or bears a password."""
        if self.database:
            check_address(self.database)

    def read(
        self, connection: duckdb.DuckDBPyConnection, name: str, ask: Ask, wanted: tuple[str, ...], most_rows: int | None
    ) -> Raw:
        """Load what is asked into the new table `name`; InputError where nobody is named who has it, or it cannot be had.

        `wanted` are the columns that are needed of a table, `most_rows` how many rows are.
        """
        if ask.table:
            if self.tables is None:
                raise InputError.one("table-without-engine", value=ask.table[:_LONGEST_SHOWN])
            with arriving(self.tables, ask, wanted, self.beside, most_rows) as rows:
                return read_answer(connection, name, Path(ask.table), rows)
        if not self.database:
            raise InputError.one("query-without-database", value=ask.query[:_LONGEST_SHOWN])
        with asked(self.database, ask.query, ask.query[:_LONGEST_SHOWN], most_rows) as rows:
            return read_answer(connection, name, Path(_QUERY), rows)


def is_absent(error: InputError) -> bool:
    """Say whether an error is only that a table of an engine is not there, which an optional one may be."""
    return all(problem.key in _ABSENT for problem in error.problems)
