"""Damaged and hostile files end in a sentence, from the check, the import and the replay alike; extremes fit or are refused."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import duckdb
import pytest

from analysis.world.prepare import prepare
from data.environment import ROWS
from data.errors import InputError, ParameterError, Problem, TransferImpactError
from data.files.damage import FEW_ROWS, reading
from data.health.health import health
from data.importing.importer import import_population
from data.population.full_check import check_population
from tests.data.tiny import PLANS, SUBSCRIBERS, USAGE, as_parquet, change, write_tiny
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("plans", "subscribers", "usage", "contacts")


def keys(folder: Path) -> set[str]:
    return {problem.key for problem in check_population(folder).errors}


def failure(folder: Path, what: str) -> set[str]:
    """Return why a base is refused by the import, or by whoever wants to replay it."""
    with pytest.raises(InputError) as found:
        prepare(folder) if what == "prepare" else import_population(folder, "schema", folder.parent / "out")
    return {problem.key for problem in found.value.problems}


def test_flipped_bytes_never_show_a_traceback(tmp_path: Path) -> None:
    source = write_tiny(tmp_path / "source")
    good = {table: as_parquet(source, table).read_bytes() for table in TABLES}
    draw = random.Random(7)  # noqa: S311 - where a byte flips
    refused = 0
    for _ in range(30):
        table = draw.choice(TABLES)
        spoilt = bytearray(good[table])
        for _ in range(draw.choice((1, 2, 8))):
            spoilt[draw.randrange(4, len(spoilt) - 4)] = draw.randrange(256)
        file = source / f"{table}.parquet"
        file.write_bytes(spoilt)
        refused += bool(check_population(source).errors)
        try:
            prepare(source)
        except TransferImpactError:
            refused += 1
        file.write_bytes(good[table])
    assert refused > 30


@pytest.mark.parametrize(
    ("raised", "key"),
    [
        (duckdb.FatalException("FATAL Error: database has been invalidated"), "unreadable-file"),
        (duckdb.InternalException(""), "unreadable-file"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), "unreadable-file"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_reader_raises_is_a_sentence_about_the_file(raised: Exception, key: str, language: str) -> None:
    with pytest.raises(InputError) as found, reading("usage.parquet"):
        raise raised
    (problem,) = found.value.problems
    assert problem.key == key
    assert "usage.parquet" in wording(language).problem(problem.key, problem.facts)


def test_a_query_that_was_stopped_or_lacked_memory_is_no_damage() -> None:
    for raised in (duckdb.InterruptException, duckdb.OutOfMemoryException):
        with pytest.raises(raised), reading("usage.parquet"):
            raise raised


@pytest.mark.parametrize("what", ["check", "import", "prepare"])
def test_rows_beyond_what_can_be_meant_are_refused_before_they_are_unpacked(tmp_path: Path, what: str) -> None:
    source = write_tiny(tmp_path / "source")
    (source / "usage.csv").unlink()
    query = (
        f"select '001' as subscriber_id, date '2025-01-01' as month, 1 as used_gb, 0 as packs_bought from range({FEW_ROWS + 1})"
    )
    duckdb.execute(f"copy ({query}) to '{source}/usage.parquet' (format parquet, compression zstd)")
    found = keys(source) if what == "check" else failure(source, what)
    assert found == {"too-many-rows"}


def test_the_most_rows_of_a_file_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_tiny(tmp_path / "source")
    as_parquet(source, "usage")
    monkeypatch.setenv(ROWS, "6")
    assert keys(source) == set()
    monkeypatch.setenv(ROWS, "5")
    assert keys(source) == {"too-many-rows"}
    monkeypatch.setenv(ROWS, "many")
    with pytest.raises(ParameterError, match="environment-whole"):
        keys(source)


def test_the_largest_numbers_of_the_schema_can_be_replayed(tmp_path: Path) -> None:
    source = write_tiny(tmp_path / "source")
    change(source, "plans", "300,10,2,100", "1000000000,1000000,1000000,1000000000")
    change(source, "usage", "4.5,0,4.5", "1000000,10000,1000000")
    assert keys(source) == {"sums-too-large"}
    assert failure(source, "prepare") == {"sums-too-large"}
    change(source, "plans", "1000000000,1000000,1000000,1000000000", "1000000000,1000000,1000000,100")
    assert keys(source) == set()
    assert prepare(source).subscribers == 3
    import_population(source, "schema", tmp_path / "out")
    assert health(tmp_path / "out").checks


def test_people_who_each_fit_and_together_do_not_are_an_error(tmp_path: Path) -> None:
    """A group of one community of four: each pays a third of what fits."""
    source = write_tiny(tmp_path / "source")
    change(source, "plans", "300,10,2,100", "1000000000,1000,1,1000000000")
    rows = "".join(f"x{nth},small,north,5,true,,one,\n" for nth in range(4))
    (source / "subscribers.csv").write_text(SUBSCRIBERS + rows)
    (source / "usage.csv").write_text(USAGE + "".join(f"x{nth},2025-01-01,0,3000,0,true\n" for nth in range(4)))
    assert keys(source) == set()
    assert failure(source, "prepare") == {"amounts-too-large"}


def test_many_packs_of_many_gigabytes_are_no_overflow(tmp_path: Path) -> None:
    source = write_tiny(tmp_path / "source")
    change(source, "plans", "300,10,2,100", "300,0.000001,1000000,0")
    change(source, "usage", "4.5,0,4.5", "0,10000,0")
    assert keys(source) == set()
    assert prepare(source).subscribers == 3


@pytest.mark.parametrize("column", ["region", "age_band"])
def test_more_kinds_than_can_be_told_apart_are_an_error(tmp_path: Path, column: str) -> None:
    source = write_tiny(tmp_path / "source")
    place = {"region": "p{nth},small,r{nth},5,true,,,", "age_band": "p{nth},small,north,5,true,{nth},,"}[column]
    rows = [place.format(nth=nth) for nth in range(10_001)]
    (source / "subscribers.csv").write_text(SUBSCRIBERS + "\n".join(rows) + "\n")
    assert keys(source) == {"too-many-kinds"}
    assert failure(source, "prepare") == {"too-many-kinds"}


def test_more_plans_than_can_be_told_apart_are_an_error(tmp_path: Path) -> None:
    source = write_tiny(tmp_path / "source")
    (source / "plans.csv").write_text(PLANS + "".join(f"p{nth},P,local,1,1,1,1,30\n" for nth in range(10_000)))
    assert keys(source) == {"too-many-kinds"}


def said(problem: Problem) -> str:
    return wording("en").problem(problem.key, problem.facts)


@pytest.mark.parametrize("written", ["unlimited", "безлимит", "不限", "-1"])
def test_who_writes_unlimited_is_told_to_leave_the_cell_empty(tmp_path: Path, written: str) -> None:
    source = write_tiny(tmp_path / "source")
    change(source, "plans", "800,,5", f"800,{written},5")
    (problem,) = check_population(source).errors
    assert "leave the cell empty" in said(problem)


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("subscribers", "small,north,24", "small,north,999", "tenure_months"),
        ("subscribers", "35-44,001,", "35-44,001,9999", "off_net_contacts"),
        ("usage", "10,0,11,", "10,9999,11,", "packs_bought"),
        ("usage", "4.5,0,4.5", "4.5,0,999999", "need_gb"),
    ],
)
def test_numbers_that_programs_write_where_none_is_known_are_notes(
    tmp_path: Path, table: str, old: str, new: str, column: str
) -> None:
    source = write_tiny(tmp_path / "source")
    change(source, table, old, new)
    verdict = check_population(source)
    assert not verdict.errors
    assert [problem.facts["column"] for problem in verdict.problems if problem.key == "filler-value"] == [column]


def test_a_date_that_is_asked_for_is_the_first_of_a_month(tmp_path: Path) -> None:
    source = write_tiny(tmp_path / "source")
    change(source, "usage", "001,2025-01-01", "001,January")
    (problem,) = check_population(source).errors
    assert "2025-01-01" in said(problem)
