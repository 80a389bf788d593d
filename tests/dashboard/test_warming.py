"""What is done before the first visitor comes: the base is open and its first answer there, and nothing is done twice."""

from __future__ import annotations

import gc
from contextlib import nullcontext
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
import streamlit as st

from analysis import compiling
from analysis.simulate import simulate
from dashboard.server import serving, warming
from dashboard.state import cache

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    Opened = Callable[..., AppTest]


def test_the_first_visitor_finds_the_answer_that_was_made_while_the_browser_was_on_its_way(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Mock(side_effect=simulate)
    st.cache_data.clear()
    monkeypatch.setattr(cache, "simulate", asked)
    warming.warm()
    assert asked.call_count == 1
    page = open_page("")
    assert not page.exception
    assert page.metric
    assert asked.call_count == 1


def test_without_a_base_nothing_is_done_and_nothing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(tmp_path))
    warming.warm()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{}")
    warming.warm()


@pytest.mark.parametrize("fails", [False, True])
def test_what_was_loaded_is_not_looked_through_for_garbage_and_what_comes_later_is(
    monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    collected = []
    monkeypatch.setattr(compiling, "begin", lambda: None)
    monkeypatch.setattr(warming, "warm", Mock(side_effect=MemoryError if fails else lambda: collected.append(gc.isenabled())))
    with pytest.raises(MemoryError) if fails else nullcontext():
        serving._warm()
    try:
        assert True not in collected
        assert gc.isenabled()
        assert gc.get_freeze_count() > len(gc.get_objects())
    finally:
        gc.unfreeze()
