"""What to do, on the page: answers grow beside it, are stopped, and what is found is loaded into the sliders."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from dashboard.background import shortlist_job, tasks, worker_process
from dashboard.background.jobs import BUILDING, Job, State
from dashboard.background.running_answer import RunningAnswer, held_at
from dashboard.background.search_job import PLACE
from dashboard.views.rules import best_rules
from tests.dashboard.charts import charts
from tests.dashboard.conftest import Here
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest
    from streamlit.testing.v1.element_tree import Button

    from analysis.decide.candidates import Shortlist
    from dashboard.background.tasks import Advice
    from data.progress import Progress

    Opened = Callable[..., AppTest]

SAY = wording("en")
WAIT = 120.0


def settled(page: AppTest, place: str) -> AppTest:
    """Wait until what grows at a place is over, then look at the page again."""
    held: RunningAnswer[object] = page.session_state[place]
    held.job.wait(WAIT)
    page.run()
    assert not page.exception
    return page


def told(page: AppTest) -> str:
    return " ".join(element.value for element in [*page.markdown, *page.info, *page.caption])


def alternatives(page: AppTest) -> str:
    return " ".join(chart.alternative for chart in charts(page))


def searched(page: AppTest) -> AppTest:
    """Search with the smallest budget for the goal that is chosen, to the end."""
    page.button(key="best_start").click().run()
    return settled(page, PLACE)


@pytest.fixture
def rules(open_page: Opened, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(best_rules, "BUDGETS", (8, 12))
    return open_page("rules", preset="hong-kong", fee_per_gb="90")  # which nobody pays: a search has something to find


@pytest.mark.parametrize("language", ["en", *(pytest.param(code, marks=pytest.mark.long) for code in LANGUAGES if code != "en")])
def test_the_tornado_fills_in_beside_the_page_and_says_its_finding(open_page: Opened, language: str) -> None:
    page, say = open_page("sure", lang=language), wording(language)
    settled(page, "decide_tornado")
    assert say("decide-tornado-title") in [header.value for header in page.header]
    finding = next(text.value for text in page.caption if say("give_probability") in text.value)
    assert finding in alternatives(page)
    assert any(say("decide-swing") in table.value.columns for table in page.table)


def test_a_new_question_leaves_the_tornado_of_the_old_one(open_page: Opened) -> None:
    page = open_page("sure")
    first: RunningAnswer[object] = page.session_state["decide_tornado"]
    page.slider(key="give_probability").set_value(0.3).run()
    second: RunningAnswer[object] = page.session_state["decide_tornado"]
    assert second is not first
    first.job.wait(WAIT)
    assert not first.job.is_active
    page.run()
    assert page.session_state["decide_tornado"] is second


def test_with_transfers_off_there_is_no_tornado_and_no_curve(open_page: Opened) -> None:
    page = open_page("sure", enabled="false")
    assert "decide_tornado" not in page.session_state
    assert SAY("verdict-off") in told(page)
    assert SAY("verdict-off") in told(open_page("rules", enabled="false"))


@pytest.mark.long
def test_sobol_indices_come_only_when_asked_for(open_page: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "SOBOL_POINTS", 8)
    page = open_page("sure")
    assert "decide_sobol" not in page.session_state
    page.button(key="sobol_start").click().run()
    settled(page, "decide_sobol")
    assert "explains most of the spread" in alternatives(page)


def test_a_curve_and_a_grid_are_drawn_for_what_is_chosen(rules: AppTest) -> None:
    rules.selectbox(key="decide_along").set_value("fee_per_gb").run()
    settled(rules, "decide_curve")
    assert "Fee per GB, RUB per GB" in alternatives(rules)
    rules.selectbox(key="decide_across").set_value("monthly_cap_gb").run()
    settled(rules, "decide_grid")
    assert "The rules gain at" in alternatives(rules)
    assert "fee_per_gb" not in rules.selectbox(key="decide_across").options


def test_a_search_ends_with_the_winner_beside_every_preset_on_fresh_draws(rules: AppTest) -> None:
    searched(rules)
    table = next(table.value for table in rules.table if SAY("decide-rules-set") in table.value.columns)
    assert table.iloc[0, 0] == SAY("decide-winner")
    assert SAY("preset-kenya") in table.iloc[:, 0].tolist()
    assert "every preset" in told(rules)
    assert "4,000 subscribers" in told(rules)
    assert SAY("decide-losses-title") in told(rules)


@pytest.mark.long
def test_the_winner_is_loaded_into_the_sliders_and_stays_in_sight(rules: AppTest) -> None:
    searched(rules)
    held: RunningAnswer[Advice] = rules.session_state[PLACE]
    assert held.latest is not None
    assert held.latest.verdict is not None
    rules.button(key="best_load").click().run()
    assert not rules.exception
    wanted = held.latest.verdict.winner.rules
    assert rules.session_state["chosen"].rule_values() == wanted
    assert SAY("decide-no-rule-differs") in told(rules)
    assert SAY("decide-other-question") in told(rules)


@pytest.fixture
def shortlisted(open_page: Opened, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Open the page where the search that begins by itself has ended, with the smallest budget."""
    monkeypatch.setattr(shortlist_job, "REST_SECONDS", 0.0)
    monkeypatch.setattr(shortlist_job, "BUDGET", 12)
    return settled(open_page("rules", preset="hong-kong", fee_per_gb="90"), shortlist_job.PLACE)


def loaders(page: AppTest) -> dict[str, Button]:
    return {str(button.key): button for button in page.button if str(button.key).startswith("load_")}


