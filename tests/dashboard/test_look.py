"""The first look as Streamlit's harness runs it: moves that are taken back, answers to compare with, levers, the curve."""

from __future__ import annotations

import math
import time
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from analysis.decide.response import response
from analysis.decide.what_if import WhatIf
from analysis.settings.assumptions import assumptions_for
from analysis.settings.parameters import parameters_of
from analysis.settings.rules import Rules
from analysis.simulate import simulate
from dashboard.background import lever_weights
from dashboard.background.curve_job import FIRST_LEVER
from dashboard.background.jobs import Job
from dashboard.background.running_answer import RunningAnswer
from dashboard.background.turns import Turns
from dashboard.display.interval_bar import Strip, strip_html
from dashboard.forms.limit_stops import NO_LIMIT, stops
from dashboard.views import response as response_view
from dashboard.views.response import WORTH_DRAWING_S
from reports.decisions.response import response_finding
from tests.dashboard.charts import charts
from tests.dashboard.conftest import go
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from analysis.world.world import World

    Opened = Callable[..., AppTest]
CAP = "monthly_cap_gb"
KNOWN_OR_BEGUN = lever_weights._known_or_begun
PATIENCE_S = 300.0


def numbers(page: AppTest) -> list[str]:
    return [metric.delta for metric in page.metric]


def captions(page: AppTest) -> str:
    return "\n".join(text.value for text in page.caption)


def test_moves_are_taken_back_and_made_again_one_by_one(open_page: Opened) -> None:
    page = open_page("what")
    first = numbers(page)
    assert page.button(key="undo").disabled
    page.select_slider(key=CAP).set_value(3.0).run()
    second = numbers(page)
    page.slider(key="fee_per_gb").set_value(5.0).run()
    third = numbers(page)
    assert len({tuple(each) for each in (first, second, third)}) == 3
    page.button(key="undo").click().run()
    assert (numbers(page), page.slider(key="fee_per_gb").value) == (second, 0.0)
    page.button(key="undo").click().run()
    assert (numbers(page), page.select_slider(key=CAP).value) == (first, 30.0)
    page.button(key="redo").click().run()
    page.button(key="redo").click().run()
    assert numbers(page) == third
    assert page.button(key="redo").disabled


def test_undo_takes_back_presets_cultures_and_assumptions_but_no_language(open_page: Opened) -> None:
    page = open_page("what")
    first = numbers(page)
    page.selectbox(key="preset").set_value("korea").run()
    page.selectbox(key="culture").set_value("china").run()
    page.selectbox(key="lang").set_value("ru").run()
    go(page, "sure").slider(key="give_probability").set_value(0.9).run()
    for _ in range(3):
        page.button(key="undo").click().run()
    assert page.button(key="undo").disabled
    assert page.selectbox(key="lang").value == "ru"
    page.selectbox(key="lang").set_value("en").run()
    assert numbers(go(page, "what")) == first


def test_a_move_after_taking_one_back_forgets_what_could_have_been_made_again(open_page: Opened) -> None:
    page = open_page("what")
    page.select_slider(key=CAP).set_value(3.0).run()
    page.button(key="undo").click().run()
    page.slider(key="fee_per_gb").set_value(5.0).run()
    assert page.button(key="redo").disabled


def test_the_answer_before_and_a_pinned_one_stand_in_every_card_with_their_difference(open_page: Opened) -> None:
    page, say = open_page("what"), wording("en")
    before, pinned = (say(f"card-{kind}", difference="").strip() for kind in ("before", "pinned"))
    assert before not in captions(page), "nothing came before the first answer"
    page.button(key="pin").click().run()
    assert pinned not in captions(page), "it is the one on the screen"
    page.select_slider(key=CAP).set_value(3.0).run()
    assert captions(page).count(before) == captions(page).count(pinned) == 4
    page.button(key="unpin").click().run()
    assert pinned not in captions(page)
    assert captions(page).count(before) == 4


def test_a_pinned_answer_of_another_horizon_is_not_compared(open_page: Opened) -> None:
    page, pinned = open_page("what"), wording("en")("card-pinned", difference="").strip()
    page.button(key="pin").click().run()
    page.slider(key="horizon_months").set_value(12).run()
    page.select_slider(key=CAP).set_value(3.0).run()
    assert pinned not in captions(page)


def test_one_rule_is_taken_back_and_the_others_stay(open_page: Opened) -> None:
    page = open_page("what", monthly_cap_gb="3", fee_per_gb="5")
    page.button(key=f"changed_{CAP}").click().run()
    assert page.select_slider(key=CAP).value == 30.0
    assert page.slider(key="fee_per_gb").value == 5.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_stop_of_a_limit_lifts_it_in_every_language(open_page: Opened, language: str) -> None:
    page = open_page("what", lang=language)
    slider = page.select_slider(key=CAP)
    assert slider.options[-1] == wording(language)("value-none")
    slider.set_value(NO_LIMIT).run()
    assert not page.exception
    assert page.query_params[CAP] == "none"
    assert page.number_input(key=f"typed_{CAP}").value is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_that_is_found_by_name_stands_under_the_search_and_moves(open_page: Opened, language: str) -> None:
    page, say = open_page("what", lang=language), wording(language)
    search = page.selectbox(key="found_rule")
    assert say("min_tenure_months") in search.options
    assert say(CAP) not in search.options, "what is in sight need not be found"
    search.set_value("min_tenure_months").run()
    assert not page.exception
    page.slider(key="min_tenure_months").set_value(6).run()
    assert not page.exception
    assert page.query_params["min_tenure_months"] == "6"
    assert page.selectbox(key="found_rule").value == "min_tenure_months"


