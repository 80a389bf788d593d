"""Charts in a real Chromium: changed where they stand, as wide as their place, in words where they cannot be drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.tools.live import DESKTOP, settle, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
FIRST = [f".st-key-{key} .js-plotly-plot" for key in ("path", "bridge", "fates")]  # a curve is drawn elsewhere while it grows
WIDTH = "document.querySelector('.st-key-path .main-svg').getBoundingClientRect().width"
STAND = "places => places.map(place => document.querySelector(place).firstElementChild.isOld === true)"
LIBRARY = "**/plotly.js*"


def test_a_move_changes_the_drawings_that_stand(page: Page, address: str) -> None:
    visit(page, f"{address}/?monthly_cap_gb=6")
    for drawing in FIRST:
        expect(page.locator(f"{drawing} .main-svg").first).to_be_visible()
    settle(page)
    page.evaluate("document.querySelectorAll('.js-plotly-plot > *').forEach(one => { one.isOld = true })")
    bridge = page.locator(".st-key-bridge .js-plotly-plot")
    before = bridge.inner_text()
    page.get_by_role("slider", name="Monthly cap, GB a month").press("ArrowLeft")
    page.get_by_role("slider", name="Monthly cap, GB a month").press("ArrowLeft")
    expect(bridge).not_to_have_text(before)
    settle(page)
    assert page.evaluate(STAND, FIRST) == [True] * len(FIRST)


def test_charts_follow_their_place_and_the_theme(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    visit(page, f"{address}/")
    path = page.locator(".st-key-path .js-plotly-plot")
    expect(path.locator(".main-svg").first).to_be_visible()
    settle(page)
    wide = page.evaluate(WIDTH)
    page.set_viewport_size({"width": 1000, "height": 1000})
    page.wait_for_function(f"wide => {WIDTH} < wide", arg=wide)
    place = page.evaluate("document.querySelector('.st-key-path .live-chart').clientWidth")
    assert abs(place - page.evaluate(WIDTH)) < 2
    page.set_viewport_size(DESKTOP)
    letters = "getComputedStyle(document.querySelector('.st-key-path .xtick text')).fill"
    light = page.evaluate(letters)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"was => {letters} !== was", arg=light)
    page.emulate_media(color_scheme="light")


def test_where_the_library_does_not_come_a_chart_is_told_in_words(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport=DESKTOP).new_page()
    page.route(LIBRARY, lambda route: route.abort())
    visit(page, f"{address}/")
    place = page.locator(".st-key-path .live-chart")
    expect(place).to_have_attribute("aria-label", re.compile(".+"))
    said = place.get_attribute("aria-label")
    assert said
    expect(place).to_have_text(said)
    page.unroute(LIBRARY)
    page.get_by_role("slider", name="Monthly cap, GB a month").press("ArrowLeft")
    expect(place.locator(".main-svg").first).to_be_visible()
    expect(place).not_to_contain_text(said)
    page.context.close()


def test_a_curve_grows_by_itself_and_leads_to_its_best_and_its_drawing_stands(page: Page, address: str) -> None:
    visit(page, f"{address}/?fee_per_gb=2&monthly_cap_gb=7")
    best = page.locator(".st-key-curve_best button")
    expect(best).to_be_visible()
    settle(page)
    page.get_by_role("slider", name="Fee per GB, RUB").press("ArrowRight")
    expect(page.locator(".st-key-curve .live-chart")).to_have_attribute("aria-label", re.compile("Fee per GB"))
    expect(best).to_be_enabled()
    value = best.inner_text().rpartition(" ")[2]
    page.evaluate("document.querySelectorAll('.js-plotly-plot > *').forEach(one => { one.isOld = true })")
    best.click()
    expect(page.get_by_role("slider", name="Fee per GB, RUB")).to_have_value(value)
    settle(page)
    expect(best).to_be_disabled()
    assert page.evaluate(STAND, [".st-key-curve .js-plotly-plot"]) == [True]
