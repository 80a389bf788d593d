"""Files that are made when somebody asks for one, and what the page says where that fails: Streamlit has but English for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.display.unforeseen import note_unforeseen

if TYPE_CHECKING:
    from collections.abc import Callable

    from wording import Wording

MIME = {
    "pdf": "application/pdf",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "zip": "application/zip",
    "json": "application/json",
    "toml": "application/toml",
}
_STYLE = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


class NotMadeError(Exception):
    """A file could not be made; what went wrong is noted and is not told to Streamlit, whose log would quote it."""


def hand_out(
    label: str, name: str, make: Callable[[], bytes], say: Wording, *, key: str | None = None, disabled: bool = False
) -> None:
    """Draw the button for the file `name`, which `make` makes on another thread once it is clicked."""

    def made() -> bytes:
        try:
            return make()
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told that there is no file
            note_unforeseen(error, say)
            raise NotMadeError from None

    mime = MIME[name.rpartition(".")[2]]
    st.download_button(label, data=made, file_name=name, mime=mime, on_click="ignore", key=key, disabled=disabled)


def failures_in_words(say: Wording) -> None:
    """Let a button whose file could not be made say so in the person's language.

    By style, as nothing of the page is drawn anew for such a click.
    """
    sentence = json.dumps(say("frame-not-made"), ensure_ascii=False)
    st.html(f"<style>{_STYLE.replace('SENTENCE', sentence)}</style>")
