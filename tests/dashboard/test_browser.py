"""The page in a real Chromium, used as its user would: slider, language, keyboard, download, screen reader's view."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import FLAGS, installed
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
WAIT_MS = 60_000


@pytest.fixture(scope="module")
def address(population: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = os.environ | {"TRANSFER_IMPACT_POPULATIONS": str(population.parent)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own server on loopback
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the dashboard did not start within 30 s")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=installed(), args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Page:
    opened = browser.new_page(viewport={"width": 1360, "height": 1400})
    opened.set_default_timeout(WAIT_MS)
    opened.goto(address)
    opened.wait_for_selector("[data-testid=stMetric]")
    opened.wait_for_selector(IDLE)
    return opened


def test_arrow_keys_on_a_slider_repaint_the_numbers_and_the_address(page: Page) -> None:
    profit = page.get_by_test_id("stMetric").nth(3)
    before = profit.inner_text()
    slider = page.get_by_role("slider", name="Monthly cap, GB a month")
    slider.focus()
    for _ in range(28):
        slider.press("ArrowLeft")
    expect(profit).not_to_have_text(before, timeout=WAIT_MS)
    page.wait_for_selector(IDLE)
    assert "monthly_cap_gb=2" in page.url


def test_the_language_changes_the_words_and_stays_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=ru")
    expect(page.get_by_role("heading", level=1)).to_have_text("Что произойдёт?")
    page.goto(f"{address}/?lang=zh")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Что произойдёт?")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("What happens?")
    page.wait_for_selector(IDLE)


def test_what_is_set_on_one_page_stays_on_the_others_and_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}/sure")
    page.get_by_test_id("stMain").get_by_text("Giving", exact=True).click()
    slider = page.get_by_role("slider", name="Willing to give, probability a month")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowRight")
    page.wait_for_url("**/sure?give_probability=0.15")
    for name, path in (("Who gains, who loses?", "who"), ("How is it computed?", "method"), ("What happens?", "")):
        page.get_by_role("link", name=name).click()
        page.wait_for_url(f"**/{path}?give_probability=0.15")
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        page.wait_for_selector(IDLE)
    # Streamlit drops the query when it changes the page and the page writes it again: two entries of the history.
    page.go_back()
    page.wait_for_selector(IDLE)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("How is it computed?")
    page.wait_for_url("**/method?give_probability=0.15")


def test_the_link_is_reached_by_keyboard_and_restores_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/who?preset=korea&transfers_per_month=5")
    page.wait_for_selector(IDLE)
    page.get_by_text("Link to this page", exact=True).click()
    field = page.get_by_role("textbox", name="By keyboard: select all and copy")
    field.focus()
    link = field.input_value()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Who gains, who loses?")
    page.wait_for_url("**/who?base=default&preset=korea&transfers_per_month=5")
    expect(page.get_by_text("Transfers per month, a month: 2 → 5")).to_be_visible()


def test_a_page_under_its_own_name_is_found(page: Page, address: str) -> None:
    page.goto(f"{address}/what")
    page.wait_for_selector("[data-testid=stMetric]")
    page.wait_for_selector(IDLE)
    assert page.get_by_role("dialog").count() == 0


def test_the_report_downloads(page: Page, address: str) -> None:
    page.goto(address)
    with page.expect_download() as caught:
        page.get_by_role("button", name="HTML", exact=True).click()
    content = caught.value.path().read_bytes()
    assert content.startswith(b"<!doctype html>")
    assert b"Transfer Impact" in content


def test_the_keyboard_reaches_the_switch(page: Page) -> None:
    page.locator("body").press("Tab")
    reached = set()
    for _ in range(40):
        reached.add(page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.type"))
        page.keyboard.press("Tab")
    assert "Transfers enabled" in reached


@pytest.mark.parametrize("path", ["", "who", "sure", "method"])
def test_no_serious_accessibility_violation_of_ours(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    page.wait_for_selector("h1")
    page.wait_for_selector(IDLE)
    found = Axe().run(page).response["violations"]
    serious = [v for v in found if v["impact"] in ("serious", "critical")]
    assert [(v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in serious] == []
