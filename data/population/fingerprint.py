"""The fingerprint of a population: sha-256 over its content, whatever its row order and file format."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import duckdb

from data.database import storage
from data.schema import TABLES, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

_FIELD, _NULL = "\x1f", "\x00"
MANY = 2_000_000  # rows from which it pays that lines are written by compiled code, even where it is compiled first
AT_ONCE = 100_000  # rows


class Lines(NamedTuple):
    """How the lines of a table are asked for, in their order; whether `sorts` says that rows have to be put in it.

    Of `many` rows cells are asked for instead, and made lines here, of these columns.
    """

    table: str
    query: str
    cells: str
    columns: tuple[Column, ...]
    sorts: bool
    many: bool


def fingerprint(connection: duckdb.DuckDBPyConnection) -> str:
    """Hash the tables of the schema present on `connection` (already cast to the schema's types).

    Each row becomes one line of text, columns in schema order, rows by key with shorter ids first: numeric ids then
    sort alike whether they were read as numbers or as text.
    """
    return hashed(connection, lines_of(connection))


def lines_of(connection: duckdb.DuckDBPyConnection) -> list[Lines]:
    """Return what is to be hashed of the tables that are there."""
    there, found = storage.tables(connection) | storage.views(connection), []
    for table in TABLES:
        if table.name in there:
            silent, order = _silent(connection, table), _order(connection, table)
            columns = tuple(column for column in table.columns if column.name not in silent)
            cells = f"select {', '.join(column.name for column in columns)} from {table.name}"
            many = _are_many(connection, table, columns)
            found.append(Lines(table.name, _lines(table, columns) + order, cells + order, columns, bool(order), many))
    return found


def hashed(connection: duckdb.DuckDBPyConnection, lines: list[Lines]) -> str:
    """Return the fingerprint of the tables with these lines, as they are on `connection`."""
    digest = hashlib.sha256()
    for each in lines:
        digest.update(f"{each.table}{_FIELD}".encode())
        before = digest.copy()
        try:
            for piece in _pieces(connection, each):
                digest.update(piece)
        except OverflowError:
            digest = before
            for piece in _pieces(connection, each._replace(many=False)):
                digest.update(piece)
    return digest.hexdigest()


def _pieces(connection: duckdb.DuckDBPyConnection, lines: Lines) -> Iterator[memoryview]:
    """Yield the text of a table, as bytes; OverflowError where it has to be asked for as lines."""
    if lines.many:
        from data.population.lines import written  # noqa: PLC0415 - without many rows the compiler is not loaded

        for batch in connection.sql(lines.cells).to_arrow_reader(AT_ONCE):
            yield written(batch, lines.columns).data
    else:
        for batch in connection.sql(lines.query).to_arrow_reader(AT_ONCE):
            yield _text_bytes(batch.column(0))


def _are_many(connection: duckdb.DuckDBPyConnection, table: Table, columns: tuple[Column, ...]) -> bool:
    """Say whether the lines of a table are to be written by compiled code, which knows the types of the schema alone."""
    query = "select column_name, data_type from duckdb_columns() where table_name = $name"
    there = dict(connection.execute(query, {"name": table.name}).fetchall())
    ((rows,),) = connection.execute(f"select count(*) from {table.name}").fetchall()
    return int(rows) >= MANY and all(there[column.name] == str(duckdb.type(column.sql_type)) for column in columns)


def _silent(connection: duckdb.DuckDBPyConnection, table: Table) -> frozenset[str]:
    """Return the columns added to the schema later that are not there, or say nothing in any row."""
    query = "select column_name from duckdb_columns() where table_name = $name"
    there = {name for (name,) in connection.execute(query, {"name": table.name}).fetchall()}
    added = [column.name for column in table.columns if column.added]
    counts = {name: connection.execute(f"select count({name}) from {table.name}").fetchall() for name in added if name in there}
    says = {name for name, count in counts.items() if count != [(0,)]}
    return frozenset(added) - says


def _lines(table: Table, columns: tuple[Column, ...]) -> str:
    # `concat` of all there is, separators as well, takes a fifth less than `concat_ws` and a line end after it.
    fields = f", '{_FIELD}', ".join(f"coalesce({column.name}::varchar, '{_NULL}')" for column in columns)
    return f"select concat({fields}, chr(10)) as line from {table.name}"


def _order(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    """Return how the rows of a table are to be put in order; not at all where they lie in it, as in all that is written here.

    A large base is put in order on the disk, which takes longer than all the rest.
    """
    return "" if lies_in_order(connection, table) else f" order by {', '.join(_order_of(table))}"


def lies_in_order(connection: duckdb.DuckDBPyConnection, table: Table) -> bool:
    """Say whether the rows of a table lie in the order of its key, shorter ids first."""
    lags = ", ".join(f"{key} as here_{nth}, lag({key}) over () as before_{nth}" for nth, key in enumerate(table.key))
    later = "false"
    for nth, key in reversed(list(enumerate(table.key))):
        before, here = f"before_{nth}", f"here_{nth}"
        beyond = f"{before} > {here}"
        if _is_text(table, key):
            beyond = f"case when len({before}) = len({here}) then {beyond} else len({before}) > len({here}) end"
        # Mostly a row is of whom the one before is of: nothing else is worked out then.
        later = f"case when {before} = {here} then {later} else {beyond} end"
    return not connection.execute(f"select 1 from (select {lags} from {table.name}) where {later} limit 1").fetchall()


def _order_of(table: Table) -> list[str]:
    """Return what orders the rows of a table."""
    return [part for key in table.key for part in ([f"len({key})", key] if _is_text(table, key) else [key])]


def _is_text(table: Table, key: str) -> bool:
    return table.column(key).sql_type == "varchar"


def _text_bytes(column: pa.StringArray) -> memoryview:
    """Return the text of an Arrow string column as one run of bytes, without making Python strings."""
    offsets = memoryview(column.buffers()[1]).cast("i")
    start, stop = offsets[column.offset], offsets[column.offset + len(column)]
    return memoryview(column.buffers()[2])[start:stop]
