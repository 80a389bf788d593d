"""The dashboard's pages as Streamlit's own harness runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.background import lever_weights, shortlist_job, worker_process
from dashboard.background.draws_job import _LIVE
from dashboard.background.turns import Turns
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Here:
    """A lane without a process: what a test replaces is replaced for the work too."""

    def __init__(self) -> None:
        self.turns = Turns()

    def run(self, work: Callable[..., object], tell: object, *given: object) -> object:
        return work(tell, *given)


def unfolded(page: AppTest) -> AppTest:
    """Open what a page draws only while it is open, before its first run: the harness has no hand to click with."""
    for key in ("other_rules", "link"):
        page.session_state[key] = True
    return page


def go(page: AppTest, path: str) -> AppTest:
    """Change the page as the navigation does: the session stays, the address loses its query."""
    page._page_hash = calc_hash(path)
    page.query_params.clear()
    return page.run()


@pytest.fixture(autouse=True)
def no_draws_left() -> Iterator[None]:
    """Stop the draws of sessions that nobody holds any more, as these never close: the next test would wait for them."""
    yield
    for drawing in list(_LIVE.values()):
        drawing._stopped.set()


@pytest.fixture(autouse=True)
def no_search_unasked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let what begins by itself wait for longer than a test takes, but where a test is about it; each test has its own lane."""
    lane = worker_process.Lane()
    monkeypatch.setattr(worker_process, "ADVICE", lane)
    monkeypatch.setattr(shortlist_job, "REST_SECONDS", 3600.0)
    monkeypatch.setattr(lever_weights, "_known_or_begun", lambda *_: lever_weights.USUAL)
    yield
    lane.close()


@pytest.fixture
def open_page(population: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a page by its path, with query parameters, in a new session on the small base."""
    monkeypatch.setenv("TRANSFER_IMPACT_POPULATIONS", str(population.parent))

    def opened(path: str = "", **query: str | list[str]) -> AppTest:
        page = unfolded(AppTest.from_file(str(ROOT / "app.py"), default_timeout=300))
        page._page_hash = calc_hash(path) if path else ""
        page.query_params.update(query)
        return page.run()

    return opened


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what would run in processes beside the page run in this one: what a test replaces is replaced for it too."""
    monkeypatch.setattr(worker_process, "LONG", Here())
    monkeypatch.setattr(worker_process, "QUICK", Here())
