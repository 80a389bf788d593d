"""Page 5: on which base? What the base in use is, and how to get one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.bases import populations_folder

if TYPE_CHECKING:
    from pathlib import Path

    from wording import Wording


def show(say: Wording, current: Path | None) -> None:
    """Draw the page; `current` is the folder of the base in use, None when there is none that opens."""
    st.title(say("question-base"))
    if current is not None:
        st.markdown(say("frame-base-now", name=current.name))
    st.markdown(say("page-no-base-help", path=str(populations_folder() / "default")))
