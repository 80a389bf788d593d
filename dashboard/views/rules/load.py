"""Found rules go into the levers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.state import store

if TYPE_CHECKING:
    from analysis.decide.candidates import Candidate
    from dashboard.state.page_context import PageContext


def load(candidate: Candidate, page: PageContext) -> None:
    """Move the levers to a candidate's rules; assumptions, preset and horizon stay as they are chosen."""
    now = store.chosen()
    store.apply(candidate.rules, now.assumptions, now.preset, now.culture)
    st.toast(page.say("decide-loaded"))
