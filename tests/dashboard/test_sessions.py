"""Ten people at once, each with rules of their own: everybody sees the numbers of their own rules, draws included."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.util import patch_config_options

from analysis.world.prepare import prepare
from data.synthetic.generator import synthesise
from tests.conftest import ROOT
from tests.dashboard.conftest import unfolded
from tests.dashboard.expected import draws_line, numbers_of

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = (0.0, 1.0, 2.0, 4.0, 6.0, 8.0, 11.0, 14.0, 17.0, 20.0)
SUBSCRIBERS, PATIENCE_S = 1_500, 600


@pytest.mark.parametrize("people", [4, pytest.param(len(FLOORS), marks=pytest.mark.long)])
@pytest.mark.long
def test_sessions_at_once_each_see_the_numbers_of_their_own_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, people: int
) -> None:
    floors = FLOORS[:people]
    synthesise(tmp_path / "default", subscribers=SUBSCRIBERS, seed=7)
    world = prepare(tmp_path / "default")
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(tmp_path))
    together = Barrier(len(floors))

    def session(floor: float) -> tuple[list[str], list[str], list[str]]:
        """Open the page with a floor, raise it with everybody else while draws run, wait for the draws."""
        page = unfolded(AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_S))
        page.query_params["keep_floor_gb"] = f"{floor:g}"
        together.wait()
        page.run()
        opened = [metric.delta for metric in page.metric]
        together.wait()
        page.slider(key="keep_floor_gb").set_value(floor + 1).run()
        moved = [metric.delta for metric in page.metric]
        end = time.monotonic() + PATIENCE_S
        while (page.session_state["drawing"].running) and time.monotonic() < end:
            time.sleep(0.1)
        page.run()
        return opened, moved, [text.value for text in page.markdown]

    # The harness says "this is a test" to Streamlit for the length of a run; of ten runs the first to end would unsay it for all.
    with patch_config_options({"global.appTest": True}), ThreadPoolExecutor(len(floors)) as pool:
        found = list(pool.map(session, floors))
    for floor, (opened, moved, texts) in zip(floors, found, strict=True):
        assert opened == numbers_of(world, keep_floor_gb=floor)
        assert moved == numbers_of(world, keep_floor_gb=floor + 1)
        assert draws_line(world, keep_floor_gb=floor + 1) in texts
    assert len({tuple(moved) for _, moved, _ in found}) == len(floors), "each floor has numbers of its own"
