"""Mapping files: what they can say, and what they must not be able to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import duckdb
import pytest

from data.database import storage
from data.errors import InputError
from data.importing.importer import import_population
from data.mapping.formulas import vetted
from data.mapping.mapping_file import load_mapping, mapping_names
from data.population.full_check import check_population
from tests.data.tiny import as_parquet, change, write_tiny
from wording import wording

if TYPE_CHECKING:
    from pathlib import Path

    from data.errors import Problem

ODD = """number;tariff;volume_1;volume_2;town
007;S;1024;2048;Omsk
008;S;512;0;"Tomsk; old"
"""
MAPPING = """
[source]
name = "odd"
currency = "RUB"
encoding = "cp1251"

[[tables.plans.rows]]
plan_id = "S"
name = "Small"
sim_type = "local"
monthly_fee = 300
allowance_gb = 10
pack_gb = 1
pack_price = 100
validity_days = 30

[tables.subscribers]
file = "odd.csv"

[tables.subscribers.columns]
subscriber_id = "number"
plan_id = "tariff"
region = "town"
tenure_months = { value = 12 }
active = { value = true }

[tables.usage]
file = "odd.csv"

[tables.usage.unpivot]
name = "when"
months = { _1 = "2025-01-01", _2 = "2025-02-01" }

[tables.usage.columns]
subscriber_id = "number"
month = "when"
used_gb = { column = "volume", unit = "MB" }
packs_bought = { value = 0 }
"""


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder with an odd-looking source and its mapping file beside it."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "odd.csv").write_bytes(ODD.replace("Omsk", "Омск").encode("cp1251"))
    (tmp_path / "odd.toml").write_text(MAPPING)
    return tmp_path


def imported(folder: Path, mapping: str = MAPPING) -> list[tuple[object, ...]]:
    (folder / "odd.toml").write_text(mapping, encoding="utf-8")
    import_population(folder / "source", str(folder / "odd.toml"), folder / "out")
    usage, subscribers = (f"'{folder}/out/{table}.parquet'" for table in ("usage", "subscribers"))
    selected = "u.* exclude (ran_out, allowance_gb, monthly_fee, pack_gb, pack_price), s.region"
    query = f"select {selected} from {usage} u join {subscribers} s using (subscriber_id) order by 1, 2"
    return duckdb.execute(query).fetchall()


def problems_of(folder: Path, mapping: str) -> list[Problem]:
    """Return the problems of an import that must fail and leave nothing."""
    with pytest.raises(InputError) as failure:
        imported(folder, mapping)
    assert sorted(file.name for file in folder.iterdir()) == ["odd.toml", "source"]
    for problem in failure.value.problems:
        for language in ("en", "ru", "zh"):
            assert not wording(language).problem(problem.key, problem.facts).startswith(problem.key)
    return list(failure.value.problems)


def test_a_wide_semicolon_file_in_a_windows_encoding_becomes_months_of_gigabytes(odd: Path) -> None:
    rows = imported(odd)
    assert [(row[0], str(row[1]), float(str(row[2])), row[6]) for row in rows] == [
        ("007", "2025-01-01", 1.0, "Омск"),
        ("007", "2025-02-01", 2.0, "Омск"),
        ("008", "2025-01-01", 0.5, "Tomsk; old"),
        ("008", "2025-02-01", 0.0, "Tomsk; old"),
    ]


@pytest.mark.parametrize(
    ("unit", "gigabytes"),
    [("GB", 1024.0), ("MB", 1.0), ("kB", 1 / 1024), ("MB1000", 1.024), ("MiB", 1.0), ("GiB", 1024.0)],
)
def test_units_are_converted(odd: Path, unit: str, gigabytes: float) -> None:
    assert float(str(imported(odd, MAPPING.replace('"MB"', f'"{unit}"'))[0][2])) == pytest.approx(gigabytes, abs=5e-7)


def test_minor_currency_and_days_are_converted(odd: Path) -> None:
    source = "number,fee,days\nA,30050,400\n"
    (odd / "source" / "odd.csv").write_text(source)
    mapping = (
        MAPPING[: MAPPING.index("[[tables")]
        + """
