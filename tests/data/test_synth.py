"""The synthetic base: the same for any threads and chunks, true to its own rules, whole or not there at all."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.database import storage
from data.errors import InputError
from data.population import folder
from data.population.folder import open_population
from data.progress import silent
from data.synthetic import generator
from data.synthetic.generator import synthesise
from data.synthetic.market import BLOCK_SIZE, load_market
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 1_500  # 7 whole blocks and a part of one
PINNED = "5a313e155450531b"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the fingerprint of a small base made in one chunk on two threads."""
    return synthesise(tmp_path_factory.mktemp("whole") / "base", SIZE, seed=3, threads=2).fingerprint


def count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """Return the one number of `select count(*) from <query>`."""
    ((found,),) = connection.execute(f"select count(*) from {query}").fetchall()
    return int(found)


def test_the_same_seed_still_gives_the_base_it_gave(whole: str) -> None:
    assert whole[:16] == PINNED


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_threads_do_not_change_the_base(whole: str, tmp_path: Path, threads: int) -> None:
    assert synthesise(tmp_path / "base", SIZE, seed=3, threads=threads).fingerprint == whole


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chunk_blocks=st.integers(1, 8), threads=st.sampled_from([1, 2, 4]))
def test_chunks_do_not_change_the_base(whole: str, tmp_path: Path, chunk_blocks: int, threads: int) -> None:
    made = synthesise(tmp_path / "base", SIZE, seed=3, threads=threads, chunk_blocks=chunk_blocks)
    assert made.fingerprint == whole


def test_another_seed_is_another_base(whole: str, tmp_path: Path) -> None:
    assert synthesise(tmp_path / "base", SIZE, seed=4).fingerprint != whole


def test_a_tie_proposed_from_both_ends_in_two_chunks_stands_once() -> None:
    profile = load_market("russia")
    values = generator.bound_parameters(profile, 2_000, seed=3) | {"graph_weak_ties": 10.0}
    with storage.connect() as connection:
        generator._make_tables(connection, profile, values)
        for first in range(0, 2_000, 5 * BLOCK_SIZE):
            generator.add_chunk(connection, values | {"first": first, "last": first + 5 * BLOCK_SIZE}, silent)
        twice = count(connection, "(select a, b from ties group by a, b having count(*) > 1)")
        different = count(connection, "(select distinct a, b from ties)")
        storage.run(connection, "synth_out_contacts", values)
        assert twice > 0  # the case is there to be merged
        assert count(connection, "contacts") == different


def test_ids_and_months_are_unique(tables: duckdb.DuckDBPyConnection) -> None:
    assert count(tables, "subscribers") == 100_000
    assert count(tables, "(select distinct subscriber_id from subscribers)") == 100_000
    assert count(tables, "(select distinct subscriber_id, month from usage)") == count(tables, "usage")


def test_use_is_within_the_allowance_and_the_packs_bought(tables: duckdb.DuckDBPyConnection) -> None:
    assert count(tables, "months where used_gb > allowance_gb + packs_bought * pack_gb") == 0
    assert count(tables, "months where used_gb > need_gb") == 0
    assert count(tables, "months where allowance_gb is null and used_gb <> need_gb") == 0


def test_packs_are_bought_only_by_the_short_and_never_more_than_they_miss(tables: duckdb.DuckDBPyConnection) -> None:
    assert count(tables, "months where packs_bought > 0") > 1_000
    assert count(tables, "months where packs_bought > 0 and (allowance_gb is null or need_gb <= allowance_gb)") == 0
    assert count(tables, "months where (packs_bought - 1) * pack_gb >= need_gb - allowance_gb and packs_bought > 0") == 0


def test_months_run_without_a_gap_and_end_where_a_subscriber_leaves(tables: duckdb.DuckDBPyConnection) -> None:
    spans = """(select subscriber_id, count(*) n, datediff('month', min(month), max(month)) + 1 span, any_value(active) active,
        bool_or(not renewed and month < last) early, arg_max(renewed, month) renewed, any_value(tenure_months) tenure
        from (select *, max(month) over (partition by subscriber_id) as last from months) group by subscriber_id)"""
    assert count(tables, spans) == 100_000
    assert count(tables, f"{spans} where n <> span or early or renewed <> active or tenure < n - 1") == 0
    assert count(tables, "usage where month < '2025-11-01' or month > '2026-10-01'") == 0


def test_people_join_and_leave_so_that_nine_and_a_half_months_are_seen(tables: duckdb.DuckDBPyConnection) -> None:
    assert count(tables, "usage") / 100_000 == pytest.approx(9.5, abs=0.2)


def test_tourists_come_for_a_month_or_two_on_plans_of_their_own(tables: duckdb.DuckDBPyConnection) -> None:
    for kind, share in (("tourist", 0.010), ("tourist_premium", 0.005)):
        people = count(tables, f"(select distinct subscriber_id from months where sim_type = '{kind}')")
        assert people / 100_000 == pytest.approx(share, rel=0.25)
    stays = "(select subscriber_id from months where sim_type <> 'local' group by subscriber_id having count(*) > 2)"
    assert count(tables, stays) == 0


def test_ties_are_between_two_subscribers_and_stand_once(tables: duckdb.DuckDBPyConnection) -> None:
    assert count(tables, "contacts where subscriber_id::bigint >= contact_id::bigint") == 0
    assert count(tables, "(select distinct subscriber_id, contact_id from contacts)") == count(tables, "contacts")
    assert count(tables, "contacts anti join subscribers using (subscriber_id)") == 0
    assert count(tables, "contacts where contact_id not in (select subscriber_id from subscribers)") == 0
    assert count(tables, "contacts where tie_strength <= 0 or tie_strength > 1") == 0


