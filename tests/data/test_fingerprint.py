"""The fingerprint of a base: of what it says, whatever the order in which its rows lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.database import storage
from data.population import fingerprint as printing
from data.population.fingerprint import fingerprint, hashed, lines_of
from data.population.lines import written
from data.schema import CONTACTS, SUBSCRIBERS, TABLES, USAGE, Table

if TYPE_CHECKING:
    import duckdb

IN_ORDER = "len(subscriber_id), 1, 2"
TIES = """
select n::varchar as subscriber_id, (n * 7 % 3000)::varchar as contact_id, (n % 1000 / 1000)::decimal(9, 6) as tie_strength
from range(3000) t(n)
"""
MONTHS = """
select n::varchar as subscriber_id, (date '2025-08-01' + interval (m) month)::date as month,
    (n % 97 + m)::decimal(18, 6) as used_gb, 0 as packs_bought, null::decimal(18, 6) as need_gb,
    null::boolean as renewed, null::boolean as ran_out,
    null::decimal(18, 6) as allowance_gb, null::decimal(18, 6) as monthly_fee, null::decimal(18, 6) as pack_gb,
    null::decimal(18, 6) as pack_price
from range(3000) t(n), range(7) s(m)
"""


def printed(connection: duckdb.DuckDBPyConnection, order: str) -> str:
    """Return the fingerprint of two tables whose rows lie in some order."""
    connection.execute(f"create or replace table contacts as select * from ({TIES}) order by {order}")
    connection.execute(f"create or replace table usage as select * from ({MONTHS}) order by {order}")
    return fingerprint(connection)


@pytest.mark.parametrize("threads", [1, 2])
def test_the_order_of_rows_does_not_matter(threads: int) -> None:
    with storage.connect(threads) as connection:
        lying = printed(connection, IN_ORDER)
        assert {printed(connection, order) for order in ("1, 2", "hash(subscriber_id), 2", "1, 2 desc")} == {lying}


@pytest.mark.parametrize("change", ["used_gb = 5", "month = month + interval 1 month"])
def test_one_cell_makes_another_fingerprint(change: str) -> None:
    with storage.connect(1) as connection:
        before = printed(connection, IN_ORDER)
        connection.execute(f"update usage set {change} where subscriber_id = '2999' and month = '2026-02-01'")
        assert fingerprint(connection) != before


# Of every kind of cell what is hard to write: by its type, SQL of what may stand in it.
ODD = {
    "varchar": ("null", "''", "'a'", "'Łódź 東京 😀'", "repeat('long', 5000)", "chr(31) || chr(10)", "'0'"),
    "date": ("null", "date '1899-12-31'", "date '1900-03-01'", "date '2024-02-29'", "date '1969-12-31'", "date '1970-01-01'"),
    "boolean": ("null", "true", "false"),
    "integer": ("null", "0", "7", "-7", "10", "-2147483648", "2147483647"),
    "decimal(9,6)": ("null", "0", "0.000001", "-0.000001", "1", "-1.5", "999.999999", "-999.999999"),
    "decimal(18,6)": (
        "null",
        "0",
        "0.999999",
        "-0.5",
        "9.999999",
        "10",
        "123456.000001",
        "999999999999.999999",
        "-999999999999.999999",
    ),
}


def odd(connection: duckdb.DuckDBPyConnection, table: Table, rows: int) -> None:
    """Make a table of a schema in which each column walks through its odd cells at a pace of its own."""
    cells = []
    for nth, column in enumerate(table.columns):
        choices = [f"({cell})::{column.sql_type}" for cell in ODD[column.sql_type]]
        pace = f"1 + (n * {2 * nth + 3} + n // 7) % {len(choices)}"
        cells.append(f"[{', '.join(choices)}][{pace}] as {column.name}")
    connection.execute(f"create or replace table {table.name} as select {', '.join(cells)} from range({rows}) t(n)")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("rows", [0, 1, 5_000])
def test_compiled_code_writes_what_the_database_writes(table: Table, rows: int) -> None:
    with storage.connect(1) as connection:
        odd(connection, table, rows)
        names = [column.name for column in table.columns]
        cells = connection.sql(f"select {', '.join(names)} from {table.name}").to_arrow_reader(700)
        found = b"".join(written(batch, table.columns).tobytes() for batch in cells)
        lines = connection.execute(f"{printing._lines(table, table.columns)} order by rowid").fetchall()
        assert found == "".join(line for (line,) in lines).encode()
        assert (len(found) > rows) == (rows > 0)


@pytest.mark.parametrize("day", ["1000-01-01", "1582-10-15", "9999-12-31"])
def test_the_first_day_and_the_last_that_are_written(day: str) -> None:
    with storage.connect(1) as connection:
        odd(connection, USAGE, 1)
        connection.execute(f"update usage set month = '{day}'")
        (batch,) = connection.sql("from usage").to_arrow_table().to_batches()
        ((line,),) = connection.execute(printing._lines(USAGE, USAGE.columns)).fetchall()
        assert written(batch, USAGE.columns).tobytes() == line.encode()


@pytest.mark.parametrize("day", ["0999-12-31", "10000-01-01", "-infinity", "0001-01-01 (BC)"])
def test_days_that_are_written_otherwise_are_left_to_the_database(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    with storage.connect(1) as connection:
        odd(connection, USAGE, 300)
        connection.execute(f"update usage set month = '{day}' where rowid = 250")
        monkeypatch.setattr(printing, "AT_ONCE", 100)
        before = fingerprint(connection)
        with pytest.raises(OverflowError):
            written(connection.sql("from usage").to_arrow_table().to_batches()[0], USAGE.columns)
        monkeypatch.setattr(printing, "MANY", 1)
        assert fingerprint(connection) == before


def test_many_rows_have_the_fingerprint_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    with storage.connect(2) as connection:
        for table in (SUBSCRIBERS, USAGE, CONTACTS):
            odd(connection, table, 2_000)
        before = fingerprint(connection)
        monkeypatch.setattr(printing, "MANY", 1)
        lines = lines_of(connection)
        assert [each.many for each in lines] == [True] * 3
        assert any(each.sorts for each in lines)
        assert hashed(connection, lines) == before


def test_cells_of_another_type_are_left_to_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    with storage.connect(1) as connection:
        odd(connection, USAGE, 300)
        monkeypatch.setattr(printing, "MANY", 1)
        assert [each.many for each in lines_of(connection)] == [True]
        connection.execute("alter table usage alter packs_bought type bigint")
        assert [each.many for each in lines_of(connection)] == [False]
