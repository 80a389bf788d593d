"""Files as raw tables: every column as it stands, nothing cast, every row numbered, every line left out listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from data import storage
from data.errors import InputError, Problem
from data.textfile import Format, opened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SHOWN = 20
_RESERVED = {"rowid", "source_row", "file_row_number"}
_READ_OPTIONS = (
    "header = true, auto_detect = false, quote = '\"', escape = '\"', strict_mode = true, store_rejects = true, rejects_limit = 0"
)
_REASONS = {
    "MISSING COLUMNS": "few",
    "TOO MANY COLUMNS": "many",
    "UNQUOTED VALUE": "quote",
    "INVALID ENCODING": "encoding",
    "LINE SIZE OVER MAXIMUM": "long",
}


@dataclass(frozen=True)
class Part:
    """One file of a raw table: its rows are rowids from `start`; `left_out` are the lines not read, in order."""

    file: Path
    start: int
    is_text: bool
    left_out: tuple[int, ...] = ()

    def row(self, rowid: int) -> int:
        """Return the row a person finds: as a spreadsheet counts, header first, in text; from 1 in Parquet."""
        row = rowid - self.start + (2 if self.is_text else 1)
        for line in self.left_out:
            if line > row:
                break
            row += 1
        return row


@dataclass(frozen=True)
class Raw:
    """A raw table on a connection: its name, its columns with their DuckDB types, its files in order."""

    table: str
    columns: dict[str, str]
    parts: tuple[Part, ...]

    def place(self, rowid: int) -> tuple[str, int]:
        """Return the name of the file a rowid came from and its row there."""
        part = next(part for part in reversed(self.parts) if part.start <= rowid)
        return part.file.name, part.row(rowid)


def read_raw(
    connection: duckdb.DuckDBPyConnection, table: str, files: list[Path], form: Format
) -> tuple[Raw | None, list[Problem]]:
    """Load `files`, which share their columns, into the new table `table`; Raw is None when one of them cannot be read.

    Lines that do not fit are left out of the table and reported: the caller decides that the run fails.
    """
    parts: list[Part] = []
    problems: list[Problem] = []
    readable = bool(files)
    for file in files:
        try:
            part, found = _append(connection, table, file, form)
        except InputError as error:
            problems += error.problems
            readable = False
        else:
            parts.append(part)
            problems += found
    if not readable:
        return None, problems
    return Raw(table, _columns(connection, table), tuple(parts)), problems


def view_parquet(connection: duckdb.DuckDBPyConnection, name: str, file: Path) -> tuple[Raw | None, list[Problem]]:
    """Make the view `name` of a Parquet file, read in place, with the column source_row."""
    path = storage.literal(file).replace("'", "''")
    reader = f"read_parquet('{path}', file_row_number = true)"
    try:
        _refuse_reserved(file, _parquet_names(connection, path))
        connection.execute(
            f"create view {name} as select * exclude (file_row_number), file_row_number as source_row from {reader}"
        )
        columns = _columns(connection, name)
        connection.execute(f"select max(source_row) from {name}")
    except duckdb.Error as error:
        return None, [Problem("unreadable-file", {"file": file.name, "reason": first_line(error)})]
    except InputError as error:
        return None, list(error.problems)
    columns.pop("source_row")
    return Raw(name, columns, (Part(file, 0, is_text=False),)), []


def _parquet_names(connection: duckdb.DuckDBPyConnection, path: str) -> list[str]:
    return [row[0] for row in connection.execute(f"describe select * from read_parquet('{path}')").fetchall()]


def _refuse_reserved(file: Path, names: Iterable[str]) -> None:
    """Refuse columns with the names by which rows are traced back to their place: they would be taken for it."""
    for name in names:
        if name.casefold() in _RESERVED:
            raise InputError.one("reserved-column", file=file.name, column=name)


def first_line(error: Exception) -> str:
    """Return what DuckDB says, without the query it points into."""
    return str(error).splitlines()[0][:300]


def _append(connection: duckdb.DuckDBPyConnection, table: str, file: Path, form: Format) -> tuple[Part, list[Problem]]:
    start = _row_count(connection, table)
    if file.suffix.lower() == ".parquet":
        _load(connection, table, file, "* from read_parquet($file)", {"file": storage.literal(file)})
        _refuse_reserved(file, _columns(connection, table))
        return Part(file, start, is_text=False), []
    with opened(file, form) as text:
        _refuse_reserved(file, text.header)
        names = ", ".join(f"c{i} as {storage.quoted(name)}" for i, name in enumerate(text.header))
        kinds = ", ".join(f"'c{i}': 'varchar'" for i in range(len(text.header)))
        reader = f"read_csv($file, columns = {{{kinds}}}, delim = $delimiter, {_READ_OPTIONS})"
        _load(
            connection,
            table,
            file,
            f"{names} from {reader}",
            {"file": storage.literal(text.path), "delimiter": text.delimiter},
        )
        left_out, problems = _rejects(connection, file)
    return Part(file, start, is_text=True, left_out=left_out), problems


def _load(connection: duckdb.DuckDBPyConnection, table: str, file: Path, selected: str, values: dict[str, str]) -> None:
    """Make `table` from a reader, or add to it where it exists; InputError with the reader's reason."""
    into = (
        f"insert into {storage.quoted(table)} by name"
        if table in storage.tables(connection)
        else f"create table {storage.quoted(table)} as"
    )
    try:
        connection.execute(f"{into} select {selected}", values)
    except duckdb.Error as error:
        raise InputError.one("unreadable-file", file=file.name, reason=first_line(error)) from error


def _rejects(connection: duckdb.DuckDBPyConnection, file: Path) -> tuple[tuple[int, ...], list[Problem]]:
    """Return the lines left out and the problem of each of the first, with a count of the rest."""
    query = "select line, min(error_type::varchar), min(csv_line) from reject_errors group by line order by line"
    found = connection.execute(query).fetchall()
    connection.execute("drop table reject_errors; drop table reject_scans")
    problems = [
        Problem("bad-line", {"file": file.name, "row": line, "reason": _REASONS.get(kind, "other"), "value": text[:80]})
        for line, kind, text in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        problems.append(
            Problem("more-of-the-same", {"file": file.name, "column": "", "rule": "bad-line", "count": len(found) - SHOWN})
        )
    return tuple(line for line, *_ in found), problems


def _row_count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    if table not in storage.tables(connection):
        return 0
    row = connection.execute(f"select count(*) from {storage.quoted(table)}").fetchone()
    return int(row[0]) if row else 0


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(f"describe {storage.quoted(table)}").fetchall()}
