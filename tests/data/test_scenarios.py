"""Saved scenarios: kept whole, safe with two browsers at once, and in a file form that hostile input cannot misuse."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import InputError
from data.scenarios.scenario_file import LONGEST_NAME, MOST_BYTES, Scenario, name_key, read_scenarios, write_scenarios
from data.scenarios.scenario_store import Scenarios
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ONE = Scenario("Как в Корее", {"enabled": True, "step_gb": "none", "giver_sims": ["local"]}, {"give_probability": 0.2}, "korea")


@pytest.fixture
def store(tmp_path: Path) -> Scenarios:
    return Scenarios(tmp_path / "scenarios.sqlite")


def keys(error: InputError) -> list[str]:
    return [problem.key for problem in error.problems]


def test_what_was_saved_is_listed_and_loaded_as_it_was(store: Scenarios) -> None:
    assert store.all() == ()
    saved = store.save(ONE)
    assert saved.scenario == ONE
    assert store.load(saved.id) == saved
    assert store.all() == (saved,)
    assert saved.created == saved.updated
    assert str(saved.created.tzinfo) == "UTC"


def test_a_change_keeps_the_id_and_the_day_it_was_made(store: Scenarios) -> None:
    saved = store.save(ONE)
    changed = store.change(saved, replace(ONE, rules={"enabled": False}))
    assert (changed.id, changed.created) == (saved.id, saved.created)
    assert changed.updated > saved.updated
    assert store.load(saved.id).scenario.rules == {"enabled": False}


def test_a_scenario_can_be_renamed_even_to_another_case_of_its_name(store: Scenarios) -> None:
    saved = store.rename(store.save(ONE), "  КАК В КОРЕЕ ")
    assert saved.scenario.name == "КАК В КОРЕЕ"
    assert [found.scenario.name for found in store.all()] == ["КАК В КОРЕЕ"]


def test_names_are_unique_whatever_their_case(store: Scenarios) -> None:
    store.save(ONE)
    other = store.save(replace(ONE, name="Other"))
    with pytest.raises(InputError) as caught:
        store.save(replace(ONE, name="как в корее"))
    assert keys(caught.value) == ["scenario-name-taken"]
    with pytest.raises(InputError) as caught:
        store.rename(other, "КАК в Корее")
    assert keys(caught.value) == ["scenario-name-taken"]
    assert store.load(other.id) == other


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "two\nlines", "nul\0", "\u202egpj.exe", "\u200b", "\ud800"])
def test_a_name_that_nobody_can_read_is_refused(store: Scenarios, name: str) -> None:
    with pytest.raises(InputError) as caught:
        store.save(replace(ONE, name=name))
    assert keys(caught.value) == ["scenario-name"]
    assert store.all() == ()


@pytest.mark.parametrize(
    "name",
    ["=HYPERLINK(1)", "../../etc/passwd", "'; drop table scenario; --", "全部转赠 👩‍👧", "x" * 80, "[[scenario]]", 'a "b" \\'],
)
def test_any_other_name_is_only_a_name(store: Scenarios, tmp_path: Path, name: str) -> None:
    assert store.save(replace(ONE, name=name)).scenario.name == name
    assert [saved.scenario.name for saved in store.all()] == [name]
    assert {file.name.split("-")[0] for file in tmp_path.iterdir()} == {"scenarios.sqlite"}


def test_an_update_of_what_somebody_else_changed_or_deleted_is_refused(store: Scenarios) -> None:
    seen = store.save(ONE)
    theirs = Scenarios(store.file).change(seen, replace(ONE, rules={"enabled": False}))
    for act in (lambda: store.change(seen, ONE), lambda: store.rename(seen, "Mine"), lambda: store.delete(seen)):
        with pytest.raises(InputError) as caught:
            act()
        assert keys(caught.value) == ["scenario-changed-meanwhile"]
    assert store.load(seen.id) == theirs
    store.delete(theirs)
    with pytest.raises(InputError) as caught:
        store.delete(theirs)
    assert keys(caught.value) == ["scenario-deleted-meanwhile"]
    with pytest.raises(InputError):
        store.load(seen.id)


def test_of_many_who_change_the_same_scenario_at_once_one_succeeds(store: Scenarios) -> None:
    seen = store.save(ONE)

    def change(number: int) -> list[str]:
        try:
            Scenarios(store.file).change(seen, replace(ONE, horizon_months=number))
        except InputError as error:
            return keys(error)
        return []

    with ThreadPoolExecutor(8) as pool:
        told = sorted(pool.map(change, range(1, 17)))
    assert told == [[]] + [["scenario-changed-meanwhile"]] * 15


def test_processes_that_all_make_the_file_lose_nothing(store: Scenarios) -> None:
    code = (
        "import sys; from pathlib import Path; from data.scenarios.scenario_store import *\n"
        "from data.scenarios.scenario_file import Scenario\n"
        "for i in range(10): Scenarios(Path(sys.argv[1])).save(Scenario(f'{sys.argv[2]} {i}'))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(store.file), str(who)], cwd=ROOT) for who in range(4)]
    assert [process.wait(300) for process in running] == [0, 0, 0, 0]
    assert len({saved.scenario.name for saved in store.all()}) == 40


def test_scenarios_are_imported_all_or_none(store: Scenarios) -> None:
    store.save(ONE)
    several = [replace(ONE, name="New"), replace(ONE, name=ONE.name.upper()), replace(ONE, name="new")]
    with pytest.raises(InputError) as caught:
        store.save_all(several)
    assert [problem.facts["name"] for problem in caught.value.problems] == [ONE.name.upper(), "new"]
    assert len(store.all()) == 1


def test_keeping_both_numbers_the_names_that_are_taken(store: Scenarios) -> None:
    long = "я" * LONGEST_NAME
    store.save_all([replace(ONE, name="A"), replace(ONE, name="A (2)"), replace(ONE, name=long)])
    kept = store.save_all([replace(ONE, name="a"), replace(ONE, name="B"), replace(ONE, name=long)], keep_both=True)
    assert [saved.scenario.name for saved in kept] == ["a (3)", "B", "я" * (LONGEST_NAME - 4) + " (2)"]


def test_a_file_that_is_no_database_is_told(store: Scenarios) -> None:
    store.file.write_bytes(b"not a database, and longer than its header would be" * 40)
    with pytest.raises(InputError) as caught:
        store.all()
    assert keys(caught.value) == ["scenario-store"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError) as caught:
        Scenarios(tmp_path / "file" / "scenarios.sqlite").save(ONE)
    assert keys(caught.value) == ["scenario-store"]


def test_the_file_of_a_later_program_is_left_alone(store: Scenarios) -> None:
    connection = sqlite3.connect(store.file)
    connection.execute("pragma user_version = 99")
    connection.close()
    with pytest.raises(InputError) as caught:
        store.save(ONE)
    assert keys(caught.value) == ["scenario-version"]


names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=60)
texts = names.filter(str.isprintable)
settings = st.dictionaries(
    texts,
    st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
    | st.lists(texts, max_size=4),
    max_size=6,
)
scenarios = st.builds(
    Scenario,
    names.map(lambda name: normalize("NFC", name)),
    settings,
    settings,
    st.none() | texts,
    st.none() | texts,
    texts,
    texts,
    st.integers(1, 60),
)


@given(st.lists(scenarios, min_size=1, max_size=4, unique_by=lambda scenario: name_key(scenario.name)))
def test_what_is_written_is_read_back_the_same(several: list[Scenario]) -> None:
    text = write_scenarios(several)
    assert list(read_scenarios(text.encode())) == several
    assert read_scenarios(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == tuple(several)


def test_the_file_is_one_that_a_person_would_write() -> None:
    text = write_scenarios([ONE])
    assert "[[scenario]]" in text
    assert "[scenario.rules]" in text
    assert 'step_gb = "none"' in text
    assert tomllib.loads(text)["scenario"][0]["name"] == "Как в Корее"


def test_a_short_file_by_hand_needs_only_names() -> None:
    (found,) = read_scenarios(b'[[scenario]]\nname = "Mine"\npreset = "korea"\n')
    assert found == Scenario("Mine", preset="korea")
    assert found.horizon_months == 24


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "scenario-none-in-file"),
        (b"scenario = 1", "scenario-none-in-file"),
        (b"scenario = [1]", "scenario-none-in-file"),
        (b"[[scenario]", "scenario-file"),
        (b"\xff\xfe", "scenario-file"),
        (b"x = " + b"[" * 5000, "scenario-file"),
        (b"x = " + b"9" * 5000, "scenario-file"),
        (b"schema_version = 2\n[[scenario]]\nname = 'a'", "scenario-version"),
        (b"schema_version = true\n[[scenario]]\nname = 'a'", "scenario-version"),
        (b"#" * (MOST_BYTES + 1), "scenario-file-size"),
        (b"[[scenario]]\nname = 'a'\n" * 501, "scenario-too-many"),
        (b"scenarios = 1\n[[scenario]]\nname = 'a'", "scenario-key"),
        (b"[[scenario]]\n", "scenario-value"),
        (b"[[scenario]]\nname = 1", "scenario-value"),
        (b"[[scenario]]\nname = '" + b"x" * 100_000 + b"'", "scenario-value"),
        (b"[[scenario]]\nname = 'a'\nrule = {}", "scenario-key"),
        (b"[[scenario]]\nname = 'a'\nrules = []", "scenario-value"),
        (b"[[scenario]]\nname = 'a'\nrules.step_gb = 2020-01-01", "scenario-value"),
        (b"[[scenario]]\nname = 'a'\nrules.step_gb = nan", "scenario-value"),
        (b"[[scenario]]\nname = 'a'\nrules.step_gb = [[1]]", "scenario-value"),
        (b"[[scenario]]\nname = 'a'\nrules.step_gb = {a = 1}", "scenario-value"),
        (b"[[scenario]]\nname = 'a'\nrules.step_gb = 99999999999999999999", "scenario-value"),
        (b"[[scenario]]\nname = 'a'\nhorizon_months = 0", "scenario-horizon"),
        (b"[[scenario]]\nname = 'a'\nhorizon_months = true", "scenario-horizon"),
        (b"[[scenario]]\nname = 'a'\npreset = 1", "scenario-value"),
        (b"[[scenario]]\nname = 'a'\n[[scenario]]\nname = 'A'", "scenario-name-twice"),
    ],
)
def test_a_hostile_or_broken_file_is_told(content: bytes, key: str) -> None:
    with pytest.raises(InputError) as caught:
        read_scenarios(content)
    assert keys(caught.value) == [key]
    assert all(len(str(fact)) <= 200 for problem in caught.value.problems for fact in problem.facts.values())


def test_everything_that_is_wrong_with_a_file_is_told_at_once() -> None:
    content = b"[[scenario]]\nname = ''\nhorizon_months = 'x'\nrul = 1\n[[scenario]]\nname = 'b'\nculture = 3\nrules.a = [1]"
    with pytest.raises(InputError) as caught:
        read_scenarios(content)
    assert sorted(keys(caught.value)) == ["scenario-horizon", "scenario-key"] + ["scenario-value"] * 3
    assert {problem.facts["number"] for problem in caught.value.problems} == {1, 2}
    assert next(problem.facts["nearest"] for problem in caught.value.problems if problem.key == "scenario-key") == "rules"


def test_the_example_of_the_docs_is_read() -> None:
    text = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8").split("```toml")[1].split("```")[0]
    (found,) = read_scenarios(text.encode())
    assert (found.name, found.rules["fee_per_gb"], found.assumptions["give_probability"]) == ("Korea with a fee", 3.0, 0.15)


def test_somebody_elses_database_gets_no_table_of_ours(store: Scenarios) -> None:
    with closing(sqlite3.connect(store.file)) as connection:
        connection.execute("create table orders (id integer)")
    for attempt in (store.all, lambda: store.save(Scenario("a"))):
        with pytest.raises(InputError) as caught:
            attempt()
        assert keys(caught.value) == ["scenario-not-ours"]
    with closing(sqlite3.connect(store.file)) as connection:
        assert connection.execute("select name from sqlite_schema").fetchall() == [("orders",)]
