"""Choices in the address by their code: Streamlit's own binding writes the shown words, which change with the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def choice(label: str, options: Sequence[str], key: str, show: Callable[[str], str]) -> str:
    """Draw a select box whose value, one of `options`, is read from and kept in the address; the first is the default."""
    if key not in st.session_state:
        asked = st.query_params.get(key)
        st.session_state[key] = asked if asked in options else options[0]
    return str(st.selectbox(label, options, format_func=show, key=key, on_change=_keep, args=(key, options[0])))


def choices(label: str, options: Sequence[str], defaults: Sequence[str], key: str, show: Callable[[str], str]) -> tuple[str, ...]:
    """Draw a box for any number of `options`, read from and kept in the address as codes with commas between."""
    if key not in st.session_state:
        asked = st.query_params.get(key)
        named = defaults if asked is None else [code for code in asked.split(",") if code in options]
        st.session_state[key] = list(named)
    return tuple(st.multiselect(label, options, format_func=show, key=key, on_change=_keep, args=(key, list(defaults))))


def set_choice(key: str, value: str | list[str], default: object) -> None:
    """Set a choice from code, as if it had been made by hand."""
    st.session_state[key] = value
    _keep(key, list(default) if isinstance(default, tuple) else default)


def _keep(key: str, default: object) -> None:
    """Write a choice into the address; the default is left out."""
    chosen = st.session_state[key]
    if chosen == (default if default is not None else []):
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = chosen if isinstance(chosen, str) else ",".join(chosen)
