"""Tables of an engine become a base; the engine here is DuckDB on this disk, real ones are in tests/analysis/engines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import duckdb
import pytest
from click.testing import CliRunner

from cli import cli
from data.elsewhere.asking import Elsewhere
from data.errors import InputError
from data.importing.importer import import_population
from data.mapping.mapping_file import load_mapping
from data.proposing.preview import preview
from tests.data.shapes import HEAD, PEOPLE
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from data.elsewhere.engine_tables import Table
    from data.population.manifest import Manifest

MAPPING = (
    HEAD.replace("{source}", 'timezone = "Europe/Moscow"')
    + f"""
[tables.subscribers]
table = "lake.traffic"
distinct = true
columns = {{ subscriber_id = "the number", {PEOPLE} }}
[tables.usage]
table = "lake.traffic"
[tables.usage.columns]
subscriber_id = "the number"
month = {{ formula = "date_trunc('month', moment)" }}
used_gb = {{ sum = "mb", unit = "MB" }}
packs_bought = {{ value = 0 }}
"""
)
# 23:30 of 31 January in UTC is February in Moscow.
TRAFFIC = """create table traffic as select * from (values
    ('007', timestamptz '2024-01-31 20:30:00+00', 512.0::decimal(9,3), 'x'),
    ('007', timestamptz '2024-01-31 23:30:00+00', 1024.0, 'x'),
    ('8', timestamptz '2024-02-11 00:00:00+00', 2048.0, 'x')) as t("the number", moment, mb, secret)"""
ARRIVES = [("007", "2024-01-01", 0.5), ("007", "2024-02-01", 1.0), ("8", "2024-02-01", 2.0)]


@dataclass
class Engine:
    """An engine over one table; `loses` rows on the way, `refuses` as engines do."""

    made: str = TRAFFIC
    loses: int = 0
    absent: frozenset[str] = frozenset()
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def _answer(self, table: Table, columns: Sequence[str]) -> duckdb.DuckDBPyRelation:
        assert table.table == "lake.traffic"
        connection = duckdb.connect()
        connection.execute(self.made)
        listed = ", ".join(f'"{name}" as c{nth}' for nth, name in enumerate(columns)) or "*"
        return connection.sql(f"select {listed} from traffic")

    def columns(self, table: Table) -> tuple[str, ...]:
        if table.table in self.absent:
            raise InputError.one("engine-table-missing", table=table.table, reason="none such")
        return tuple(self._answer(table, ()).columns)

    def first(self, table: Table, columns: Sequence[str], most_rows: int) -> pa.Table:
        self.asked.append(tuple(columns))
        return self._answer(table, columns).limit(most_rows).to_arrow_table()

    def write(self, table: Table, columns: Sequence[str], folder: Path) -> int:
        self.asked.append(tuple(columns))
        found = self._answer(table, columns)
        rows = len(found)
        folder.mkdir()
        for nth in range(rows - self.loses):  # a file each: engines write many, and in any order
            found.limit(1, rows - 1 - nth).write_parquet(str(folder / f"part-{nth}.parquet"))
        (folder / "_SUCCESS").touch()
        return rows


def imported(folder: Path, engine: Engine, mapping: str = MAPPING) -> Manifest:
    (folder / "m.toml").write_text(mapping)
    return import_population(None, str(folder / "m.toml"), folder / "out", tables=engine)


def keys(failure: pytest.ExceptionInfo[InputError]) -> set[str]:
    return {problem.key for problem in failure.value.problems}


def test_a_table_of_an_engine_becomes_a_base_and_only_what_is_needed_is_read(tmp_path: Path) -> None:
    engine = Engine()
    imported(tmp_path, engine)
    query = f"select subscriber_id, month::varchar, used_gb::double from '{tmp_path}/out/usage.parquet' order by all"
    assert duckdb.execute(query).fetchall() == ARRIVES
    assert engine.asked == [("the number", "moment", "mb")]  # once for both tables, and nobody's secret
    assert sorted(file.name for file in tmp_path.iterdir()) == ["m.toml", "out"]  # what was written on the way is gone


def test_the_same_base_as_from_a_file(tmp_path: Path) -> None:
    source = tmp_path / "files"
    source.mkdir()
    duckdb.connect().execute(f"{TRAFFIC}; copy traffic to '{source}/traffic.parquet'")
    (tmp_path / "f.toml").write_text(MAPPING.replace('table = "lake.traffic"', 'file = "traffic.parquet"'))
    whole = import_population(source, str(tmp_path / "f.toml"), tmp_path / "whole")
    assert imported(tmp_path, Engine()).fingerprint == whole.fingerprint


def test_a_cell_that_is_wrong_is_told_as_in_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as failure:
        imported(tmp_path, Engine(TRAFFIC.replace("2048.0", "-2048.0")))
    (problem,) = failure.value.problems
    assert problem.facts["file"] == "lake.traffic"
    assert problem.facts["value"] == "-2048.000"


@pytest.mark.parametrize(
    ("engine", "mapping", "key"),
    [
        (Engine(loses=1), MAPPING, "engine-table-lost"),
        (Engine(loses=3), MAPPING, "engine-table-lost"),
        (Engine(TRAFFIC + " where false"), MAPPING, "engine-table-empty"),
        (Engine(absent=frozenset({"lake.traffic"})), MAPPING, "engine-table-missing"),
        (Engine(), MAPPING.replace('sum = "mb"', 'sum = "mib"'), "mapping-column"),
        (Engine(TRAFFIC.replace("secret)", "rowid)")), MAPPING.replace('"mb"', '"rowid"'), "reserved-column"),
    ],
    ids=["lost", "all-lost", "empty", "missing", "column", "reserved"],
)
def test_what_cannot_arrive_is_told_and_leaves_nothing(tmp_path: Path, engine: Engine, mapping: str, key: str) -> None:
    with pytest.raises(InputError) as failure:
        imported(tmp_path, engine, mapping)
    assert keys(failure) == {key}
    assert [file.name for file in tmp_path.iterdir()] == ["m.toml"]
    for problem in failure.value.problems:
        for language in LANGUAGES:
            assert ("mib" if key == "mapping-column" else "lake.traffic") in wording(language).problem(problem.key, problem.facts)


def test_an_optional_table_may_be_missing_and_a_refused_one_may_not(tmp_path: Path) -> None:
    optional = MAPPING + '[tables.contacts]\ntable = "lake.calls"\noptional = true\n[tables.contacts.columns]\n'
    optional += 'subscriber_id = "a"\ncontact_id = "b"\ntie_strength = "w"\n'
    assert imported(tmp_path, Engine(absent=frozenset({"lake.calls"})), optional).synthesised == ("contacts", "need_gb")

    class Refusing(Engine):
        def columns(self, table: Table) -> tuple[str, ...]:
            if table.table == "lake.calls":
                raise InputError.one("engine-table-refused", table=table.table, reason="not yours")
            return super().columns(table)

    with pytest.raises(InputError) as failure:
        imported(tmp_path, Refusing(), optional)
    assert keys(failure) == {"engine-table-refused"}


def test_the_first_rows_are_shown_without_writing_anything(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING)
    shown = preview(None, load_mapping(str(tmp_path / "m.toml")), Elsewhere(tables=Engine()))
    assert shown.problems == ()
    assert {table.table: len(table.rows) for table in shown.tables} == {"plans": 1, "subscribers": 2, "usage": 3}


def test_on_the_command_line_a_table_wants_an_engine_and_a_file_a_folder(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING)
    for words in (["population", "import", "--out", str(tmp_path / "out")], ["population", "map"]):
        done = CliRunner().invoke(cli, [*words, "--mapping", str(tmp_path / "m.toml")])
        assert done.exit_code == 1
        assert "--engine" in done.stderr
        done = CliRunner().invoke(cli, [*words, "--mapping", "schema"])
        assert done.exit_code == 1
        assert "name the folder" in done.stderr


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('table = "lake.traffic"\nstored = "csv"', "mapping-stored"),
        ('file = "a.csv"\nstored = "delta"', "mapping-lacks"),
        ('table = "lake.traffic"\nfile = "a.csv"', "mapping-one-of"),
    ],
)
def test_a_mapping_says_where_a_table_is_and_how_it_is_stored(tmp_path: Path, line: str, key: str) -> None:
    (tmp_path / "m.toml").write_text(MAPPING.replace('table = "lake.traffic"\n[', f"{line}\n["))
    with pytest.raises(InputError) as failure:
        load_mapping(str(tmp_path / "m.toml"))
    assert keys(failure) == {key}
