"""The dashboard as it is really served: a server of its own on a free port, and a Chromium that opens its pages."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import ViewportSize, sync_playwright

from tests.conftest import ROOT
from tests.tools.browser import FLAGS, installed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from _pytest.mark.structures import ParameterSet
    from playwright.sync_api import Browser, Page

IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
WAIT_MS = 240_000  # a first visit before anything is compiled takes a quiet machine a minute
START_S = 180.0
DESKTOP, PHONE = ViewportSize(width=1400, height=1000), ViewportSize(width=390, height=844)


@contextmanager
def served(populations: Path, *, port: int = 0, app: str = "app.py", **environment: str) -> Iterator[str]:
    """Serve the dashboard over a folder of populations and give its address; scenarios are kept in the same folder.

    Without a `port` the server gets a free one; a server that is started again is served at the port of the one before.
    """
    port = port or free_port()
    own = {"TRANSFER_IMPACT_POPULATIONS": str(populations), "TRANSFER_IMPACT_SCENARIOS": str(populations)}
    command = [sys.executable, "-m", "streamlit", "run", app, "--server.port", str(port)]
    base = f"http://127.0.0.1:{port}/{environment.get('STREAMLIT_SERVER_BASE_URL_PATH', '')}".rstrip("/")
    settings, quiet = os.environ | own | environment, subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=settings, stdout=quiet, stderr=quiet) as server:
        try:
            _wait_for(f"{base}/_stcore/health")
            yield base
        finally:
            server.terminate()


def free_port() -> int:
    """Return a port of this machine at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own server on loopback
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(f"no answer from {url} within {START_S:.0f} s")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=installed(), args=list(FLAGS))
        try:
            yield started
        finally:
            started.close()


def long_unless(path: str, quick: Sequence[str]) -> ParameterSet:
    """Return the path of a page as a parameter, of a long run unless it is among the `quick` ones."""
    return pytest.param(path, marks=() if path in quick else pytest.mark.long)


def visit(page: Page, url: str) -> None:
    """Open a page and wait until its script has run."""
    page.goto(url)
    page.wait_for_selector("h1")
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page's script is not running."""
    page.wait_for_selector(IDLE)


def headline_numbers(page: Page) -> list[str]:
    """Return the four headline changes of the first page as they stand, such as "−0.646 pp (falls)"."""
    return [found.strip() for found in page.get_by_test_id("stMetricDelta").all_inner_texts()]


def still(page: Page) -> None:
    """Wait until nothing on the page is fading or sliding any more: half-faded text fails any measure of contrast."""
    page.wait_for_function(
        "document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations > 9)"
    )
