"""A scenario's whole life in a real Chromium: saved, renamed, compared with a preset, taken away as a file, brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from data.scenarios.scenario_file import read_scenarios
from reports.content.comparison import Case, comparison_rows
from tests.dashboard.expected import result_of
from tests.tools.live import settle, visit
from wording import wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.world.world import World

pytestmark = pytest.mark.browser
SAY = wording("en")


def row_of(page: Page, *cells: str) -> Locator:
    """Return the first row of a table in sight that begins with these cells."""
    found = page.get_by_role("row")
    for cell in cells:
        found = found.filter(has_text=cell)
    return found.first


def pick(page: Page, label: str, words: str) -> None:
    """Add a choice to a box for several."""
    page.get_by_role("combobox", name=label).fill(words)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settle(page)


@pytest.mark.long  # tests/dashboard/test_which_rules.py walks the same way without a browser
def test_a_scenario_lives_from_saving_to_a_file_and_back(page: Page, address: str, world: World, tmp_path: Path) -> None:
    visit(page, f"{address}/rules?monthly_cap_gb=3")
    page.get_by_role("tab", name="Saved scenarios").click()

    page.get_by_role("textbox", name="Name for the rules and assumptions in force").fill("Careful *start*")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved: Careful *start*.").first).to_be_visible()

    page.get_by_role("button", name="Rename", exact=True).click()
    page.get_by_role("textbox", name="New name").fill("Three gigabytes")
    page.get_by_role("button", name="Give it this name").click()
    expect(page.get_by_text("Renamed to: Three gigabytes.").first).to_be_visible()
    expect(page.get_by_role("combobox", name="Scenario to work with")).to_have_value("Three gigabytes")

    pick(page, "What to compare", "Korea")
    cases = [
        Case("Three gigabytes", result_of(world, {"monthly_cap_gb": 3.0})),
        Case("Korea (SKT)", result_of(world, {}, "korea")),
    ]
    for expected in comparison_rows(cases, SAY):
        for cell in expected[:6]:
            expect(row_of(page, expected[0], expected[1])).to_contain_text(cell)
    expect(page.get_by_text("What is set differently:")).to_be_visible()

    with page.expect_download() as caught:
        page.get_by_role("button", name="Download (TOML)").click()
    file = tmp_path / "scenarios.toml"
    caught.value.save_as(file)
    (kept,) = read_scenarios(file.read_bytes())
    assert (kept.name, kept.rules["monthly_cap_gb"]) == ("Three gigabytes", 3)

    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Import all and keep both").click()
    expect(page.get_by_text("Imported: Three gigabytes").first).to_be_visible()
    expect(row_of(page, "Three gigabytes (2)")).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0
