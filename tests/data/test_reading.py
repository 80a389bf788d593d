"""Files as they come: encodings that are said or not, first lines that are no header, months in files with other columns."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from data.errors import InputError, Problem
from data.files.encodings import ALLOWED, guess
from data.importing.importer import import_population
from data.population.full_check import check_population
from tests.data.tiny import CONTACTS, PLANS, SUBSCRIBERS, USAGE, change, write_tiny
from wording import LANGUAGES, wording

HEADER, *ROWS = USAGE.splitlines()
MAPPING = """
[source]
name = "monthly"
currency = "RUB"
[tables.plans]
file = "plans.csv"
[tables.subscribers]
file = "subscribers.csv"
[tables.contacts]
file = "contacts.csv"
[tables.usage]
file = "usage-*.csv"
"""
COLUMNS = """
[tables.usage.columns]
subscriber_id = "subscriber_id"
month = "month"
used_gb = "used_gb"
packs_bought = "packs_bought"
"""


def run(folder: Path, mapping: str, out: str = "out") -> tuple[list[Problem], list[Problem]]:
    """Import `folder`; return the errors and the notes, each of which must be a sentence in every language."""
    file = folder.parent / "mapping.toml"
    file.write_text(mapping, encoding="utf-8")
    notes: list[Problem] = []
    errors: list[Problem] = []
    try:
        import_population(folder, str(file), folder.parent / out, notice=notes.append)
    except InputError as failure:
        errors = list(failure.problems)
    for problem in notes + errors:
        for language in LANGUAGES:
            assert not wording(language).problem(problem.key, problem.facts).startswith(problem.key)
    return errors, notes


def keys(problems: list[Problem]) -> set[str]:
    return {problem.key for problem in problems}


@pytest.fixture
def monthly(tmp_path: Path) -> Path:
    """Give the tiny base with a file of usage for each of its two months."""
    folder = tmp_path / "source"
    folder.mkdir()
    for name, text in (("plans", PLANS), ("subscribers", SUBSCRIBERS), ("contacts", CONTACTS)):
        (folder / f"{name}.csv").write_text(text)
    for month in ("01", "02"):
        rows = [row for row in ROWS if f"2025-{month}-01" in row]
        (folder / f"usage-{month}.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    return folder


def recolumned(file: Path, old: str, new: str | None) -> None:
    """Rename a column of a file, or leave it out."""
    rows = [line.split(",") for line in file.read_text().splitlines()]
    nth = rows[0].index(old)
    if new is None:
        rows = [row[:nth] + row[nth + 1 :] for row in rows]
    else:
        rows[0][nth] = new
    file.write_text("\n".join(",".join(row) for row in rows) + "\n")


@pytest.mark.parametrize("month", ["01", "02"])
def test_a_month_without_a_column_that_counts_is_an_error_whatever_its_place(monthly: Path, month: str) -> None:
    recolumned(monthly / f"usage-{month}.csv", "renewed", None)
    (problem,) = run(monthly, MAPPING)[0]
    assert (problem.key, problem.facts["column"]) == ("uneven-column", "renewed")
    assert (problem.facts["side"], problem.facts["files"]) == ("lacking", (f"usage-{month}.csv",))


@pytest.mark.parametrize("month", ["01", "02"])
def test_a_month_with_a_column_nobody_reads_is_a_note(monthly: Path, month: str) -> None:
    plain = run(monthly, MAPPING)
    assert plain == ([], [])
    file = monthly / f"usage-{month}.csv"
    file.write_text("\n".join(line + (",roaming" if line == HEADER else ",1") for line in file.read_text().splitlines()))
    for mapping in (MAPPING, MAPPING + COLUMNS):
        errors, notes = run(monthly, mapping, "more")
        assert not errors
        assert [note.facts["column"] for note in notes if note.key == "uneven-column"] == ["roaming"]


def test_a_column_renamed_in_the_middle_of_the_year_is_named(monthly: Path) -> None:
    recolumned(monthly / "usage-02.csv", "used_gb", "volume")
    errors, _ = run(monthly, MAPPING + COLUMNS)
    assert "uneven-column" in keys(errors)
    assert {problem.facts["column"] for problem in errors if problem.key == "uneven-column"} == {"used_gb"}


def test_a_month_that_has_only_a_header_is_told(monthly: Path) -> None:
    (monthly / "usage-03.csv").write_text(HEADER + "\n")
    errors, notes = run(monthly, MAPPING)
    assert not errors
    assert [(note.key, note.facts["file"]) for note in notes] == [("no-rows", "usage-03.csv")]


def test_a_month_exported_twice_names_both_files(monthly: Path) -> None:
    (monthly / "usage-01 (1).csv").write_text((monthly / "usage-01.csv").read_text())
    problem = run(monthly, MAPPING)[0][0]
    assert problem.key == "duplicate-key"
    assert {problem.facts["file"], problem.facts["earlier_file"]} == {"usage-01.csv", "usage-01 (1).csv"}
    assert problem.facts["earlier_row"] == 2


@pytest.mark.parametrize(
    ("text", "encoding", "guessed"),
    [
        ("абонент,Трафик за месяц", "cp1251", "cp1251"),
        ("用户编号,本月使用流量", "gb18030", "gb18030"),
        ("subscriber_id,plan_id", "utf-16-le", "utf-16-le"),
        ("subscriber_id,plan_id", "utf-16-be", "utf-16-be"),
        ("größe,prénom", "latin-1", ""),
    ],
)
def test_the_encoding_of_a_file_that_does_not_say_is_guessed(text: str, encoding: str, guessed: str) -> None:
    assert guess(text.encode(encoding)) == guessed


def test_a_file_in_another_encoding_says_so_and_not_that_columns_are_doubled(monthly: Path) -> None:
    file = monthly / "usage-01.csv"
    file.write_bytes(file.read_text().replace("used_gb", "Трафик").replace("renewed", "Абонент").encode("cp1251"))
    (problem,) = run(monthly, MAPPING)[0]
    assert (problem.key, problem.facts["row"], problem.facts["guess"]) == ("not-utf8", 1, "cp1251")


@pytest.mark.parametrize("name", ["bz2", "zlib", "hex", "base64", "rot13", "punycode", "undefined", "idna", "utf-7", "a\0b"])
def test_what_is_no_encoding_of_text_is_refused_with_those_that_are(monthly: Path, name: str) -> None:
    quoted = name.replace("\0", "\\u0000")
    (problem,) = run(monthly, MAPPING.replace('currency = "RUB"', f'currency = "RUB"\nencoding = "{quoted}"'))[0]
    assert (problem.key, problem.facts["known"]) == ("unknown-encoding", ALLOWED)


@pytest.mark.parametrize(
    ("first", "key"),
    [
        ("Report of March,,,,,\n", "no-header"),
        ('{"subscriber_id":"001","month":"2025-01-01"}\n', "unreadable-file"),
    ],
)
@pytest.mark.parametrize("mapping", [MAPPING, MAPPING + COLUMNS])
def test_a_first_line_that_is_no_header_is_named_by_the_import_too(monthly: Path, first: str, key: str, mapping: str) -> None:
    file = monthly / "usage-01.csv"
    file.write_text(first + file.read_text())
    assert keys(run(monthly, mapping)[0]) == {key}


@pytest.mark.parametrize("mapping", [MAPPING, MAPPING + COLUMNS])
def test_the_line_that_spreadsheets_write_above_a_header_is_passed_over(monthly: Path, mapping: str) -> None:
    expected = run(monthly, mapping)
    file = monthly / "usage-01.csv"
    file.write_text("sep=,\n" + file.read_text())
    assert run(monthly, mapping) == expected


def test_a_row_of_values_taken_for_the_header_is_told(monthly: Path) -> None:
    for file in monthly.glob("usage-*.csv"):
        file.write_text("\n".join(file.read_text().splitlines()[1:]) + "\n")
    (monthly / "usage-02.csv").unlink()
    first = (monthly / "usage-01.csv").read_text().splitlines()[0].split(",")
    (monthly / "usage-01.csv").write_text("001,2025-01-01,4.5,0\n001,2025-02-01,12,1\n")
    mapping = MAPPING + COLUMNS
    for ours, theirs in zip(("subscriber_id", "month", "used_gb", "packs_bought"), first, strict=False):
        mapping = mapping.replace(f'{ours} = "{ours}"', f'{ours} = "{theirs}"')
    errors, notes = run(monthly, mapping)
    assert not errors
    assert "header-of-values" in keys(notes)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"usage-*.csv"', '"a**b.csv"', "mapping-file-name"),
        ('"usage-*.csv"', '"."', "no-such-file"),
        ('"usage-*.csv"', f'"{"x" * 300}"', "mapping-file-name"),
        ('"usage-*.csv"', '"a\\u0000b"', "mapping-file-name"),
        ('currency = "RUB"', 'currency = "RUB"\ndelimiter = "abc"', "mapping-delimiter"),
        ('currency = "RUB"', 'currency = "RUB"\ndelimiter = "\\""', "mapping-delimiter"),
        ('[tables.plans]\nfile = "plans.csv"', "[tables.plans]\nrows = [{}]", "mapping-type"),
        ('currency = "RUB"', f'currency = "RUB"\nx = {"[" * 3_000}', "bad-mapping"),
        ('currency = "RUB"', 'currency = "RUB"\ntimezone = "Europe/Moskau"', "unknown-timezone"),
    ],
)
def test_a_mapping_that_names_what_cannot_be_is_an_error(monthly: Path, old: str, new: str, key: str) -> None:
    assert old in MAPPING
    assert keys(run(monthly, MAPPING.replace(old, new))[0]) == {key}


IMPORT = """
import sys
from pathlib import Path
from data.importing.importer import import_population
source, mapping, out = sys.argv[1:]
print(import_population(Path(source), mapping, Path(out)).fingerprint)
"""
INSTANTS = MAPPING.replace("usage-*.csv", "usage.parquet") + COLUMNS.replace(
    'month = "month"', "month = { formula = \"date_trunc('month', month)\" }"
)


def stamp(source: Path, mapping: Path, out: Path, zone: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, source, mapping, out],
        env={**os.environ, "TZ": zone},
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.mark.long
def test_the_same_instants_are_the_same_months_wherever_the_machine_stands(monthly: Path) -> None:
    duckdb.execute(
        f"copy (select * replace ((month::varchar || ' 00:00:00+00')::timestamptz as month) "
        f"from read_csv('{monthly}/usage-*.csv', types = {{'subscriber_id': 'varchar'}})) to '{monthly}/usage.parquet'"
    )
    mapping = monthly.parent / "instants.toml"
    mapping.write_text(INSTANTS)
    zones = ("UTC", "America/New_York", "Asia/Vladivostok")
    stamps = [stamp(monthly, mapping, monthly.parent / f"out{nth}", zone) for nth, zone in enumerate(zones)]
    assert len(set(stamps)) == 1
    mapping.write_text(INSTANTS.replace('currency = "RUB"', 'currency = "RUB"\ntimezone = "America/New_York"'))
    assert stamp(monthly, mapping, monthly.parent / "west", "UTC") != stamps[0]
    first = duckdb.execute(f"select min(month)::varchar from '{monthly.parent}/west/usage.parquet'").fetchone()
    assert first == ("2024-12-01",)


def test_usage_cannot_be_made_distinct_and_merged_rows_are_counted(monthly: Path) -> None:
    (problem,) = run(monthly, MAPPING.replace('"usage-*.csv"', '"usage-*.csv"\ndistinct = true') + COLUMNS)[0]
    assert problem.key == "mapping-distinct"
    file = monthly / "contacts.csv"
    file.write_text(file.read_text() + "001,002,0.9\n")
    merged = MAPPING.replace('"contacts.csv"', '"contacts.csv"\ndistinct = true') + (
        '[tables.contacts.columns]\nsubscriber_id = "subscriber_id"\ncontact_id = "contact_id"\ntie_strength = "tie_strength"\n'
    )
    errors, notes = run(monthly, merged)
    assert not errors
    assert [note.facts for note in notes] == [{"table": "contacts", "rows": 3, "kept": 2}]


def test_rows_of_a_log_are_told_to_be_added_up(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    change(folder, "usage", "001,2025-02-01", "001,2025-01-01")
    (problem, *_) = check_population(folder).errors
    assert "add them up" in wording("en").problem(problem.key, problem.facts)


def test_rows_without_a_match_are_told_and_are_not_zero(monthly: Path) -> None:
    """`greatest(0, nothing)` is nothing, or a row whose tariff is not found would count as one that bought no pack."""
    (monthly / "tariffs.csv").write_text("code,gb\n001,10\n002,10\n")
    joined = MAPPING + '[tables.usage.join.tariff]\nfile = "tariffs.csv"\non = { subscriber_id = "code" }\n' + COLUMNS
    packs = '{ formula = "greatest(0, ceil(used_gb::double - tariff.gb::double))" }'
    errors, _ = run(monthly, joined.replace('"packs_bought"', packs))
    (unmatched,) = [problem for problem in errors if problem.key == "join-unmatched"]
    assert (unmatched.facts["count"], unmatched.facts["of"], unmatched.facts["value"]) == (2, 6, "003")
    assert {problem.facts["column"] for problem in errors if problem.key == "empty-value"} == {"packs_bought"}
    errors, notes = run(monthly, joined.replace('"packs_bought"', packs.replace("tariff.gb", "coalesce(tariff.gb, '99')")))
    assert not errors
    assert "join-unmatched" in keys(notes)


def test_a_column_nobody_reads_is_not_taken_for_one_that_may_be_missing(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    usage = folder / "usage.csv"
    usage.write_text(
        "\n".join(f"{line},{'roaming_gb' if nth == 0 else 0}" for nth, line in enumerate(usage.read_text().splitlines()))
    )
    verdict = check_population(folder)
    assert verdict.errors == ()
    assert ("unknown-column", "roaming_gb") in {(problem.key, problem.facts.get("column")) for problem in verdict.problems}
    usage.write_text(usage.read_text().replace("roaming_gb", "alowance_gb"))
    assert [error.key for error in check_population(folder).errors] == ["missing-column"]
