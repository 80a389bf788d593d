"""A store of shards is a base like any other on the page."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analysis.pilot import ground
from analysis.shards.building import written_store
from dashboard.views.pilot import design
from dashboard.views.pilot.design import DESIGN
from dashboard.views.pilot.folders import PILOTS
from data.progress import silent
from tests.conftest import ROOT
from tests.dashboard.conftest import go
from tests.dashboard.test_decide import settled
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def page(population: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Open the first page with nothing but a store to answer from."""
    written_store(population, tmp_path / "store", 3, seed=1, threads=2, replace_old=False, progress=silent)
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(tmp_path))
    found = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    return found.run()


def test_the_page_asks_the_engine_that_the_environment_names_and_tells_where_it_is_none(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_ENGINE", "abacus")
    st.cache_resource.clear()
    told = page.run()
    assert not told.exception
    assert any("abacus" in error.value for error in told.error)


def test_every_page_opens_a_store(page: AppTest) -> None:
    assert not page.exception
    assert not page.error
    assert page.metric
    for path in ("pilot", "who", "sure", "rules", "mechanism", "base", "method"):
        assert not go(page, path).exception, path


def test_a_limit_of_giving_is_told_below_the_page_and_in_place_of_an_answer_beyond_it(
    population: Path, tmp_path: Path, open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, say = tmp_path / "limited", wording("en")
    written_store(population, place, 3, seed=1, threads=2, replace_old=False, progress=silent, giving_up_to=0.1)
    shutil.copytree(population, tmp_path / "whole")
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(tmp_path))
    told = say("notice-giving-limited", giving_share="10.0%")
    for name, limited in (("whole", False), ("limited", True)):
        page = open_page("what", base=name)
        assert not page.error
        assert (told in [caption.value for caption in page.caption]) == limited
        page = open_page("what", base=name, give_probability="0.4")
        assert not page.exception
        assert any("giving of up to 0.1 " in error.value for error in page.error) == limited


@pytest.mark.usefixtures("at_once")
def test_a_tornado_that_a_limit_of_giving_refused_is_asked_of_the_base_once_that_is_chosen(
    population: Path, tmp_path: Path, open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    written_store(population, tmp_path / "limited", 3, seed=1, threads=2, replace_old=False, progress=silent, giving_up_to=0.1)
    shutil.copytree(population, tmp_path / "whole")
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(tmp_path))
    page = settled(open_page("sure", base="limited"), "decide_tornado")
    assert any("give_probability=0.3" in error.value for error in page.error)
    page.selectbox(key="base").set_value("whole").run()
    assert not settled(page, "decide_tornado").error


def in_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the base be larger than the usual frame, and replicates few."""
    monkeypatch.setattr(design, "REPLICATES", 20)
    monkeypatch.setattr(design, "LEAST_FRAME", 500)
    for module in (ground, design):
        monkeypatch.setattr(module, "FRAME", 900)


@pytest.mark.usefixtures("at_once")
def test_a_pilot_is_designed_in_a_frame_and_without_ids_none_is_handed_out(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_frames(monkeypatch)
    say, room = wording("en"), go(page, "pilot")
    assert room.number_input(key="pilot_frame").value == 900
    assert say("pilot-no-list") in [one.value for one in room.caption]
    assert "pilot_example" not in [one.key for one in room.button], "it would be written among tables that are elsewhere"
    room.slider(key="pilot_months").set_value(3).run()
    room.button(key="pilot_start").click().run()
    room = settled(room, DESIGN)
    assert not room.exception
    assert say("pilot-framed", frame=say.number(900), subscribers=say.number(4000)) in [one.value for one in room.markdown]
    assert say("pilot-no-list") in [one.value for one in room.info]
    assert not room.get("download_button")


@pytest.mark.usefixtures("at_once")
def test_with_its_tables_beside_it_a_store_hands_out_the_plan_and_examples_lie_among_the_tables(
    population: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, store = shutil.copytree(population, tmp_path / "operator"), tmp_path / "operator-shards"
    written_store(base, store, 2, seed=1, threads=2, replace_old=False, progress=silent)
    in_frames(monkeypatch)
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(tmp_path))
    found = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    found.query_params["base"] = store.name
    room, say = go(found.run(), "pilot"), wording("en")
    room.number_input(key="pilot_frame").set_value(700).run()
    room.slider(key="pilot_months").set_value(3).run()
    room.button(key="pilot_start").click().run()
    room = settled(room, DESIGN)
    assert not room.exception
    assert say("pilot-download") in [one.proto.label for one in room.get("download_button")]
    assert any("frame=700" in one.value for one in room.code)
    room.button(key="pilot_example").click().run()
    room = settled(room, PILOTS.made)
    assert not room.exception
    assert (base / "pilot" / "example" / "design.json").is_file()
    assert not (store / "pilot").exists()
