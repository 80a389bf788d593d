"""Learning from a pilot and what one is worth, on the page: asked for, told in words, accepted and taken back by a click."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest

from analysis.pilot.assignment_file import FOLDER
from analysis.pilot.example.example import make_example
from analysis.pilot.learning import settings as learning
from analysis.pilot.plan import Plan
from analysis.pilot.worth import worth as worths
from dashboard.views.pilot.folders import EXAMPLE, PILOTS
from dashboard.views.pilot.learn import LEARNED
from dashboard.views.pilot.read import READOUT
from dashboard.views.pilot.worth import WORTH
from tests.dashboard.charts import charts
from tests.dashboard.test_decide import settled, told
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    Opened = Callable[..., AppTest]
SAY = wording("en")
pytestmark = pytest.mark.usefixtures("at_once")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "Learning", partial(learning.Learning, draws=128, waves=1))
    monkeypatch.setattr(worths, "DRAWS", 16)
    monkeypatch.setattr(worths, "LENGTHS", (6,))


@pytest.fixture
def pilot(population: Path) -> Iterator[Path]:
    place = population / FOLDER / EXAMPLE
    make_example(population, place, Plan())
    yield place
    shutil.rmtree(place.parent, ignore_errors=True)


def test_a_pilot_is_learned_from_and_what_it_came_to_is_said(open_page: Opened, pilot: Path) -> None:
    page = open_page("pilot")
    assert SAY("pilot-learn-none") in told(page)
    page.selectbox(key=PILOTS.beside).set_value(pilot.name).run()
    page = settled(page, READOUT)
    page.button(key="pilot_learn_ask").click().run()
    page = settled(page, LEARNED)
    held = page.session_state[LEARNED].latest
    said = " ".join(element.value for element in [*page.success, *page.warning, *page.markdown])
    assert held.digest in said or SAY(f"pilot-learn-{held.outcome}") in said or "Nothing was narrowed" in said
    if held.values:
        page.button(key="pilot_learn_accept").click().run()
        assert SAY("pilot-learn-accepted", pilot=held.digest) in [element.value for element in page.success]
        page.button(key="pilot_learn_undo").click().run()
        assert not page.session_state["chosen"].assumptions.get("measured_here")


def test_what_a_pilot_is_worth_is_said_with_its_table(open_page: Opened) -> None:
    page = open_page("pilot")
    page.multiselect(key="pilot_worth_options").set_value(["kenya"]).run()
    page.button(key="pilot_worth_ask").click().run()
    page = settled(page, WORTH)
    assert not page.exception
    assert any(SAY("pilot-worth-part") in table.value.columns for table in page.table)
    assert any(chart.alternative for chart in charts(page))
    page.multiselect(key="pilot_worth_options").set_value([]).run()
    assert not page.exception  # nothing to choose from: nothing is asked
