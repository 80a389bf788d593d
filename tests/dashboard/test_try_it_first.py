"""The page of the pilot: a plan is chosen, its designs are evaluated beside the page, and the plan is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.pilot.presets import PLANS
from dashboard.views.pilot import design
from dashboard.views.pilot.design import DESIGN
from tests.dashboard.charts import charts
from tests.dashboard.test_decide import settled
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    Opened = Callable[..., AppTest]
pytestmark = pytest.mark.usefixtures("at_once")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(design, "REPLICATES", 20)


@pytest.mark.parametrize("language", ["en", *(pytest.param(code, marks=pytest.mark.long) for code in LANGUAGES if code != "en")])
def test_designs_stand_side_by_side_once_asked_for(open_page: Opened, language: str) -> None:
    page, say = open_page("pilot", lang=language), wording(language)
    assert not page.exception
    assert not page.table  # nothing is computed before somebody asks
    page.button(key="pilot_start").click().run()
    page = settled(page, DESIGN)
    rows = page.table[0].value
    assert len(rows) == len(PLANS)
    assert say("pilot-plan-give-subscribers") in rows[say("pilot-design")].tolist()
    assert charts(page)[0].alternative
    assert say("pilot-download") in [one.proto.label for one in page.get("download_button")]


@pytest.mark.long
def test_another_plan_takes_back_what_was_shown(open_page: Opened) -> None:
    page = open_page("pilot")
    page.button(key="pilot_start").click().run()
    page = settled(page, DESIGN)
    page.slider(key="pilot_months").set_value(3).run()
    assert not page.table


def test_clusters_cannot_be_matched_by_months_that_the_base_has_not_and_that_is_told(open_page: Opened) -> None:
    page = open_page("pilot")
    page.slider(key="pilot_months").set_value(12).run()
    assert not page.exception
    assert not page.error  # the run-in is then still to come
    page.toggle(key="pilot_match").set_value(True).run()
    assert not page.exception
    assert "11" in page.error[0].value


def test_a_matched_plan_whose_run_in_is_still_to_come_says_both_and_tells_own_history(open_page: Opened) -> None:
    page, say = open_page("pilot"), wording("en")
    page.slider(key="pilot_months").set_value(10).run()
    page.toggle(key="pilot_match").set_value(True).run()
    page.button(key="pilot_start").click().run()
    page = settled(page, DESIGN)
    told = [one.value for one in page.markdown]
    assert say("pilot-matched", size="7") in told
    assert say("pilot-run-in-short", run_in=3, held=2) in told
    own = next(one.value for one in page.table if say("pilot-window-spread") in one.value.columns)
    assert len(own) == 1


def test_rules_of_another_mechanism_have_no_pilot_and_the_page_says_so(open_page: Opened) -> None:
    page = open_page("pilot", preset="rollover-mts")
    assert not page.exception
    assert wording("en")("mechanism-rollover") in " ".join(one.value for one in page.error) or page.error
