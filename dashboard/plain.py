"""Texts that others wrote, shown as they are: a scenario's name may look like Markdown, and must not act like it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")  # every mark that Markdown could give a meaning

# Addresses become links after the marks are read, so escaping does not stop that; a joiner that nobody sees does.
_ADDRESSES = re.compile(r"(:(?=//)|www(?=\.)|@)", re.IGNORECASE)
_JOINER = "\u2060"


def plain(text: str) -> str:
    """Return a text that Markdown shows letter by letter."""
    return _MARKS.sub(r"\\\1", _ADDRESSES.sub(rf"\1{_JOINER}", text))


def open_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Draw a table in sight. Titles that stand twice are numbered, for columns are told apart by title."""
    st.table([dict(zip(distinct(header), row, strict=True)) for row in rows], hide_index=True)


def distinct(titles: Sequence[str]) -> list[str]:
    """Return titles of which none stands twice: the second A is called A (2)."""
    found: list[str] = []
    for title in titles:
        name, number = title, 1
        while name in found:
            number += 1
            name = f"{title} ({number})"
        found.append(name)
    return found
