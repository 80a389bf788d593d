"""An error that no page of ours could catch, raised by a button or a part that is drawn alone: never Streamlit's own box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.live import DESKTOP, WAIT_MS, served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
APP = """
import streamlit as st
from streamlit.starlette import App
from dashboard.unforeseen import on_error

@st.fragment
def part():
    if st.button("part"):
        raise RuntimeError("inner words")

def fail():
    raise RuntimeError("inner words")

if __name__ == "__main__":
    st.title("page")
    st.button("button", on_click=fail)
    part()
    st.button("sound")
else:
    app = App(__file__, on_script_error=on_error)
"""


def test_a_button_that_fails_is_told_in_a_sentence_and_the_next_click_draws_the_page(browser: Browser, tmp_path: Path) -> None:
    script = tmp_path / "failing.py"
    script.write_text(APP, encoding="utf-8")
    context = browser.new_context(viewport=DESKTOP)
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    with served(tmp_path, app=str(script), PYTHONPATH=".") as url:
        page.goto(url)
        for failing in ("button", "part"):
            page.get_by_role("button", name=failing, exact=True).click()
            expect(page.get_by_text("the program did not foresee")).to_be_visible(timeout=WAIT_MS)
            assert page.get_by_test_id("stException").count() == 0
            assert page.get_by_text("inner words").count() == 0
            page.reload()
            expect(page.get_by_role("button", name="sound")).to_be_visible(timeout=WAIT_MS)
    context.close()
