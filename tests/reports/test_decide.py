"""Decisions as sentences, rows and charts: what they say follows from the numbers, in every language."""

from __future__ import annotations

import json

import pytest
from scipy.stats import t as student

from analysis.decide.breakeven import BreakEven, Crossing, Point
from analysis.decide.candidates import Candidate, Goal
from analysis.decide.interaction import Grid
from analysis.decide.scenario_discovery import Box, Discovery, Limit
from analysis.decide.search import Found, Verdict
from analysis.decide.sobol import Index
from analysis.decide.tornado import Bar
from analysis.decide.value_of_information import Information
from analysis.scenarios.presets import choose_rules
from analysis.settings.parameters import as_dict
from analysis.settings.rules import make_rules
from reports.decisions.best_rules import (
    discovery_lines,
    front_rows,
    rule_rows,
    set_words,
    so_far_line,
    verdict_lines,
    verdict_rows,
)
from reports.decisions.charts import breakeven_curve, front_alternative, front_points, grid_heat, sobol_bars, tornado_bars
from reports.decisions.sensitivity import (
    breakeven_lines,
    breakeven_rows,
    grid_header,
    grid_line,
    grid_rows,
    measure_line,
    measure_rows,
    sobol_line,
    sobol_rows,
    tornado_header,
    tornado_line,
    tornado_rows,
)
from reports.numbers.values import rough_text
from terminal.console.common import settings
from wording import LANGUAGES, wording

SAY = wording("en")
BARS = (
    Bar("topup_conversion", 0.1, 0.7, 0.3, 12.0, -30.0, 1.5),
    Bar("give_probability", 0.02, 0.3, 0.1, -2.0, -11.0, None),
)
CURVE = BreakEven(
    "fee_per_gb",
    "currency/GB",
    (Point(0, -9, -10, -8), Point(20, -1, -2, 0), Point(40, 4, 3, 5)),
    (Crossing(24.0, 20.0, None, rises=True),),
    None,
)
GRID = Grid(("fee_per_gb", "monthly_cap_gb"), (0.0, 50.0), (0.0, 30.0), ((0.0, -28.4), (0.0, 2.5)))
INDICES = (Index("give_probability", 0.6, 0.1, 0.8, 0.2), Index("induced_share", -0.01, 0.02, 0.01, 0.0))


def candidate(npv: float, *, satisfaction: float = 0.1, number: int = 1, feasible: bool = True, **rules: float) -> Candidate:
    values = as_dict(make_rules({**rules}))
    return Candidate(values, npv, npv - 5, 0.25, satisfaction, -0.002, feasible, number)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_and_row_is_worded_in_every_language(language: str) -> None:
    say = wording(language)
    verdict = Verdict(candidate(3.0, fee_per_gb=25.0), candidate(4.0), (("kenya", candidate(-2.0)),), beats_all=True)
    box = Box(
        (Limit("give_probability", None, 0.1), Limit("topup_conversion", 0.2, 0.5), Limit("induced_share", 0.3, None)),
        0.6,
        0.9,
        40,
    )
    sentences = [
        tornado_line(BARS, -4.0, "RUB", say),
        *breakeven_lines(CURVE, "RUB", say),
        grid_line(GRID, "RUB", say),
        sobol_line(INDICES, say),
        *verdict_lines(verdict, Goal(), "RUB", say),
        *discovery_lines(Discovery((box,), 0.4), 200, say),
        front_alternative((candidate(3.0), candidate(1.0)), "topup", "RUB", say),
        so_far_line(Found(7, 50, None, (), ()), Goal(), "RUB", say),
    ]
    assert all(len(sentence) > 10 for sentence in sentences)
    if language != "en":
        english = wording("en")
        assert tornado_line(BARS, -4.0, "RUB", english) not in sentences


def test_the_tornado_names_the_widest_bar_and_those_that_turn_the_sign() -> None:
    line = tornado_line(BARS, -4.0, "RUB", SAY)
    assert "“Conversion when short” moves the worth most" in line
    assert "One alone could turn the sign: “Conversion when short”" in line
    calm = tornado_line(BARS[1:], -4.0, "RUB", SAY)
    assert "No single unknown" in calm


def test_a_tornado_row_holds_both_ends_their_difference_and_its_error() -> None:
    header, (first, second) = tornado_header(SAY), tornado_rows(BARS, "RUB", SAY)
    assert len(header) == len(first) == len(second)
    assert first[1:] == ("0.1 … 0.7", "+RUB\u00a012.00", "−RUB\u00a030.00", "−RUB\u00a042.00", "RUB\u00a01.50")
    assert second[-1] == "–"


