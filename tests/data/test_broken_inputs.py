"""A corpus of broken populations: each is a sentence, a way to spoil a good tiny base, and the errors it must give."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from data.population.full_check import check_population
from tests.data.tiny import MANIFEST, PLANS, SUBSCRIBERS, USAGE, as_parquet, change, write_tiny
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Broken:
    """One broken input: what is wrong with it, how to make it, the one kind of error expected and some of its facts."""

    sentence: str
    spoil: Callable[[Path], object]
    key: str
    facts: dict[str, object] = field(default_factory=dict)


def changed(table: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda folder: change(folder, table, old, new)


def text(name: str, content: str | bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def manifest(**fields: object) -> Callable[[Path], object]:
    return text("manifest.json", json.dumps(MANIFEST | fields))


def parquet(table: str, query: str) -> Callable[[Path], object]:
    return lambda folder: as_parquet(folder, table, query)


def truncated(folder: Path) -> None:
    file = as_parquet(folder, "usage")
    file.write_bytes(file.read_bytes()[:-40])


def corrupt(folder: Path) -> None:
    file = as_parquet(folder, "usage")
    good = file.read_bytes()
    file.write_bytes(good[:20] + bytes(len(good) - 40) + good[-20:])


def one_bad_line(folder: Path) -> None:
    """A million rows of usage, of which row 700,001 has a word where a number must be."""
    rows = [f"{i},small,north,1,true,,,\n" for i in range(100_000)]
    (folder / "subscribers.csv").write_text(SUBSCRIBERS.splitlines()[0] + "\n" + "".join(rows))
    (folder / "contacts.csv").unlink()
    months = [f"2025-{month:02}-01" for month in range(1, 11)]
    lines = [f"{i},{month},1.5,0,1.5,true\n" for i in range(100_000) for month in months]
    lines[699_999] = lines[699_999].replace("1.5", "much", 1)
    (folder / "usage.csv").write_text(USAGE.splitlines()[0] + "\n" + "".join(lines))


CORPUS = [
    # Files
    Broken("there is no usage table", lambda f: (f / "usage.csv").unlink(), "no-such-table", {"table": "usage"}),
    Broken(
        "a table is there twice",
        lambda f: (f / "plans.parquet").write_bytes((f / "plans.csv").read_bytes()),
        "two-files",
        {"table": "plans"},
    ),
    Broken("a file is empty", text("plans.csv", b""), "empty-file", {"file": "plans.csv"}),
    Broken("a file holds only blank lines", text("plans.csv", "\n\n \n"), "empty-file", {"file": "plans.csv"}),
    Broken(
        "a file holds only its header",
        text("plans.csv", PLANS.splitlines()[0] + "\n"),
        "no-rows",
        {"file": "plans.csv"},
    ),
    Broken("a Parquet file is cut short", truncated, "unreadable-file", {"file": "usage.parquet"}),
    Broken("a Parquet file is overwritten inside", corrupt, "unreadable-file", {"file": "usage.parquet"}),
    Broken(
        "an empty Parquet file",
        lambda f: [as_parquet(f, "usage"), (f / "usage.parquet").write_bytes(b"")],
        "unreadable-file",
    ),
    Broken(
        "a Parquet file calls itself CSV",
        lambda f: as_parquet(f, "usage").rename(f / "usage.csv"),
        "not-text",
        {"file": "usage.csv"},
    ),
    Broken(
        "a spreadsheet calls itself CSV",
        text("usage.csv", b"PK\x03\x04" + bytes(50)),
        "not-text",
        {"file": "usage.csv"},
    ),
    Broken(
        "text is in the encoding of Windows",
        text("plans.csv", PLANS.replace("Small", "Малый").encode("cp1251")),
        "not-utf8",
        {"row": 2, "guess": "cp1251"},
    ),
    Broken(
        "UTF-16 breaks off inside a letter",
        text("plans.csv", PLANS.replace("Small", "Малый").encode("utf-16") + b"\x00\xd8\x00"),
        "wrong-encoding",
        {"encoding": "utf-16"},
    ),
    Broken(
        "the delimiter is one nobody uses",
        text("plans.csv", PLANS.replace(",", "~")),
        "no-header",
        {"file": "plans.csv"},
    ),
    Broken(
        "there is no header",
        text("plans.csv", "\n".join(PLANS.splitlines()[1:]) + "\n"),
        "no-header",
        {"file": "plans.csv", "value": "small,Small,local,300,10,2,100,30"},
    ),
    Broken(
        "a line has a cell too few",
        changed("usage", "001,2025-02-01,12,1,12.5,true", "001,2025-02-01,12"),
        "bad-line",
        {"row": 3, "reason": "few"},
    ),
    Broken(
        "a line has a cell too many",
        changed("usage", "001,2025-02-01,12,1,12.5,true", "001,2025-02-01,12,1,12.5,true,7"),
        "bad-line",
        {"row": 3, "reason": "many"},
    ),
    Broken(
        "a quote is never closed",
        changed("subscribers", "003,endless,south", '003,endless,"south'),
        "bad-line",
        {"row": 4, "reason": "quote"},
    ),
    # Columns
    Broken(
        "a column is missing",
        changed("plans", "pack_price", "pack_prise"),
        "missing-column",
        {"column": "pack_price", "nearest": "pack_prise"},
    ),
    Broken(
        "an optional column is misspelt",
        changed("usage", "need_gb", "need_gbs"),
        "missing-column",
        {"column": "need_gb", "nearest": "need_gbs"},
    ),
    Broken("a column is there twice", changed("usage", "need_gb", "used_gb"), "duplicate-column", {"column": "used_gb"}),
    Broken(
        "a column is there twice but for capitals",
        changed("usage", "need_gb", "Used_GB"),
        "duplicate-column",
        {"column": "Used_GB"},
    ),
    Broken("a column has no name", changed("usage", "need_gb", ""), "unnamed-column", {"position": 5}),
    Broken(
        "ids went through floating point",
        parquet("usage", "select * replace (subscriber_id::double as subscriber_id) from {rows}"),
        "wrong-column-type",
        {"column": "subscriber_id", "found": "DOUBLE"},
    ),
    Broken(
        "months are numbers",
        parquet("usage", "select * replace (202501 as month) from {rows}"),
        "wrong-column-type",
        {"column": "month"},
    ),
    Broken(
        "a column holds lists",
        parquet("usage", "select * replace ([used_gb] as used_gb) from {rows}"),
        "wrong-column-type",
        {"column": "used_gb"},
    ),
    Broken(
        "a column bears the name of a row's place",
        changed("usage", "renewed", "rowid"),
        "reserved-column",
        {"file": "usage.csv", "column": "rowid"},
    ),
    Broken(
        "a Parquet column bears the name of a row's place",
        parquet("usage", "select *, 1 as Source_Row from {rows}"),
        "reserved-column",
        {"column": "Source_Row"},
    ),
    # Cells
    Broken(
        "an id is empty",
        changed("subscribers", "002,small", ",small"),
        "empty-value",
        {"column": "subscriber_id", "row": 3},
    ),
    Broken(
        "a number is missing",
        changed("usage", "001,2025-01-01,4.5", "001,2025-01-01,"),
        "empty-value",
        {"column": "used_gb", "row": 2},
    ),
    Broken(
        "a number is a word",
        changed("usage", "4.5,0,4.5", "lots,0,4.5"),
        "wrong-type",
        {"column": "used_gb", "value": "lots", "kind": "number"},
    ),
    Broken("a number has a decimal comma", changed("usage", "4.5,0,4.5", '"4,5",0,4.5'), "decimal-comma", {"value": "4,5"}),
    Broken(
        "use is not a number",
        changed("usage", "4.5,0,4.5", "NaN,0,4.5"),
        "not-finite",
        {"column": "used_gb", "value": "NaN"},
    ),
    Broken("use is infinite", changed("usage", "4.5,0,4.5", "inf,0,4.5"), "not-finite", {"value": "inf"}),
    Broken(
        "a Parquet number is not a number",
        parquet("usage", "select * replace ('nan'::double as need_gb) from {rows}"),
        "not-finite",
        {"column": "need_gb"},
    ),
    Broken("use is negative", changed("usage", "4.5,0,4.5", "-4.5,0,4.5"), "out-of-range", {"low": 0, "value": "-4.5"}),
    Broken(
        "use is in bytes",
        changed("usage", "4.5,0,4.5", "4500000000,0,4500000000"),
        "out-of-range",
        {"column": "used_gb"},
    ),
    Broken(
        "half a pack was bought",
        changed("usage", "12,1,12.5", "12,0.5,12.5"),
        "not-whole",
        {"column": "packs_bought", "value": "0.5"},
    ),
    Broken(
        "a pack is of no size",
        changed("plans", ",10,2,100", ",10,0,100"),
        "out-of-range",
        {"column": "pack_gb", "low": 0.001},
    ),
    Broken(
        "a tie is stronger than 1",
        changed("contacts", "0.9", "1.9"),
        "out-of-range",
        {"column": "tie_strength", "high": 1},
    ),
    Broken("a tie has no strength", changed("contacts", "0.9", "0"), "out-of-range", {"column": "tie_strength"}),
    Broken(
        "tenure is negative",
        changed("subscribers", "north,5,", "north,-5,"),
        "out-of-range",
        {"column": "tenure_months"},
    ),
    Broken(
        "a month is not its first day",
        changed("usage", "2025-02-01", "2025-02-15"),
        "month-not-first-day",
        {"value": "2025-02-15", "row": 3},
    ),
    Broken(
        "a month is written the Russian way",
        changed("usage", "2025-02-01", "01.02.2025"),
        "wrong-type",
        {"value": "01.02.2025", "kind": "date"},
    ),
    Broken("a day does not exist", changed("usage", "2025-02-01", "2025-02-30"), "wrong-type", {"kind": "date"}),
    Broken("a month is in another age", changed("usage", "2025-02-01", "0025-02-01"), "out-of-range", {"column": "month"}),
    Broken(
        "a switch says maybe",
        changed("subscribers", "24,true", "24,maybe"),
        "wrong-type",
        {"column": "active", "kind": "switch"},
    ),
    Broken("a kind of SIM is unknown", changed("plans", "Small,local", "Small,locall"), "not-allowed", {"value": "locall"}),
    Broken(
        "an id has blanks around it",
        changed("plans", "small,Small", "small ,Small"),
        "padded-text",
        {"column": "plan_id"},
    ),
    Broken(
        "a region has a character without width in it",
        changed("subscribers", "001,small,north", "001,small,nor\u200bth"),
        "unseen-character",
        {"column": "region"},
    ),
    Broken(
        "a region holds a blank that is not the ordinary one",
        changed("subscribers", "001,small,north", "001,small,north\u00a0east"),
        "unseen-character",
        {"column": "region"},
    ),
    Broken(
        "a cell holds a line break",
        changed("subscribers", "001,small,north", '001,small,"no\nrth"'),
        "control-character",
        {"column": "region"},
    ),
    Broken(
        "a cell holds a zero byte",
        changed("subscribers", "001,small,north", "001,small,no\0rth"),
        "control-character",
        {"column": "region"},
    ),
    Broken(
        "a cell is a spreadsheet formula",
        changed("plans", "Small", "\"=cmd|' /C calc'!A0\""),
        "spreadsheet-formula",
        {"column": "name"},
    ),
    Broken("a cell is a novel", changed("plans", "Small", "s" * 5_000), "too-long", {"column": "name", "high": 200}),
    # Keys and references
    Broken(
        "a plan is there twice",
        text("plans.csv", PLANS + PLANS.splitlines()[1] + "\n"),
        "duplicate-key",
        {"file": "plans.csv", "row": 4, "value": "small"},
    ),
    Broken(
        "a subscriber is there twice",
        text("subscribers.csv", SUBSCRIBERS + SUBSCRIBERS.splitlines()[1] + "\n"),
        "duplicate-key",
        {"file": "subscribers.csv", "value": "001"},
    ),
    Broken(
        "a month is there twice",
        changed("usage", "2025-02-01", "2025-01-01"),
        "duplicate-key",
        {"file": "usage.csv", "row": 3},
    ),
    Broken(
        "a subscriber's plan is unknown",
        changed("subscribers", "002,small", "002,smal"),
        "orphan",
        {"column": "plan_id", "value": "smal", "table": "plans"},
    ),
    Broken(
        "an id lost its leading zeros",
        changed("usage", "002,2025-01-01", "2,2025-01-01"),
        "orphan",
        {"file": "usage.csv", "value": "2"},
    ),
    Broken(
        "a contact is unknown",
        changed("contacts", "001,003", "001,999"),
        "orphan",
        {"column": "contact_id", "value": "999"},
    ),
    Broken(
        "a stranger has a contact",
        changed("contacts", "001,003", "999,003"),
        "orphan",
        {"column": "subscriber_id", "value": "999"},
    ),
    Broken("somebody is a contact of their own", changed("contacts", "001,003", "001,001"), "self-tie", {"value": "001"}),
    Broken(
        "a tie is there twice",
        changed("contacts", "001,003", "001,002"),
        "duplicate-key",
        {"file": "contacts.csv", "row": 3},
    ),
    Broken(
        "a tie is there from both ends",
        changed("contacts", "001,003", "002,001"),
        "mirrored-tie",
        {"row": 3, "value": "002 001"},
    ),
    Broken("need is below use", changed("usage", "9.25,0,9.25", "9.25,0,9"), "need-below-use", {"row": 5}),
    # Manifest
    Broken("there is no manifest", lambda f: (f / "manifest.json").unlink(), "no-manifest"),
    Broken("the manifest is not JSON", text("manifest.json", "{name: tiny"), "bad-manifest"),
    Broken("the manifest is a list", text("manifest.json", "[]"), "bad-manifest", {"reason": "list"}),
    Broken("the manifest is nested without end", text("manifest.json", "[" * 100_000), "bad-manifest"),
    Broken(
        "the manifest lacks a currency",
        text("manifest.json", '{"name": "a", "source": "b", "schema_version": 1}'),
        "manifest-lacks",
        {"field": "currency"},
    ),
    Broken("the currency is a path", manifest(currency="../../etc"), "manifest-field", {"field": "currency"}),
    Broken("the name has a line break", manifest(name="a\nb"), "manifest-field", {"field": "name"}),
    Broken("the seed is a word", manifest(seed="one"), "manifest-field", {"field": "seed"}),
    Broken("the schema is of another version", manifest(schema_version=99), "schema-version", {"found": 99}),
    Broken("the content is not what the manifest was stamped for", manifest(fingerprint="0" * 64), "fingerprint-differs"),
]


@pytest.mark.parametrize("broken", CORPUS, ids=lambda broken: broken.sentence.replace(" ", "-"))
def test_a_broken_input_gives_its_own_error(broken: Broken, tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    broken.spoil(folder)
    errors = check_population(folder).errors
    assert {error.key for error in errors} == {broken.key}, [str(error) for error in errors]
    assert any(broken.facts.items() <= error.facts.items() for error in errors), [str(error) for error in errors]
    for error in errors:
        assert not wording("en").problem(error.key, error.facts).startswith(error.key)


def test_the_good_base_they_are_made_from_is_good(tmp_path: Path) -> None:
    verdict = check_population(write_tiny(tmp_path / "tiny"))
    assert verdict.errors == ()
    assert [problem.key for problem in verdict.problems] == ["no-fingerprint"]
    assert verdict.rows == {"plans": 2, "subscribers": 3, "usage": 6, "contacts": 2}


def test_one_bad_line_in_a_million_is_found_where_it_is(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    one_bad_line(folder)
    (error,) = check_population(folder).errors
    assert error.key == "wrong-type"
    assert error.facts == {"file": "usage.csv", "column": "used_gb", "row": 700_001, "value": "much", "kind": "number"}


def test_problems_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    change(folder, "plans", "Small,local", "Small,moon")
    change(folder, "subscribers", "24,true", "24,maybe")
    change(folder, "usage", "4.5,0,4.5", "-1,0,4.5")
    change(folder, "contacts", "001,003", "001,999")
    (folder / "manifest.json").unlink()
    assert {error.key for error in check_population(folder).errors} == {
        "not-allowed", "wrong-type", "out-of-range", "orphan", "no-manifest",
    }  # fmt: skip


def test_of_many_rows_with_one_fault_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    header = USAGE.splitlines()[0]
    rows = [f"001,{1995 + i // 12}-{i % 12 + 1:02}-01,-1,0,,true" for i in range(50)]
    (folder / "usage.csv").write_text("\n".join([header, *rows]) + "\n")
    (error,) = check_population(folder).errors
    assert (error.key, error.facts["row"], error.facts["more"]) == ("out-of-range", 2, 49)
    assert error.facts["rows"] == ("3", "4", "5", "6", "7")
    assert "49" in wording("en").problem(error.key, error.facts)


def test_rows_are_counted_past_lines_that_could_not_be_read(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    change(folder, "usage", "001,2025-01-01,4.5,0,4.5,true", "001")
    change(folder, "usage", "9.25,0,9.25", "oops,0,9.25")
    rows = {error.key: error.facts["row"] for error in check_population(folder).errors}
    assert rows == {"bad-line": 2, "wrong-type": 5}


def test_a_folder_in_the_place_of_a_table_is_mentioned(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    (folder / "contacts.csv").unlink()
    (folder / "contacts.csv").mkdir()
    problems = check_population(folder).problems
    assert ("stray-file", "contacts.csv") in {(problem.key, problem.facts.get("file")) for problem in problems}


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: text.replace(",", "|").encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.rstrip("\n").encode(),
    ],
    ids=["crlf", "cr", "semicolon", "tab", "bar", "byte-order-mark", "utf-16", "no-last-line-end"],
)
def test_ways_of_writing_csv_that_mean_the_same_are_read_the_same(tmp_path: Path, written: Callable[[str], bytes]) -> None:
    folder = write_tiny(tmp_path / "tiny")
    expected = check_population(folder)
    (folder / "usage.csv").write_bytes(written(USAGE))
    found = check_population(folder)
    assert (found.errors, found.rows, found.fingerprint) == ((), expected.rows, expected.fingerprint)
