"""Ten people at once, each with rules of their own: everybody sees the numbers of their own rules, draws included."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.util import patch_config_options

from tests.conftest import ROOT
from tests.dashboard.expected import draws_line, numbers_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from analysis.world import World

CAPS = (4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0, 20.0, 22.0)
PATIENCE_S = 120


def test_ten_sessions_at_once_each_see_the_numbers_of_their_own_rules(
    population: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(population.parent))
    together = Barrier(len(CAPS))

    def session(cap: float) -> tuple[list[str], list[str], list[str]]:
        """Open the page with a cap, lower it with everybody else while draws run, wait for the draws."""
        page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_S)
        page.query_params["monthly_cap_gb"] = f"{cap:g}"
        together.wait()
        page.run()
        opened = [metric.delta for metric in page.metric]
        together.wait()
        page.slider(key="monthly_cap_gb").set_value(cap - 1).run()
        moved = [metric.delta for metric in page.metric]
        end = time.monotonic() + PATIENCE_S
        while (page.session_state["drawing"].running) and time.monotonic() < end:
            time.sleep(0.1)
        page.run()
        return opened, moved, [text.value for text in page.markdown]

    # The harness says "this is a test" to Streamlit for the length of a run; of ten runs the first to end would unsay it for all.
    with patch_config_options({"global.appTest": True}), ThreadPoolExecutor(len(CAPS)) as pool:
        found = list(pool.map(session, CAPS))
    for cap, (opened, moved, texts) in zip(CAPS, found, strict=True):
        assert opened == numbers_of(world, monthly_cap_gb=cap)
        assert moved == numbers_of(world, monthly_cap_gb=cap - 1)
        assert draws_line(world, monthly_cap_gb=cap - 1) in texts
    assert len({tuple(moved) for _, moved, _ in found}) == len(CAPS), "each cap has numbers of its own"