def test_a_value_is_typed_to_the_last_digit(open_page: Opened) -> None:
    page = open_page("what")
    page.number_input(key=f"typed_{CAP}").set_value(7.25).run()
    assert not page.exception
    assert page.select_slider(key=CAP).value == 7.25
    page.button(key=f"back_{CAP}").click().run()
    assert page.select_slider(key=CAP).value == 30.0


def test_every_rule_says_what_it_does_where_it_is_moved(open_page: Opened) -> None:
    page, say = open_page("what"), wording("en")
    told = "\n".join(text.value for text in page.sidebar.markdown)
    assert [name for name in parameters_of(Rules) if say(f"{name}.help") not in told] == []


def test_the_curve_of_the_lever_moved_last_is_drawn_with_its_table_and_leads_to_its_best(open_page: Opened) -> None:
    page = open_page("what")
    page.slider(key="fee_per_gb").set_value(5.0).run()
    end = time.monotonic() + PATIENCE_S
    while not _ways(page) and time.monotonic() < end:
        time.sleep(0.1)
        page.run()
    assert page.selectbox(key="curve_choice").value == "fee_per_gb"
    assert "Fee per GB" in "\n".join(chart.alternative for chart in charts(page))
    best = page.button(key="curve_best")
    value = best.label.rpartition(" ")[2]
    if not best.disabled:
        best.click().run()
    assert not page.exception
    assert f"{page.slider(key='fee_per_gb').value:g}" == value
    assert page.button(key="curve_best").disabled, "there already"


def test_half_a_curve_is_drawn_only_where_much_of_it_is_left_and_stays_then(
    open_page: Opened, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = simulate(world, Rules(), assumptions_for(world, {}), cuts=False).question
    held = RunningAnswer("half", lambda _: half, Turns())  # never started
    held.latest = half = next(islice(response(WhatIf(world, asked), FIRST_LEVER), 4, None))
    seconds = [WORTH_DRAWING_S / 2]
    monkeypatch.setattr(response_view, "curve_of", lambda _: held)
    monkeypatch.setattr(Job, "seconds_left", property(lambda _: seconds[-1]))
    say, page = wording("en"), open_page("what")
    coming = say("response-coming")
    drawn = response_finding(half, "RUB", say)
    assert coming in [text.value for text in page.caption]
    assert drawn not in [chart.alternative for chart in charts(page)]
    for left in (2 * WORTH_DRAWING_S, WORTH_DRAWING_S / 2):
        seconds.append(left)
        page.run()
        assert drawn in [chart.alternative for chart in charts(page)]
        assert coming not in [text.value for text in page.caption]


def _ways(page: AppTest) -> bool:
    return any(button.key == "curve_best" for button in page.button)


def order_of(page: AppTest) -> list[str]:
    """Return the rules of numbers in the order in which they are moved."""
    return [str(widget.key) for widget in page.sidebar if widget.type in ("slider", "select_slider")]


def test_levers_stand_by_their_weight_on_the_base_once_that_is_known_and_never_move_under_the_hand(
    open_page: Opened, population: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lever_weights, "_known_or_begun", KNOWN_OR_BEGUN)
    place = lever_weights.weights_place(population, lever_weights.usual_question(world))
    place.unlink(missing_ok=True)  # another test's server may have worked them out on the same base
    page = open_page("what")
    assert order_of(page)[:6] == list(lever_weights.USUAL)
    lever_weights._BEGUN[place.name].job.wait(PATIENCE_S)
    known = lever_weights.read_weights(place)
    assert known is not None
    heaviest = [name for name in sorted(known, key=lambda name: -known[name])[:6] if name in order_of(page)]
    page.slider(key="horizon_months").set_value(12).run()
    assert order_of(page)[:6] == list(lever_weights.USUAL), "not while somebody works"
    assert order_of(open_page("what"))[: len(heaviest)] == heaviest
    for damaged in ("[]", '{"monthly_cap_gb": "a"}', '{"x": 1}', "{"):
        place.write_text(damaged)
        assert lever_weights.read_weights(place) is None
    place.unlink()


def test_stops_hold_what_is_shown_and_grow_finer_for_small_values() -> None:
    cap = parameters_of(Rules)[CAP]
    assert stops(cap, 7.25, 5000.0)[-2:] == [5000.0, math.inf]
    assert 7.25 in stops(cap, 7.25)
    assert 0.05 in stops(parameters_of(Rules)["step_gb"], 0.005)
    assert 0.05 not in stops(parameters_of(Rules)["step_gb"], 1.0)


def test_a_strip_holds_zero_and_everything_that_is_compared() -> None:
    drawn = strip_html(Strip(2.0, (1.0, 3.0), (-4.0, 5.0), (("before", 9.0),)), "90 % … <b>")
    assert drawn.count("<i ") == 5
    assert 'aria-label="90 % … &lt;b&gt;"' in drawn
    assert 'class="before" style="left:94.' in drawn
    assert "nan" not in strip_html(Strip(0.0), "")
