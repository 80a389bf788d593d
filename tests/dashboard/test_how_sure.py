"""Page 3 and what the draws add to page 1: they fill in, the last question wins, and nothing waits for them."""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.question import question_on
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.uncertainty.variants import VARIANTS
from analysis.world.prepare import prepare
from dashboard.background.draws_job import DRAWS, joined
from dashboard.state.page_context import PageContext
from dashboard.views.downloads import _maker
from reports.formats import FORMATS
from tests.dashboard.charts import charts
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from analysis.results.result import Result
    from analysis.world.world import World

    Opened = Callable[..., AppTest]

SAY = wording("en")


def until_drawn(page: AppTest) -> AppTest:
    """Run the page again, as its fragment does, until the draws are all there."""
    give_up = time.monotonic() + 300
    while page.session_state["drawing"].running:
        assert time.monotonic() < give_up
        time.sleep(0.2)
    return page.run()


@pytest.mark.parametrize("language", ["en", *(pytest.param(code, marks=pytest.mark.long) for code in LANGUAGES if code != "en")])
def test_the_three_layers_stand_side_by_side_once_the_draws_are_there(open_page: Opened, language: str) -> None:
    say = wording(language)
    page = until_drawn(open_page("sure", lang=language, preset="hong-kong"))
    assert not page.exception
    layers, variants = page.table[0].value, page.table[-1].value
    assert layers.columns.tolist()[2:] == [say("layer-sampling"), say("layer-assumption")]
    assert all("…" in cell for cell in layers.iloc[:, 3])
    assert len(variants) == 1 + len(VARIANTS)
    assert {"drivers", "draws"} <= {chart.key for chart in charts(page)}
    assert all(chart.alternative for chart in charts(page))
    assert page.info


def test_numbers_do_not_wait_for_the_draws(open_page: Opened) -> None:
    page = open_page("sure", preset="t2", monthly_cap_gb="7")
    assert not page.exception
    assert page.table[0].value.iloc[0, 1] != ""
    assert page.session_state["drawing"].draws == DRAWS


def test_a_change_leaves_the_draws_of_the_last_question(open_page: Opened) -> None:
    page = open_page(preset="t2")
    first = page.session_state["drawing"]
    page.select_slider(key="monthly_cap_gb").set_value(3.0).run()
    assert page.session_state["drawing"] is not first
    assert first.holders == 0


def test_where_nothing_moves_nothing_is_drawn(open_page: Opened) -> None:
    page = open_page("sure", enabled="false")
    assert not page.exception
    assert "drawing" not in page.session_state


@pytest.fixture(scope="module")
def central(world: World) -> Result:
    return simulate(world, make_rules({"fee_per_gb": 12.0}), assumptions_for(world, {}), cuts=False)


def test_two_sessions_with_one_question_share_one_run(population: Path, central: Result) -> None:
    one, other = joined(population, central), joined(population, central)
    assert one is other
    other.leave()
    assert one.running or one.whole
    one.leave()
    assert not one.running


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_be_taken_away(population: Path, form: str) -> None:
    world = prepare(population)
    assumptions = assumptions_for(world, {})
    page = PageContext(SAY, population, world, question_on(world, make_rules({}), assumptions), None, None)
    told = simulate(world, page.question.rules, assumptions, cuts=False)
    found = _maker(form, page, told)()
    marks = {"pdf": b"%PDF", "html": b"<!doctype", "xlsx": b"PK", "csv": b"PK", "json": b"{"}
    assert found[:9].lower().startswith(marks[form].lower())
    if form == "csv":
        with zipfile.ZipFile(io.BytesIO(found)) as archive:
            assert "outcomes.csv" in archive.namelist()


def test_every_layer_says_how_far_it_lies_from_the_answer_before(open_page: Opened) -> None:
    page = open_page("sure")
    assert SAY("answer-since-before") not in page.table[0].value.columns
    page.select_slider(key="monthly_cap_gb").set_value(3.0).run()
    since = page.table[0].value[SAY("answer-since-before")].tolist()
    told = next(text.value for text in page.caption if "Before the last move" in text.value)
    assert since[0].replace("\\", "") in told
    assert len(since) == len(page.table[0].value) > 1
