"""What Streamlit's own style leaves unreadable on a narrow screen."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_STYLE = Path(__file__).with_suffix(".css")


def readable_when_narrow() -> None:
    """Let tables keep a readable width on a phone."""
    st.html(_STYLE)
