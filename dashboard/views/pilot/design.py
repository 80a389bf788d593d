"""Part of the page "Try it first": what each design of a pilot would find, and the plan to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from dashboard.state.page_context import PageContext


def show(page: PageContext) -> None:
    """Draw the part."""
    st.header(page.say("pilot-design-title"), anchor=False)
