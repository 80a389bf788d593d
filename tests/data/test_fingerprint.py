"""The fingerprint of a base: of what it says, whatever the order in which its rows lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.database import storage
from data.population.fingerprint import fingerprint

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
