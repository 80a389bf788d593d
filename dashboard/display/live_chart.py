"""Charts as the page shows them: Plotly changes the drawing that stands, which spares a browser a third of its work at a move.

Streamlit's own chart gives each figure an element of its own: the old one is taken away, the new one drawn, sized and drawn
again (docs/speed.md).
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit import config

if TYPE_CHECKING:
    import plotly.graph_objects as go

_USUAL_PX = 450
_VERSION = version("plotly")
_CONFIG = {"displayModeBar": False}
_mount = st.components.v2.component(
    "live_chart",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def chart(figure: go.Figure, alternative: str, key: str) -> None:
    """Draw a figure with a text alternative that states its finding; from the next run on, change it."""
    figure.update_layout(template=None, height=figure.layout.height or _USUAL_PX)  # the theme is the browser's
    said = {
        "address": f"{library_path()}?{_VERSION}",
        "figure": figure.to_json(),
        "alternative": alternative,
        "config": _CONFIG,
    }
    with st.container(key=key):
        _mount(key=f"live_{key}", data=said, height=int(figure.layout.height))


def library_path() -> str:
    """Return where the server hands out the library that the Python package brings along, under the page's own base path."""
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/plotly.js" if base else "/plotly.js"
