"""The guided start: a sentence where it is needed, until it was read once in this browser, which remembers that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from wording import Wording

SENTENCES = ("base", "levers", "interval")


def guide(name: str, text: str, say: Wording) -> None:
    """Draw one of the SENTENCES with the button that puts it away for good; nothing where it was read in this session."""
    flag = f"guide_is_read_{name}"
    if st.session_state.get(flag):
        return
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall", key=f"guide_{name}"):
        st.markdown(text)
        label = f"*{say('guide-read')}*"
        st.button(label, key=f"guide_read_{name}", icon=":material/close:", type="tertiary", on_click=_read, args=(flag,))


def _read(flag: str) -> None:
    st.session_state[flag] = True
