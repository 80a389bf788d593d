"""The rules form: one control per declared rule, drawn from its declaration, its value carried in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.parameters import Parameter, Value, as_dict, parameters_of
from analysis.presets import choose_rules
from analysis.rules import Rules
from dashboard.address import choice, choices, set_choice
from data.presets import CULTURES, RULES, preset_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wording import Wording


def rules_form(currency: str, plans: tuple[str, ...], say: Wording) -> dict[str, Value]:
    """Draw every rule, grouped, and return the values chosen by name."""
    values: dict[str, Value] = {}
    known = parameters_of(Rules).values()
    for group in dict.fromkeys(parameter.group for parameter in known):
        members = [parameter for parameter in known if parameter.group == group]
        if group == "main":
            values |= _controls(members, currency, plans, say)
        else:
            with st.expander(say(f"group-{group}"), expanded=group == "size"):
                values |= _controls(members, currency, plans, say)
    return values


def preset_choice(say: Wording) -> None:
    """Draw the choice of a preset; choosing one sets every rule below it, and each can then be moved on its own."""
    names = ["", *preset_names(RULES)]
    st.selectbox(
        say("page-preset"),
        names,
        format_func=lambda name: say(f"preset-{name}") if name else say("page-preset-none"),
        key="preset",
        on_change=_apply_preset,
    )
    name = st.session_state["preset"]
    if name:
        st.caption(say(f"preset-{name}.help"))


def _apply_preset() -> None:
    name = st.session_state["preset"]
    if not name:
        return
    for parameter, value in zip(parameters_of(Rules).values(), as_dict(choose_rules(name, {})).values(), strict=True):
        if parameter.optional and parameter.kind in ("number", "integer"):
            st.session_state[f"{parameter.name}_limit"] = value is not None
        if isinstance(value, tuple) or parameter.kind == "names":
            set_choice(parameter.name, list(value) if isinstance(value, tuple) else [], parameter.default)
        elif parameter.kind == "choice":
            set_choice(parameter.name, str(value), parameter.choices[0])
        elif value is not None:
            st.session_state[parameter.name] = value


def culture_choice(say: Wording) -> str | None:
    """Draw the choice of a market culture and return it; None keeps the declared assumptions."""
    names = ["", *preset_names(CULTURES)]

    def shown(name: str) -> str:
        return say(f"culture-{name}") if name else say("page-culture-none")

    return choice(say("page-culture"), names, key="culture", show=shown) or None


def _controls(parameters: Iterable[Parameter], currency: str, plans: tuple[str, ...], say: Wording) -> dict[str, Value]:
    return {parameter.name: _control(parameter, currency, plans, say) for parameter in parameters}


def _control(parameter: Parameter, currency: str, plans: tuple[str, ...], say: Wording) -> Value:
    """Draw the control of one rule: a switch, a choice, or a slider that a switch before it can lift."""
    title = say(parameter.name)
    if parameter.kind == "switch":
        value: Value = st.toggle(title, bool(parameter.default), key=parameter.name, bind="query-params")
    elif parameter.kind == "choice":
        value = choice(title, parameter.choices, key=parameter.name, show=lambda name: say(f"choice-{name}"))
    elif parameter.kind in ("subset", "names"):
        value = _several(parameter, title, plans, say)
    else:
        value = _slider(parameter, title, currency, say)
    st.caption(say(f"{parameter.name}.help"))
    return value


def _several(parameter: Parameter, title: str, plans: tuple[str, ...], say: Wording) -> Value:
    """Draw a box for several of the declared choices, or of the base's plans, where none chosen means no limit."""
    if parameter.kind == "names":
        return choices(title, plans, (), key=parameter.name, show=str) or None
    defaults = parameter.default if isinstance(parameter.default, tuple) else ()
    return choices(title, parameter.choices, defaults, key=parameter.name, show=lambda name: say(f"choice-{name}"))


def _slider(parameter: Parameter, title: str, currency: str, say: Wording) -> Value:
    top = parameter.high if parameter.top is None else parameter.top
    start = parameter.default if isinstance(parameter.default, int | float) else top
    label = f"{title}, {say.unit(parameter.unit, currency)}" if parameter.unit else title
    limited = True
    if parameter.optional:
        limited = st.toggle(
            say("page-limit", title=title),
            parameter.default is not None,
            key=f"{parameter.name}_limit",
            bind="query-params",
        )
    if not limited:
        return None
    kind = int if parameter.kind == "integer" else float
    low, high, first, step = (kind(bound) for bound in (parameter.low, top, start, parameter.step))
    return kind(st.slider(label, low, high, first, step, key=parameter.name, bind="query-params"))