def test_communities_hold_most_ties_and_family_ties_cross_ages(tables: duckdb.DuckDBPyConnection) -> None:
    ends = """contacts c join subscribers a on a.subscriber_id = c.subscriber_id
        join subscribers b on b.subscriber_id = c.contact_id"""
    inside = count(tables, f"{ends} where a.community = b.community") / count(tables, "contacts")
    # A published phone-call graph has 74 % of a person's ties inside communities found in it.
    assert 0.6 < inside < 0.95
    assert count(tables, f"{ends} where tie_strength > 0.55 and a.age_band <> b.age_band") > 1_000


def test_every_column_of_the_schema_is_filled(tables: duckdb.DuckDBPyConnection) -> None:
    empty = {
        "plans": {"allowance_gb"},
        "subscribers": {"account_id"},
        "usage": {"ran_out", "allowance_gb", "monthly_fee", "pack_gb", "pack_price"},
        "contacts": set(),
    }
    for name, may_be_empty in empty.items():
        summary = tables.execute(f"select column_name, null_percentage from (summarize {name})").fetchall()
        assert {column for column, share in summary if share > 0} == may_be_empty


def test_the_manifest_says_what_was_built(default_base: Path) -> None:
    manifest = open_population(default_base).manifest
    assert (manifest.name, manifest.market, manifest.operator) == ("russia-T2-100000", "russia", "T2")
    assert (manifest.currency, manifest.source, manifest.seed, manifest.synthesised) == ("RUB", "synthetic", 1, ())
    assert json.loads((default_base / "manifest.json").read_text())["fingerprint"] == manifest.fingerprint


def test_an_operator_brings_its_plans(tmp_path: Path) -> None:
    made = synthesise(tmp_path / "base", 200, market="China", operator="china telecom")
    assert (made.market, made.operator, made.currency) == ("china", "China Telecom", "CNY")


@pytest.mark.parametrize("size", [0, 199, 50_000_001])
def test_a_size_out_of_range_is_refused(tmp_path: Path, size: int) -> None:
    with pytest.raises(InputError) as caught:
        synthesise(tmp_path / "base", size)
    assert caught.value.problems[0].key == "population-size"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("months", [0, 11, 37])
def test_a_history_out_of_range_is_refused(tmp_path: Path, months: int) -> None:
    with pytest.raises(InputError) as caught:
        synthesise(tmp_path / "base", SIZE, months=months)
    assert caught.value.problems[0].key == "population-months"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("months", [17, 24])
def test_a_longer_history_begins_earlier_and_keeps_its_seasons(tmp_path: Path, months: int) -> None:
    synthesise(tmp_path / "base", SIZE, seed=3, months=months)
    usage = f"'{tmp_path / 'base' / 'usage.parquet'}'"
    query = f"select month::varchar, avg(need_gb)::double from {usage} group by month order by month"
    found = duckdb.connect().execute(query).fetchall()
    assert len(found) == months
    assert found[-1][0] == "2026-10-01"
    season = generator.bound_parameters(load_market("russia"), SIZE, 3, months)["need_season"]
    assert isinstance(season, (list, tuple))
    weights = [float(season[(int(month[5:7]) - 11) % 12]) for month, _ in found]  # its list begins in November
    assert np.corrcoef(weights, [need for _, need in found])[0, 1] > 0.5


def test_a_folder_of_other_files_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    seen: list[str] = []
    with pytest.raises(InputError) as caught:
        synthesise(tmp_path, 400, progress=lambda stage, _: seen.append(stage))
    assert caught.value.problems[0].key == "target-not-a-population"
    assert seen == []
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def stages(tmp_path: Path) -> list[str]:
    """Return the stages that a small build reports, in order."""
    seen: list[str] = []
    synthesise(tmp_path / "seen", 400, progress=lambda stage, _: seen.append(stage), chunk_blocks=1)
    return seen


def test_progress_rises_from_nothing_to_all(tmp_path: Path) -> None:
    shares: list[float] = []
    synthesise(tmp_path / "seen", 1_000, progress=lambda _, share: shares.append(share), chunk_blocks=2)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_cancelling_at_any_stage_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "out" / "base"
    last = len(stages(tmp_path)) - 1  # when "done" is told, the base is there
    for nth in range(0, last, 2):
        left = iter(range(nth))

        def stop(_stage: str, _share: float, /, left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            synthesise(target, 400, progress=stop, chunk_blocks=1)
        assert not target.exists()
        assert not target.parent.exists() or list(target.parent.iterdir()) == []


def test_ctrl_c_in_the_middle_of_a_query_is_a_cancelled_run_that_leaves_nothing(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from data.synthetic.generator import synthesise
import os, signal, threading
# Soon after the query has begun; before it the outcome is the same, by another road.
soon = [threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT))]
begins = lambda stage, _: stage == "synth_usage" and soon and soon.pop().start()
synthesise(Path({str(tmp_path / "base")!r}), 400_000, progress=begins)
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        _, said = run.communicate(timeout=300)
    assert run.returncode != 0
    assert said.splitlines()[-1] == "KeyboardInterrupt"
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_writing_keeps_the_base_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "base"
    before = synthesise(target, 400, seed=1).fingerprint

    def break_off(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder, "fingerprint", break_off)
    with pytest.raises(KeyboardInterrupt):
        synthesise(target, 400, seed=2)
    assert open_population(target).manifest.fingerprint == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["base"]
