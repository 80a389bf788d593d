"""The first page in one look, measured in a real Chromium: everything that belongs together is on an office laptop's screen."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, ViewportSize, expect

from dashboard.display.guide import SENTENCES
from reports.decisions.response import stop_text
from tests.tools.live import PHONE, WAIT_MS, headline_numbers, settle, visit
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser
LAPTOP, LARGE = ViewportSize(width=1366, height=768), ViewportSize(width=1920, height=1080)
CAP = "Monthly cap, GB a month"
CAP_IN_LINK = "monthly_cap_gb"
LOST_MS = 10_000  # a key the page has not followed by then is pressed again
MOVES = 4  # steps of its slider, each a move of its own where the machine is slow


@pytest.fixture
def sized(page: Page) -> Iterator[Page]:
    size = page.viewport_size
    yield page
    if size:
        page.set_viewport_size(size)


def outside(page: Page, parts: dict[str, Locator]) -> dict[str, object]:
    """Return the parts that are not wholly on the screen, each with its box."""
    size = page.viewport_size
    assert size is not None
    boxes = {name: part.bounding_box() for name, part in parts.items()}
    return {
        name: box
        for name, box in boxes.items()
        if box is None
        or min(box["x"], box["y"]) < 0
        or box["x"] + box["width"] > size["width"]
        or box["y"] + box["height"] > size["height"]
    }


def first_look(page: Page) -> dict[str, Locator]:
    """Return what a person must see while the hand is on a lever."""
    tracks = page.locator(".st-key-levers [class*=st-key-lever_]")
    expect(tracks).to_have_count(6, timeout=WAIT_MS)
    parts = {f"lever {nth}": tracks.nth(nth) for nth in range(6)}
    parts |= {f"card {nth}": page.get_by_test_id("stMetric").nth(nth) for nth in range(4)}
    parts |= {f"strip {nth}": page.locator(".strip").nth(nth) for nth in range(4)}
    parts |= {"verdict": page.get_by_test_id("stMain").get_by_test_id("stHeading").nth(1)}
    return parts | {name: page.locator(f".st-key-{name} .js-plotly-plot") for name in ("path", "curve")}


@pytest.mark.parametrize("language", ["en", "ru", pytest.param("zh", marks=pytest.mark.long)])
def test_levers_answer_path_and_curve_are_on_the_screen_of_an_office_laptop(sized: Page, address: str, language: str) -> None:
    sized.set_viewport_size(LAPTOP)
    visit(sized, f"{address}/?lang={language}")
    expect(sized.locator(".st-key-curve_best")).to_be_visible(timeout=WAIT_MS)
    settle(sized)
    assert outside(sized, first_look(sized)) == {}
    sized.set_viewport_size(LARGE)
    expect(sized.locator(".st-key-bridge .js-plotly-plot")).to_be_visible()
    assert outside(sized, first_look(sized) | {"bridge": sized.locator(".st-key-bridge .js-plotly-plot")}) == {}


def test_a_move_leaves_the_answer_before_in_sight_and_ctrl_z_takes_it_back(sized: Page, address: str) -> None:
    sized.set_viewport_size(LAPTOP)
    visit(sized, f"{address}/?monthly_cap_gb=6")
    expect(sized.get_by_test_id("stMetricDelta")).to_have_count(4)
    first = headline_numbers(sized)
    slider = sized.get_by_role("slider", name=CAP)
    slider.focus()
    for _ in range(MOVES):
        slider.press("ArrowLeft")
    expect(sized.locator(".strip .before")).to_have_count(4, timeout=WAIT_MS)
    settle(sized)
    assert outside(sized, first_look(sized)) == {}, "a move adds nothing that pushes anything out"
    for _ in range(3 * MOVES):  # a key that comes while the page runs may be lost, and the machine may take four keys as one move
        if f"{CAP_IN_LINK}=6" in sized.url:
            break
        _take_back(sized)
    expect(sized.get_by_test_id("stMetricDelta")).to_have_text(first)
    expect(slider).to_have_attribute("aria-valuetext", "6")


def _take_back(page: Page) -> None:
    """Press Ctrl+Z and wait until the address says something else, or long enough to believe that the key was lost."""
    before = page.url
    page.keyboard.press("Control+z")
    with suppress(Error):
        page.wait_for_url(lambda url: url != before, timeout=LOST_MS)
    settle(page)


def test_the_explanation_of_a_lever_and_its_exact_value_are_reached_by_keyboard_alone(page: Page, address: str) -> None:
    say = wording("en")
    visit(page, address)
    page.get_by_role("slider", name=CAP).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text(say("monthly_cap_gb.help"))).to_be_visible()
    field = page.get_by_role("spinbutton", name=say("lever-type", unit="GB a month"))
    field.fill("7.25")
    field.press("Enter")
    page.wait_for_url("**/?monthly_cap_gb=7.25")


def test_a_sentence_that_was_read_is_gone_for_good_and_a_word_opens_its_meaning_by_keyboard(page: Page, address: str) -> None:
    visit(page, address)
    sentences = {name: page.locator(f".st-key-guide_{name}") for name in SENTENCES}
    for sentence in sentences.values():
        expect(sentence).to_be_visible()
    sentences["interval"].get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(sentences["interval"]).to_be_hidden()
    visit(page, address)
    expect(sentences["base"]).to_be_visible()
    expect(sentences["interval"]).to_be_hidden()
    page.evaluate("localStorage.clear()")
    word = page.locator(".st-key-cards summary").first
    meaning = page.locator(".st-key-cards details span").first
    expect(meaning).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()


def test_on_a_phone_the_outcomes_stay_in_sight_over_the_levers(sized: Page, address: str) -> None:
    sized.set_viewport_size(PHONE)
    visit(sized, address)
    if sized.get_by_test_id("stExpandSidebarButton").count():
        sized.get_by_test_id("stExpandSidebarButton").click()
    sized.locator(".st-key-lever_fee_per_transfer").scroll_into_view_if_needed()
    drawer = sized.get_by_test_id("stSidebar").bounding_box()
    assert drawer is not None
    assert drawer["y"] >= PHONE["height"] * 0.45
    boxes = [sized.get_by_test_id("stMetric").nth(nth).bounding_box() for nth in range(4)]
    assert [box for box in boxes if box is None or box["y"] < 0 or box["y"] + box["height"] > drawer["y"]] == []


@pytest.mark.parametrize("language", ["ru", pytest.param("en", marks=pytest.mark.long)])
def test_on_a_phone_the_curve_says_where_no_limit_stands(sized: Page, address: str, language: str) -> None:
    sized.set_viewport_size(PHONE)
    visit(sized, f"{address}/?lang={language}")
    expect(sized.locator(".st-key-curve_best")).to_be_visible()
    marks = sized.locator(".st-key-curve .x3tick text")
    expect(marks.last).to_have_text(stop_text(None, wording(language)))
    expect(marks.last).to_be_visible()
