"""Who cannot use a mouse or see the colours: every page by axe-core, and by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FloatRect, Page, ViewportSize, expect

from dashboard.pages import VIEWS
from tests.tools.live import DESKTOP, PHONE, long_unless, settle, still, visit
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser
# Streamlit's wrappers of tables and formulas scroll without a tab stop in the markup. Chromium and Firefox give every such
# region, or a cell in it, one of their own; axe judges the markup alone.
SCROLLS = ("scrollable-region-focusable", ("katex-display", "emotion-cache"))
# What has the focus: what it is called, which part of the page it is in, and where it lies.
FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect()
  const part = e.closest('[data-testid=stSidebar]') ? 'sidebar' : e.closest('header') ? 'navigation' : 'page'
  const {x, y, width, height} = box
  return {name: e.ariaLabel || e.innerText || e.tagName, tag: e.tagName, part, x, y, width, height}
}"""
MOST_STOPS = 80


@pytest.fixture
def restored(page: Page) -> Iterator[Page]:
    size = page.viewport_size
    yield page
    page.emulate_media(color_scheme="light")
    if size:
        page.set_viewport_size(size)


TRIES, REST_MS = 12, 1000  # a loaded machine draws a page that grows anew for many seconds
SEEN: tuple[tuple[ViewportSize, Literal["light", "dark"]], ...] = (
    (DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark"),
)  # fmt: skip


def serious(page: Page) -> list[tuple[str, list[str]]]:
    """Return the serious and critical violations on the page at rest, those of Streamlit's own wrappers apart.

    What grows in the background draws the page anew at any moment, half faded meanwhile: what is wrong stays wrong.
    """
    for _ in range(TRIES):
        found = _serious_now(page)
        if not found:
            return []
        page.wait_for_timeout(REST_MS)
    return found


def _serious_now(page: Page) -> list[tuple[str, list[str]]]:
    settle(page)
    still(page)
    found = Axe().run(page).response["violations"]
    told = [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found if v["impact"] in ("serious", "critical")]
    rule, wrappers = SCROLLS
    own = [(name, [html for html in nodes if name != rule or not any(mark in html for mark in wrappers)]) for name, nodes in told]
    return [(name, nodes[:3]) for name, nodes in own if nodes]


@pytest.mark.parametrize("path", [long_unless(view.path, ("what", "pilot")) for view in VIEWS])
def test_no_serious_accessibility_violation_of_ours(restored: Page, address: str, path: str) -> None:
    # The size and the theme in which most is on the screen, and least contrast.
    restored.set_viewport_size(DESKTOP)
    restored.emulate_media(color_scheme="dark")
    visit(restored, f"{address}/{path}")
    assert serious(restored) == []


@pytest.mark.long
@pytest.mark.parametrize("path", [view.path for view in VIEWS])
def test_no_serious_accessibility_violation_of_ours_at_any_size_in_any_theme(restored: Page, address: str, path: str) -> None:
    visit(restored, f"{address}/{path}")
    found = {}
    for size, theme in SEEN:
        restored.set_viewport_size(size)
        restored.emulate_media(color_scheme=theme)
        found[size["width"], theme] = serious(restored)
    assert {case: violations for case, violations in found.items() if violations} == {}


@pytest.mark.long
def test_a_launch_that_was_read_has_no_serious_violation_and_fits_a_phone(
    restored: Page, address: str, launched_beside: str
) -> None:
    say = wording("en")
    restored.set_viewport_size(DESKTOP)
    visit(restored, f"{address}/launch")
    restored.locator(".st-key-launch_beside input").first.click()
    restored.get_by_role("option", name=launched_beside, exact=True).click()
    expect(restored.get_by_role("button", name=say("launch-download-json"))).to_be_visible(timeout=240_000)
    expect(restored.locator(".js-plotly-plot")).to_have_count(8)
    for size in (DESKTOP, PHONE):
        restored.set_viewport_size(size)
        assert serious(restored) == []
        assert restored.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.long
def test_the_keyboard_walks_the_page_in_its_order_and_shows_where_it_is(page: Page, address: str) -> None:
    visit(page, address)
    # Whatever is painted after the walk began would be missing from it: the last of each part, then all of it.
    expect(page.get_by_test_id("stMetricDelta")).to_have_count(4)
    for name in ("Transfers enabled", CAP):
        expect(page.get_by_test_id("stSidebar").get_by_label(name, exact=True).first).to_be_visible()
    expect(page.get_by_role("button", name="Download the report")).to_be_visible()
    settle(page)
    walked: list[Stop] = []
    unseen: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop: Stop = page.evaluate(FOCUSED)
        if stop["tag"] == "BODY":
            break
        walked.append(stop)
        if not _is_seen(page, stop):
            unseen.append(stop["name"])
    parts = [stop["part"] for stop in walked[1:]]
    assert parts == sorted(parts, key=["sidebar", "navigation", "page"].index), "no jumping to and fro"
    names = [stop["name"] for stop in walked]
    for one, other in (("Transfers enabled", "Preset"), (CAP, "Fee per GB"), (CAP, "Link"), ("Link", "Download")):
        assert _place(names, one) < _place(names, other)
    assert names[0] == "Skip to main content"
    assert unseen == []


def to(page: Page, name: str) -> None:
    """Walk on by Tab until what has the focus is called so. Streamlit has a "Stop" of its own in its header now and then."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop: Stop = page.evaluate(FOCUSED)
        is_ours = stop["tag"] == "A" or (stop["tag"] == "BUTTON" and stop["part"] == "page")
        if name in stop["name"] and is_ours:
            return
    pytest.fail(f"no way by keyboard to “{name}”")


@pytest.mark.long
def test_better_rules_are_found_loaded_and_taken_away_as_a_pdf_by_keyboard_alone(
    page: Page, address: str, tmp_path: Path
) -> None:
    say = wording("en")
    visit(page, address)
    to(page, say("question-rules"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("So far the best rules tried")).to_be_visible(timeout=120_000)
    settle(page)
    to(page, say("decide-stop"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=say("shortlist-go-on"))).to_be_visible()
    settle(page)
    to(page, say("shortlist-aim-worth"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=say("shortlist-in-force"))).to_be_visible()
    to(page, say("question-what"))
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stMetricDelta")).to_have_count(4)
    assert "=" in page.url, "the rules are in the address"
    to(page, say("page-download"))
    page.keyboard.press("Enter")
    expect(page.get_by_text(say("format-pdf"))).to_be_visible()
    to(page, "PDF")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    taken.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


CAP = "Monthly cap, GB a month"


def _place(names: list[str], part: str) -> int:
    return next(nth for nth, name in enumerate(names) if part in name)


class Stop(TypedDict):
    """Where the focus stands: the element's tag, its name, the part of the page, its box in pixels."""

    tag: str
    name: str
    part: str
    x: float
    y: float
    width: float
    height: float


def _is_seen(page: Page, stop: Stop) -> bool:
    """Say whether the focus changes what is painted at and around the element: another picture without it."""
    around = FloatRect(x=max(0, stop["x"] - 12), y=max(0, stop["y"] - 12), width=stop["width"] + 24, height=stop["height"] + 24)
    if stop["tag"] == "MAIN":
        return True  # the browser's own stop for whoever scrolls by keyboard: the whole page is what has the focus
    still(page)
    focused = page.screenshot(clip=around)
    page.evaluate("window.held = document.activeElement; held.blur()")
    still(page)
    bare = page.screenshot(clip=around)
    page.evaluate("held.focus({focusVisible: true})")
    return focused != bare
