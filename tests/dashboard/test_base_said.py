"""What there is to know of a base is said on every page: that it fails its health, and what its plans are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.pages import VIEWS
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
