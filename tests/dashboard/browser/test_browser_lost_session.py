"""A page whose session is gone on the server: what was set in it is neither lost nor answered for with something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.dashboard.browser.test_browser_page import shows
from tests.dashboard.expected import numbers_of
from tests.tools.live import DESKTOP, WAIT_MS, free_port, served, settle, visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, WebSocketRoute

    from analysis.world.world import World

pytestmark = pytest.mark.browser
SET = "base=default&monthly_cap_gb=5"
SHORT_TTL_S = 1


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    opened = browser.new_context(viewport=DESKTOP)
    opened.set_default_timeout(WAIT_MS)
    yield opened.new_page()
    opened.close()


def click_on(page: Page, name: str, title: str) -> None:
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=WAIT_MS)


def what_was_set_still_holds(page: Page, world: World) -> None:
    """Go to another page and back to the first: address and numbers are those of what was set."""
    page.wait_for_function("document.querySelector('[data-testid=stConnectionStatus]') === null")
    click_on(page, "Who gains?", "Who gains, who loses?")
    page.wait_for_url(f"**/who?{SET}")
    settle(page)
    click_on(page, "What happens?", "What happens?")
    page.wait_for_url(f"**/?{SET}")
    shows(page, numbers_of(world, monthly_cap_gb=5.0))


@pytest.mark.long
def test_what_was_set_outlives_a_server_that_is_started_again(tab: Page, population: Path, world: World) -> None:
    port = free_port()
    with served(population.parent, port=port) as url:
        visit(tab, f"{url}/?{SET}")
        shows(tab, numbers_of(world, monthly_cap_gb=5.0))
    with served(population.parent, port=port):
        what_was_set_still_holds(tab, world)


@pytest.mark.long
def test_what_was_set_outlives_a_session_that_expired_while_the_connection_was_cut(
    tab: Page, population: Path, world: World
) -> None:
    cut: list[bool] = []
    open_sockets: list[WebSocketRoute] = []

    def connect(socket: WebSocketRoute) -> None:
        if cut:
            socket.close()
        else:
            socket.connect_to_server()
            open_sockets.append(socket)

    tab.route_web_socket("**/_stcore/stream", connect)
    with served(population.parent, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=str(SHORT_TTL_S)) as url:
        visit(tab, f"{url}/?{SET}")
        shows(tab, numbers_of(world, monthly_cap_gb=5.0))
        cut.append(True)
        open_sockets[-1].close()
        tab.wait_for_timeout(3000 * SHORT_TTL_S)
        cut.clear()
        what_was_set_still_holds(tab, world)
