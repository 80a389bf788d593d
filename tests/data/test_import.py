"""The third-party sets become populations that say what their sources say."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from data.importing.importer import import_population
from data.population.full_check import check_population

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the third-party data sets are not beside the project")


def ask(folder: Path, query: str) -> tuple[object, ...]:
    """Return the first row of a query in which {t} stands for the file of table t."""
    names = {table: f"'{folder}/{table}.parquet'" for table in ("plans", "subscribers", "usage", "contacts")}
    row = duckdb.execute(query.format(**names)).fetchone()
    assert row is not None
    return row


@pytest.fixture(scope="module")
def megaline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("own") / "megaline"
    import_population(SHARED, "megaline", out)
    return out


@needs_shared
def test_every_user_and_month_of_megaline_arrives(megaline: Path) -> None:
    assert ask(megaline, "select count(*), (select count(*) from {usage}) from {subscribers}") == (490, 2293)


@needs_shared
def test_surf_users_exceed_their_allowance_in_58_percent_of_months_and_most_again(megaline: Path) -> None:
    """The published figures of the set: 58 % of months, and 83 % of those again in the next month."""
    over, again = ask(
        megaline,
        """
        with surf as (
            select u.*, used_gb > 15 as over, lead(used_gb > 15) over w as next_over, lead(month) over w as next_month
            from {usage} u join {subscribers} using (subscriber_id) where plan_id = 'surf'
            window w as (partition by subscriber_id order by month)
        )
        select avg(over::integer),
            avg(next_over::integer) filter (over and next_month = month + interval 1 month)
        from surf
        """,
    )
    assert round(float(str(over)), 2) == 0.58
    assert round(float(str(again)), 2) == 0.83


@needs_shared
def test_overage_is_bought_as_started_gigabytes(megaline: Path) -> None:
    wrong = ask(
        megaline,
        """
        select count(*) from {usage} u join {subscribers} using (subscriber_id) join {plans} p using (plan_id)
        where u.packs_bought <> greatest(0, ceil(u.used_gb - p.allowance_gb))
        """,
    )
    assert wrong == (0,)


@needs_shared
def test_a_missing_contact_graph_is_made_up_and_said_to_be(megaline: Path) -> None:
    assert '"contacts"' in (megaline / "manifest.json").read_text()
    ties, strangers = ask(
        megaline,
        "select count(*), count(*) filter (subscriber_id not in (select subscriber_id from {subscribers})) from {contacts}",
    )
    assert int(str(ties)) > 490
    assert strangers == 0


@pytest.fixture(scope="module")
def prepaid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("own") / "prepaid"
    import_population(SHARED, "prepaid_india_sample", out)
    return out


@needs_shared
def test_prepaid_buyers_by_month_are_those_of_the_source(prepaid: Path) -> None:
    """56, 57 and 54 % bought at least one data pack in June, July and August."""
    shares = ask(
        prepaid,
        "select list(round(share, 2) order by month) "
        "from (select month, avg((packs_bought > 0)::integer) as share from {usage} group by 1)",
    )
    assert shares == ([0.56, 0.57, 0.54],)


@needs_shared
def test_prepaid_buyers_buy_again_as_they_did(prepaid: Path) -> None:
    """Buyers of July who bought in August too: 79.9 %. Non-buyers who started: 19.0 %."""
    again, started = ask(
        prepaid,
        """
        select round(100 * avg((b.packs_bought > 0)::integer) filter (a.packs_bought > 0), 1),
            round(100 * avg((b.packs_bought > 0)::integer) filter (a.packs_bought = 0), 1)
        from {usage} a join {usage} b on b.subscriber_id = a.subscriber_id and b.month = date '2014-08-01'
        where a.month = date '2014-07-01'
        """,
    )
    assert (again, started) == (79.9, 19.0)


@needs_shared
def test_no_prepaid_customer_is_lost_and_those_silent_in_september_did_not_renew(prepaid: Path) -> None:
    found = ask(prepaid, "select count(*), count(distinct subscriber_id), count(*) filter (not renewed) from {usage}")
    silent = duckdb.execute(f"select sum(churn) from '{SHARED}/prepaid_india_sample.parquet'").fetchone()
    assert silent is not None
    assert found == (3 * 4228, 4228, silent[0])


@needs_shared
@pytest.mark.parametrize("name", ["megaline", "prepaid_india_sample"])
def test_the_same_source_gives_the_same_fingerprint_at_any_thread_count(name: str, tmp_path: Path) -> None:
    stamps = {import_population(SHARED, name, tmp_path / str(threads), threads=threads).fingerprint for threads in (1, 2, 4)}
    assert len(stamps) == 1
    assert not check_population(tmp_path / "1").errors
