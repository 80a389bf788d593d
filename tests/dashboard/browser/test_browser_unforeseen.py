"""An error that no page of ours could catch, raised by a button or a part that is drawn alone: never Streamlit's own box."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.tools.live import DESKTOP, WAIT_MS, served
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.long]
APP = """
import streamlit as st
from streamlit.starlette import App
from dashboard.display.unforeseen import on_error

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


@contextmanager
def opened(browser: Browser, folder: Path, code: str) -> Iterator[tuple[Page, str]]:
    """Serve an app of a test's own, and give a page to look at it with and its address."""
    script = folder / "failing.py"
    script.write_text(code, encoding="utf-8")
    context = browser.new_context(viewport=DESKTOP)
    context.set_default_timeout(WAIT_MS)
    with served(folder, app=str(script), PYTHONPATH=".") as url:
        yield context.new_page(), url
    context.close()


@pytest.mark.long
def test_a_button_that_fails_is_told_in_a_sentence_and_the_next_click_draws_the_page(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, APP) as (page, url):
        page.goto(url)
        for failing in ("button", "part"):
            page.get_by_role("button", name=failing, exact=True).click()
            expect(page.get_by_text("the program did not foresee")).to_be_visible(timeout=WAIT_MS)
            assert page.get_by_test_id("stException").count() == 0
            assert page.get_by_text("inner words").count() == 0
            page.reload()
            expect(page.get_by_role("button", name="sound")).to_be_visible(timeout=WAIT_MS)


FAILING_FILE = """
import streamlit as st
from dashboard.display.handing_out import failures_in_words, hand_out
from wording import wording

def fail():
    raise RuntimeError("inner words")

say = wording(st.query_params["lang"])
st.title("page")
failures_in_words(say)
hand_out("file", "a.csv", fail, say)
hand_out("sound", "b.csv", lambda: b"1", say)
"""
AFTER = "(e, name) => getComputedStyle(e, '::after')[name]"


def test_a_file_that_cannot_be_made_is_told_in_the_persons_language_under_its_button(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, FAILING_FILE) as (page, url):
        for language in LANGUAGES:
            page.goto(f"{url}/?lang={language}")
            failing, sound = (page.get_by_test_id("stDownloadButton").filter(has_text=name) for name in ("file", "sound"))
            expect(sound).to_be_visible()
            assert failing.evaluate(AFTER, "visibility") == "hidden"
            failing.get_by_role("button").click()
            expect(failing).to_have_css("visibility", "visible", pseudo="after")
            assert json.loads(failing.evaluate(AFTER, "content")) == wording(language)("frame-not-made")
            assert page.get_by_test_id("stDownloadButtonError").is_hidden()
            assert page.get_by_text("inner words").count() == 0
            assert sound.evaluate(AFTER, "visibility") == "hidden"
            with page.expect_download() as saved:
                sound.get_by_role("button").click()
            assert saved.value.suggested_filename == "b.csv"
