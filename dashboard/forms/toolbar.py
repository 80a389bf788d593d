"""The line over every page: take a move back, make it again, and what differs from the preset, each with its way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.settings.parameters import parameters_of
from dashboard.forms.rules_form import changed_line
from dashboard.state import store
from dashboard.state.answers import is_pinned, pin, unpin

if TYPE_CHECKING:
    from wording import Wording

SHOWN = 2  # of the rules that differ, in sight; the rest a click away


def toolbar(currency: str, say: Wording) -> None:
    """Draw the line; it is one line high whatever was changed, so that nothing under it moves."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall", key="moves"):
        _step("undo", "Ctrl+Z", is_off=not store.can_undo(), say=say)
        _step("redo", "Ctrl+Y", is_off=not store.can_redo(), say=say)
        if is_pinned():
            st.button(say("move-unpin"), key="unpin", icon=":material/keep_off:", on_click=unpin, type="tertiary")
        else:
            st.button(say("move-pin"), key="pin", icon=":material/keep:", on_click=pin, type="tertiary")
        _changed(currency, say)


def _step(what: str, shortcut: str, *, is_off: bool, say: Wording) -> None:
    action = store.undo if what == "undo" else store.redo
    icon = f":material/{what}:"
    st.button(say(f"move-{what}"), key=what, icon=icon, on_click=action, disabled=is_off, shortcut=shortcut, type="tertiary")


def _changed(currency: str, say: Wording) -> None:
    """List the rules that differ from the preset, each with both values; a press takes one back, another all of them."""
    now = store.chosen()
    known = parameters_of(now.kind)
    before = now.preset_values()
    lines = {name: changed_line(known[name], before[name], value, currency, say) for name, value in now.rules.items()}
    if not lines:
        st.caption(say("frame-unchanged"))
        return
    first, rest = list(lines)[:SHOWN], list(lines)[SHOWN:]
    for name in first:
        _taken_back(name, lines[name])
    if rest:
        with st.popover(say("frame-changed-more", count=len(rest)), type="tertiary", key="changed_more"):
            for name in rest:
                _taken_back(name, lines[name])
    st.button(say("frame-reset"), key="reset_rules", on_click=store.choose_preset, args=(now.preset,), type="tertiary")


def _taken_back(name: str, line: str) -> None:
    value = store.chosen().preset_values()[name]
    st.button(line, key=f"changed_{name}", icon=":material/close:", on_click=store.choose_rule, args=(name, value))
