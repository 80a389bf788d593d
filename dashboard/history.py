"""The browser's Back goes to the page before: what is set on a page changes its address, and makes no page of its own."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_SCRIPT = f"<script>{Path(__file__).with_suffix('.js').read_text(encoding='utf-8')}</script>"


def one_entry_a_page() -> None:
    """Let a page have one entry in the browser's history, whatever is set on it. The script is our own, never a stranger's."""
    st.html(_SCRIPT, unsafe_allow_javascript=True)
