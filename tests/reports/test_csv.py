"""The folder of CSV files, read back by DuckDB: exact, typed, complete, harmless, the same in every language."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pytest

from analysis.settings.parameters import as_dict, parse_settings
from analysis.settings.rules import Rules, make_rules
from reports.cells import harmless
from reports.record.run_record import record_of
from reports.tidy.csv_files import csv_bytes, to_csv
from reports.tidy.table import BOOLEAN, TEXT, Column, Table
from tests.reports.conftest import DAY, HOSTILE
from wording import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result
    from reports.record.run_record import RunRecord

ASKED = {"outcomes", "bridge", "time_path", "segments", "winners_losers", "rules", "assumptions", "draws", "record"}


@pytest.fixture(scope="module")
def folder(drawn: Result, record: RunRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("csv")
    for name, content in to_csv(drawn, record, "en").items():
        (path / name).write_bytes(content)
    return path


def ask(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        connection.execute("set file_search_path = $path", {"path": str(folder)})
        return connection.execute(sql).fetchall()


def test_every_table_is_there_and_every_column_is_in_the_dictionary(folder: Path) -> None:
    files = {file.stem for file in folder.iterdir()}
    assert files >= ASKED | {"data_dictionary"}
    told = {(file, column) for file, column, *_ in ask(folder, "select * from 'data_dictionary.csv'")}
    heads = {
        (f"{name}.csv", column)
        for name in files
        for column in next(csv.reader(io.StringIO((folder / f"{name}.csv").read_text("utf-8-sig"))))
    }
    assert told == heads
    assert ask(folder, "select count(*) from 'data_dictionary.csv' where meaning is null or meaning = ''") == [(0,)]


def test_duckdb_reads_numbers_as_numbers(folder: Path) -> None:
    kinds = {"integer": {"BIGINT"}, "float": {"DOUBLE", "BIGINT"}, "decimal": {"DOUBLE", "BIGINT"}, "text": {"VARCHAR"}}
    for file, column, kind in ask(folder, "select file, \"column\", type from 'data_dictionary.csv'"):
        found = ask(folder, f'select typeof("{column}") from \'{file}\' where "{column}" is not null limit 1')
        if found and kind != "text":  # a column of text may look like numbers to a reader who guesses
            assert found[0][0] in kinds[str(kind)], f"{file} {column}"


def test_outcomes_are_those_of_the_engine_to_the_last_digit(folder: Path, drawn: Result) -> None:
    found = {
        str(row[0]): row[1:] for row in ask(folder, "select outcome, baseline, change, se, sampling_low from 'outcomes.csv'")
    }
    assert found == {o.name: (o.baseline, o.change, o.se, o.low) for o in drawn.outcomes}


def test_the_bridge_sums_exactly_to_the_change_in_profit(folder: Path, drawn: Result) -> None:
    total = "select sum(total_replay::decimal(30, 12)) from read_csv('bridge.csv', all_varchar = true)"
    assert ask(folder, total) == [(drawn.profit_change,)]


def test_in_every_dimension_the_lines_sum_exactly_to_the_change_in_profit(folder: Path, drawn: Result) -> None:
    sums = ask(
        folder,
        """select dimension, sum(profit_change_total::decimal(30, 12)), max(line = 'platform')
        from read_csv('segments.csv', all_varchar = true) group by all""",
    )
    assert len(sums) == len({segment.dimension for segment in drawn.segments})
    for _, total, platform in sums:
        assert platform
        assert isinstance(total, Decimal)
        assert abs(total - drawn.profit_change) < Decimal("0.005")


def test_groups_that_are_not_shown_are_told_together_and_never_alone(hostile: Result, tmp_path: Path) -> None:
    for name, content in to_csv(hostile, record_of(hostile, DAY), "en").items():
        (tmp_path / name).write_bytes(content)
    shown = "select level from 'segments.csv' where dimension = 'region' and line = 'level' and subscribers is null order by 1"
    assert ask(tmp_path, shown) == [("centre",), ("south",)]
    people = "select sum(subscribers) from 'segments.csv' where dimension = 'region'"
    assert ask(tmp_path, people) == [(hostile.subscribers,)]
    named = "select count(*) from 'segment_outcomes.csv' where level in ('centre', 'south')"
    assert ask(tmp_path, named) == [(0,)]
    shares = "select count(share) from 'winners_losers.csv' where level in ('centre', 'south')"
    assert ask(tmp_path, shares) == [(0,)]


def test_draws_and_unknowns_stand_side_by_side(folder: Path, drawn: Result) -> None:
    assert drawn.futures is not None
    found = ask(folder, "select npv, give_probability from 'draws.csv' order by draw")
    assert [row[0] for row in found] == drawn.futures.npv.tolist()
    assert [row[1] for row in found] == drawn.futures.values[:, 0].tolist()


def test_without_draws_there_is_no_table_of_them(drawn: Result) -> None:
    plain = replace(drawn, futures=None, variants=())
    assert not {"draws.csv", "variants.csv"} & set(to_csv(plain, record_of(plain, DAY), "en"))


def test_rules_are_written_as_the_command_line_takes_them(folder: Path, drawn: Result) -> None:
    rows = ask(folder, "select name, value from read_csv('rules.csv', all_varchar = true)")
    found = {str(name): str(value) for name, value in rows}
    assert make_rules(parse_settings(Rules, found)) == drawn.rules
    assert list(found) == list(as_dict(drawn.rules))


def test_only_the_meanings_depend_on_the_language(drawn: Result, record: RunRecord) -> None:
    found = [to_csv(drawn, record, language) for language in LANGUAGES]
    differing = {name for name in found[0] if len({files[name] for files in found}) > 1}
    assert differing == {"data_dictionary.csv", "record.csv"}  # the record holds the dictionary's digest


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "'=1", "'"])
def test_text_that_a_spreadsheet_would_run_is_defused_and_can_be_had_back(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["-0.7", "+5", "1e-9", "-1.5E+3", "local,tourist", "T2", "5 = 5", "", "минус"])
def test_what_no_spreadsheet_would_run_is_left_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_hostile_names_are_defused_in_every_file(hostile: Result) -> None:
    files = to_csv(hostile, record_of(hostile, DAY), "en")
    cells = [cell for content in files.values() for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    assert f"'{HOSTILE}" in cells
    assert HOSTILE not in cells


def test_quotes_breaks_and_truth_survive() -> None:
    columns = (Column("a", TEXT), Column("b", BOOLEAN), Column("c", TEXT))
    content = csv_bytes(Table("t", columns, (('say "hi",\nplease', True, None),)))
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1] == ['say "hi",\nplease', "true", ""]
