"""What a reader of files stumbles over, as a sentence about the file: damage, and files that unpack to far more than they are."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb

from data import storage
from data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS_VARIABLE = "TRANSFER_IMPACT_ROWS"
MOST_ROWS = 200_000_000  # of a file: 16 million subscribers for a year
# A row of a real table takes a byte or so however well it is packed: identifiers differ from one to the next.
ROWS_A_BYTE, FEW_ROWS = 100, 10_000_000


@contextmanager
def reading(file: str, besides: type[duckdb.Error] = duckdb.InterruptException) -> Iterator[None]:
    """Word whatever goes wrong inside as an InputError about `file`. An interruption, and `besides`, stay what they are."""
    try:
        yield
    except (duckdb.InterruptException, besides):
        raise
    except duckdb.OutOfMemoryException as error:
        raise InputError.one("out-of-memory", file=file, limit=storage.MEMORY_LIMIT) from error
    except (duckdb.Error, UnicodeError, OverflowError) as error:
        raise InputError.one("unreadable-file", file=file, reason=first_line(error)) from error


def first_line(error: Exception) -> str:
    """Return what DuckDB says, without the query it points into."""
    return next(iter(str(error).splitlines()), type(error).__name__)[:300]


def check_row_count(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Refuse a Parquet file that says it has more rows than can be meant, before a row of it is unpacked."""
    counted = connection.execute(
        "select greatest((select sum(num_rows) from parquet_file_metadata($file)), "
        "(select sum(row_group_num_rows) from (select distinct row_group_id, row_group_num_rows from parquet_metadata($file))))",
        {"file": storage.literal(file)},
    ).fetchone()
    rows, size, most = int((counted and counted[0]) or 0), file.stat().st_size, _most_rows()
    if rows > most or (rows > FEW_ROWS and rows > ROWS_A_BYTE * size and ROWS_VARIABLE not in os.environ):
        raise InputError.one("too-many-rows", file=file.name, rows=rows, bytes=size, variable=ROWS_VARIABLE)


def _most_rows() -> int:
    given = os.environ.get(ROWS_VARIABLE, str(MOST_ROWS))
    if not given.isdecimal():
        raise InputError.one("not-a-count", name=ROWS_VARIABLE, value=given)
    return int(given)
