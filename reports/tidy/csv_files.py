"""A result as a folder of CSV files: tidy, exact, language-independent, harmless in a spreadsheet, with a dictionary."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING

import simplejson

from reports.cells import harmless
from reports.record.run_record import record_plain
from reports.tidy.table import TEXT, Column, Table
from reports.tidy.tables import tables_of
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.results.result import Result
    from reports.record.run_record import RunRecord
    from reports.tidy.table import Cell, Row
    from wording import Wording

RECORD, DICTIONARY = "record", "data_dictionary"
RECORD_JSON, DIGEST_PREFIX = "json", "sha256."


def to_csv(result: Result, record: RunRecord, language: str) -> dict[str, bytes]:
    """Return the files of a folder by name; only the meanings in the dictionary are in `language`.

    UTF-8 with a mark, as spreadsheets need it; text always in quotes, numbers bare and exact, nothing where there is no value.
    """
    say = wording(language).naming(result.plan_names)
    tables = tables_of(result)
    about = _dictionary((*tables, _record_table(record, {})), say)
    files = {f"{table.name}.csv": csv_bytes(table) for table in (*tables, about)}
    return files | {f"{RECORD}.csv": csv_bytes(_record_table(record, files))}


def csv_bytes(table: Table) -> bytes:
    """Write a table as CSV (RFC 4180, lines end in a line feed)."""
    head: Row = tuple(column.name for column in table.columns)
    return "".join(",".join(_cell(value) for value in row) + "\n" for row in (head, *table.rows)).encode("utf-8-sig")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + harmless(value).replace('"', '""') + '"'
    return format(value, "f") if isinstance(value, Decimal) else repr(value)


def _record_table(record: RunRecord, files: Mapping[str, bytes]) -> Table:
    """Return the run record field by field, the digest of every other file, and the whole record as JSON."""
    rows: list[Row] = [(name, str(value)) for name, value in record_plain(record).items() if not isinstance(value, dict)]
    rows += [(f"{DIGEST_PREFIX}{name}", hashlib.sha256(content).hexdigest()) for name, content in files.items()]
    rows.append((RECORD_JSON, simplejson.dumps(record_plain(record), ensure_ascii=False, separators=(",", ":"))))
    return Table(RECORD, (Column("field", TEXT), Column("value", TEXT, "", "record-value")), tuple(rows))


def _dictionary(tables: Iterable[Table], say: Wording) -> Table:
    columns = tuple(Column(name, TEXT) for name in ("file", "column", "type", "unit", "meaning"))
    own = Table(DICTIONARY, columns, ())
    rows = tuple(
        (f"{table.name}.csv", column.name, column.kind, column.unit, _meaning(column, say))
        for table in (*tables, own)
        for column in table.columns
    )
    return Table(DICTIONARY, columns, rows)


def _meaning(column: Column, say: Wording) -> str:
    return say(f"column-{column.key or column.name}", of=say(column.of) if column.of else "")
