"""An address on an uploaded base outlives the base: whoever opens it hears what became of it and what to do."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import dashboard.forms.base_choice
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    Opened = Callable[..., AppTest]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_loaded_anew_says_that_the_uploaded_base_ended_with_its_tab_and_where_to_upload_again(
    open_page: Opened, population: Path, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(population, mine)
    with monkeypatch.context() as uploaded:
        uploaded.setattr(dashboard.forms.base_choice, "own_bases", lambda: {"mine": mine})
        page = open_page("what", base="mine", lang=language)
        assert not page.warning
        address = dict(page.query_params)
    page = open_page("what", **address)
    told = wording(language)("error-link-base-private", name="mine", nearest="empty", known="default")
    assert [warning.value for warning in page.warning] == [told]
    assert wording(language)("question-base") in told
    assert "private" not in page.query_params, "the base in use now is nobody's own"


def test_a_base_for_all_is_not_called_private(open_page: Opened) -> None:
    page = open_page("what", base="gone")
    assert "was uploaded" not in page.warning[0].value
    assert "private" not in open_page("what", base="default").query_params
