"""Tables in files that are no text: sheets of a workbook, tables of SQLite and DuckDB, each as a stream of Arrow batches.

Each reader is that of the library which owns the format. A database file is opened to be read, and can reach no other file:
views and functions in it are a stranger's.
"""

from __future__ import annotations

import itertools
import sqlite3
import zipfile
from contextlib import contextmanager
from datetime import datetime, time
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import python_calamine

from data.database import storage
from data.errors import InputError, nearest
from data.files.packed import FEW_BYTES, MOST_TIMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from data.errors import TransferImpactError
    from data.files.textfile import Format

BATCH_ROWS = 50_000
_WHOLE_BELOW = 1e15  # above it a number in a cell has lost digits
WORKBOOK, SQLITE, DUCKDB = "workbook", "sqlite", "duckdb"
_SQLITE_MARK, _DUCKDB_MARK, _ZIP_MARK = b"SQLite format 3\x00", b"DUCK", b"PK\x03\x04"
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, sqlite3.Error, python_calamine.CalamineError)
MOST_HELD = 600 << 20  # bytes of a sheet unpacked, some 16 million cells, which take three times as much while they are read
_ERROR_CELL, _CHUNK = b't="e"', 1 << 20


def kind_of(file: Path) -> str:
    """Return what a file is by its first bytes, whatever its name says; empty where it is none of these."""
    with file.open("rb") as stream:
        head = stream.read(16)
    if head == _SQLITE_MARK:
        return SQLITE
    if head[8:12] == _DUCKDB_MARK:
        return DUCKDB
    if head.startswith(_ZIP_MARK) and zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            return WORKBOOK if "xl/workbook.xml" in archive.namelist() else ""
    return ""


def parts_of(file: Path, kind: str) -> tuple[str, ...]:
    """Return the names of the sheets or tables in a file."""
    try:
        if kind == WORKBOOK:
            _check_size(file)
            with file.open("rb") as stream, python_calamine.load_workbook(stream) as book:
                kinds = {sheet.name: sheet.typ for sheet in book.sheets_metadata}
                return tuple(name for name in book.sheet_names if kinds[name] == python_calamine.SheetTypeEnum.WorkSheet)
        if kind == SQLITE:
            with _sqlite(file) as database:
                found = database.execute(
                    "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%'"
                )
                return tuple(sorted(str(name) for (name,) in found if not str(name).startswith("sqlite_")))
        with _duckdb(file) as opened:
            rows = opened.execute("select table_name from information_schema.tables order by 1").fetchall()
            return tuple(str(name) for (name,) in rows)
    except (*_BROKEN, duckdb.Error) as error:
        raise _unreadable(file, error) from error


@contextmanager
def streamed(file: Path, kind: str, form: Format) -> Iterator[pa.RecordBatchReader]:
    """Yield the rows of the sheet or table that `form` names, or of the only one. Cells of workbooks and SQLite are text."""
    sheet = _chosen(file, parts_of(file, kind), form.sheet)
    limit = form.most_rows
    try:
        if kind == WORKBOOK:
            with _sheet_rows(file, sheet, whole=limit is None) as rows:
                yield _of_text(*_headed(file, itertools.islice(rows, form.skip, None), form), limit)
        elif kind == SQLITE:
            with _sqlite(file) as database:
                cursor = database.execute(f"select * from {storage.quoted(sheet)}")
                yield _of_text(tuple(each[0] for each in cursor.description), cursor, limit)
        else:
            with _duckdb(file) as opened:
                most = f" limit {limit}" if limit else ""
                yield opened.sql(f"from {storage.quoted(sheet)}{most}").fetch_record_batch(BATCH_ROWS)
    except _BROKEN as error:
        raise _unreadable(file, error) from error


