"""Files as raw tables: every column as it stands, nothing cast, every row numbered, every line left out listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.database import storage
from data.errors import ERROR, FINDING, InputError, Problem
from data.files.damage import check_row_count, reading
from data.files.textfile import Format, opened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    import duckdb

    from data.errors import Fact

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
    """One file of a raw table: its rows are rowids from `start`; `left_out` are the lines not read, in order.

    `columns` are the names of its columns in lower case.
    """

    file: Path
    start: int
    is_text: bool
    left_out: tuple[int, ...] = ()
    columns: frozenset[str] = frozenset()

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

    def uneven(self, used: Collection[str]) -> list[Problem]:
        """Return a problem for each column that only some of the files have: an error where it is one of `used`.

        In the others its cells would be empty, as though that were what their rows say.
        """
        every = [part.columns for part in self.parts]
        problems = []
        for column in self.columns:
            having = tuple(part.file.name for part in self.parts if column.casefold() in part.columns)
            lacking = tuple(part.file.name for part in self.parts if column.casefold() not in part.columns)
            if all(every) and lacking:
                side, files = ("having", having) if len(having) < len(lacking) else ("lacking", lacking)
                is_used = column.casefold() in _folded(used)
                facts: dict[str, Fact] = {"column": column, "side": side, "files": files, "others": len(every) - len(files)}
                facts["used"] = "yes" if is_used else "no"
                problems.append(Problem("uneven-column", facts, ERROR if is_used else FINDING))
        return problems


def read_raw(
    connection: duckdb.DuckDBPyConnection, table: str, files: list[Path], form: Format
) -> tuple[Raw | None, list[Problem]]:
    """Load `files` into the new table `table`, with the columns of them all; Raw is None when one of them cannot be read.

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
            if len(files) > 1 and _row_count(connection, table) == part.start:
                problems.append(Problem("no-rows", {"file": file.name}, FINDING))
    if not readable:
        return None, problems
    return Raw(table, _columns(connection, table), tuple(parts)), problems


def view_parquet(connection: duckdb.DuckDBPyConnection, name: str, file: Path) -> tuple[Raw | None, list[Problem]]:
    """Make the view `name` of a Parquet file, read in place, with the column source_row."""
    path = storage.literal(file).replace("'", "''")
    reader = f"read_parquet('{path}', file_row_number = true)"
    try:
        with reading(file.name):
            check_row_count(connection, file)
            _refuse_reserved(file, _parquet_names(connection, path))
            connection.execute(
                f"create view {name} as select * exclude (file_row_number), file_row_number as source_row from {reader}"
            )
            columns = _columns(connection, name)
            connection.execute(f"select max(source_row) from {name}")
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


def _append(connection: duckdb.DuckDBPyConnection, table: str, file: Path, form: Format) -> tuple[Part, list[Problem]]:
    start = _row_count(connection, table)
    if file.suffix.lower() == ".parquet":
        with reading(file.name):
            check_row_count(connection, file)
            described = connection.execute("describe select * from read_parquet($file)", {"file": storage.literal(file)})
            kinds = {row[0]: row[1] for row in described.fetchall()}
            _refuse_reserved(file, kinds)
            _load(connection, table, kinds, "* from read_parquet($file)", {"file": storage.literal(file)})
        return Part(file, start, is_text=False, columns=_folded(kinds)), []
    with opened(file, form) as text, reading(file.name):
        _refuse_reserved(file, text.header)
        names = ", ".join(f"c{i} as {storage.quoted(name)}" for i, name in enumerate(text.header))
        cells = ", ".join(f"'c{i}': 'varchar'" for i in range(len(text.header)))
        reader = f"read_csv($file, columns = {{{cells}}}, delim = $delimiter, {_READ_OPTIONS})"
        values = {"file": storage.literal(text.path), "delimiter": text.delimiter}
        _load(connection, table, dict.fromkeys(text.header, "varchar"), f"{names} from {reader}", values)
        left_out, problems = _rejects(connection, file)
    if text.has_values_for_names:
        problems.append(Problem("header-of-values", {"file": file.name, "value": text.header}, FINDING))
    return Part(file, start, is_text=True, left_out=left_out, columns=_folded(text.header)), problems


def _load(
    connection: duckdb.DuckDBPyConnection, table: str, kinds: Mapping[str, str], selected: str, values: dict[str, str]
) -> None:
    """Make `table` from a reader, or add to it where it exists; columns it did not have yet are empty in the rows before."""
    name = storage.quoted(table)
    if table not in storage.tables(connection):
        connection.execute(f"create table {name} as select {selected}", values)
        return
    known = _folded(_columns(connection, table))
    for column, kind in kinds.items():
        if column.casefold() not in known:
            connection.execute(f"alter table {name} add column {storage.quoted(column)} {kind}")
    connection.execute(f"insert into {name} by name select {selected}", values)


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


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
