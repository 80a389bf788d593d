"""The rules form of the sidebar: preset, what differs from it, one control per declared rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.settings.money import scaled
from analysis.settings.parameters import parameters_of
from dashboard.background.curve_job import follow
from dashboard.background.lever_weights import USUAL
from dashboard.display.guide import guide
from dashboard.display.markdown import plain
from dashboard.forms.lever_rows import Lever, lever_row, preset_marks
from dashboard.forms.widgets import Control, choice, label_of
from dashboard.state.store import choose_preset, choose_rule, chosen, keep
from data.presets import CULTURES, RULES, load_preset, preset_names
from reports.numbers.values import setting_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from analysis.settings.parameters import Parameter, Value
    from wording import Wording

FOUND = "found_rule"  # of the session alone: what somebody looks for is no choice that a link would carry


def rules_form(currency: str, plans: tuple[str, ...], say: Wording, first: Sequence[str] = USUAL) -> None:
    """Draw the switch, the preset, the levers that matter most in one row each, the rest a click away; all write to the store.

    `first` are those in sight without a click, in their order.
    """
    levers = {name: _lever(parameter, currency, plans) for name, parameter in parameters_of(chosen().kind).items()}
    preset_marks(levers.values())
    with st.container(key="first_rules"):
        lever_row(levers.pop("enabled"), say)
        _preset(say)
    guide("levers", say("guide-levers"), say)
    # In a box of its own: were something to shift what follows, the slider just moved would lose the focus.
    with st.container(key="levers"):
        for name in [name for name in (*first, *levers) if name in levers][: len(first)]:
            lever_row(levers.pop(name), say)
    if not levers:
        return
    _found(levers, say)
    # Drawn only while open: every run sends and the browser keeps whatever is drawn, and these are half of the controls.
    others = st.expander(say("lever-others", count=len(levers)), key="other_rules", on_change="rerun")
    if others.open:
        with others:
            _by_group(levers.values(), say)


def _by_group(levers: Collection[Lever], say: Wording) -> None:
    for group in dict.fromkeys(lever.control.parameter.group for lever in levers):
        st.markdown(f"**{say(f'group-{group}')}**")
        for lever in levers:
            if lever.control.parameter.group == group:
                lever_row(lever, say)


def _found(levers: dict[str, Lever], say: Wording) -> None:
    """Draw the search among the rules that are a click away; the one that was found stands under it and not among the rest."""
    name = st.selectbox(
        say("lever-find"),
        list(levers),
        None,
        format_func=say,
        key=FOUND,
        placeholder=say("lever-find"),
        label_visibility="collapsed",
    )
    if name is not None:
        lever_row(levers.pop(name), say)


def _lever(parameter: Parameter, currency: str, plans: tuple[str, ...]) -> Lever:
    """Return a rule as it stands, with the preset's value as its mark."""
    now, name = chosen(), parameter.name
    before, keeper = now.preset_values()[name], _keeper(parameter)
    control = Control(
        scaled(parameter, now.money.pack_price_per_gb), now.rule_values()[name], keeper, plans, currency, mark=before
    )
    return Lever(control, lambda: keeper(before))


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
    with st.container(horizontal=True, wrap=False, vertical_alignment="bottom", gap="xsmall", key="lever_preset"):
        choice(say("page-preset"), ["", *preset_names(RULES)], name, "preset", shown, choose_preset)
        with st.popover(f"*{say('lever-more', title=say('page-preset'))}* ?", type="tertiary", key="more_preset"):
            if name:
                status = say(f"status-{load_preset(RULES, name).status}")
                st.markdown(say("frame-preset-help", help=say(f"preset-{name}.help"), status=status))
            else:
                st.markdown(say("frame-preset-none-help"))


def changed_line(parameter: Parameter, before: Value, after: Value, currency: str, say: Wording) -> str:
    """Word one changed setting: title with unit, old and new value."""
    title = label_of(parameter, currency, say)
    return say("frame-changed-line", title=title, before=shown_value(before, say), after=shown_value(after, say))


def shown_value(value: Value, say: Wording) -> str:
    """Word a value; the names among them are the base's own."""
    text = setting_text(value, say)
    return plain(text) if isinstance(value, tuple) else text


def _keeper(parameter: Parameter) -> Callable[[Value], None]:
    def moved(value: Value) -> None:
        choose_rule(parameter.name, value)
        follow(parameter.name)

    return moved
