"""Words of the trade that open what they mean, by click or key, where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import streamlit as st

if TYPE_CHECKING:
    from wording import Wording


def term_html(word: str, meaning: str) -> str:
    """Return a word under which its meaning unfolds."""
    return ET.tostring(_term(word, meaning), encoding="unicode")


def words_used(names: tuple[str, ...], say: Wording) -> None:
    """Draw the terms a page uses, each of which opens; `names` are those of the glossary."""
    drawn = ET.Element("div", {"class": "terms"})
    ET.SubElement(drawn, "span").text = say("page-words")
    drawn.extend(_term(say(f"term-{name}"), say(f"term-{name}.help")) for name in names)
    st.html(ET.tostring(drawn, encoding="unicode"))


def _term(word: str, meaning: str) -> ET.Element:
    drawn = ET.Element("details", {"class": "term"})
    ET.SubElement(drawn, "summary").text = word
    ET.SubElement(drawn, "span").text = meaning
    return drawn
