"""A table of ours before its casts, and where its rows came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.database import storage

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from data.files.raw import Raw
    from data.schema import Table


@dataclass(frozen=True)
class Staged:
    """A table of ours before its casts: the table to read, its columns with their types, where its rows came from.

    `row` is the expression that gives a row's rowid in the raw table. `sources` names the source's columns behind each of ours;
    with `has_source_cells` a cell of the source can be found again by its row. `decimal` is "comma" where the source's
    decimals follow one.
    """

    table: Table
    name: str
    columns: dict[str, str]
    raw: Raw
    row: str = "source_row"
    is_mapped: bool = False
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_source_cells: bool = False
    decimal: str = ""

    @property
    def file(self) -> str:
        """Return the name of the (first) file the table is read from."""
        return self.raw.parts[0].file.name


def unchanged(table: Table, raw: Raw) -> Staged:
    """Stage a file that is already in the schema: the raw table itself."""
    return Staged(table, raw.table, raw.columns, raw, row="rowid")


def drop_staged(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Drop the view or table behind a staged table."""
    kind = "table" if staged.name in storage.tables(connection) else "view"
    connection.execute(f"drop {kind} {staged.name}")
