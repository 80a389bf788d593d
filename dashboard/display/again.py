"""A part of a page that grows, drawn again by itself until it is whole.

A fragment of Streamlit's that repeats itself goes on until the whole page is drawn again; a part that asks for each next time
may end without that, and sooner (docs/speed.md).
"""

from __future__ import annotations

import time
from pathlib import Path

import streamlit as st

_mount = st.components.v2.component("again", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))


def again(key: str, seconds: float) -> None:
    """Have the fragment in which this is called drawn once more after so many seconds, if it still stands then."""
    _mount(key=f"again_{key}", data={"nth": time.monotonic_ns(), "wait_ms": 1000 * seconds}, on_due_change=_nothing)


def _nothing() -> None:
    """Streamlit hears a trigger only where somebody waits for it."""
