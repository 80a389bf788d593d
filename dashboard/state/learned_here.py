"""What this session learned of the base in use: found on one page, shown beside assumptions on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.results.certificates import Certificate

_HELD = "learned_here"


def hold_here(fingerprint: str, certificates: Iterable[Certificate]) -> None:
    """Keep for this session what was learned of the base with a fingerprint; of another before it nothing is kept."""
    st.session_state[_HELD] = (fingerprint, {one.assumption: one for one in certificates})


def learned_here(fingerprint: str) -> Mapping[str, Certificate]:
    """Return by assumption what was learned of the base with this fingerprint; nothing where nobody asked."""
    held: tuple[str, Mapping[str, Certificate]] = st.session_state.get(_HELD, ("", {}))
    return held[1] if held[0] == fingerprint else {}
