"""What the tables leave unsaid or contradict is told by the full check, and stops nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.population.full_check import check_population
from tests.data.tiny import change, write_tiny
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from data.errors import Problem


def found(folder: Path) -> dict[str, Problem]:
    verdict = check_population(folder)
    assert not verdict.errors
    return {problem.key: problem for problem in verdict.problems if problem.key not in ("no-fingerprint", "above-allowance")}


def without_columns(folder: Path, table: str, *names: str) -> None:
    file = folder / f"{table}.csv"
    rows = [line.split(",") for line in file.read_text(encoding="utf-8").splitlines()]
    kept = [nth for nth, name in enumerate(rows[0]) if name not in names]
    file.write_text("\n".join(",".join(row[nth] for nth in kept) for row in rows) + "\n", encoding="utf-8")


def test_a_base_that_says_everything_has_no_notes(tmp_path: Path) -> None:
    assert found(write_tiny(tmp_path)) == {}


def test_need_that_is_not_there_is_told_with_how_often_it_is_missed(tmp_path: Path) -> None:
    without_columns(write_tiny(tmp_path), "usage", "need_gb")
    assert found(tmp_path)["need-unknown"].facts == {"count": 2, "of": 2}


def test_need_that_is_not_there_in_one_month_that_ran_out_is_told(tmp_path: Path) -> None:
    change(write_tiny(tmp_path), "usage", "10,0,11,true", "10,0,,true")
    assert found(tmp_path)["need-unknown"].facts == {"count": 1, "of": 2}


def test_a_base_that_does_not_say_who_renewed_says_whether_active_does(tmp_path: Path) -> None:
    without_columns(write_tiny(tmp_path), "usage", "renewed")
    assert found(tmp_path)["renewal-unknown"].facts == {"known": "active"}
    without_columns(tmp_path, "subscribers", "active")
    assert found(tmp_path)["renewal-unknown"].facts == {"known": "nothing"}


def test_active_and_renewed_that_contradict_each_other_are_counted(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    change(folder, "subscribers", "48,false", "48,true")
    change(folder, "subscribers", "5,true", "5,false")
    assert found(tmp_path)["active-contradicts"].facts == {"gone": 1, "left": 1}


def test_a_mistyped_month_is_not_the_last_one_in_which_active_and_renewed_are_compared(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    people, usage = folder / "subscribers.csv", folder / "usage.csv"
    more = range(100, 130)  # a month needs some rows before one row can look mistyped
    people.write_text(people.read_text() + "".join(f"{nth},small,north,24,true,35-44,001,\n" for nth in more))
    usage.write_text(usage.read_text() + "".join(f"{nth},2025-02-01,1,0,1,true\n" for nth in more))
    change(folder, "subscribers", "48,false", "48,true")
    change(folder, "subscribers", "5,true", "5,false")
    contradictory = {"gone": 1, "left": 1}
    assert found(tmp_path)["active-contradicts"].facts == contradictory
    usage.write_text(usage.read_text() + "100,2042-07-01,1,0,1,true\n")
    told = found(tmp_path)
    assert told["month-stray"].facts["month"] == "2042-07"
    assert told["active-contradicts"].facts == contradictory


def test_a_base_of_which_nobody_is_active_is_asked_about(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    for old in ("5,true", "24,true"):
        change(folder, "subscribers", old, old.replace("true", "false"))
    assert "nobody-active" in found(tmp_path)


@pytest.mark.parametrize(("days", "key"), [("7", "validity-counts"), ("27", "validity-counts"), ("90", "validity-ignored")])
def test_an_allowance_of_a_week_counts_and_one_of_a_quarter_does_not_and_both_are_told(
    tmp_path: Path, days: str, key: str
) -> None:
    change(write_tiny(tmp_path), "plans", "100,30", f"100,{days}")
    told = found(tmp_path)
    assert told[key].facts == {"count": 1}
    assert ({"validity-counts", "validity-ignored"} - {key}).isdisjoint(told)


def test_subscribers_without_any_month_are_counted(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    for row in ("001,2025-01-01,4.5,0,4.5,true\n", "001,2025-02-01,12,1,12.5,true\n"):
        change(folder, "usage", row, "")
    assert found(tmp_path)["never-seen"].facts == {"count": 1, "of": 3}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_is_a_sentence(tmp_path: Path, language: str) -> None:
    folder = write_tiny(tmp_path)
    without_columns(folder, "usage", "need_gb", "renewed")
    change(folder, "plans", "100,30", "100,7")
    for problem in found(folder).values():
        said = wording(language).problem(problem.key, problem.facts)
        assert not said.startswith(problem.key)
