"""Keyed draws: pinned, alike in SQL and Python, and as random as the generator needs."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.database import storage
from data.keyed.mixer import MASK, mix32, seed_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

PINNED = {0: 0, 1: 1753845952, 2: 3507691905, 12345: 2435775735, MASK: 1734902346}
PINNED_SEEDS = {0: 0, 1: 1492470133, 2**32: 992693826, 2**64 - 1: 2009157515}


@pytest.fixture(scope="module")
def sql() -> Iterator[duckdb.DuckDBPyConnection]:
    with storage.connect() as connection:
        yield connection


def test_a_value_drawn_years_ago_is_drawn_again() -> None:
    assert {value: mix32(value) for value in PINNED} == PINNED
    assert {seed: seed_key(seed) for seed in PINNED_SEEDS} == PINNED_SEEDS


def test_the_draws_of_a_subscriber_are_pinned(sql: duckdb.DuckDBPyConnection) -> None:
    query = "select mix_key(7::ubigint, 3), draw(7::ubigint, 1), round(normal(7::ubigint, 1), 12)"
    assert sql.execute(query).fetchone() == (260040046, 0.7896068663103506, -0.416382335985)


@settings(max_examples=60)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20))
def test_the_number_of_a_text_is_half_of_its_md5_sum(sql: duckdb.DuckDBPyConnection, text: str) -> None:
    found = sql.execute("select md5_lower($text), md5_number_lower($text)", {"text": text}).fetchone()
    number = int.from_bytes(hashlib.md5(text.encode(), usedforsecurity=False).digest()[8:], "little")
    assert found == (number, number)


@settings(max_examples=60)
@given(values=st.lists(st.integers(0, MASK), min_size=1, max_size=50))
def test_sql_and_python_mix_alike(sql: duckdb.DuckDBPyConnection, values: list[int]) -> None:
    found = sql.execute("select list_transform($values::ubigint[], lambda v: mix32(v))", {"values": values}).fetchall()
    assert found[0][0] == [mix32(value) for value in values]


@given(one=st.integers(0, MASK), other=st.integers(0, MASK))
def test_two_numbers_never_mix_to_the_same(one: int, other: int) -> None:
    assert (mix32(one) == mix32(other)) == (one == other)


def test_draws_are_uniform_and_purposes_independent(sql: duckdb.DuckDBPyConnection) -> None:
    # 200,000 draws: standard errors are 0.0006 for the mean and 0.0022 for a correlation; five of them are allowed.
    query = """select avg(draw(s, 1)), var_samp(draw(s, 1)), corr(draw(s, 1), draw(s, 2)), avg(normal(s, 3)),
        stddev(normal(s, 3)), min(draw(s, 1)) > 0, max(draw(s, 1)) < 1
        from (select mix_key(mix32(i::ubigint), 9::ubigint) s from range(200000) t(i))"""
    mean, variance, correlation, normal_mean, normal_sd, above, below = sql.execute(query).fetchall()[0]
    assert mean == pytest.approx(0.5, abs=0.0033)
    assert variance == pytest.approx(1 / 12, abs=0.001)
    assert correlation == pytest.approx(0, abs=0.0112)
    assert (normal_mean, normal_sd) == (pytest.approx(0, abs=0.0112), pytest.approx(1, abs=0.008))
    assert above
    assert below
