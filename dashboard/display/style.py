"""What Streamlit's own style leaves too large for one look, or unreadable on a narrow screen."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_STYLE = Path(__file__).with_suffix(".css")


def styled() -> None:
    """Let the page stand close enough for one look on a laptop, and be readable on a phone."""
    st.html(_STYLE)