def test_sets_of_rules_stand_beside_those_in_force_without_being_asked_for_and_each_is_loaded_with_a_click(
    shortlisted: AppTest,
) -> None:
    held: RunningAnswer[Shortlist] = shortlisted.session_state[shortlist_job.PLACE]
    found = held.latest
    assert found is not None
    assert found.is_judged
    assert found.present is not None
    assert next(metric.value for metric in shortlisted.metric) == SAY.money(found.present.npv, "RUB", signed=True)
    sets = sorted(loaders(shortlisted))
    assert len(sets) == len(found.picks) > 1
    for nth, key in enumerate(sets):
        loaders(shortlisted)[key].click().run()
        assert not shortlisted.exception
        assert shortlisted.session_state["chosen"].rule_values() == found.picks[nth].candidate.rules
        assert loaders(shortlisted)[key].disabled, "it is in force"
        assert len(loaders(shortlisted)) == len(sets) + 1, "the others stay, and the way back to the rules before"
    loaders(shortlisted)["load_present"].click().run()
    assert shortlisted.session_state["chosen"].preset == "hong-kong"
    assert sorted(loaders(shortlisted)) == sets


def test_a_lever_leaves_the_search_that_began_by_itself_and_a_stopped_one_stays_stopped(open_page: Opened) -> None:
    page = open_page("rules")
    first: RunningAnswer[Shortlist] = page.session_state[shortlist_job.PLACE]
    page.slider(key="fee_per_gb").set_value(5.0).run()
    second: RunningAnswer[Shortlist] = page.session_state[shortlist_job.PLACE]
    first.job.wait(WAIT)
    assert (first.job.state, second.job.is_active) == (State.CANCELLED, True)
    page.button(key="shortlist_stop").click().run()
    settled(page, shortlist_job.PLACE)
    assert page.session_state[shortlist_job.PLACE] is second
    assert second.job.state is State.CANCELLED
    page.button(key="shortlist_again").click().run()
    assert page.session_state[shortlist_job.PLACE].job.is_active
    page.button(key="shortlist_stop").click().run()


@pytest.mark.long
def test_any_point_of_a_front_can_be_loaded(rules: AppTest) -> None:
    searched(rules)
    held: RunningAnswer[Advice] = rules.session_state[PLACE]
    assert held.latest is not None
    front = held.latest.found.front_satisfaction
    last = len(front) - 1
    rules.selectbox(key="best_point").set_value(last).run()
    rules.button(key="point_load").click().run()
    assert rules.session_state["chosen"].rule_values() == front[last].rules


def test_a_condition_that_nothing_meets_is_said_plainly(rules: AppTest) -> None:
    rules.selectbox(key="best_objective").set_value("satisfaction").run()
    rules.number_input(key="best_floor").set_value(1e6).run()
    searched(rules)
    assert SAY("decide-nothing-fits") in told(rules)
    assert not [button for button in rules.button if button.key == "best_load"]


def test_a_search_that_is_stopped_keeps_its_best_and_goes_on_from_there(rules: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.decide import search as searching

    whole, reached = searching.search, threading.Event()

    def slow(*given: object, **named: object) -> object:
        for found in whole(*given, **named):  # type: ignore[arg-type]
            yield found
            if found.done == 3:
                reached.set()
                stopped.wait(WAIT)

    stopped = threading.Event()
    monkeypatch.setattr(searching, "search", slow)
    monkeypatch.setattr(worker_process, "LONG", Here())
    rules.selectbox(key="best_objective").set_value("satisfaction").run()  # a goal of its own: what was tried for others is kept
    rules.button(key="best_start").click().run()
    held: RunningAnswer[Advice] = rules.session_state[PLACE]
    assert reached.wait(WAIT)
    rules.run()
    assert "Tried 3 of" in told(rules)
    rules.button(key="best_stop").click().run()
    assert SAY("decide-stopping") in told(rules)
    stopped.set()
    settled(rules, PLACE)
    assert held.job.state is State.CANCELLED
    assert "Stopped after 4 of" in told(rules)
    assert rules.button(key="best_load")
    monkeypatch.setattr(searching, "search", whole)
    searched(rules)
    assert rules.session_state[PLACE] is not held
    assert SAY("decide-losses-title") in told(rules)


@pytest.mark.long
def test_what_was_found_for_another_base_is_not_shown(rules: AppTest) -> None:
    searched(rules)
    held: RunningAnswer[Advice] = rules.session_state[PLACE]
    assert held.latest is not None
    object.__setattr__(held.latest, "base", "another")
    rules.run()
    assert SAY("decide-losses-title") not in told(rules)


def test_work_of_seconds_does_not_wait_behind_work_of_minutes() -> None:
    go = threading.Event()

    def long(_: Progress) -> bool:
        return go.wait(WAIT)

    minutes = [Job("decide", "long", long, turns) for turns in (BUILDING, BUILDING, worker_process.LONG.turns)]
    for job in minutes:
        job.start()
    seconds = Job("decide", "short", lambda _: 7, worker_process.QUICK.turns)
    seconds.start()
    seconds.wait(WAIT)
    assert seconds.result == 7
    go.set()
    for job in minutes:
        job.wait(WAIT)


def test_an_answer_grows_and_is_left_at_its_next_step() -> None:
    seen, go = threading.Event(), threading.Event()

    def work(tell: Callable[[int, str, float], None]) -> int:
        tell(1, "search", 0.5)
        seen.set()
        go.wait(WAIT)
        tell(2, "search", 1.0)
        return 3

    held = RunningAnswer("key", work, worker_process.QUICK.turns)
    held.job.start()
    assert seen.wait(WAIT)
    assert (held.latest, held.job.share) == (1, 0.5)
    held.leave()
    go.set()
    held.job.wait(WAIT)
    assert held.job.state is State.CANCELLED
    assert held.latest == 2


def test_a_session_that_asked_nothing_holds_nothing() -> None:
    assert held_at("nowhere") is None
