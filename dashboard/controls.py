"""The rules form of the sidebar: preset, what differs from it, one control per declared rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.money import scaled
from analysis.parameters import parameters_of
from analysis.rules import Rules
from dashboard.bound import Control, choice, draw, label_of
from dashboard.plain import plain
from dashboard.store import choose_preset, chosen, keep
from data.presets import CULTURES, RULES, load_preset, preset_names
from reports.method import exact_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.parameters import Parameter, Value
    from wording import Wording


def rules_form(currency: str, plans: tuple[str, ...], say: Wording) -> None:
    """Draw the switch, the preset with what was changed against it, then every group of rules; all write to the store."""
    known = parameters_of(Rules).values()
    groups = dict.fromkeys(parameter.group for parameter in known)
    values, price = chosen().rule_values(), chosen().money.pack_price_per_gb

    def members(group: str) -> None:
        for parameter in (parameter for parameter in known if parameter.group == group):
            draw(Control(scaled(parameter, price), values[parameter.name], _keeper(parameter.name), plans, currency), say)
            st.caption(say(f"{parameter.name}.help"))

    members("main")
    _preset(say)
    # In a box of its own: were the list to shift what follows, the slider just moved would lose the focus.
    with st.container():
        _changed(currency, say)
    for group in (group for group in groups if group != "main"):
        with st.expander(say(f"group-{group}"), expanded=group == "size"):
            members(group)


def culture_choice(say: Wording) -> None:
    """Draw the choice of a market culture; none keeps the declared assumptions."""
    names = ["", *preset_names(CULTURES)]

    def shown(name: str) -> str:
        return say(f"culture-{name}") if name else say("page-culture-none")

    choice(say("page-culture"), names, chosen().culture, "culture", shown, lambda name: keep(replace(chosen(), culture=name)))
    st.caption(say("frame-culture-help"))


def _preset(say: Wording) -> None:
    def shown(name: str) -> str:
        return say(f"preset-{name}") if name else say("frame-preset-declared")

    name = chosen().preset
    choice(say("page-preset"), ["", *preset_names(RULES)], name, "preset", shown, choose_preset)
    with st.container():
        if not name:
            return
        status = say(f"status-{load_preset(RULES, name).status}")
        st.caption(say("frame-preset-help", help=say(f"preset-{name}.help"), status=status))


def _changed(currency: str, say: Wording) -> None:
    """List the rules that differ from the preset, each with both values, and the way back."""
    now = chosen()
    before = now.preset_values()
    known = parameters_of(Rules)
    lines = [changed_line(known[name], before[name], value, currency, say) for name, value in now.rules.items()]
    if not lines:
        st.caption(say("frame-unchanged"))
        return
    st.markdown(say("frame-changed"))
    st.markdown("\n".join(f"- {line}" for line in lines))
    st.button(say("frame-reset"), key="reset_rules", on_click=choose_preset, args=(now.preset,), width="stretch")


def changed_line(parameter: Parameter, before: Value, after: Value, currency: str, say: Wording) -> str:
    """Word one changed setting: title with unit, old and new value."""
    title = label_of(parameter, currency, say)
    return say("frame-changed-line", title=title, before=_shown(before, say), after=_shown(after, say))


def _shown(value: Value, say: Wording) -> str:
    """Word a value; the names among them are the base's own."""
    text = exact_text(value, say)
    return plain(text) if isinstance(value, tuple) else text


def _keeper(name: str) -> Callable[[Value], None]:
    return lambda value: keep(chosen().with_rule(name, value))