[tables.plans]
file = "odd.csv"
[tables.plans.columns]
plan_id = "number"
name = "number"
sim_type = { value = "local" }
monthly_fee = { column = "fee", unit = "minor" }
allowance_gb = { value = 1 }
pack_gb = { value = 1 }
pack_price = { formula = "fee::double / 1000" }
validity_days = { value = 30 }
[tables.subscribers]
file = "odd.csv"
[tables.subscribers.columns]
subscriber_id = "number"
plan_id = "number"
region = { value = "all" }
tenure_months = { column = "days", unit = "days" }
active = { value = true }
[tables.usage]
file = "odd.csv"
[tables.usage.columns]
subscriber_id = "number"
month = { value = "2025-01-01" }
used_gb = { value = 0.5 }
packs_bought = { value = 0 }
"""
    )
    imported(odd, mapping)
    row = duckdb.execute(
        f"select monthly_fee::double, pack_price::double, tenure_months "
        f"from '{odd}/out/plans.parquet', '{odd}/out/subscribers.parquet'"
    ).fetchone()
    assert row == (300.5, 30.05, 13)


@pytest.mark.parametrize(
    ("formula", "key"),
    [
        ("(select max(volume) from x)", "formula-not-scalar"),
        ("sum(volume::double) over ()", "formula-not-scalar"),
        ("1) from read_csv('/etc/passwd') --", "formula-syntax"),
        ("1) from read_csv('/etc/passwd') where (true", "formula-not-scalar"),
        ("1), (2", "formula-not-scalar"),
        ("1; drop table plans", "formula-syntax"),
        ("volume +", "formula-syntax"),
        ("", "mapping-lacks"),
        ("read_text('/etc/passwd')", "formula-function"),
        ("read_blob('/etc/passwd')", "formula-function"),
        ("getenv('HOME')", "formula-function"),
        ("current_setting('memory_limit')", "formula-function"),
        ("getvariable('x')", "formula-function"),
        ("repeat('x', 1000000000)", "formula-function"),
        ("range(1000000000)", "formula-function"),
        ("random()", "formula-function"),
        ("sum(volume)", "formula-function"),
        ("nextval('s')", "formula-function"),
        ("main.read_text('x')", "formula-function"),
        ("$1", "formula-not-scalar"),
        ("*", "formula-not-scalar"),
        ("columns('.*')", "formula-not-scalar"),
        ("now()", "formula-function"),
        ("current_date", "mapping-column"),
        ("volme", "mapping-column"),
        ("volume::double + 'x'", "formula-failed-row"),
        ("1" + " + 1" * 2_000, "formula-size"),
    ],
)
def test_a_formula_can_be_nothing_but_an_expression_over_its_row(odd: Path, formula: str, key: str) -> None:
    text = json.dumps(formula)
    mapping = MAPPING.replace('{ column = "volume", unit = "MB" }', f"{{ formula = {text} }}")
    problems = problems_of(odd, mapping)
    assert {problem.key for problem in problems} == {key}


def test_what_runs_is_the_tree_and_not_the_text() -> None:
    with storage.connect() as connection:
        assert vetted(connection, "a /* ) from b -- */ + 1 -- end", "usage.used_gb") == "(a + 1)"


@pytest.mark.parametrize(
    "file", ["../odd.csv", "/etc/passwd", "a/../../odd.csv", "~/odd.csv", "http://example.org/odd.csv", "..\\\\odd.csv"]
)
def test_a_mapping_reads_nothing_outside_its_source(odd: Path, file: str) -> None:
    (problem,) = problems_of(odd, MAPPING.replace('[tables.usage]\nfile = "odd.csv"', f'[tables.usage]\nfile = "{file}"'))
    assert problem.key == "mapping-outside"


@pytest.mark.parametrize(
    ("old", "new", "key", "nearest"),
    [
        ('"number"\nplan_id', '"numbr"\nplan_id', "mapping-column", "number"),
        ("subscriber_id =", "subscribr_id =", "mapping-unknown", "subscriber_id"),
        ("[tables.usage]", "[tables.usages]", "mapping-unknown", "usage"),
        ('unit = "MB"', 'unit = "Mb"', "mapping-unit", None),
        ('unit = "MB"', 'unit = "MB", value = 1', "mapping-one-of", None),
        ('name = "odd"', "name = 7", "mapping-type", None),
        ('name = "odd"', 'name = "od\\nd"', "manifest-field", None),
        ('currency = "RUB"', 'currency = "roubles"', "manifest-field", None),
        ('encoding = "cp1251"', 'encoding = "cp99"', "unknown-encoding", None),
        ('encoding = "cp1251"', 'encoding = "ascii"', "wrong-encoding", None),
        ('encoding = "cp1251"', 'encoding = "cp1251"\ndelimiter = ","', "no-header", None),
        ('file = "odd.csv"', 'file = "odd.parquet"', "no-such-file", None),
        ("[source]", "[source", "bad-mapping", None),
        ("_1 = ", "_9 = ", "months-unlike-columns", None),
        ('plan_id = "tariff"', "", "missing-column", None),
    ],
)
def test_a_broken_mapping_is_explained(odd: Path, old: str, new: str, key: str, nearest: str | None) -> None:
    assert old in MAPPING
    problems = problems_of(odd, MAPPING.replace(old, new))
    assert key in {problem.key for problem in problems}, problems
    if nearest is not None:
        assert nearest in {problem.facts.get("nearest") for problem in problems}


def test_everything_wrong_with_a_mapping_is_said_at_once(odd: Path) -> None:
    problems = problems_of(
        odd,
        MAPPING.replace('unit = "MB"', 'unit = "Mb"').replace("region =", "regon =").replace('"odd.csv"', '"../x"', 1),
    )
    assert [problem.key for problem in problems].count("mapping-unit") == 1
    assert {problem.key for problem in problems} == {"mapping-unit", "mapping-unknown", "mapping-outside"}


def test_text_where_a_number_is_to_be_converted_is_named_with_its_row(odd: Path) -> None:
    (odd / "source" / "odd.csv").write_text(ODD.replace("512", "plenty"))
    (problem,) = problems_of(odd, MAPPING)
    assert problem.key == "wrong-type"
    assert problem.facts == {
        "file": "odd.csv",
        "column": "used_gb",
        "row": 3,
        "value": "plenty",
        "kind": "number",
        "source": "volume",
        "way": "needed",
    }


def test_a_second_file_with_two_rows_of_a_key_is_refused(odd: Path) -> None:
    (odd / "source" / "fees.csv").write_text("code,extra\nS,1\nS,2\n")
    joined = MAPPING.replace(
        "[tables.usage.columns]",
        '[tables.usage.join.fees]\nfile = "fees.csv"\non = { tariff = "code" }\n\n[tables.usage.columns]',
    )
    (problem,) = problems_of(odd, joined)
    assert (problem.key, problem.facts["value"]) == ("join-duplicate", "S")


def test_rows_without_a_match_in_the_second_file_are_not_dropped(odd: Path) -> None:
    (odd / "source" / "fees.csv").write_text("code,extra\nX,1\n")
    joined = MAPPING.replace(
        "[tables.usage.columns]",
        '[tables.usage.join.fees]\nfile = "fees.csv"\non = { tariff = "code" }\n\n[tables.usage.columns]',
    ).replace('{ column = "volume", unit = "MB" }', '"fees.extra"')
    unmatched, empty = problems_of(odd, joined)
    assert (unmatched.key, empty.key, empty.facts["more"]) == ("join-unmatched", "empty-value", 3)


def test_several_files_of_one_table_are_read_and_rows_named_in_their_own_file(odd: Path) -> None:
    folder = odd / "source"
    (folder / "odd.csv").rename(folder / "odd-1.csv")
    (folder / "odd-2.csv").write_text("number;tariff;volume_1;volume_2;town\n009;S;1;2;Tver\n010;S;-1;2;Tver\n")
    (problem,) = problems_of(odd, MAPPING.replace('"odd.csv"', '"odd-*.csv"'))
    assert (problem.key, problem.facts["file"], problem.facts["row"]) == ("out-of-range", "odd-2.csv", 3)


def test_a_folder_in_the_schema_is_filled_in_and_stamped(tmp_path: Path) -> None:
    source = write_tiny(tmp_path / "source")
    (source / "contacts.csv").unlink()
    change(source, "usage", "10,0,11", "10,0,")
    change(source, "subscribers", ",001,3", ",,3")
    manifest = import_population(source, "schema", tmp_path / "out")
    assert (manifest.name, manifest.currency, manifest.synthesised) == ("tiny", "RUB", ("contacts", "need_gb"))
    verdict = check_population(tmp_path / "out")
    assert verdict.problems == ()
    assert verdict.fingerprint == manifest.fingerprint
    row = duckdb.execute(
        f"select need_gb > 10 from '{tmp_path}/out/usage.parquet' where subscriber_id = '002' and used_gb = 10"
    ).fetchone()
    assert row == (True,)


def test_csv_and_parquet_of_the_same_content_have_one_fingerprint(tmp_path: Path) -> None:
    csv, parquet = write_tiny(tmp_path / "csv"), write_tiny(tmp_path / "parquet")
    for table in ("subscribers", "usage", "contacts"):
        types = {"subscribers": "{'subscriber_id': 'varchar', 'community': 'varchar'}"}.get(table, "{'subscriber_id': 'varchar'}")
        if table == "contacts":
            types = "{'subscriber_id': 'varchar', 'contact_id': 'varchar'}"
        file = parquet / f"{table}.csv"
        duckdb.execute(f"copy (from read_csv('{file}', types = {types})) to '{parquet}/{table}.parquet' (format parquet)")
        file.unlink()
    as_parquet(parquet, "plans")
    assert check_population(csv).fingerprint == check_population(parquet).fingerprint != ""


def test_hostile_names_are_only_names(tmp_path: Path) -> None:
    """Quotes, wildcards, SQL and dots in a folder's name and in cells change nothing but themselves."""
    folder = write_tiny(tmp_path / "a'b\"; drop table plans; --[x]*?")
    change(folder, "subscribers", "001,small,north", '001,small,"\'; drop table usage; --"')
    change(folder, "subscribers", "002,small,north", '002,small,"../../etc ""passwd"""')
    out = tmp_path / "o'u\"t [1]*"
    import_population(folder, "schema", out)
    verdict = check_population(out)
    assert verdict.errors == ()
    assert verdict.rows["usage"] == 6


