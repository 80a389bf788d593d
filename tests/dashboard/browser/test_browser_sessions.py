"""Ten people at once, each with rules of their own: everybody sees the numbers of their own rules, draws included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.dashboard.browser.expected import draws_line, numbers_of
from tests.live import WAIT_MS

if TYPE_CHECKING:
    from analysis.world import World

pytestmark = pytest.mark.browser
CAPS = (4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0, 20.0, 22.0)


def test_ten_sessions_at_once_each_see_the_numbers_of_their_own_rules(
    context: BrowserContext, address: str, world: World
) -> None:
    pages = [context.new_page() for _ in CAPS]
    try:
        for page, cap in zip(pages, CAPS, strict=True):
            page.goto(f"{address}/?monthly_cap_gb={cap:g}", wait_until="commit")
        for page, cap in zip(pages, CAPS, strict=True):
            expect(page.get_by_test_id("stMetricDelta")).to_have_text(numbers_of(world, monthly_cap_gb=cap), timeout=WAIT_MS)
        # Everybody moves at once, while the draws of some are running and those of others wait for their turn.
        for page in pages:
            page.get_by_role("slider", name="Monthly cap, GB a month").press("ArrowLeft")
        for page, cap in zip(pages, CAPS, strict=True):
            numbers = page.get_by_test_id("stMetricDelta")
            expect(numbers).to_have_text(numbers_of(world, monthly_cap_gb=cap - 1), timeout=WAIT_MS)
        for page, cap in zip(pages, CAPS, strict=True):
            line = page.get_by_text(draws_line(world, monthly_cap_gb=cap - 1), exact=True)
            expect(line).to_be_visible(timeout=WAIT_MS)
    finally:
        for page in pages:
            page.close()
