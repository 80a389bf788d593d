"""Controls as views of a value kept elsewhere: each shows what it is given, and hands a change to `keep`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.forms.limit_stops import stop_of, stops, top_of, value_of
from reports.numbers.values import setting_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.settings.parameters import Parameter, Value
    from wording import Wording


@dataclass(frozen=True)
class Control:
    """What a control needs: its declaration, the value it shows, where a change goes, the base's names and currency.

    `mark` is a value that its slider must be able to stop at besides, the preset's for one.
    """

    parameter: Parameter
    value: Value
    keep: Callable[[Value], None]
    plans: tuple[str, ...]
    currency: str
    mark: Value = None


def choice(
    label: str, options: Sequence[str], value: str, key: str, show: Callable[[str], str], keep: Callable[[str], None]
) -> None:
    """Draw a select box for one of `options`."""
    shown = value if value in options else options[0]
    put(key, shown)

    def changed() -> None:
        # A browser that still shows the words of another language sends those: no choice, and the next run says so.
        if st.session_state[key] in options:
            keep(st.session_state[key])

    st.selectbox(label, options, options.index(shown), format_func=show, key=key, on_change=changed)


def draw(control: Control, say: Wording) -> None:
    """Draw the control of one rule or assumption: a switch, a choice, or a slider; that of a limit ends in "no limit"."""
    parameter, key = control.parameter, control.parameter.name
    title = say(key)
    if parameter.kind == "switch":
        put(key, bool(control.value))
        st.toggle(title, bool(control.value), key=key, on_change=lambda: control.keep(st.session_state[key]))
    elif parameter.kind == "choice":
        choice(title, parameter.choices, str(control.value), key, _choice_name(say), control.keep)
    elif parameter.kind in ("subset", "names"):
        _several(control, title, say)
    else:
        _number(control, say)


def _several(control: Control, title: str, say: Wording) -> None:
    """Draw a box for several of the declared choices, or of the base's plans, where none chosen means no limit."""
    key, names = control.parameter.name, control.parameter.kind == "names"
    options = control.plans if names else control.parameter.choices
    shown = list(control.value) if isinstance(control.value, tuple) else []
    put(key, shown)

    def changed() -> None:
        if set(st.session_state[key]) <= set(options):
            picked = tuple(option for option in options if option in st.session_state[key])
            control.keep(picked or None if names else picked)

    if names:
        st.multiselect(title, options, shown, format_func=say.plan, key=key, on_change=changed, placeholder=say("value-none"))
    else:
        show = _choice_name(say)
        st.pills(title, options, selection_mode="multi", default=shown, wrap=True, format_func=show, key=key, on_change=changed)


def _choice_name(say: Wording) -> Callable[[str], str]:
    return lambda name: say(f"choice-{name}")


def _number(control: Control, say: Wording) -> None:
    if control.parameter.optional:
        _limit(control, say)
    elif isinstance(control.value, int | float):
        parameter, key = control.parameter, control.parameter.name
        low, high, step = scale(parameter, control.value)
        kind = int if parameter.kind == "integer" else float
        put(key, kind(control.value))
        st.slider(
            label_of(parameter, control.currency, say),
            kind(low),
            kind(high),
            kind(control.value),
            step=kind(step),
            key=key,
            format="plain",
            on_change=lambda: control.keep(st.session_state[key]),
        )


def _limit(control: Control, say: Wording) -> None:
    """Draw the slider of a limit, whose last stop is no limit."""
    parameter, key = control.parameter, control.parameter.name
    options, shown = stops(parameter, control.value, control.mark), stop_of(control.value)
    put(key, shown)
    st.select_slider(
        label_of(parameter, control.currency, say),
        options,
        shown,
        format_func=lambda stop: setting_text(value_of(stop), say),
        key=key,
        on_change=lambda: control.keep(value_of(st.session_state[key])),
    )


def put(key: str, value: object) -> None:
    """Let the widget `key` show a value; one it shows already is not sent again, which would overtake a key pressed meanwhile.

    Each widget has the value as its default besides: a run that a second one interrupts sets it and never tells the browser.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def label_of(parameter: Parameter, currency: str, say: Wording) -> str:
    """Return a parameter's title with its unit, such as "Monthly cap, GB a month"."""
    return f"{say(parameter.name)}, {say.unit(parameter.unit, currency)}" if parameter.unit else say(parameter.name)


def scale(parameter: Parameter, value: float) -> tuple[float, float, float]:
    """Return lowest, highest and step of a slider that can show `value`, which may lie beyond the slider's usual end.

    The step is refined for a value below it: a market of 5 MB gifts needs finer steps than one of gigabytes.
    """
    step = parameter.step
    while 0 < value < step and parameter.kind == "number":
        step = round(step / (5 if f"{step:e}".startswith("5") else 10), 9)
    low = step if 0 < parameter.low < step else parameter.low
    return min(low, value), max(top_of(parameter), value), step
