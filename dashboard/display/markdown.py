"""Texts that others wrote, shown as they are: a name may look like Markdown, and must not act like it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from wording.foreign import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

# What Markdown could give a meaning: some marks anywhere, a low line at the edge of a word, the start of a list or a rule.
_MARKS = re.compile(r"([\\`*\[\]<>{}|$~&#]|(?<![^\W_])_|_(?![^\W_])|^[-+=])")
_NUMBERED = re.compile(r"^(\d+)([.)])")

# Addresses, colours and pictures by name (:red[], :smile:) and arrows (->) are found after the marks are read, so escaping does
# not stop that; a joiner that nobody sees does.
_FOUND_LATER = re.compile(r"(:(?=\S)|www(?=\.)|@|[-<~>](?=[-=>]))", re.IGNORECASE)
JOINER = "\u2060"


class Marked(str):
    """A cell that is Markdown on purpose, every foreign part of it plain already."""

    __slots__ = ()


def plain(text: str) -> str:
    """Return a text that Markdown shows letter by letter, on one line."""
    line = re.sub(" +", " ", visible(text)).strip(" ")
    marked = _MARKS.sub(r"\\\1", _FOUND_LATER.sub(rf"\1{JOINER}", line))
    return _NUMBERED.sub(r"\1\\\2", marked)


def open_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, hide_header: bool = False) -> None:
    """Draw a table in sight, of cells that are no Markdown. Titles that stand twice are numbered: they tell columns apart."""
    titles = distinct([plain(title) for title in header])
    cells = [[cell if isinstance(cell, Marked) else plain(cell) for cell in row] for row in rows]
    st.table([dict(zip(titles, row, strict=True)) for row in cells], hide_index=True, hide_header=hide_header)


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
