"""Gigabytes become whole kB to the digit, whatever their size."""

from __future__ import annotations

from decimal import Decimal

import pytest

from data.database.storage import open_database

LARGEST = 999_999_999_999_999_999  # what decimal(18,6) holds, in kB


@pytest.mark.parametrize(
    "kb",
    [
        0,
        1,
        999_999,
        123_456_789,
        999_998_999_999,
        999_999_000_000,
        999_999_000_001,
        1_000_000_000_000,
        9_223_372_036_855,
        LARGEST,
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_gigabytes_are_whole_kilobytes_to_the_digit(kb: int, sign: int) -> None:
    with open_database() as connection:
        gb = f"'{sign * Decimal(kb) / 1_000_000:f}'::decimal(18, 6)"
        assert connection.execute(f"select kb_of({gb})").fetchall() == [(sign * kb,)]
        # Beside others in one column, as a base has them.
        connection.execute(f"create table volumes as select {gb} as gb union all select 1.5 union all select null")
        found = connection.execute("select kb_of(gb) from volumes").fetchall()
        assert found == [(sign * kb,), (1_500_000,), (None,)]
