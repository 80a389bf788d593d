"""Meters round, throttle and lose sessions: who ran out is recognised from the heap of months beside the limit."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.database import storage
from data.importing.impute_need import impute_need
from data.importing.run_out import find_run_out
from data.population.folder import open_population, write_population
from data.schema import TABLES
from data.synthetic.generator import synthesise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

    from analysis.results.result import Result

# What the meter makes of a month that ran out, in GB; `luck` is uniform in (0, 1).
METERS = {
    "exact": "used_gb",
    "a kilobyte lost": "used_gb - 0.000001",
    "the last session lost": "used_gb - 0.05 * luck",
    "throttled": "used_gb + 0.3 * luck",
    "in MiB": "round(used_gb * 1000 / 1.048576) * 1.048576 / 1000",
}
AT_LIMIT = "u.need_gb > u.used_gb"


@contextmanager
def opened(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Load a base into a database that may still write files."""
    with storage.connect() as connection:
        for table in TABLES:
            connection.execute(f"create table {table.name} as from read_parquet('{folder / table.name}.parquet')")
        yield connection


def metered(source: Path, target: Path, meter: str, *, need: str = "null") -> Path:
    """Write a base whose months that ran out were metered so, with `need` as what is said of the need."""
    with opened(source) as connection:
        connection.execute(
            "create or replace table usage as select * exclude (luck) replace ("
            f"(case when {AT_LIMIT} then {meter} else used_gb end)::decimal(18,6) as used_gb, "
            f"(case when {AT_LIMIT} then greatest(need_gb, {meter}) else need_gb end)::decimal(18,6) as need_gb) "
            "from (select *, (hash(subscriber_id, month) % 1000 + 0.5) / 1000 as luck from usage) u"
        )
        if need == "null":
            connection.execute("update usage set need_gb = null")
            impute_need(connection)
        write_population(connection, open_population(source).manifest, target)
    return target


def answer(folder: Path) -> Result:
    world = prepare(folder)
    return simulate(world, make_rules({}), assumptions_for(world, {}), cuts=False)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("meters") / "base"
    synthesise(folder, 8_000)
    return folder


@pytest.fixture(scope="module")
def exact(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    return answer(metered(base, tmp_path_factory.mktemp("exact") / "p", METERS["exact"]))


@pytest.mark.parametrize("meter", [name for name in METERS if name != "exact"])
def test_whatever_the_meter_does_at_the_limit_the_answer_is_the_same(
    base: Path, exact: Result, tmp_path: Path, meter: str
) -> None:
    found = answer(metered(base, tmp_path / "p", METERS[meter]))
    assert exact.flow.transfers > 500
    assert found.flow.transfers == pytest.approx(exact.flow.transfers, rel=0.03)
    for name in ("topup_rate", "satisfaction", "profit_per_subscriber"):
        one, other = exact.outcome(name), found.outcome(name)
        assert one.se is not None
        assert abs(other.change - one.change) <= 1.645 * one.se, name


@pytest.mark.parametrize("meter", ["a kilobyte lost", "throttled"])
def test_a_need_that_was_given_counts_whatever_the_meter_did(base: Path, tmp_path: Path, meter: str) -> None:
    given = answer(metered(base, tmp_path / "given", METERS["exact"], need="given"))
    found = answer(metered(base, tmp_path / "p", METERS[meter], need="given"))
    assert found.flow.transfers == pytest.approx(given.flow.transfers, rel=0.02)


def test_the_tolerance_is_as_wide_as_the_heap_and_no_wider(base: Path) -> None:
    with opened(base) as connection:
        assert (find_run_out(connection).below_kb, find_run_out(connection).above_kb) == (0, 0)
        _shift(connection, "used_gb - 0.04 * luck")
        found = find_run_out(connection)
    assert (found.below_kb, found.above_kb) == (50_000, 0)
    assert found.by_chance < 0.1 * found.months


def test_use_carried_in_from_before_is_no_heap(base: Path) -> None:
    with opened(base) as connection:
        _shift(connection, "used_gb + 3 * luck")
        assert find_run_out(connection).above_kb == 0


def test_what_the_operator_says_of_a_month_decides(base: Path, tmp_path: Path) -> None:
    """Half a gigabyte below the limit nobody would be taken to have run out, unless the base says so."""
    results = []
    for said in ("null", "need_gb > used_gb"):
        with opened(base) as connection:
            connection.execute(f"update usage set ran_out = ({said})")
            _shift(connection, "used_gb - 0.5")
            connection.execute("update usage set need_gb = null")
            impute_need(connection)
            write_population(connection, open_population(base).manifest, tmp_path / said[:4])
        results.append(prepare(tmp_path / said[:4]).measured["topup_conversion"])
    assert results[0] == 1.0
    assert results[1] < 0.6


def _shift(connection: duckdb.DuckDBPyConnection, used: str) -> None:
    """Let the meter show `used` in months in which the need went beyond it."""
    connection.execute(
        f"update usage set used_gb = greatest(0, {used.replace('luck', '(hash(subscriber_id, month) % 1000 / 1000.0)')}) "
        "where need_gb > used_gb"
    )
