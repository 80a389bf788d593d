"""Sources in the shapes that operators have become the base they say: no row made up, none lost, none counted twice."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import openpyxl
import pyarrow as pa
import pytest

from data.errors import InputError
from data.files.tabular import WORKBOOK, streamed
from data.files.textfile import Format
from data.importing.importer import import_population
from tests.data.shapes import HEAD, PEOPLE, SHAPES, WRITTEN, subscribers
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.errors import Problem
    from tests.data.shapes import Shape

LONG = "id,month,gb,packs\n007,2024-01-01,1.5,1\n8,2024-01-01,2.25,0\n"
PLAIN = (
    '[tables.subscribers]\nfile = "{file}"\ndistinct = true\n{extra}\ncolumns = {{ subscriber_id = "id", '
    + PEOPLE.replace("{", "{{").replace("}", "}}")
    + " }}\n"
    '[tables.usage]\nfile = "{file}"\n{extra}\n'
    'columns = {{ subscriber_id = "id", month = "month", used_gb = "gb", packs_bought = "packs" }}\n'
)
ARRIVED = [("007", "2024-01-01", 1.5, 1), ("8", "2024-01-01", 2.25, 0)]


def made(folder: Path, mapping: str) -> tuple[list[tuple[object, ...]], list[Problem]]:
    """Import `folder`/source; return the rows of usage, and what was told."""
    (folder / "map.toml").write_text(mapping, encoding="utf-8")
    told: list[Problem] = []
    import_population(folder / "source", str(folder / "map.toml"), folder / "out", notice=told.append)
    query = f"select subscriber_id, month::varchar, used_gb::double, packs_bought from '{folder}/out/usage.parquet' order by all"
    return duckdb.execute(query).fetchall(), told


def refused(folder: Path, mapping: str) -> list[Problem]:
    """Return the problems of an import that must fail, each of which has a sentence in every language."""
    with pytest.raises(InputError) as failure:
        made(folder, mapping)
    for problem in failure.value.problems:
        for language in ("en", "ru", "zh"):
            assert not wording(language).problem(problem.key, problem.facts).startswith(f"{problem.key}:")
    return list(failure.value.problems)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_source_of_this_shape_becomes_the_base_it_says(tmp_path: Path, shape: Shape) -> None:
    shape.written(tmp_path / "source")
    rows, _ = made(tmp_path, shape.mapping)
    assert rows == list(shape.rows)
    if shape.contacts:
        query = f"select subscriber_id, contact_id, tie_strength::double from '{tmp_path}/out/contacts.parquet' order by all"
        assert duckdb.execute(query).fetchall() == list(shape.contacts)


def test_contacts_on_other_networks_are_counted_and_kept_out(tmp_path: Path) -> None:
    shape = SHAPES["call-graph"]
    shape.written(tmp_path / "source")
    _, told = made(tmp_path, shape.mapping)
    (ties,) = [problem.facts for problem in told if problem.key == "ties-made"]
    assert ties == {"rows": 7, "ties": 2, "outside": 2, "strangers": 1, "selves": 1}
    query = f"select subscriber_id, off_net_contacts from '{tmp_path}/out/subscribers.parquet' order by all"
    assert duckdb.execute(query).fetchall() == [("1", 2), ("2", 0), ("3", 0)]


def test_rows_that_a_condition_leaves_out_are_told(tmp_path: Path) -> None:
    shape = SHAPES["some-rows-only"]
    shape.written(tmp_path / "source")
    (left,) = [problem.facts for problem in made(tmp_path, shape.mapping)[1] if problem.key == "rows-left-out"]
    assert left == {"table": "usage", "file": "phone.csv", "rows": 4, "kept": 2}


def test_a_text_among_numbers_to_add_up_is_named_and_not_taken_for_nothing(tmp_path: Path) -> None:
    shape = SHAPES["two-logs"]
    shape.written(tmp_path / "source")
    sessions = tmp_path / "source" / "sessions.csv"
    sessions.write_text(sessions.read_text().replace(",1024", ",plenty"))
    (problem,) = refused(tmp_path, shape.mapping)
    place = {name: problem.facts[name] for name in ("file", "row", "source", "value")}
    assert (problem.key, place) == ("wrong-type", {"file": "sessions.csv", "row": 4, "source": "mb", "value": "plenty"})


def test_a_point_among_decimal_commas_is_named_since_it_may_mean_thousands(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "use.csv").write_text("id;month;gb;packs\n1;2024-01-01;1.024;0\n2;2024-01-01;1,5;0\n")
    (problem,) = refused(tmp_path, HEAD.replace("{source}", 'decimal = ","') + PLAIN.format(file="use.csv", extra=""))
    assert (problem.key, problem.facts["row"], problem.facts["value"]) == ("wrong-type", 2, "1.024")
    assert "comma" in wording("en").problem(problem.key, problem.facts)


def test_a_formula_that_fails_names_the_column_the_row_and_what_stands_there(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "use.csv").write_text("id,month,gb,packs\n1,2024-01-01,1,0\n2,2024-01-01,much,0\n")
    mapping = HEAD.replace("{source}", "") + PLAIN.format(file="use.csv", extra="")
    (problem,) = refused(tmp_path, mapping.replace('used_gb = "gb"', 'used_gb = { formula = "gb::double / 2" }'))
    place = {name: problem.facts[name] for name in ("file", "row", "column", "source", "value")}
    assert place == {"file": "use.csv", "row": 3, "column": "used_gb", "source": "gb", "value": "much"}


def test_two_rows_of_one_key_in_a_file_beside_another_are_not_chosen_between(tmp_path: Path) -> None:
    shape = SHAPES["two-logs"]
    shape.written(tmp_path / "source")
    mapping = shape.mapping.replace('{ count = "*" }', '"sum"')
    assert {problem.key for problem in refused(tmp_path, mapping)} == {"more-doubled"}


@pytest.mark.parametrize(
    ("old", "new", "key"), [("15.01.2024", "mid-January", "wrong-type"), ("15.01.2024", "01.10.2023", "join-duplicate")]
)
def test_a_price_list_that_cannot_be_followed_is_refused(tmp_path: Path, old: str, new: str, key: str) -> None:
    shape = SHAPES["prices-by-month"]
    shape.written(tmp_path / "source")
    prices = tmp_path / "source" / "prices.csv"
    prices.write_text(prices.read_text().replace(old, new))
    (problem,) = refused(tmp_path, shape.mapping)
    assert (problem.key, problem.facts["file"]) == (key, "prices.csv")


def test_first_days_are_for_tables_whose_rows_have_a_day(tmp_path: Path) -> None:
    shape = SHAPES["prices-by-month"]
    shape.written(tmp_path / "source")
    joined = shape.mapping.partition("[tables.usage.join.list]")[2].partition("[tables.usage.columns]")[0]
    people = f"[tables.subscribers.join.list]{joined}\n[tables.usage]\n"
    assert "mapping-only-for" in {
        problem.key for problem in refused(tmp_path, shape.mapping.replace("[tables.usage]\n", people, 1))
    }


def test_many_cells_with_the_same_fault_are_one_error_with_the_way_out(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    rows = "".join(f"{who},2024-01-01,{('?', 'n/a', '1')[who % 3]},0\n" for who in range(3_000))
    (source / "use.csv").write_text("id,month,gb,packs\n" + rows)
    mapping = HEAD.replace("{source}", "") + PLAIN.format(file="use.csv", extra="")
    (problem,) = refused(tmp_path, mapping)
    assert problem.facts["more"] == 1_999
    assert problem.facts["rows"] == ("3", "5", "6", "8", "9")
    for language in ("en", "ru", "zh"):
        said = wording(language).problem(problem.key, problem.facts)
        for part in ('nulls = ["?"]', "where", "1999", "n/a"):
            assert part in said
    (problem,) = refused(tmp_path, mapping.replace('used_gb = "gb"', 'used_gb = { sum = "gb" }'))
    assert problem.facts["more"] == 1_999
    nulls = HEAD.replace("{source}", 'nulls = ["?", "n/a"]')
    (problem,) = refused(tmp_path, nulls + PLAIN.format(file="use.csv", extra=""))
    assert (problem.key, problem.facts["more"], problem.facts["way"]) == ("empty-value", 1_999, "needed")
    counted = '{ formula = "coalesce(number(gb)::double, 0)" }'
    taken = PLAIN.format(file="use.csv", extra="").replace('used_gb = "gb"', f"used_gb = {counted}")
    assert len(made(tmp_path, nulls + taken)[0]) == 3_000


def test_a_subscriber_keeps_the_row_of_the_latest_month(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "use.csv").write_text("id,month,gb,packs,town\n1,2024-02-01,1,0,Omsk\n1,2024-01-01,1,0,Tver\n")
    people = PLAIN.format(file="use.csv", extra="").replace("distinct = true", 'latest = "month"', 1)
    made(tmp_path, HEAD.replace("{source}", "") + people.replace('region = { value = "all" }', 'region = "town"'))
    assert duckdb.execute(f"select region from '{tmp_path}/out/subscribers.parquet'").fetchall() == [("Omsk",)]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("2024-01", "%Y-%m"),
        ("202401", "%Y%m"),
        ("31.01.2024", "%d.%m.%Y"),
        ("1/15/24", "%m/%d/%y"),
        ("Jan 2024", "%b %Y"),
        ("январь 2024", "%B %Y"),
        ("2024年1月", "%Y年%m月"),
        ("45322", "excel"),
        ("1704067199", "epoch"),
        ("1706000000000", "epoch_ms"),
    ],
)
def test_a_month_is_read_as_the_mapping_says_it_is_written(tmp_path: Path, cell: str, written: str) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "use.csv").write_text(f"id,month,gb,packs\n1,{cell},1,0\n", encoding="utf-8")
    mapping = HEAD.replace("{source}", "") + PLAIN.format(file="use.csv", extra="")
    rows, _ = made(tmp_path, mapping.replace('month = "month"', f'month = {{ column = "month", written = "{written}" }}'))
    assert rows == [("1", "2023-12-01" if cell == "1704067199" else "2024-01-01", 1.0, 0)]


def as_gz(folder: Path) -> str:
    (folder / "use.csv.gz").write_bytes(gzip.compress(LONG.encode()))
    return "use.csv.gz"


def as_zst(folder: Path) -> str:
    with pa.output_stream(str(folder / "use.csv.zst"), compression="zstd") as stream:
        stream.write(LONG.encode())
    return "use.csv.zst"


def as_zip(folder: Path) -> str:
    with zipfile.ZipFile(folder / "use.zip", "w") as archive:
        archive.writestr("деп/use.csv", LONG)
    return "use.zip"


def as_ndjson(folder: Path) -> str:
    rows = [line.split(",") for line in LONG.splitlines()]
    listed = [{"id": who, "month": month, "gb": float(gb), "packs": int(n)} for who, month, gb, n in rows[1:]]
    (folder / "use.ndjson").write_text("\n".join(json.dumps(row) for row in listed))
    return "use.ndjson"


def as_sqlite(folder: Path) -> str:
    with sqlite3.connect(folder / "use.sqlite") as database:
        database.execute("create table t (id text, month text, gb real, packs integer)")
        database.executemany("insert into t values (?, ?, ?, ?)", [line.split(",") for line in LONG.splitlines()[1:]])
    database.close()
    return "use.sqlite"


def as_duckdb(folder: Path) -> str:
    with duckdb.connect(str(folder / "use.duckdb")) as database:
        rows = "('007', date '2024-01-01', 1.5, 1), ('8', date '2024-01-01', 2.25, 0)"
        database.execute(f"create table t as select * from (values {rows}) v(id, month, gb, packs)")
    return "use.duckdb"


def as_workbook(folder: Path) -> str:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Report of January"])
    for line in LONG.splitlines():
        sheet.append([float(cell) if cell in ("1.5", "2.25", "0", "1") else cell for cell in line.split(",")])
    book.save(folder / "use.xlsx")
    return "use.xlsx"


FORMATS = (as_gz, as_zst, as_zip, as_ndjson, as_sqlite, as_duckdb, as_workbook)


@pytest.mark.parametrize("write", FORMATS, ids=lambda write: write.__name__)
def test_a_table_arrives_the_same_from_every_kind_of_file(tmp_path: Path, write: Callable[[Path], str]) -> None:
    (tmp_path / "source").mkdir()
    extra = "skip = 1" if write is as_workbook else ""
    file = write(tmp_path / "source")
    assert made(tmp_path, HEAD.replace("{source}", "") + PLAIN.format(file=file, extra=extra))[0] == ARRIVED


@pytest.mark.parametrize("file", WRITTEN)
def test_a_table_arrives_the_same_however_it_is_written_down(tmp_path: Path, file: str) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / file).write_text(WRITTEN[file], encoding="utf-8")
    assert made(tmp_path, HEAD.replace("{source}", "") + PLAIN.format(file=file, extra=""))[0] == ARRIVED


def test_a_line_above_the_header_is_told_and_passed_over(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "use.csv").write_text("Report of January\n" + LONG)
    mapping = HEAD.replace("{source}", "")
    said = {problem.key: problem for problem in refused(tmp_path, mapping + PLAIN.format(file="use.csv", extra=""))}
    assert "skip = 1" in wording("en").problem("no-header", said["no-header"].facts)
    assert made(tmp_path, mapping + PLAIN.format(file="use.csv", extra="skip = 1"))[0] == ARRIVED


def test_both_readers_of_a_workbook_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    cells: list[list[str | float | bool | date | None]] = [
        ["id", "day", "gb", "gone"],
        ["007", date(2024, 1, 31), 1.25, True],
        [8, datetime.fromisoformat("2024-02-01T12:30"), 1e3, None],
    ]
    for row, values in enumerate(cells, start=3):
        for column, value in enumerate(values, start=2):
            sheet.cell(row, column, value)
    book.save(tmp_path / "use.xlsx")
    form = Format(columns=("none", "id", "day", "gb", "gone"), skip=3)

    def read() -> list[dict[str, object]]:
        with streamed(tmp_path / "use.xlsx", WORKBOOK, form) as rows:
            listed: list[dict[str, object]] = rows.read_all().to_pylist()
            return listed

    quick = read()
    monkeypatch.setattr("data.files.tabular.MOST_HELD", 0)
    assert quick == read()
    assert [row["day"] for row in quick] == ["2024-01-31", "2024-02-01 12:30:00"]


def test_a_cell_with_an_error_in_a_workbook_is_no_empty_one(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in LONG.replace("1.5", "#N/A").splitlines():
        sheet.append(line.split(","))
    book.save(tmp_path / "source" / "use.xlsx")
    summed = PLAIN.format(file="use.xlsx", extra="").replace('used_gb = "gb"', 'used_gb = { sum = "gb" }')
    (problem,) = refused(
        tmp_path, HEAD.replace("{source}", "") + summed.replace('packs_bought = "packs"', "packs_bought = { value = 0 }")
    )
    assert (problem.key, problem.facts["row"], problem.facts["value"]) == ("wrong-type", 2, "#N/A")


def test_of_several_tables_in_one_file_the_mapping_says_which(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    file = as_sqlite(tmp_path / "source")
    with sqlite3.connect(tmp_path / "source" / file) as database:
        database.execute("create table other (x)")
    database.close()
    mapping = HEAD.replace("{source}", "")
    (problem, *_) = refused(tmp_path, mapping + PLAIN.format(file=file, extra=""))
    assert (problem.key, problem.facts["known"]) == ("no-such-sheet", ("other", "t"))
    assert made(tmp_path, mapping + PLAIN.format(file=file, extra='sheet = "t"'))[0] == ARRIVED


def test_a_view_in_a_database_file_reaches_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "secret.csv").write_text(LONG)
    with duckdb.connect(str(tmp_path / "source" / "use.duckdb")) as database:
        database.execute(f"create view t as select * from read_csv('{tmp_path}/secret.csv')")
    problems = refused(tmp_path, HEAD.replace("{source}", "") + PLAIN.format(file="use.duckdb", extra=""))
    assert {problem.key for problem in problems} == {"unreadable-file"}


def test_a_packed_file_that_unpacks_beyond_measure_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.files.packed.FEW_BYTES", 1 << 20)
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "use.csv.gz").write_bytes(gzip.compress(LONG.encode() + b"0" * (1 << 23)))
    problems = refused(tmp_path, HEAD.replace("{source}", "") + PLAIN.format(file="use.csv.gz", extra=""))
    assert {problem.key for problem in problems} == {"packed-bomb"}


def test_a_base_needs_no_manifest_but_a_name_and_a_currency(tmp_path: Path) -> None:
    shape = SHAPES["no-header"]
    shape.written(tmp_path / "source")
    mapping = shape.mapping.replace('name = "shape"\ncurrency = "RUB"', "", 1)
    problems = refused(tmp_path, mapping)
    assert [problem.facts["field"] for problem in problems] == ["name", "currency"]
    manifest = import_population(tmp_path / "source", str(tmp_path / "map.toml"), tmp_path / "out", name="mine", currency="KWD")
    assert (manifest.name, manifest.currency) == ("mine", "KWD")


def test_people_of_a_log_are_said_once(tmp_path: Path) -> None:
    assert "distinct" in subscribers("a.csv", "id")
    shape = SHAPES["two-logs"]
    shape.written(tmp_path / "source")
    (merged,) = [problem.facts for problem in made(tmp_path, shape.mapping)[1] if problem.key == "rows-merged"]
    assert merged == {"table": "subscribers", "rows": 3, "kept": 2}


SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.skipif(not (SHARED / "copenhagen_ties.parquet").is_file(), reason="the third-party sets are not here")
def test_a_published_call_graph_becomes_ties_of_this_network(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    shutil.copy(SHARED / "copenhagen_ties.parquet", tmp_path / "source" / "ties.parquet")
    people = duckdb.execute(f"select distinct user_a from '{SHARED}/copenhagen_ties.parquet' order by all limit 100").fetchall()
    rows = "".join(f"{who},2024-01-01,1,0\n" for (who,) in people)
    (tmp_path / "source" / "use.csv").write_text("id,month,gb,packs\n" + rows)
    graph = '[tables.contacts]\nfile = "ties.parquet"\nties = true\ncolumns = { subscriber_id = "user_a", contact_id = "user_b", '
    mapping = HEAD.replace("{source}", "") + PLAIN.format(file="use.csv", extra="") + graph
    _, told = made(tmp_path, mapping + 'tie_strength = { sum = "n_calls" } }\n')
    (ties,) = [problem.facts for problem in told if problem.key == "ties-made"]
    assert int(str(ties["ties"])) > 0
    assert int(str(ties["outside"])) > 0
    query = f"select min(tie_strength) > 0 and max(tie_strength) = 1 from '{tmp_path}/out/contacts.parquet'"
    assert duckdb.execute(query).fetchone() == (True,)