@contextmanager
def _sheet_rows(file: Path, sheet: str, *, whole: bool) -> Iterator[Iterator[Sequence[object]]]:
    """Yield the rows of a sheet: a whole one from memory, twenty times as fast; first rows, and what is large, as a stream.

    The fast reader leaves cells with an error (#N/A) empty, as though nothing stood there, so it does not read sheets with any.
    """
    with file.open("rb") as stream:  # by its name both readers would go by the ending
        if whole and _is_plain(file):
            with python_calamine.load_workbook(stream) as quick:
                found = quick.get_sheet_by_name(sheet)
                front = [""] * (found.start or (0, 0))[1]  # columns with nothing in them, before the first one with anything
                yield ([*front, *row] for row in found.iter_rows())
            return
        import openpyxl  # noqa: PLC0415 - half a second to load, and few commands ever open a workbook

        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        yield book[sheet].iter_rows(values_only=True)


def _is_plain(file: Path) -> bool:
    """Say whether no sheet of a workbook is too large to be held, or has a cell with an error."""
    with zipfile.ZipFile(file) as archive:
        sheets = [entry for entry in archive.infolist() if entry.filename.startswith("xl/worksheets/")]
        if any(entry.file_size > MOST_HELD for entry in sheets):
            return False
        return not any(_mentions(archive, entry, _ERROR_CELL) for entry in sheets)


def _mentions(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, mark: bytes) -> bool:
    with archive.open(entry) as stream:
        kept = b""
        while block := stream.read(_CHUNK):
            if mark in kept + block:
                return True
            kept = block[1 - len(mark) :]
    return False


def _chosen(file: Path, known: Sequence[str], named: str) -> str:
    """Return the sheet or table that is meant; InputError where it is not there, or several are and none is named."""
    found = [name for name in known if name.casefold() == named.casefold()] if named else list(known)
    if len(found) != 1:
        raise InputError.one("no-such-sheet", file=file.name, value=named, known=tuple(known), nearest=nearest(named, known))
    return found[0]


def _headed(file: Path, rows: Iterator[Sequence[object]], form: Format) -> tuple[tuple[str, ...], Iterable[Sequence[object]]]:
    """Return the names of the columns and the rows below them, each as wide as the header."""
    if form.columns:
        return form.columns, rows
    first = [_text(cell) or "" for cell in next(rows, ())]
    while first and not first[-1].strip():
        first.pop()
    if not first:
        raise InputError.one("empty-file", file=file.name)
    return tuple(name.strip() for name in first), rows


def _of_text(names: Sequence[str], rows: Iterable[Sequence[object]], limit: int | None) -> pa.RecordBatchReader:
    schema = pa.schema([(name, pa.string()) for name in names])
    width = len(names)

    def batches() -> Iterator[pa.RecordBatch]:
        left = itertools.islice(rows, limit) if limit else iter(rows)
        while block := list(itertools.islice(left, BATCH_ROWS)):
            # Sheets often end in rows with nothing in them, which a person does not see.
            texts = [cells for row in block if any(cells := [_text(cell) for cell in row[:width]])]
            texts = [cells + [None] * (width - len(cells)) for cells in texts]
            yield pa.record_batch(
                [pa.array(column, pa.string()) for column in zip(*texts, strict=True)] or _nothing(width), schema=schema
            )

    return pa.RecordBatchReader.from_batches(schema, batches())


def _nothing(width: int) -> list[pa.Array]:
    return [pa.array([], pa.string()) for _ in range(width)]


def _text(cell: object) -> str | None:
    """Return a cell as CSV would hold it."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE_BELOW else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, bool):
        return str(cell).lower()
    return cell.hex() if isinstance(cell, bytes) else str(cell)


@contextmanager
def _sqlite(file: Path) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    database.set_authorizer(lambda action, *_: sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_ATTACH else sqlite3.SQLITE_OK)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _duckdb(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    config: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": False, "lock_configuration": True}
    opened = duckdb.connect(str(file), read_only=True, config=config)
    try:
        yield opened
    finally:
        opened.close()


def _check_size(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > FEW_BYTES and size > MOST_TIMES * file.stat().st_size:
        raise InputError.one("packed-bomb", file=file.name, times=MOST_TIMES)


def _unreadable(file: Path, error: Exception) -> TransferImpactError:
    return InputError.one("unreadable-file", file=file.name, reason=str(error)[:200])
