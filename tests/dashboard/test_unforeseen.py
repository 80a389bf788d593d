"""What nobody foresaw: the page says a sentence and where the details are, and the session goes on."""

from __future__ import annotations

from traceback import format_exception
from typing import TYPE_CHECKING

import pytest
import streamlit as st

import dashboard.frame
from dashboard.display import unforeseen
from dashboard.display.handing_out import NotMadeError, hand_out
from dashboard.state import question
from dashboard.state.choice import settled
from tests.dashboard.conftest import go
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    Opened = Callable[..., AppTest]


@pytest.fixture
def details(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(unforeseen, "_folder", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_fails_says_so_in_the_persons_language_and_the_next_page_works(
    open_page: Opened, details: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page("what", lang=language, monthly_cap_gb="7")
    with monkeypatch.context() as broken:
        broken.setattr(dashboard.frame, "question_of", lambda *_: 1 // 0)
        go(page, "who")
    (file,) = details.iterdir()
    assert not page.exception
    assert [error.value for error in page.error] == [wording(language)("frame-unforeseen", file=file.name)]
    assert "ZeroDivisionError" in file.read_text(encoding="utf-8")
    assert page.select_slider(key="monthly_cap_gb").value == 7, "the sidebar is there, with what was set"
    assert not go(page, "who").error


def test_a_disk_that_takes_no_details_does_not_take_the_page(
    open_page: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unforeseen, "_folder", lambda: tmp_path / "gone")
    monkeypatch.setattr(dashboard.frame, "question_of", lambda *_: 1 // 0)
    page = open_page("who")
    assert not page.exception
    assert [error.value for error in page.error] == [wording("en")("frame-unforeseen-log")]


@pytest.mark.parametrize("path", ["what", "who", "sure", "rules", "base", "method"])
def test_a_link_with_a_plan_of_thousands_of_letters_opens_every_page(open_page: Opened, path: str) -> None:
    page = open_page(path, giver_plans="a" * 2600, base="b" * 5000, lang="c" * 5000, **{"d" * 5000: "1"})
    assert not page.exception
    assert not page.error
    assert "2600" in page.warning[0].value


def test_a_link_from_another_base_to_one_of_many_plans_names_the_first_of_them(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tuple(f"plan-{nth:03}" for nth in range(142))
    monkeypatch.setattr(question, "settled", lambda now, _, *rest: settled(now, many, *rest))
    page = open_page("what", giver_plans="typo")
    assert not page.exception
    assert "132 more" in page.warning[0].value


def test_a_file_that_cannot_be_made_is_noted_where_the_log_says_and_its_error_is_not_quoted_there(
    details: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    drawn: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda _, *, data, **__: drawn.append(data))

    def fail() -> bytes:
        raise RuntimeError("inner words")

    hand_out("file", "a.csv", fail, wording("en"))
    with pytest.raises(NotMadeError) as failed:
        drawn[0]()
    (file,) = details.iterdir()
    assert "RuntimeError" in file.read_text(encoding="utf-8")
    assert str(file) in caplog.text
    assert "inner words" not in caplog.text + "".join(format_exception(failed.value))
