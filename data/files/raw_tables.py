"""Files as raw tables: every column as it stands, nothing cast, every row numbered, every line left out listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from data.database import storage
from data.database.scratch import scratch
from data.errors import FINDING, NEXT, InputError, Problem, as_one
from data.files.damage import check_row_count, reading
from data.files.packed import is_packed, unpacked
from data.files.raw import Part, Raw, folded, kept
from data.files.tabular import WORKBOOK, kind_of, streamed
from data.files.textfile import BEGINNING, Format, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa

    from data.errors import Fact

_RESERVED = {"rowid", "source_row", "file_row_number"}
_READ_OPTIONS = "auto_detect = false, quote = '\"', escape = '\"', strict_mode = true, store_rejects = true, rejects_limit = 0"
JSON = (".json", ".jsonl", ".ndjson")
_ARRIVING = "arriving_rows"
_REASONS = {
    "MISSING COLUMNS": "few",
    "TOO MANY COLUMNS": "many",
    "UNQUOTED VALUE": "quote",
    "INVALID ENCODING": "encoding",
    "LINE SIZE OVER MAXIMUM": "long",
}


def read_raw(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    files: list[Path],
    form: Format,
    words: Mapping[Path, Mapping[str, str]] | None = None,
) -> tuple[Raw | None, list[Problem]]:
    """Load `files` into the new table `table`, with the columns of them all; Raw is None when one of them cannot be read.

    Lines that do not fit are left out of the table and reported: the caller decides that the run fails. `words` are, by file,
    columns that all of its rows have.
    """
    parts: list[Part] = []
    problems: list[Problem] = []
    readable = bool(files)
    for file in files:
        try:
            for part, found in _appended(connection, table, file, form, (words or {}).get(file, {})):
                parts.append(part)
                problems += found
                if len(files) > 1 and _row_count(connection, table) == part.start:
                    problems.append(Problem("no-rows", {"file": part.file.name}, FINDING))
        except InputError as error:
            problems += error.problems
            readable = False
    if not readable:
        return None, problems
    return Raw(table, _columns(connection, table), tuple(parts)), problems


def read_answer(connection: duckdb.DuckDBPyConnection, table: str, file: Path, rows: pa.RecordBatchReader) -> Raw:
    """Load what a database answers into the new table `table`; `file` is what its place is called."""
    connection.register(_ARRIVING, rows)
    try:
        with reading(file.name):
            kinds = _described(connection, f"from {_ARRIVING}", {})
            _refuse_reserved(file, kinds)
            _load(connection, table, kinds, f"* from {_ARRIVING}", {})
    finally:
        connection.unregister(_ARRIVING)
    return Raw(table, _columns(connection, table), (Part(file, 0, is_text=False, columns=folded(kinds)),))


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


def _appended(
    connection: duckdb.DuckDBPyConnection, table: str, file: Path, form: Format, words: Mapping[str, str]
) -> Iterator[tuple[Part, list[Problem]]]:
    """Add a file, or each of the files packed in it."""
    if not (form.foreign and is_packed(file)):
        yield _append(connection, table, file, form, words)
        return
    with scratch() as room:
        for inner in unpacked(file, room, BEGINNING if form.most_rows else None):
            part, problems = _append(connection, table, inner, form, words)
            yield part, problems
            inner.unlink()


def _append(
    connection: duckdb.DuckDBPyConnection, table: str, file: Path, form: Format, words: Mapping[str, str]
) -> tuple[Part, list[Problem]]:
    """Add a file to a raw table, with `words` as further columns of all its rows."""
    start = _row_count(connection, table)
    said = "".join(f", {storage.text_literal(value)} as {storage.quoted(name)}" for name, value in words.items())
    named = dict.fromkeys(words, "varchar")
    kind = kind_of(file) if form.foreign else ""
    if kind or (form.foreign and _is_json(file)) or file.suffix.lower() in (".parquet", *JSON):
        with reading(file.name):
            kinds = _typed(connection, table, file, form, kind, (named, said))
        first = 2 if kind == WORKBOOK else 1
        return Part(
            file, start, is_text=False, columns=folded([*kinds, *words]), first=first + (form.skip if kind == WORKBOOK else 0)
        ), []
    with opened(file, form) as text, reading(file.name):
        _refuse_reserved(file, text.header)
        read = kept(text.header, form.wanted)
        names = ", ".join(f"c{i} as {storage.quoted(name)}" for i, name in enumerate(text.header) if name in read)
        cells = ", ".join(f"'c{i}': 'varchar'" for i in range(len(text.header)))
        above = f"header = {str(not form.columns).lower()}, skip = {text.above}"
        reader = f"read_csv($file, columns = {{{cells}}}, delim = $delimiter, {above}, {_READ_OPTIONS})"
        values = {"file": storage.literal(text.path), "delimiter": text.delimiter}
        _load(connection, table, dict.fromkeys(read, "varchar") | named, f"{names}{said} from {reader}", values)
        left_out, problems = _rejects(connection, file)
    if text.has_values_for_names and not form.columns:
        problems.append(Problem("header-of-values", {"file": file.name, "value": text.header}, FINDING))
    columns, first = folded([*text.header, *words]), text.above + (1 if form.columns else 2)
    return Part(file, start, is_text=True, left_out=left_out, columns=columns, first=first, encoding=text.encoding), problems


def _typed(
    connection: duckdb.DuckDBPyConnection, table: str, file: Path, form: Format, kind: str, words: tuple[dict[str, str], str]
) -> dict[str, str]:
    """Add a file that says of which type its columns are; return these types by name."""
    named, said = words
    most = f" limit {form.most_rows}" if form.most_rows else ""
    if kind:
        with streamed(file, kind, form) as arriving:
            connection.register(_ARRIVING, arriving)
            try:
                kinds = _described(connection, f"from {_ARRIVING}", {})
                _refuse_reserved(file, kinds)
                _load(connection, table, kinds | named, f"*{said} from {_ARRIVING}", {})
            finally:
                connection.unregister(_ARRIVING)
        return kinds
    values = {"file": storage.literal(file)}
    if file.suffix.lower() == ".parquet":
        check_row_count(connection, file)
        reader, selected = "read_parquet($file)", "*"
        kinds = _described(connection, f"from {reader}", values)
    else:
        reader = "read_json($file, sample_size = -1, maximum_depth = 4)"
        kinds, selected = _flat(_described(connection, f"from {reader}", values))
    _refuse_reserved(file, kinds)
    _load(connection, table, kinds | named, f"{selected}{said} from {reader}{most}", values)
    return kinds


def _is_json(file: Path) -> bool:
    """Say whether a file begins as JSON does and no table."""
    with file.open("rb") as stream:
        return stream.read(64).lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b'{"', b"[{", b"[\n", b"[\r", b"{\n"))


def _flat(kinds: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the columns of JSON, what lies within others as outer.inner, and how they are selected."""
    found: dict[str, tuple[str, str]] = {}
    waiting = [(name, storage.quoted(name), kind) for name, kind in kinds.items()]
    while waiting:
        name, path, kind = waiting.pop(0)
        if kind.startswith("STRUCT(") and kind.endswith(")"):
            inner = duckdb.type(kind).children
            waiting += [(f"{name}.{part}", f"{path}.{storage.quoted(part)}", str(type_)) for part, type_ in inner]
        else:
            found[name] = (path, kind)
    selected = ", ".join(f"{path} as {storage.quoted(name)}" for name, (path, _) in found.items())
    return {name: kind for name, (_, kind) in found.items()}, selected


