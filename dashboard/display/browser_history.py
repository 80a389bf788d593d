"""What the browser remembers of a page: its Back goes to the page before, what was set outlives a lost session, what was read."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import streamlit as st

_SCRIPT = "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("browser_history.js", "guide.js"))
_MARK = "session_mark"


def remembered_by_the_browser() -> None:
    """Let a page have one entry in the browser's history, and let the browser hand back what a lost session knew.

    The scripts are our own, never a stranger's. It is drawn first, so that nobody reads an answer to other settings meanwhile.
    """
    mark = st.session_state.setdefault(_MARK, secrets.token_hex(8))
    script = _SCRIPT.replace("SESSION_MARK", json.dumps(mark))
    st.html(f"<script>{{{script}}}</script>", unsafe_allow_javascript=True)
