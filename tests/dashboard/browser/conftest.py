"""One server, one browser, one context and one page for all browser tests: a fresh context costs five seconds.

They stand in a folder of their own so that the browser is gone before other tests run: Playwright holds the event loop.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analysis.decide.response import response_names
from analysis.monitoring.example import SLOWER, make_launch
from analysis.pilot.assignment_file import FOLDER
from dashboard.background.lever_weights import USUAL, usual_question, weights_place
from tests.tools.live import WAIT_MS, chromium, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from analysis.world.world import World


EXPECTED_MS = 90_000.0  # the usual five seconds are not enough for a machine that is busy with something else


@pytest.fixture(scope="package", autouse=True)
def patient() -> None:
    """Let every expectation wait until it holds, for a minute and a half."""
    expect.set_options(timeout=EXPECTED_MS)


@pytest.fixture(scope="package")
def served_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="package")
def address(population: Path, world: World, served_folder: Path) -> Iterator[str]:
    """Serve a copy of the small base, so that nothing these tests save meets another; its levers stand in the usual order."""
    folder = served_folder
    shutil.copytree(population, folder / "default")
    order = [*USUAL, *(name for name in response_names() if name not in USUAL)]
    place = weights_place(folder / "default", usual_question(world))
    place.write_text(json.dumps({name: -float(nth) for nth, name in enumerate(order)}))
    with served(folder) as url:
        yield url


@pytest.fixture(scope="package")
def launched_beside(population: Path, served_folder: Path) -> str:
    """Put an example launch beside the served base, and give its name."""
    make_launch(population, served_folder / "default" / FOLDER / "slow", SLOWER, 0.35, 2)
    return "slow"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def context(browser: Browser) -> BrowserContext:
    opened = browser.new_context(viewport={"width": 1400, "height": 1400})
    opened.set_default_timeout(WAIT_MS)
    return opened


@pytest.fixture(scope="package")
def page(context: BrowserContext) -> Page:
    return context.new_page()
