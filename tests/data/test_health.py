"""The health report: the default base passes, a spoiled one fails, what a base lacks is told and not guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.checks.months import Month
from data.database import storage
from data.health.health import Check, HealthReport, Measures, Status, health, judge, measure, title_key
from data.health.months import Observed, Watched
from data.health.targets import Target, load_targets, targets_for
from data.health.ties import ties_measured
from data.importing.importer import import_population
from data.population.fingerprint import fingerprint
from data.population.folder import Manifest
from data.schema import TABLES
from data.synthetic.generator import synthesise
from data.synthetic.market import market_names, operator_names
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TARGET = Target("short_share", 0.18, 0.1, 0.35, 0.05, 0.6, "share", "judgement")
NAMES = sorted({target.name for target in load_targets()})


def spoil(base: Path, target: Path, table: str, query: str) -> Path:
    """Write a copy of a base in which `table` is what `query` makes of it ({t} stands for its file)."""
    target.mkdir()
    for file in (path for path in base.iterdir() if path.is_file()):
        (target / file.name).write_bytes(file.read_bytes())
    duckdb.execute(f"copy ({query.format(t=repr(str(base / f'{table}.parquet')))}) to '{target}/{table}.parquet'")
    return target


def statuses(report: HealthReport) -> dict[str, Status]:
    """Return the status of each measure."""
    return {check.target.name: check.status for check in report.checks}


def values(report: HealthReport) -> dict[str, float | None]:
    """Return what was measured."""
    return {check.target.name: check.measured for check in report.checks}


def hand_made(rows: list[str], ties: str = "") -> Measures:
    """Measure a base of people s1.. on a 10 GB plan; a row is person, month, used, packs, need, renewed."""
    with storage.connect() as connection:
        for table in TABLES:
            columns = ", ".join(f"{column.name} {column.sql_type}" for column in table.columns)
            connection.execute(f"create table {table.name} ({columns})")
        connection.execute("insert into plans values ('p', 'P', 'local', 300, 10, 2, 50, 30)")
        connection.execute(
            "insert into usage (subscriber_id, month, used_gb, packs_bought, need_gb, renewed) values " + ", ".join(rows)
        )
        connection.execute("insert into subscribers by name select distinct subscriber_id, 'p' as plan_id from usage")
        if ties:
            connection.execute(f"insert into contacts values {ties}")
        return measure(connection)


def test_the_default_base_passes_every_target(default_health: HealthReport) -> None:
    assert set(statuses(default_health)) == set(NAMES)
    assert {check.target.name: check.measured for check in default_health.checks if check.status != Status.PASS} == {}
    assert default_health.worst == Status.PASS


@pytest.mark.parametrize(
    ("market", "operator"),
    [(market, name) for market in market_names() for name in operator_names(market) if name != "T2"],
)
def test_no_other_operator_fails_a_target(tmp_path: Path, market: str, operator: str) -> None:
    synthesise(tmp_path / "base", 20_000, market=market, operator=operator)
    report = health(tmp_path / "base")
    assert report.worst != Status.FAIL
    assert Status.UNKNOWN not in statuses(report).values()


def test_use_in_the_wrong_unit_fails(default_base: Path, tmp_path: Path) -> None:
    query = "select * replace (used_gb / 1024 as used_gb, need_gb / 1024 as need_gb) from {t}"
    report = health(spoil(default_base, tmp_path / "spoiled", "usage", query))
    found = statuses(report)
    assert report.worst == Status.FAIL
    assert (found["used_gb_per_month"], found["unused_share"]) == (Status.FAIL, Status.FAIL)
    advice = {check.target.name: check.advice for check in report.checks}
    assert advice["used_gb_per_month"] == "health-used-gb-per-month.low"
    assert advice["unused_share"] == "health-unused-share.high"


def test_ids_that_change_from_month_to_month_fail(default_base: Path, tmp_path: Path) -> None:
    query = """select * replace ((case when month(month) % 2 = 0 then subscriber_id
        else ((subscriber_id::bigint + 7919 * month(month)) % 100000)::varchar end) as subscriber_id) from {t}"""
    found = statuses(health(spoil(default_base, tmp_path / "spoiled", "usage", query)))
    assert found["short_again_share"] == Status.FAIL
    assert found["need_within_cv"] == Status.FAIL
    assert found["used_gb_per_month"] == Status.PASS


def test_ties_drawn_at_random_fail(default_base: Path, tmp_path: Path) -> None:
    query = "select subscriber_id, ((contact_id::bigint * 7919) % 100000)::varchar as contact_id, tie_strength from {t}"
    found = statuses(health(spoil(default_base, tmp_path / "spoiled", "contacts", query)))
    assert found["clustering"] == Status.FAIL
    assert found["family_correlation"] != Status.PASS
    assert found["degree_mean"] == Status.PASS


def test_what_the_base_does_not_hold_is_told_and_not_guessed(default_base: Path, tmp_path: Path) -> None:
    base = spoil(default_base, tmp_path / "bare", "usage", "select subscriber_id, month, used_gb, packs_bought from {t}")
    (base / "contacts.parquet").unlink()
    found = statuses(health(base))
    unknown = {name for name, status in found.items() if status == Status.UNKNOWN}
    graph = {"clustering", "strongest_tie_share", "isolated_share", "family_correlation"}
    assert unknown == {"churn_rate", "need_within_cv", "need_between_sigma", *graph} | {
        n for n in NAMES if n.startswith("degree")
    }
    # Without a need, the short are those who used all they had: the same months, seen from the other side.
    assert found["short_share"] == Status.PASS


def test_a_base_of_no_known_market_meets_the_general_targets_only(default_base: Path) -> None:
    report = health(default_base, market="", operator="")
    assert set(NAMES) - set(statuses(report)) == {"used_gb_per_month", "revenue_per_month"}


def test_the_report_is_the_same_on_any_threads(default_base: Path, default_health: HealthReport) -> None:
    assert health(default_base, threads=1) == default_health


def test_measuring_leaves_the_base_as_it_was(default_base: Path, default_health: HealthReport) -> None:
    with duckdb.connect(":memory:") as connection:
        for name in ("plans", "subscribers", "usage", "contacts"):
            connection.execute(f"create table {name} as select * from '{default_base}/{name}.parquet'")
        assert fingerprint(connection) == default_health.manifest.fingerprint


def test_a_base_made_by_hand_measures_what_was_put_in() -> None:
    found = hand_made(
        [
            "('s1', '2026-01-01', 12, 1, 13, true)",  # short, a pack of 2 GB, 1 GB missing
            "('s1', '2026-02-01', 10, 0, 11, true)",  # short again, no pack
            "('s1', '2026-03-01', 4, 0, 4, true)",
            "('s2', '2026-01-01', 5, 0, 5, true)",
            "('s2', '2026-02-01', 5, 0, 5, false)",
        ]
    )
    assert found["short_share"] == pytest.approx(2 / 5)
    assert found["short_again_share"] == pytest.approx(1 / 2)
    assert found["used_gb_per_month"] == pytest.approx(36 / 5)
    assert found["unused_share"] == pytest.approx(16 / 52, abs=1e-6)
    assert found["revenue_per_month"] == pytest.approx(310)
    assert found["churn_rate"] == pytest.approx(1 / 5)
    assert found["buyer_share"] == pytest.approx(0.2)
    assert found["buyer_share_short"] == pytest.approx(0.5)
    assert (found["packs_per_buyer"], found["buyer_again_share"]) == (1, 0)


def test_a_gap_in_the_months_is_not_taken_for_a_month_without_shortage() -> None:
    rows = ["('s1', '2026-01-01', 10, 0, 15, true)", "('s1', '2026-03-01', 10, 0, 15, true)"]
    assert hand_made(rows)["short_again_share"] is None


def test_a_graph_made_by_hand_measures_what_was_put_in() -> None:
    rows = [f"('s{i}', '2026-01-01', 5, 0, 5, true)" for i in range(1, 6)]
    # A triangle s1 s2 s3 with a tail s4 on s1; s5 alone: three closed pairs of five.
    found = hand_made(rows, "('s1','s2',0.6), ('s1','s3',0.2), ('s2','s3',0.2), ('s1','s4',0.2)")
    assert found["degree_mean"] == pytest.approx(2)
    assert found["isolated_share"] == pytest.approx(0.2)
    assert found["clustering"] == pytest.approx(3 / 5)
    assert found["strongest_tie_share"] == pytest.approx((0.6 + 0.75 + 0.5 + 1) / 4)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 999)), max_size=30))
def test_ties_are_measured_as_one_who_looks_at_every_three_people_would(drawn: list[tuple[int, int, int]]) -> None:
    one, other, thousandths = (np.array([tie[end] for tie in drawn], np.int32) for end in range(3))
    found = ties_measured(one, other, thousandths / 1000, 8)
    tied, strengths = np.zeros((8, 8), np.int64), np.zeros((8, 8), np.int64)
    for a, b, strength in drawn:  # some twice, some of a person with itself
        for here, there in ((a, b), (b, a)):
            tied[here, there] += 1
            strengths[here, there] = max(strengths[here, there], strength)
    np.fill_diagonal(rising := np.triu(tied), 0)
    counts = tied.sum(axis=1)
    closed = int(((rising @ rising) * rising).sum())
    corners = int((counts * (counts - 1) // 2).sum())
    assert found.measured["clustering"] == (3 * closed / corners if corners else None)
    assert found.measured.get("isolated_share") == (float((counts == 0).mean()) if drawn else None)
    best = np.array([np.argmax(mine) if mine.any() else -1 for mine in strengths])
    mutual = [who for who in range(8) if best[who] > who and best[best[who]] == who]
    assert (found.one.tolist(), found.other.tolist()) == (mutual, best[mutual].tolist() if mutual else [])


def test_the_order_of_rows_changes_nothing(default_base: Path, default_health: HealthReport, tmp_path: Path) -> None:
    base = spoil(default_base, tmp_path / "spoiled", "subscribers", "select * from {t} order by hash(subscriber_id)")
    for table in ("usage", "contacts"):
        base = spoil(base, tmp_path / table, table, "select * from {t} order by hash(subscriber_id)")
    assert values(health(base)) == values(default_health)


def test_volumes_and_money_add_up_beyond_64_bits() -> None:
    many, revenue = 40, 10**18
    whole = np.full(many, 10**12)
    watched = Watched(np.ones(many, np.bool_), [Month("2026-01-01", many, 0.0)], (0, 0))
    watched.add(
        Observed(
            sub=np.arange(many, dtype=np.int32),
            month=np.zeros(many, np.int32),
            allowance_kb=2 * whole,
            used_kb=whole,
            said_kb=whole,
            bought_kb=0 * whole,
            packs=np.zeros(many, np.int32),
            revenue=np.full(many, revenue),
            renewed=np.ones(many, np.int8),
            told=np.full(many, -1, np.int8),
        )
    )
    assert watched.totals().revenue == many * revenue > 2**63
    assert watched.measured()["revenue_per_month"] == revenue / 10**6
    assert watched.measured()["unused_share"] == pytest.approx(1 / 2)


def test_published_calls_measure_as_published(shared: Callable[[str], Path]) -> None:
    file = shared("copenhagen_ties.parquet")
    with storage.connect() as connection:
        for table in TABLES:
            columns = ", ".join(f"{column.name} {column.sql_type}" for column in table.columns)
            connection.execute(f"create table {table.name} ({columns})")
        connection.execute(
            "insert into contacts select user_a, user_b, n_events / 100000 from read_parquet($f)", {"f": str(file)}
        )
        ends = "select subscriber_id from contacts union select contact_id from contacts"
        connection.execute(f"insert into subscribers by name ({ends})")
        found = measure(connection)
    assert found["degree_mean"] == pytest.approx(2.9, abs=0.05)
    assert found["degree_p90"] == pytest.approx(5)
    assert found["degree_p99"] == pytest.approx(12, abs=0.05)
    assert found["clustering"] == pytest.approx(0.18, abs=0.005)
    assert found["strongest_tie_share"] == pytest.approx(0.77, abs=0.005)


def test_an_own_base_is_measured_like_ours(shared: Callable[[str], Path], tmp_path: Path) -> None:
    folder = shared("megaline_user_month.parquet").parent
    import_population(folder, "megaline", tmp_path / "base")
    found = values(health(tmp_path / "base"))
    # 40 % of its user-months exceed the allowance and 82 % of these are followed by another.
    assert found["short_share"] == pytest.approx(0.40, abs=0.03)
    assert found["short_again_share"] == pytest.approx(0.82, abs=0.02)


@given(measured=st.floats(0, 1))
def test_the_verdict_follows_the_ranges(measured: float) -> None:
    check = judge(TARGET, measured)
    inside = TARGET.pass_low <= measured <= TARGET.pass_high
    tolerable = TARGET.review_low <= measured <= TARGET.review_high
    assert check.status == (Status.PASS if inside else Status.REVIEW if tolerable else Status.FAIL)
    assert check.advice == ("" if inside else f"health-short-share.{'low' if measured < 0.18 else 'high'}")


def test_the_worst_verdict_is_the_report_s() -> None:
    manifest = Manifest("by hand", "RUB", "test")
    checks = [Check(TARGET, None, status, "") for status in (Status.PASS, Status.UNKNOWN, Status.REVIEW, Status.FAIL)]
    worst = [HealthReport(manifest, tuple(checks[:n])).worst for n in range(1, 5)]
    assert worst == [Status.PASS, Status.PASS, Status.REVIEW, Status.FAIL]


def test_every_target_lies_within_its_ranges_and_stands_once() -> None:
    found = load_targets()
    assert len({(target.name, target.market, target.operator) for target in found}) == len(found)
    for target in found:
        assert target.review_low <= target.pass_low <= target.value <= target.pass_high <= target.review_high, target.name
        assert target.market in ("", *market_names())
        assert target.operator in ("", *(operator_names(target.market) if target.market else ()))


def test_every_measure_has_a_target_and_every_target_a_measure() -> None:
    assert set(hand_made(["('s1', '2026-01-01', 5, 0, 5, true)"])) == set(NAMES)


def test_an_operators_target_stands_before_the_markets_and_the_general() -> None:
    assert targets_for("russia", "T2")["revenue_per_month"].operator == "T2"
    assert targets_for("russia", "Yota")["revenue_per_month"].operator == ""
    assert "revenue_per_month" not in targets_for("", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_and_verdict_has_words(language: str) -> None:
    say = wording(language)
    assert all(say(f"{title_key(name)}{part}") for name in NAMES for part in ("", ".help", ".low", ".high"))
    assert len({say(title_key(status)) for status in Status}) == len(Status)
    assert say(judge(TARGET, None).advice)
