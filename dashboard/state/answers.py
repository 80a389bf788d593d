"""The answers to compare with: the one on the screen before the last move, and one that was pinned; of this base alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from analysis.results.result import Result

_SHOWN, _BEFORE, _PINNED = "answer_shown", "answer_before", "answer_pinned"
BEFORE, PINNED = "before", "pinned"


def earlier_answers(result: Result) -> dict[str, Result]:
    """Note the answer now shown, and return those to compare it with, by kind; none that is the same question or another base."""
    shown: Result | None = st.session_state.get(_SHOWN)
    if shown is not None and shown.question != result.question:
        st.session_state[_BEFORE] = shown
    st.session_state[_SHOWN] = result
    kept = {BEFORE: st.session_state.get(_BEFORE), PINNED: st.session_state.get(_PINNED)}
    return {kind: answer for kind, answer in kept.items() if answer is not None and _comparable(answer, result)}


def pin() -> None:
    """Keep the answer now shown to compare with from now on."""
    st.session_state[_PINNED] = st.session_state.get(_SHOWN)


def unpin() -> None:
    """Let go of the answer that was pinned."""
    st.session_state.pop(_PINNED, None)


def is_pinned() -> bool:
    """Say whether an answer is pinned."""
    return st.session_state.get(_PINNED) is not None


def _comparable(answer: Result, result: Result) -> bool:
    """Say whether an answer is one of the same base over the same time, to another question."""
    one, other = answer.question, result.question
    return one != other and replace(one, rules=other.rules, assumptions=other.assumptions) == other