def test_a_source_column_with_a_hostile_name_is_quoted(odd: Path) -> None:
    evil = 'town"; drop table raw_0; --'
    (odd / "source" / "odd.csv").write_text(ODD.replace("town", '"' + evil.replace('"', '""') + '"'))
    rows = imported(odd, MAPPING.replace('region = "town"', f"region = {json.dumps(evil)}"))
    assert rows[0][6] == "Omsk"


def test_an_interrupted_import_leaves_nothing(odd: Path) -> None:
    def stop(stage: str, share: float, /) -> None:  # noqa: ARG001 - only the stage matters
        if stage == "import-write":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_population(odd / "source", str(odd / "odd.toml"), odd / "out", stop)
    assert sorted(file.name for file in odd.iterdir()) == ["odd.toml", "source"]


def test_a_failed_import_keeps_the_population_that_was_there(odd: Path) -> None:
    imported(odd)
    before = check_population(odd / "out").fingerprint
    with pytest.raises(InputError):
        imported(odd, MAPPING.replace('"volume"', '"weight"'))
    assert check_population(odd / "out").fingerprint == before


@pytest.mark.parametrize("name", mapping_names())
def test_shipped_mappings_read(name: str) -> None:
    assert {table.table for table in load_mapping(name).tables} >= {"plans", "subscribers", "usage"}


def test_a_column_that_is_not_ours_is_mentioned_and_not_silently_left_out(tmp_path: Path) -> None:
    source = write_tiny(tmp_path / "source")
    for row, cell in enumerate(("hobby", "chess", "go", "chess")):
        lines = (source / "subscribers.csv").read_text().splitlines()
        lines[row] += f",{cell}"
        (source / "subscribers.csv").write_text("\n".join(lines) + "\n")
    findings: list[Problem] = []
    import_population(source, "schema", tmp_path / "out", notice=findings.append)
    assert [(finding.key, finding.facts["column"]) for finding in findings] == [("unknown-column", "hobby")]
