"""Opening a population at every start: quick, but not blind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from data.errors import InputError
from data.population.folder import attach, open_population
from tests.data.tiny import as_parquet, change, write_tiny

if TYPE_CHECKING:
    from pathlib import Path


def attached(folder: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    attach(connection, open_population(folder))
    return connection


@pytest.mark.parametrize("as_files", ["csv", "parquet"])
def test_tables_arrive_with_the_types_of_the_schema(tmp_path: Path, as_files: str) -> None:
    folder = write_tiny(tmp_path / "tiny")
    if as_files == "parquet":
        as_parquet(folder, "usage")
    connection = attached(folder)
    kinds = dict(connection.execute("select column_name, data_type from duckdb_columns() where table_name = 'usage'").fetchall())
    assert kinds["subscriber_id"] == "VARCHAR"
    assert kinds["used_gb"] == "DECIMAL(18,6)"
    assert connection.execute("select min(subscriber_id) from usage").fetchone() == ("001",)
    tables = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    assert tables == {"plans", "subscribers", "usage", "contacts"}


def test_afterwards_the_connection_reads_no_files(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    connection = attached(folder)
    with pytest.raises(duckdb.PermissionException):
        connection.execute(f"from read_csv('{folder}/plans.csv')")
    with pytest.raises(duckdb.Error):
        connection.execute("set enable_external_access = true")


@pytest.mark.parametrize(
    ("table", "old", "new", "key"),
    [
        ("usage", "4.5,0,4.5", "lots,0,4.5", "cannot-cast"),
        ("subscribers", "002,small", "002,smal", "orphan"),
        ("usage", "002,2025-01-01", "999,2025-01-01", "orphan"),
        ("plans", "endless,Endless", "small,Endless", "duplicate-key"),
        ("usage", "used_gb", "used", "missing-column"),
        ("usage", "001,2025-01-01,4.5,0,4.5,true", "001", "bad-line"),
    ],
)
def test_what_would_be_dropped_or_doubled_later_is_refused(tmp_path: Path, table: str, old: str, new: str, key: str) -> None:
    folder = write_tiny(tmp_path / "tiny")
    change(folder, table, old, new)
    with pytest.raises(InputError) as failure:
        attached(folder)
    assert key in {problem.key for problem in failure.value.problems}


def test_a_stray_file_stops_nothing(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    (folder / "notes.txt").write_text("=cmd|' /C calc'!A0")
    assert set(open_population(folder).files) == {"plans", "subscribers", "usage", "contacts"}


@pytest.mark.parametrize("as_files", ["csv", "parquet"])
def test_what_says_nothing_takes_no_room_and_reads_alike(tmp_path: Path, as_files: str) -> None:
    folder = write_tiny(tmp_path / "tiny")
    if as_files == "parquet":
        as_parquet(folder, "usage")
    rows, stored = [], []
    for only_read in (False, True):
        connection = duckdb.connect()
        attach(connection, open_population(folder), only_read=only_read)
        rows.append(connection.execute("select rowid, * from usage order by rowid").fetchall())
        stored.append({name for (name,) in connection.execute("select column_name from pragma_storage_info('usage')").fetchall()})
        kinds = connection.execute("describe usage").fetchall()
        assert ("pack_price", "DECIMAL(18,6)") in [(name, kind) for name, kind, *_ in kinds]
    assert rows[0] == rows[1] != []
    assert stored[0] - stored[1] == {"ran_out", "allowance_gb", "monthly_fee", "pack_gb", "pack_price"}
