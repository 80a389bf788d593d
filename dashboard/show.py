"""How a chart and its table are put on the page: text alternative always, the same numbers as a table beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Sequence

    import plotly.graph_objects as go

    from wording import Wording

CONFIG = {"displayModeBar": False, "responsive": True}


def chart(figure: go.Figure, alternative: str, key: str) -> None:
    """Draw a figure with a text alternative that states its finding."""
    st.plotly_chart(figure, key=key, alt=alternative, config=CONFIG)


def table(header: Sequence[str], rows: Sequence[Sequence[str]], say: Wording) -> None:
    """Draw the numbers of a chart as a table, folded."""
    with st.expander(say("page-table")):
        st.table([dict(zip(header, row, strict=True)) for row in rows], hide_index=True)