def _described(connection: duckdb.DuckDBPyConnection, query: str, values: dict[str, str]) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(f"describe {query}", values).fetchall()}


def _load(
    connection: duckdb.DuckDBPyConnection, table: str, kinds: Mapping[str, str], selected: str, values: dict[str, str]
) -> None:
    """Make `table` from a reader, or add to it where it exists; columns it did not have yet are empty in the rows before."""
    name = storage.quoted(table)
    if table not in storage.tables(connection):
        connection.execute(f"create table {name} as select {selected}", values)
        return
    known = folded(_columns(connection, table))
    for column, kind in kinds.items():
        if column.casefold() not in known:
            connection.execute(f"alter table {name} add column {storage.quoted(column)} {kind}")
    connection.execute(f"insert into {name} by name select {selected}", values)


def _rejects(connection: duckdb.DuckDBPyConnection, file: Path) -> tuple[tuple[int, ...], list[Problem]]:
    """Return the lines left out and the problem of each of the first, with a count of the rest."""
    query = "select line, min(error_type::varchar), min(csv_line) from reject_errors group by line order by line"
    found = connection.execute(query).fetchall()
    connection.execute("drop table reject_errors; drop table reject_scans")
    problems: list[Problem] = []
    for kind in dict.fromkeys(kind for _, kind, _ in found):
        same = [(line, text) for line, other, text in found if other == kind]
        facts: dict[str, Fact] = {"file": file.name, "reason": _REASONS.get(kind, "other")}
        problems += as_one(
            [Problem("bad-line", {**facts, "row": line, "value": text[:80]}) for line, text in same[: NEXT + 1]], len(same)
        )
    return tuple(line for line, *_ in found), problems


def _row_count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    if table not in storage.tables(connection):
        return 0
    row = connection.execute(f"select count(*) from {storage.quoted(table)}").fetchone()
    return int(row[0]) if row else 0


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(f"describe {storage.quoted(table)}").fetchall()}
