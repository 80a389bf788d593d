"""The calendar of a base: what is missing, what is a slip of the pen, which months are replayed; and limits that are none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.checks.months import Calendar, Month
from data.population.full_check import check_population
from reports.content.headlines import notice_lines
from tests.data.tiny import MANIFEST, PLANS
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result

YEAR = tuple(f"2024-{month:02}-01" for month in range(1, 13))


def calendar(*days: str, rows: int = 100, **others: int) -> Calendar:
    """Return a calendar of equal months; `others` gives the rows of months named as m2024_05."""
    counts = dict.fromkeys(days, rows) | {f"{name[1:].replace('_', '-')}-01": count for name, count in others.items()}
    return Calendar(tuple(Month(day, count, 10.0 * count) for day, count in sorted(counts.items())))


def without(*months: int) -> tuple[str, ...]:
    return tuple(day for day in YEAR if int(day[5:7]) not in months)


def test_a_whole_year_is_replayed_as_it_is() -> None:
    whole = calendar(*YEAR)
    assert (whole.replayed, whole.missing, whole.strays, whole.partial) == (YEAR, (), (), None)


def test_of_two_years_the_last_twelve_months_are_replayed() -> None:
    assert calendar(*(day.replace("2024", "2023") for day in YEAR), *YEAR).replayed == YEAR


@pytest.mark.parametrize(
    ("days", "missing", "replayed"),
    [
        (without(4, 5, 6), ("2024-04", "2024-05", "2024-06"), YEAR[6:]),
        (without(11), ("2024-11",), YEAR[:10]),
        (without(2, 3, 5, 6, 8, 9, 11, 12), ("2024-02", "2024-03", "2024-05", "2024-06", "2024-08", "2024-09"), YEAR[9:10]),
        (without(7), ("2024-07",), YEAR[:6]),
    ],
)
def test_months_that_do_not_follow_one_another_are_never_glued(
    days: tuple[str, ...], missing: tuple[str, ...], replayed: tuple[str, ...]
) -> None:
    found = calendar(*days)
    assert (found.missing, found.replayed) == (missing, replayed)


def test_of_runs_of_equal_length_the_latest_is_replayed() -> None:
    assert calendar(*without(4, 8, 12)).replayed == YEAR[8:11]


@pytest.mark.parametrize("stray", ["m2042_07", "m1999_01", "m2025_01"])
def test_a_slip_of_the_pen_displaces_no_month_and_opens_no_hole(stray: str) -> None:
    found = calendar(*YEAR, **{stray: 1})
    assert [month.name for month in found.strays] == [stray[1:].replace("_", "-")]
    assert (found.replayed, found.missing) == (YEAR, ())


def test_many_slips_do_not_become_the_usual_month() -> None:
    slips = {f"m20{year}_01": 1 for year in range(30, 60)}
    assert calendar(*YEAR, **slips).replayed == YEAR


@pytest.mark.parametrize(("rows", "is_partial"), [(30, True), (66, True), (67, False), (100, False), (150, False)])
def test_a_last_month_with_under_two_thirds_is_told_and_replayed(rows: int, is_partial: bool) -> None:  # noqa: FBT001 - a case
    found = calendar(*YEAR[:-1], m2024_12=rows)
    assert (found.partial is not None) == is_partial
    assert found.replayed == YEAR


def test_a_month_of_all_people_and_half_the_use_is_partial() -> None:
    months = calendar(*YEAR).months
    found = Calendar((*months[:-1], Month(YEAR[-1], 100, 500.0)))
    assert found.partial == (found.months[-1], 0.5)


def test_a_handful_of_people_is_no_usual_month() -> None:
    assert calendar(*YEAR[:-1], rows=3, m2024_12=1).partial is None


def base(folder: Path, days: tuple[str, ...], extra: str = "") -> Path:
    """Write a base of 40 subscribers with a month of usage for each of `days`, and more rows."""
    folder.mkdir()
    people = [f"{nth:03},small,north,30,true,,," for nth in range(40)]
    header = "subscriber_id,plan_id,region,tenure_months,active,age_band,community,off_net_contacts"
    rows = [f"{nth:03},{day},{4 + nth % 7},0,{4 + nth % 7},true" for day in days for nth in range(40)]
    (folder / "plans.csv").write_text(PLANS)
    (folder / "subscribers.csv").write_text("\n".join([header, *people]) + "\n")
    (folder / "usage.csv").write_text(
        "\n".join(["subscriber_id,month,used_gb,packs_bought,need_gb,renewed", *rows]) + "\n" + extra
    )
    (folder / "contacts.csv").write_text("subscriber_id,contact_id,tie_strength\n000,001,0.9\n")
    (folder / "manifest.json").write_text(json.dumps(MANIFEST))
    return folder


def answer(folder: Path) -> Result:
    world = prepare(folder)
    return simulate(world, make_rules({}), assumptions_for(world, {}))


def test_the_check_and_the_answer_tell_a_hole_and_the_answer_is_that_of_the_unbroken_months(tmp_path: Path) -> None:
    holed, unbroken = base(tmp_path / "a", without(4, 5, 6)), base(tmp_path / "b", YEAR[6:])
    (note,) = [problem for problem in check_population(holed).problems if problem.key == "months-missing"]
    assert (note.is_error, note.facts["first"], note.facts["last"]) == (False, "2024-07", "2024-12")
    found, expected = answer(holed), answer(unbroken)
    assert found.months == YEAR[6:]
    assert (found.outcomes, found.flow) == (expected.outcomes, expected.flow)
    assert "months-missing" in {notice.key for notice in found.notices} - {notice.key for notice in expected.notices}


def test_one_mistyped_row_changes_no_month_of_the_replay_and_is_told_without_a_count_of_people(tmp_path: Path) -> None:
    folder = base(tmp_path / "a", YEAR, "000,2042-07-01,5,0,5,true\n")
    assert "month-stray" in {problem.key for problem in check_population(folder).problems}
    found = answer(folder)
    assert found.months == YEAR
    (notice,) = [notice for notice in found.notices if notice.key == "months-stray"]
    assert notice.facts == {"months": "2042-07"}


def test_a_last_month_exported_half_way_is_told_with_every_answer_kept_or_new(tmp_path: Path) -> None:
    rows = [f"{nth:03},2024-12-01,4,0,4,true\n" for nth in range(12)]
    folder = base(tmp_path / "a", YEAR[:-1], "".join(rows))
    for _ in range(2):
        (notice,) = [notice for notice in answer(folder).notices if notice.key == "month-partial"]
        assert notice.facts["month"] == "2024-12-01"


def test_an_allowance_that_stands_for_no_limit_is_told_by_check_and_answer(tmp_path: Path) -> None:
    folder = base(tmp_path / "a", YEAR)
    assert "allowance-unlike-use" not in {notice.key for notice in answer(folder).notices}
    (folder / "plans.csv").write_text(PLANS.replace("300,10,", "300,999999,"))
    (note,) = [problem for problem in check_population(folder).problems if problem.key == "allowance-unlike-use"]
    assert (note.is_error, note.facts["row"]) == (False, 2)
    assert "allowance-unlike-use" in {notice.key for notice in answer(folder).notices}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_is_said_in_sentences(tmp_path: Path, language: str) -> None:
    rows = "000,2042-07-01,5,0,5,true\n" + "".join(f"{nth:03},2024-12-01,4,0,4,true\n" for nth in range(12))
    folder = base(tmp_path / "a", without(5, 12), rows)
    (folder / "plans.csv").write_text(PLANS.replace("300,10,", "300,999999,"))
    say = wording(language)
    result = answer(folder)
    keys = {notice.key for notice in result.notices}
    assert {"months-missing", "months-stray", "month-partial", "allowance-unlike-use"} <= keys
    assert len(set(notice_lines(result, say))) == len(result.notices)
    for problem in check_population(folder).problems:
        assert not say.problem(problem.key, problem.facts).startswith(problem.key)
