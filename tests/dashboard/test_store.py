"""A store of shards is a base like any other on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analysis.shards.building import written_store
from data.progress import silent
from tests.conftest import ROOT
from tests.dashboard.conftest import go

if TYPE_CHECKING:
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
    for path in ("who", "sure", "rules", "mechanism", "base", "method"):
        assert not go(page, path).exception, path