def test_the_tornado_draws_both_ends_around_the_worth_as_assumed() -> None:
    low, high = tornado_bars(BARS, -4.0, "RUB", SAY).data
    assert [base + length for base, length in zip([low.base] * 2, low.x, strict=True)] == [12.0, -2.0]
    assert [high.base + length for length in high.x] == [-30.0, -11.0]
    assert high.error_x.array[0] == pytest.approx(1.5 * float(student.ppf(0.95, 199)))
    assert low.marker.pattern.shape != high.marker.pattern.shape


def test_a_break_even_says_its_value_and_which_side_gains() -> None:
    (line,) = breakeven_lines(CURVE, "RUB", SAY)
    assert "crosses zero at 24 (90 % sampling: 20 … above the range)" in line
    assert "Below it the rules lose, above it they gain" in line


@pytest.mark.parametrize(("sign", "words"), [(1, "gain all along"), (-1, "lose all along"), (0, "Nothing changes all along")])
def test_without_a_crossing_the_sign_all_along_is_said(sign: int, words: str) -> None:
    points = tuple(Point(at, float(sign), None, None) for at in (0.0, 1.0))
    (line,) = breakeven_lines(BreakEven("fee_per_gb", "currency/GB", points, (), sign), "RUB", SAY)
    assert words in line


def test_a_loss_that_ends_in_nothing_is_no_gain() -> None:
    points = (Point(0, -9, -10, -8), Point(20, 0, 0, 0), Point(40, 0, 0, 0))
    (line,) = breakeven_lines(
        BreakEven("fee_per_gb", "currency/GB", points, (Crossing(20, 20, 20, rises=True),), None), "RUB", SAY
    )
    assert "never gain" in line
    assert "above it they gain" not in line


def test_the_curve_marks_the_crossing_and_the_value_set_now() -> None:
    names = {trace.name: trace for trace in breakeven_curve(CURVE, 10.0, "RUB", SAY).data}
    assert list(names[SAY("decide-crossing")].x) == [24.0]
    assert list(names[SAY("decide-now")].y) == [-5.0]
    assert SAY("decide-now") not in {trace.name for trace in breakeven_curve(CURVE, None, "RUB", SAY).data}
    assert len(breakeven_rows(CURVE, "RUB", SAY)) == 3


def test_the_grid_counts_gains_and_names_its_best_and_worst_pair() -> None:
    line = grid_line(GRID, "RUB", SAY)
    assert "gain at 1 of 4 pairs" in line
    assert "Best: +RUB\u00a02.50 at Fee per GB, RUB per GB = 50 and Monthly cap, GB a month = 30" in line
    assert "Worst: −RUB\u00a028.40 at 0 and 30" in line
    assert all(len(row) == len(grid_header(GRID, "RUB", SAY)) for row in grid_rows(GRID, "RUB", SAY))
    (heat,) = grid_heat(GRID, "RUB", SAY).data
    assert heat.text[0][1] == "−28.4"
    assert heat.zmin == -heat.zmax


def test_sobol_rows_tell_half_widths_and_the_chart_both_shares() -> None:
    assert sobol_rows(INDICES, SAY)[0] == ("Willing to give", "60% ± 10%", "80% ± 20%")
    assert "59% without any interaction" in sobol_line(INDICES, SAY)
    assert [trace.name for trace in sobol_bars(INDICES, SAY).data] == [SAY("decide-first"), SAY("decide-total")]


def test_what_measuring_is_worth_is_told_for_the_whole_base() -> None:
    worth = (Information("give_probability", 0.5), Information("all", 0.75))
    assert measure_rows(worth, 1000, "RUB", SAY) == [
        ("Willing to give", "RUB\u00a0500"),
        (SAY("decide-everything"), "RUB\u00a0750"),
    ]
    assert "“Willing to give”" in measure_line(worth, 1000, "RUB", SAY)
    nothing = (Information("give_probability", 0.0), Information("all", 0.0))
    assert measure_line(nothing, 1000, "RUB", SAY) == SAY("decide-measure-none")


def test_a_winner_that_no_preset_reaches_is_said_to_beat_them_all() -> None:
    verdict = Verdict(candidate(3.0), candidate(4.5), (("kenya", candidate(-2.0)), ("off", candidate(0.0))), beats_all=True)
    first, fresh = verdict_lines(verdict, Goal(), "RUB", SAY)
    assert "beat every preset" in first
    assert "+RUB\u00a03.00, against RUB\u00a00.00 for the best preset, “Off”" in first
    assert "scored +RUB\u00a04.50" in fresh
    assert [row[0] for row in verdict_rows(verdict, Goal(), "RUB", SAY)] == ["Rules found", "Off", "Kenya, tightened"]


