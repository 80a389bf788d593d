"""What a reader of files stumbles over, as a sentence about the file: damage, and files that unpack to far more than they are."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb

from data.database import storage
from data.environment import ROWS, whole_setting
from data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_ROWS = 200_000_000  # of a file: 16 million subscribers for a year
# A row of a real table takes a byte or so however well it is packed: identifiers differ from one to the next.
ROWS_A_BYTE, FEW_ROWS = 100, 10_000_000


@contextmanager
def reading(file: str, besides: type[duckdb.Error] = duckdb.InterruptException) -> Iterator[None]:
    """Word whatever goes wrong inside as an InputError about `file`.

    An interruption, a lack of memory, and `besides` stay what they are.
    """
    try:
        yield
    except (duckdb.InterruptException, duckdb.OutOfMemoryException, besides):
        raise
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
    rows, size, said = int((counted and counted[0]) or 0), file.stat().st_size, whole_setting(ROWS)
    is_bomb = rows > FEW_ROWS and rows > ROWS_A_BYTE * size
    if rows > (MOST_ROWS if said is None else said) or (is_bomb and said is None):
        raise InputError.one("too-many-rows", file=file.name, rows=rows, bytes=size, variable=ROWS)
