"""The first page in a real Chromium, used as its user would: sliders by keyboard, languages, links, draws, the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from analysis.settings.assumptions import Assumptions
from tests.dashboard.expected import draws_line, numbers_of
from tests.tools.live import DESKTOP, WAIT_MS, headline_numbers, settle, visit
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from analysis.world.world import World

pytestmark = pytest.mark.browser
CAP, STEP = "Monthly cap, GB a month", "Step, GB"
GIVEN = f"give_probability={Assumptions().give_probability + 0.05:g}"  # five steps of its slider further


def press(page: Page, slider: str, key: str, times: int) -> None:
    """Move a slider by keyboard."""
    found = page.get_by_role("slider", name=slider)
    found.focus()
    for _ in range(times):
        found.press(key)


def shows(page: Page, numbers: list[str]) -> None:
    """Expect the four headline changes."""
    expect(page.get_by_test_id("stMetricDelta")).to_have_text(numbers, timeout=WAIT_MS)


def test_arrow_keys_on_a_slider_repaint_every_headline_number_and_the_address(page: Page, address: str, world: World) -> None:
    visit(page, f"{address}/?monthly_cap_gb=6")
    shows(page, numbers_of(world, monthly_cap_gb=6.0))
    press(page, CAP, "ArrowLeft", 4)
    shows(page, numbers_of(world, monthly_cap_gb=2.0))
    assert set(numbers_of(world, monthly_cap_gb=2.0)).isdisjoint(numbers_of(world, monthly_cap_gb=6.0))
    page.wait_for_url("**/?monthly_cap_gb=2")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == CAP, "the hand stays on the slider"


@pytest.mark.long
def test_a_rule_changed_while_draws_run_wins_and_nothing_stale_stays(page: Page, address: str, world: World) -> None:
    visit(page, f"{address}/?monthly_cap_gb=50")
    # A slow browser may see the draws only once they are all there; what comes of the change is the same.
    drawing = page.get_by_text("Drawing futures").or_(page.get_by_text(draws_line(world, monthly_cap_gb=50.0), exact=True))
    expect(drawing.first).to_be_visible(timeout=WAIT_MS)
    press(page, CAP, "ArrowRight", 1)
    shows(page, numbers_of(world, monthly_cap_gb=51.0))
    expect(page.get_by_text(draws_line(world, monthly_cap_gb=51.0), exact=True)).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_text("Drawing futures")).to_have_count(0)
    shows(page, numbers_of(world, monthly_cap_gb=51.0))


@pytest.mark.long
def test_languages_are_chosen_by_keyboard_and_every_choice_follows_in_their_words(page: Page, address: str, world: World) -> None:
    for path, title in (("", "page-what"), ("who", "question-who")):
        visit(page, f"{address}/{path}?preset=korea")
        for code in [*(code for code in LANGUAGES if code != "en"), "en"]:
            say = wording(code)
            page.get_by_role("combobox", name="Language").fill(LANGUAGES[code])
            page.keyboard.press("Enter")
            expect(page.get_by_role("heading", level=1)).to_have_text(say(title))
            for label, value in (("page-preset", "preset-korea"), ("page-culture", "page-culture-none")):
                expect(page.get_by_role("combobox", name=say(label))).to_have_value(say(value))
            page.wait_for_url(f"**/{path}?preset=korea" if code == "en" else f"**/{path}?lang={code}&preset=korea")
            if not path:
                shows(page, numbers_of(world, code, "korea"))


@pytest.mark.long
def test_what_is_set_on_one_page_stays_on_the_others_and_in_the_address(page: Page, address: str) -> None:
    visit(page, f"{address}/sure")
    page.get_by_test_id("stMain").get_by_text("Giving", exact=True).click()
    press(page, "Willing to give, probability a month", "ArrowRight", 5)
    page.wait_for_url(f"**/sure?{GIVEN}")
    for name, path, title in (
        ("Who gains?", "who", "Who gains, who loses?"),
        ("How computed?", "method", "How is it computed?"),
        ("What happens?", "", "What happens?"),
    ):
        page.get_by_role("link", name=name).click()
        page.wait_for_url(f"**/{path}?{GIVEN}")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        settle(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("How is it computed?")
    page.wait_for_url(f"**/method?{GIVEN}")


@pytest.mark.long
def test_back_goes_to_the_page_before_however_much_was_set_since(page: Page, address: str) -> None:
    visit(page, f"{address}/sure")
    page.get_by_role("link", name="Who gains?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who gains, who loses?")
    press(page, CAP, "ArrowLeft", 3)
    page.wait_for_url("**/who?monthly_cap_gb=27")
    settle(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("How sure are we?")
    page.wait_for_url("**/sure?monthly_cap_gb=27")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who gains, who loses?")
    page.wait_for_url("**/who?monthly_cap_gb=27")


@pytest.mark.long
def test_a_copied_link_gives_the_same_numbers_and_rules_to_somebody_else(page: Page, browser: Browser, address: str) -> None:
    visit(page, f"{address}/?preset=korea&transfers_per_month=5")
    press(page, CAP, "ArrowRight", 3)
    expect(page.get_by_text("Monthly cap, GB a month: 2 → 5")).to_be_visible()
    settle(page)
    page.get_by_text("Link to this page", exact=True).click()
    field = page.get_by_role("textbox", name="By keyboard: select all and copy")
    field.press("Control+a")
    link, numbers = field.input_value(), headline_numbers(page)
    other: BrowserContext = browser.new_context(viewport=DESKTOP)
    try:
        opened = other.new_page()
        visit(opened, link)
        shows(opened, numbers)
        for line in ("Transfers per month, a month: 2 → 5", "Monthly cap, GB a month: 2 → 5"):
            expect(opened.get_by_text(line)).to_be_visible()
        assert opened.get_by_test_id("stAlert").count() == 0, "the same base, the same program: nothing to warn of"
    finally:
        other.close()


@pytest.mark.long
def test_a_page_under_its_own_name_is_found(page: Page, address: str) -> None:
    visit(page, f"{address}/what")
    page.wait_for_selector("[data-testid=stMetric]")
    assert page.get_by_role("dialog").count() == 0


@pytest.mark.long
def test_the_report_that_downloads_says_what_the_page_says(page: Page, address: str) -> None:
    visit(page, f"{address}/?monthly_cap_gb=7")
    expect(page.get_by_test_id("stMetricDelta")).to_have_count(4)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download the report").click()
        page.get_by_role("button", name="HTML", exact=True).click()
    report = caught.value.path().read_text(encoding="utf-8")
    assert report.startswith("<!doctype html>")
    assert [number for number in headline_numbers(page) if number.partition(" (")[0] not in report] == []
