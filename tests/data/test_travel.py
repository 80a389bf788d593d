"""The base of a seller of travel SIMs: parties that come and go together, SIMs that end, and another trip for renewal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from data.errors import InputError
from data.health.health import Status, health
from data.population.full_check import check_population
from data.synthetic.generator import synthesise
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZE = 1_500  # 7 whole blocks and a part of one
TABLES = ("plans", "subscribers", "usage", "contacts")
# One row a visitor: the first and all months it was seen in, and the days of its SIM.
VISITORS = """(
    select s.*, p.sim_type, p.validity_days, list(u.month order by u.month) as months
    from subscribers s join plans p using (plan_id) join usage u using (subscriber_id) where p.sim_type <> 'local' group by all
)"""


@pytest.fixture(scope="module")
def tables(travel_population: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for name in TABLES:
            connection.execute(f"create view {name} as select * from '{travel_population / name}.parquet'")
        yield connection


def count(tables: duckdb.DuckDBPyConnection, query: str) -> int:
    ((found,),) = tables.execute(f"select count(*) from {query}").fetchall()
    return int(found)


def test_it_can_be_used_and_is_like_what_is_known_of_any(travel_population: Path) -> None:
    verdict = check_population(travel_population)
    assert not verdict.errors
    assert "validity-counts" in {problem.key for problem in verdict.problems}
    # Of so few residents little can be told; its contacts are those of everybody.
    of_contacts = (
        "degree_mean",
        "degree_median",
        "degree_p90",
        "degree_p99",
        "isolated_share",
        "clustering",
        "strongest_tie_share",
    )
    judged = {check.target.name: check.status for check in health(travel_population).checks}
    assert {judged[name] for name in of_contacts} == {Status.PASS}


@pytest.mark.parametrize(("threads", "chunk_blocks"), [(1, 3), (4, 1)])
def test_threads_and_chunks_do_not_change_it(tmp_path: Path, threads: int, chunk_blocks: int) -> None:
    one = synthesise(tmp_path / "one", SIZE, seed=3, market="travel")
    other = synthesise(tmp_path / "other", SIZE, seed=3, market="travel", threads=threads, chunk_blocks=chunk_blocks)
    assert other.fingerprint == one.fingerprint


def test_companions_are_six_at_most_and_come_and_go_together(tables: duckdb.DuckDBPyConnection) -> None:
    tables.execute(f"create or replace table v as select * from {VISITORS} as found")
    close = "(select * from contacts where tie_strength >= 0.55)"
    pairs = f"{close} c join v a on a.subscriber_id = c.subscriber_id join v b on b.subscriber_id = c.contact_id"
    assert count(tables, pairs) > 1_000
    apart = "a.months <> b.months or a.region <> b.region or a.community <> b.community or a.validity_days <> b.validity_days"
    assert count(tables, f"{pairs} where {apart}") == 0
    # Each of a party of six has five companions, and nobody has more.
    ends = (
        f"(select unnest([subscriber_id, contact_id]) as who from {close} where subscriber_id in (from v select subscriber_id))"
    )
    assert tables.execute(f"select max(n) from (select count(*) as n from {ends} group by who)").fetchone() == (5,)
    assert count(tables, f"{pairs} where a.sim_type <> b.sim_type") > 300


def test_renewal_is_another_trip(tables: duckdb.DuckDBPyConnection) -> None:
    of_visitors = f"usage u join {VISITORS} v using (subscriber_id)"
    assert count(tables, f"{of_visitors} where u.month < v.months[-1] and not u.renewed") == 0
    assert 0.05 < count(tables, f"{of_visitors} where u.renewed") / count(tables, of_visitors) < 0.3
    assert count(tables, f"{of_visitors} where u.month = v.months[-1] and u.renewed <> v.active") == 0
    assert count(tables, f"{VISITORS} v where len(months) > 1") > 200


def test_a_longer_history_ends_in_the_same_month(tmp_path: Path) -> None:
    synthesise(tmp_path / "base", SIZE, seed=3, market="travel", months=18)
    with duckdb.connect() as connection:
        usage = f"'{tmp_path / 'base' / 'usage.parquet'}'"
        found = connection.execute(f"select min(month), max(month), count(distinct month) from {usage}").fetchall()
    first, last, months = found[0]
    assert (str(first), str(last), months) == ("2025-05-01", "2026-10-01", 18)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_with_planted_values_are_refused_in_words(tmp_path: Path, language: str) -> None:
    with pytest.raises(InputError) as caught:
        synthesise(tmp_path / "base", SIZE, market="travel", history=("all",))
    (problem,) = caught.value.problems
    assert "travel" in wording(language).problem(problem.key, problem.facts)
    assert not (tmp_path / "base").exists()
