"""Tables of the schema, made of what was staged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.checks.cell_rules import cast, is_readable

if TYPE_CHECKING:
    from collections.abc import Collection

    import duckdb

    from data.mapping.staged import Staged


def make_table(
    connection: duckdb.DuckDBPyConnection,
    staged: Staged,
    *,
    strict: bool = False,
    rows: range | None = None,
    stored: bool = True,
    empty: Collection[str] = (),
) -> None:
    """Make the table of the schema from its staged cells, in the same order; a column that is not there is all null.

    Of a Parquet file some `rows` may be taken alone; what is not `stored` is read and cast wherever it is asked for. Columns that
    are known to be `empty` take no room: they are worked out, and cannot be changed.
    """
    casts = {
        column: cast(column, strict=strict)
        if column.name in staged.columns and is_readable(column, staged.columns[column.name])
        else f"null::{column.sql_type}"
        for column in staged.table.columns
    }
    some = "" if rows is None else f" where {staged.row} >= {rows.start} and {staged.row} < {rows.stop}"
    told = ", ".join(f"{cell} as {column.name}" for column, cell in casts.items() if column.name not in empty)
    query = f"select {told} from {staged.name}{some}"
    if not empty:
        connection.execute(f"create {'table' if stored else 'view'} {staged.table.name} as {query}")
        return
    declared = (f"{column.name} {column.sql_type}{' as (null)' * (column.name in empty)}" for column in casts)
    connection.execute(f"create table {staged.table.name} ({', '.join(declared)})")
    connection.execute(f"insert into {staged.table.name} {query}")
