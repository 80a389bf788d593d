"""What there is to know of a base is said on every page: that it fails its health, and what its plans are called."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from analysis.shards.building import written_store
from analysis.shards.opening import store_place
from analysis.world import bounds
from analysis.world.kept_files import FOLDER
from dashboard.pages import VIEWS
from data.progress import silent
from tests.analysis.rewriting import rewritten
from tests.dashboard.conftest import go
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from streamlit.testing.v1 import AppTest


def test_a_base_that_fails_its_health_says_so_once_on_every_page(
    population: Path, tmp_path: Path, open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten(
        population,
        tmp_path / "odd",
        (
            "update usage set packs_bought = 0",
            "update plans set plan_id = 'T-' || plan_id",
            "update subscribers set plan_id = 'T-' || plan_id",
        ),
    )
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(tmp_path))
    page, say = open_page("what"), wording("en")
    for view in VIEWS:
        if view.path not in ("pilot", "sure", "mechanism"):  # these work in the background; the frame is the same
            go(page, view.path)
            said = [box.value for box in (*page.warning, *page.info, *page.caption) if "measures of its health" in box.value]
            assert len(said) == 1, view.path
            assert say("question-base") in said[0]
    assert "Talk" in page.multiselect(key="giver_plans").options


def test_a_base_too_large_for_the_memory_is_answered_by_its_store_and_the_page_says_so(
    population: Path, tmp_path: Path, open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    base = shutil.copytree(population, tmp_path / "large", ignore=shutil.ignore_patterns(FOLDER))
    written_store(base, store_place(base), 2, seed=1, threads=2, replace_old=False, progress=silent)
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(tmp_path))
    monkeypatch.setattr(bounds, "machine_bytes", lambda: bounds.BYTES_BESIDE)
    page = open_page("what", base="large")
    assert not page.exception
    assert wording("en")("page-store-used", store="large-shards") in [caption.value for caption in page.caption]
    assert len(page.metric) == 4
