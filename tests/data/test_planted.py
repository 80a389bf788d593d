"""Optional tables of a synthetic base: the same for any threads and chunks, usable, and true to what was planted in them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import duckdb
import pytest
from click.testing import CliRunner

from data.errors import InputError
from data.planted.figures import NAMES, figures, planted
from data.population.full_check import check_population
from data.sources import load_sources
from data.synthetic.generator import synthesise
from terminal.commands import cli
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 3_000


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted") / "base"
    synthesise(folder, SIZE, seed=2, history=["all"], threads=2)
    return folder


@pytest.fixture(scope="module")
def tables(base: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name in (*NAMES, "plans", "subscribers", "usage", "contacts"):
        connection.execute(f"create view {name} as from '{base}/{name}.parquet'")
    return connection


def one(tables: duckdb.DuckDBPyConnection, query: str) -> float:
    (found,) = tables.execute(query).fetchall()
    return float(found[0])


def test_every_optional_table_is_made_and_the_base_can_be_used(base: Path) -> None:
    verdict = check_population(base)
    assert verdict.errors == ()
    assert all(verdict.rows[name] for name in NAMES)


def test_the_same_seed_gives_the_same_bytes_at_any_threads_and_chunks(base: Path, tmp_path: Path) -> None:
    synthesise(tmp_path / "again", SIZE, seed=2, history=["all"], threads=1, chunk_blocks=4)
    names = (*NAMES, "usage", "subscribers")
    with duckdb.connect() as connection:
        for name in names:
            first, second = (f"'{folder}/{name}.parquet'" for folder in (base, tmp_path / "again"))
            assert connection.execute(f"select count(*) from (from {first} except all from {second})").fetchall() == [(0,)], name
            assert connection.execute(f"select count(*) from (from {second} except all from {first})").fetchall() == [(0,)], name
    same = tmp_path / "same"
    synthesise(same, SIZE, seed=2, history=["all"], threads=2)
    assert all((same / f"{name}.parquet").read_bytes() == (base / f"{name}.parquet").read_bytes() for name in names)


def test_a_table_that_was_not_asked_for_is_not_there(tmp_path: Path) -> None:
    synthesise(tmp_path / "one", 400, seed=1, history=["survey"])
    made = {file.stem for file in (tmp_path / "one").glob("*.parquet")}
    assert made == {"plans", "subscribers", "usage", "contacts", "survey"}
    with pytest.raises(InputError) as raised:
        synthesise(tmp_path / "two", 400, seed=1, history=["surveys"])
    assert [(problem.key, problem.facts["nearest"]) for problem in raised.value.problems] == [("unknown-history", "survey")]


def test_the_terminal_makes_them(tmp_path: Path) -> None:
    asked = [
        "population",
        "synth",
        "--subscribers",
        "400",
        "--out",
        str(tmp_path / "base"),
        "--history",
        "bonuses",
        "--history",
        "shocks",
    ]
    told = CliRunner().invoke(cli, asked)
    assert told.exit_code == 0, told.output
    assert {file.stem for file in (tmp_path / "base").glob("*.parquet")} >= {"bonuses", "shocks"}
    refused = CliRunner().invoke(cli, [*asked[:-1], "shock"])
    assert refused.exit_code == 1
    assert "shocks" in refused.output


def test_days_add_up_to_the_month_and_packs_are_bought_on_the_day_they_are_needed(tables: duckdb.DuckDBPyConnection) -> None:
    unlike = """select count(*) from (
            select subscriber_id, date_trunc('month', date - (billing_day - 1)) as month, sum(used_gb) as gb
            from daily group by all) d
        join usage u using (subscriber_id, month)
        left join (select distinct contact_id as subscriber_id, date_trunc('month', date) as month
            from gifts where outcome = 'accepted') g using (subscriber_id, month)
        where g.month is null and abs(d.gb - u.used_gb) > 1e-6"""
    assert one(tables, unlike) == 0
    assert one(tables, "select sum(packs) from purchases") == one(tables, "select sum(packs_bought) from usage")
    early = """select count(*) from purchases p join daily d using (subscriber_id, date)
        join daily y on y.subscriber_id = d.subscriber_id and y.date = d.date - 1
        where y.balance_gb > d.used_gb and d.billing_day <> day(d.date)"""
    assert one(tables, early) == 0


def test_prices_bonuses_and_gifts_leave_the_traces_that_were_planted(tables: duckdb.DuckDBPyConnection) -> None:
    planted_values = planted()
    assert one(tables, "select count(*) from prices") > one(tables, "select count(distinct plan_id || region) from prices")
    raised = "select max(pack_price) / min(pack_price) as ratio from prices group by plan_id, region having count(*) > 1"
    rises = {round(float(row[0]), 2) for row in tables.execute(raised).fetchall()}
    assert rises <= set(planted_values["prices_rises"])  # type: ignore[arg-type]
    assert one(tables, "select min(bonus_gb) from bonuses") >= planted_values["bonuses_least_gb"]  # type: ignore[operator]
    before = """select count(*) from gifts g join subscribers s using (subscriber_id) join launches l using (region)
        where g.date < l.date"""
    assert one(tables, before) == 0
    asked = one(tables, "select count(*) from survey") / one(tables, "select count(*) from usage")
    assert math.isclose(asked, planted_values["survey_asked_share"], rel_tol=0.1)  # type: ignore[arg-type]


def test_every_planted_figure_has_a_unit_and_a_source_and_is_used() -> None:
    assert [name for name, figure in figures().items() if not figure["unit"] or figure["source"] not in load_sources()] == []
    written = "".join(file.read_text() for file in (ROOT / "data" / "planted" / "sql").glob("*.sql"))
    assert [name for name in figures() if f"${name}" not in written] == []