def test_the_rules_in_force_stand_beside_a_winner_on_the_same_futures() -> None:
    verdict = Verdict(candidate(3.0), candidate(4.5), (("off", candidate(0.0)),), beats_all=True, present=candidate(2.5))
    assert verdict_lines(verdict, Goal(), "RUB", SAY)[-1] == "Your rules on the same futures: +RUB\u00a02.50."
    assert [row[0] for row in verdict_rows(verdict, Goal(), "RUB", SAY)] == ["Rules found", "Your rules", "Off"]


def test_a_winner_that_lives_on_its_subscribers_is_said_to() -> None:
    grim = candidate(3.0, satisfaction=-0.2)
    lines = verdict_lines(Verdict(grim, grim, (("off", candidate(0.0)),), beats_all=True), Goal(), "RUB", SAY)
    assert "−0.20 points" in lines[-1]
    assert "at the subscribers’ expense" in lines[-1]


def test_where_no_searched_rules_beat_every_preset_that_is_said_plainly() -> None:
    verdict = Verdict(candidate(-1.0), candidate(0.5), (("off", candidate(0.0)),), beats_all=False)
    assert verdict_lines(verdict, Goal(), "RUB", SAY)[0].startswith("No rules that were tried beat every preset.")
    assert verdict_lines(None, Goal(), "RUB", SAY) == [SAY("decide-nothing-fits")]


def test_a_winner_that_misses_its_condition_on_fresh_draws_is_only_a_hint() -> None:
    winner, presets = candidate(2.0, feasible=False), (("off", candidate(0.0, feasible=False)),)
    lines = verdict_lines(Verdict(winner, candidate(4.0), presets, beats_all=False), Goal("safe"), "RUB", SAY)
    assert lines[0].startswith("No preset meets the condition")
    assert lines[-1] == SAY("decide-fresh-misses")


def test_recommended_rules_are_told_as_differences_and_as_words_to_type() -> None:
    found = candidate(3.0, fee_per_gb=25.0, keep_floor_gb=2.0)
    rows = rule_rows(found.rules, make_rules({"keep_floor_gb": 2.0}), "RUB", SAY)
    assert rows == [("Fee per GB, RUB per GB", "0", "25")]
    assert rule_rows(found.rules, make_rules(found.rules), "RUB", SAY) == []


def test_the_words_to_type_make_the_same_rules_again() -> None:
    wanted = {"step_gb": None, "fee_per_gb": 25.0, "same_region_only": False, "giver_sims": ("local",), "gift_days": 7}
    words = set_words(as_dict(make_rules(wanted)))
    assert words[::2] == ["--set"] * 5
    assert choose_rules(None, settings(tuple(words[1::2])), 20.0) == make_rules(wanted)


def test_boxes_are_told_in_words_with_density_and_coverage() -> None:
    box = Box((Limit("give_probability", 0.12, None), Limit("induced_share", None, 0.3)), 0.65, 0.78, 30)
    head, line = discovery_lines(Discovery((box,), 0.4), 200, SAY)
    assert "40% of the 200 futures" in head
    assert line == (
        "Where “Willing to give” is above 0.12 and “Induced share” is at most 0.3, 78% of futures lose; "
        "65% of all losses lie there."
    )
    assert discovery_lines(Discovery((), 0.0), 200, SAY) == [SAY("decide-loses-never", draws=200)]
    assert discovery_lines(Discovery((), 1.0), 200, SAY) == [SAY("decide-loses-always", draws=200)]
    assert discovery_lines(Discovery((), 0.3), 200, SAY)[1] == SAY("decide-loses-anywhere")


def test_the_front_numbers_its_points_as_its_table_and_stars_the_best() -> None:
    front = (candidate(3.0, fee_per_gb=25.0), candidate(1.0, satisfaction=0.3))
    figure = front_points(front, "satisfaction", front[1], "RUB", SAY)
    assert list(figure.data[0].marker.symbol) == ["circle", "star"]
    assert [note.text for note in figure.layout.annotations] == [row[0] for row in front_rows(front, "RUB", SAY)] == ["1", "2"]
    assert "+RUB\u00a03.00 with +0.10 points" in front_alternative(front, "satisfaction", "RUB", SAY)


@pytest.mark.parametrize(
    ("value", "text"), [(23.620025, "23.62"), (0.02046, "0.02046"), (30.0, "30"), (16.6667, "16.67"), (0, "0")]
)
def test_values_have_four_significant_digits_and_no_idle_zeros(value: float, text: str) -> None:
    assert rough_text(value, SAY) == text


def test_charts_have_few_marks() -> None:
    figures = [tornado_bars(BARS * 11, -4.0, "RUB", SAY), grid_heat(GRID, "RUB", SAY), sobol_bars(INDICES * 11, SAY)]
    assert all(len(json.dumps(figure.to_plotly_json(), default=list)) < 30_000 for figure in figures)
