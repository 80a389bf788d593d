"""Own history dealt anew: chance alone is called significant as often as is said, and the closed form stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.pilot.baseline import baseline
from analysis.pilot.design import history
from analysis.pilot.design.evaluate import Bench, bench_of, evaluated
from analysis.pilot.design.history import MEASURE
from analysis.pilot.people import people_of
from analysis.pilot.presets import plan_of
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import Rules
from analysis.uncertainty.variants import VARIANTS
from analysis.world.prepare import prepare
from reports.trials.history_words import COLUMNS, history_line, plan_lines, window_rows
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.pilot.design.figures import Evaluation
    from analysis.world.world import World

QUARTER = {"months": "3", "run_in_months": "3"}
REPLICATES = 120


def bench_for(world: World, population: Path, months: range) -> Bench:
    """Return a base on which much is given, so that an effect can be seen at all."""
    assumptions = assumptions_for(world, dict(VARIANTS["whole-months"]) | {"adoption_months": 0, "give_probability": 0.9})
    return bench_of(world, people_of(population), Rules(), assumptions, months)


@pytest.fixture(scope="module")
def quarter(world: World, population: Path) -> Evaluation:
    bench = bench_for(world, population, range(9, 12))
    return evaluated(bench, "both-communities", plan_of("both-communities", QUARTER), REPLICATES)


def test_windows_go_back_from_the_pilot_as_far_as_the_base_does(quarter: Evaluation, world: World) -> None:
    told = [(one.first, one.last, one.before) for one in quarter.history.windows]
    months = [month[:7] for month in world.months]
    assert told == [(months[at], months[at + 2], min(at, 3)) for at in (9, 6, 3, 0)]


def test_matched_clusters_are_told_of_no_month_that_they_could_not_be_adjusted_for(world: World, population: Path) -> None:
    """Their unadjusted error knows nothing of the blocks: it would hold the truth always, and see nothing."""
    bench = bench_for(world, population, range(9, 12))
    one = evaluated(bench, "own", plan_of("both-communities", QUARTER | {"matched": "true"}), REPLICATES)
    assert [window.before for window in one.history.windows] == [3, 3, 3]
    for window in one.history.windows:
        assert abs(window.size.value - 0.05) <= 3 * np.sqrt(0.05 * 0.95 / REPLICATES)


def test_chance_alone_is_called_significant_about_as_often_as_is_said_in_every_window(quarter: Evaluation) -> None:
    for one in quarter.history.windows:
        assert abs(one.size.value - quarter.plan.alpha) <= 3 * np.sqrt(0.05 * 0.95 / REPLICATES)
    assert quarter.history.size == quarter.history.windows[0].size


def test_spread_and_power_as_dealt_anew_are_near_the_closed_form_where_clusters_hardly_differ(quarter: Evaluation) -> None:
    own = quarter.history
    assert own.spread.value == pytest.approx(own.closed_form, abs=4 * own.spread.error + 0.1 * own.closed_form)
    assert own.power.value == pytest.approx(own.closed_power, abs=4 * own.power.error + 0.1)
    for one in own.windows:
        assert one.spread.value == pytest.approx(one.closed_form, abs=4 * one.spread.error + 0.1 * one.closed_form)
        assert one.power.value == pytest.approx(one.closed_power, abs=4 * one.power.error + 0.1)
    assert own.windows[0].power == quarter.power
    assert own.windows[0].closed_power > own.closed_power  # the months before take noise away


def test_where_clusters_differ_what_is_dealt_anew_shows_it_and_so_does_the_closed_form(
    world: World, population: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlike(world: World, measure: str, months: range) -> np.ndarray:
        """Return what is so, and one pack more a month in every second region."""
        own = baseline(world, measure, months)
        return own + (len(months) * (world.rows.region % 2) if measure == MEASURE else 0)

    monkeypatch.setattr(history, "baseline", unlike)
    bench = bench_for(world, population, range(9, 12))
    told = {
        unit: evaluated(bench, "own", plan_of("both-communities", QUARTER | {"unit": unit, "strata": ""}), REPLICATES).history
        for unit in ("communities", "subscribers")
    }
    together, apart = told["communities"], told["subscribers"]
    assert together.design_effect > 5.0
    assert apart.design_effect == 1.0
    assert together.spread.value == pytest.approx(together.closed_form, rel=0.25)
    assert together.spread.value > 2.0 * apart.spread.value  # a power told of single subscribers would be far too high


def test_a_design_is_adjusted_for_the_run_in_that_its_read_out_will_have_and_for_no_more(world: World, population: Path) -> None:
    bench = bench_for(world, population, range(9, 12))
    bare = evaluated(bench, "own", plan_of("both-communities", QUARTER | {"run_in_months": "0"}), 20)
    assert bare.history.windows[0].before == 0
    assert bare.history.windows[0].spread == bare.history.spread
    assert bare.history.windows[0].closed_form == pytest.approx(bare.history.closed_form)


@pytest.mark.parametrize(("months", "held"), [(9, 3), (12, 0)])
def test_a_run_in_of_a_year_on_a_base_of_a_year_is_designed_and_the_months_that_are_not_there_yet_are_told(
    months: int, held: int, world: World, population: Path
) -> None:
    plan = plan_of("both-communities", {"months": str(months), "run_in_months": "12"})
    one = evaluated(bench_for(world, population, plan.check_on(12)), "own", plan, 20)
    assert one.history.windows[0].before == held
    for language in LANGUAGES:
        (line,) = plan_lines(one, world.subscribers, wording(language))
        assert "12" in line
        assert ("3" in line) == (held == 3)


def test_the_same_months_are_told_in_every_language(quarter: Evaluation) -> None:
    for language in LANGUAGES:
        say = wording(language)
        assert say.percent(quarter.history.closed_power, 1) in history_line(quarter, say)
        assert [len(row) for row in window_rows(quarter, say)] == [len(COLUMNS)] * 4
        assert plan_lines(quarter, quarter.members, say) == []


@pytest.mark.long
def test_on_the_base_that_users_get_the_closed_form_and_what_is_dealt_anew_agree(default_base: Path) -> None:
    world = prepare(default_base)
    bench = bench_for(world, default_base, range(9, 12))
    one = evaluated(bench, "both-communities", plan_of("both-communities", QUARTER))
    for window in one.history.windows:
        assert window.size.value == pytest.approx(0.05, abs=3 * np.sqrt(0.05 * 0.95 / 200))
        assert window.spread.value == pytest.approx(window.closed_form, abs=4 * window.spread.error)
