"""Page: try it first. A pilot designed on the own base, read out, learned from, and what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.views.pilot import design, learn, read, worth

if TYPE_CHECKING:
    from dashboard.state.page_context import PageContext


def show(page: PageContext) -> None:
    """Draw the page: each part fills in beside the others."""
    st.title(page.say("question-pilot"))
    st.markdown(page.say("pilot-lead"))
    for part in (design, read, learn, worth):
        part.show(page)
