"""Several sets of rules side by side: rows, findings, charts and the CSV tell the engine's numbers, and names cannot act."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from analysis.results.result import Estimate, Projection, TimePoint
from analysis.scenarios.presets import choose_rules
from analysis.settings.assumptions import assumptions_for
from analysis.simulate import simulate
from reports.charts.comparison import (
    MOST_PATHS,
    profit_changes,
    profit_changes_alternative,
    time_path_rows,
    time_paths,
    time_paths_alternative,
)
from reports.content.comparison import (
    Case,
    certainty,
    comparison_header,
    comparison_rows,
    differences,
    finding,
    interval_rows,
    ranked,
)
from reports.content.headlines import headline
from reports.decisions.side_by_side import case_row, cases_csv, comparison_csv
from tests.analysis.builder import WHOLE_MONTHS
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from analysis.world.world import World

SAY = wording("en")


@pytest.fixture(scope="module")
def cases(world: World) -> list[Case]:
    assumptions = assumptions_for(world, WHOLE_MONTHS)
    names = ("korea", "off", "t2", "hong-kong")
    return [
        Case(
            SAY(f"preset-{name}"),
            simulate(world, choose_rules(name, {}, world.pack_price_per_gb), assumptions, cuts=False),
            "documented",
        )
        for name in names
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_is_a_row_under_the_header(cases: list[Case], language: str) -> None:
    say = wording(language)
    rows = comparison_rows(cases, say)
    assert {len(row) for row in rows} == {len(comparison_header(say))}
    assert [row[0] for row in rows] == [case.title for case in cases]
    assert say("direction-none") in rows[1][3]
    assert say("direction-down") in rows[2][3]


def test_a_change_that_shows_as_nothing_is_not_said_to_rise(cases: list[Case]) -> None:
    moved = cases[2].result.outcome("satisfaction")
    assert headline(moved, "RUB", SAY).direction == SAY("direction-up")
    assert headline(replace(moved, change=0.0004), "RUB", SAY).direction == SAY("direction-hardly")
    assert headline(replace(moved, change=0.0), "RUB", SAY).direction == SAY("direction-none")


def test_a_row_shows_what_the_engine_found(cases: list[Case]) -> None:
    row, result = comparison_rows(cases[2:3], SAY)[0], cases[2].result
    assert SAY.money(result.outcome("profit_per_subscriber").change, "RUB", signed=True) in row[3]
    assert SAY.points(result.outcome("topup_rate").change, 3) in row[4]
    assert row[7] == SAY.number(result.flow.sent_gb)
    assert row[8] == SAY.number(100 * result.flow.transfers / result.subscriber_months, 2)


def test_cases_are_ranked_by_profit(cases: list[Case]) -> None:
    changes = [case.worth.value for case in ranked(cases)]
    assert changes == sorted(changes, reverse=True)
    assert len(set(changes)) == len(cases)


@pytest.mark.parametrize(
    ("change", "low", "high", "told"),
    [
        (0.0, 0.0, 0.0, "none"),
        (1.0, 0.5, 1.5, "up"),
        (1.0, -0.5, 1.5, "unsure"),
        (-1.0, -2.0, -0.1, "down"),
        (1.0, None, None, "unsure"),
    ],
)
def test_a_change_counts_only_beyond_sampling_error(change: float, low: float | None, high: float | None, told: str) -> None:
    assert certainty(Estimate(change, None, low, high)) == told


def test_the_finding_names_the_best_and_the_worst_of_those_that_move_gigabytes(cases: list[Case]) -> None:
    counted, ends = finding(cases, SAY)
    assert "4 sets" in counted
    best, worst = (case for case in (ranked(cases)[1], ranked(cases)[-1]))
    assert ends.index(best.title) < ends.index(worst.title)
    assert "Off" not in ends
    assert finding([cases[1], cases[1]], SAY)[1] == ""


def test_only_what_differs_is_listed(cases: list[Case]) -> None:
    rows = differences([cases[0], cases[2]], SAY)
    assert ("Transfers per month, a month", "2", "no limit") in rows
    assert not [row for row in rows if row[1] == row[2]]
    assert differences([cases[0], cases[0]], SAY) == []


def test_assumptions_that_differ_are_listed_too(world: World, cases: list[Case]) -> None:
    assumed = assumptions_for(world, WHOLE_MONTHS | {"induced_share": 0.5})
    other = simulate(world, choose_rules("korea", {}, world.pack_price_per_gb), assumed, cuts=False)
    assert [row[1:] for row in differences([cases[0], Case("x", other)], SAY)] == [("0.2", "0.5")]


def test_nobody_allowed_is_said_in_words(world: World, cases: list[Case]) -> None:
    rules = choose_rules("korea", {"giver_sims": "none"}, world.pack_price_per_gb)
    barred = simulate(world, rules, assumptions_for(world, WHOLE_MONTHS), cuts=False)
    assert [row[2] for row in differences([cases[0], Case("x", barred)], SAY)] == [SAY("compare-nobody")]


def test_the_csv_holds_plain_numbers_and_what_they_were_computed_from(cases: list[Case]) -> None:
    content = cases_csv(cases)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [float(row["npv"]) for row in rows] == [case.worth.value for case in cases]
    assert [row["rules.transfers_per_month"] for row in rows] == ["2", "none", "none", "none"]
    assert {row["base_fingerprint"] for row in rows} == {cases[0].result.manifest.fingerprint}
    assert {row["assumptions.give_probability"] for row in rows} == {str(cases[0].result.assumptions.give_probability)}
    assert cases_csv(cases) == content


def test_page_and_terminal_write_the_same_comparison_under_the_same_columns(cases: list[Case]) -> None:
    page = list(csv.DictReader(io.StringIO(cases_csv(cases).decode("utf-8-sig"))))
    rows = [case_row(case.title, f"{nth}.json", case.result) for nth, case in enumerate(cases)]
    batch = list(csv.DictReader(io.StringIO(comparison_csv(rows).decode("utf-8-sig"))))
    told = [name for name in page[0] if name not in ("file", "status")]
    assert list(page[0]) == list(batch[0])
    assert [[row[name] for name in told] for row in page] == [[row[name] for name in told] for row in batch]
    assert [float(row["npv_sampling_low"]) for row in page if row["npv_sampling_low"]] == [
        case.worth.low for case in cases if case.worth.low is not None
    ]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", " =1+1", "+1+1", "-A1", "@x", "\tx", "\uff1d1", "\u200b=1", "\x01=1"])
def test_a_spreadsheet_takes_no_name_for_a_formula(cases: list[Case], name: str) -> None:
    row = next(csv.DictReader(io.StringIO(cases_csv([replace(cases[0], title=name)]).decode("utf-8-sig"))))
    assert row["scenario"] == f"'{name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_has_a_mark_per_case_and_says_its_finding(cases: list[Case], language: str) -> None:
    say = wording(language)
    figure = profit_changes(cases, say)
    drawn = {place: x for trace in figure.data for place, x in zip(trace.y, trace.x, strict=True)}
    assert drawn == {place: case.worth.value for place, case in enumerate(cases)}
    assert list(figure.layout.yaxis.ticktext) == [case.title for case in cases]
    assert all(part in profit_changes_alternative(cases, say) for part in finding(cases, say))
    assert len({(trace.marker.symbol, trace.name) for trace in figure.data}) == len(figure.data)


def test_intervals_of_the_chart_are_the_engines(cases: list[Case]) -> None:
    figure, found = profit_changes(cases[2:3], SAY), cases[2].worth
    (dot,) = figure.data
    assert found.low is not None
    assert found.high is not None
    assert dot.x[0] - dot.error_x.arrayminus[0] == pytest.approx(found.low)
    assert dot.x[0] + dot.error_x.array[0] == pytest.approx(found.high)
    assert interval_rows(cases[2:3], SAY)[0][3] == SAY("certainty-down")


def test_a_name_is_no_markup_in_a_chart_and_two_alike_stay_two_marks(cases: list[Case]) -> None:
    figure = profit_changes([replace(cases[0], title="<b>x</b>"), replace(cases[2], title="<b>x</b>")], SAY)
    assert list(figure.layout.yaxis.ticktext) == ["&lt;b&gt;x&lt;/b&gt;"] * 2
    assert len(figure.data[0].x) == 2
    (cut,) = profit_changes([replace(cases[0], title="x" * 80)], SAY).layout.yaxis.ticktext
    assert [len(line) <= 26 for line in cut.split("<br>")] == [True, True]
    assert cut.endswith("…")
    (told,) = profit_changes([replace(cases[0], title="Gifts of gigabytes: as in Hong Kong")], SAY).layout.yaxis.ticktext
    assert told == "Gifts of gigabytes: as in<br>Hong Kong"


def path(*sums: int, spread: float | None = None, payback: int | None = None) -> Projection:
    bounds = [(None, None) if spread is None else (each - spread, each + spread) for each in sums]
    points = zip(range(1, len(sums) + 1), sums, bounds, strict=True)
    told = tuple(TimePoint(month, Decimal(0), Decimal(0), Decimal(each), low, high, 0.0) for month, each, (low, high) in points)
    return Projection(len(sums), 1.0, told, (), Estimate(0.0, None, None, None), payback)


@pytest.mark.parametrize("language", LANGUAGES)
def test_time_paths_are_drawn_over_each_other_and_told_in_words(language: str) -> None:
    say = wording(language)
    named = [("A", path(-5, 1, spread=2.0, payback=2)), ("<B>", path(-5, -6))]
    figure = time_paths(named, "RUB", say)
    lines = [trace for trace in figure.data if trace.mode == "lines+markers"]
    assert [(line.name, list(line.y)) for line in lines] == [("A", [-5.0, 1.0]), ("&lt;B&gt;", [-5.0, -6.0])]
    assert len({(line.line.dash, line.marker.symbol) for line in lines}) == 2, "colour is not the only signal"
    (band,) = [trace for trace in figure.data if trace.fill == "toself"]
    assert list(band.y) == [-3.0, 3.0, -1.0, -7.0]
    told = time_paths_alternative(named, "RUB", say)
    assert say("alt-paths", name="A", months=2, total=say.money(1, "RUB", 2, signed=True), payback=2) in told
    assert say("alt-paths", name="<B>", months=2, total=say.money(-6, "RUB", 2, signed=True), payback=0) in told


def test_the_table_of_time_paths_has_a_row_per_month_and_a_gap_where_a_path_ends() -> None:
    rows = time_path_rows([("A", path(-5, 1)), ("B", path(7))], "RUB", SAY)
    assert [row[0] for row in rows] == ["1", "2"]
    assert rows[1][1:] == (SAY.money(1, "RUB", 2, signed=True), "–")


def test_no_more_paths_are_drawn_than_can_be_told_apart() -> None:
    named = [(str(number), path(*range(24), spread=1.0)) for number in range(MOST_PATHS + 3)]
    figure = time_paths(named, "RUB", SAY)
    assert len(figure.data) == 2 * MOST_PATHS
    assert len(time_path_rows(named, "RUB", SAY)[0]) == MOST_PATHS + 1
    assert sum(len(trace.x) for trace in figure.data if trace.mode == "lines+markers") < 300


def test_zero_is_always_in_sight(cases: list[Case]) -> None:
    assert profit_changes(cases[2:], SAY).layout.xaxis.rangemode == "tozero"
