"""Levers of the sidebar: one row a rule. Beside its control stands the value, behind which one types it and reads what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.display.markdown import plain
from dashboard.forms.limit_stops import NO_LIMIT, stop_of, stops
from dashboard.forms.widgets import Control, draw, put, scale
from reports.numbers.values import setting_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wording import Wording

TYPED = "typed_"


@dataclass(frozen=True)
class Lever:
    """A rule as it can be moved: its control, whose `mark` is the preset's value, and the way back to that."""

    control: Control
    reset: Callable[[], None]

    @property
    def name(self) -> str:
        """Return the name of the rule."""
        return self.control.parameter.name

    @property
    def is_number(self) -> bool:
        """Say whether its values are numbers."""
        return self.control.parameter.kind in ("number", "integer")


def lever_row(lever: Lever, say: Wording) -> None:
    """Draw one rule: what moves it, and the button with its value that opens the rest."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall", key=f"lever_{lever.name}"):
        draw(lever.control, say)
        value = setting_text(lever.control.value, say) if lever.is_number else "?"
        # Readers of the screen are told which rule it is; the eye sees that from the row, and the value alone.
        with st.popover(f"*{say('lever-more', title=say(lever.name))}* {value}", type="tertiary", key=f"more_{lever.name}"):
            _more(lever, say)


def _more(lever: Lever, say: Wording) -> None:
    """Draw what the rule does, its exact value to type, the preset's value and the way back to it."""
    control = lever.control
    st.markdown(f"**{say(lever.name)}**  \n{say(f'{lever.name}.help')}")
    if lever.is_number:
        _typed(control, say)
    text = setting_text(control.mark, say)
    st.caption(say("lever-preset", value=plain(text) if isinstance(control.mark, tuple) else text))
    if control.value != control.mark:
        st.button(say("lever-reset"), key=f"back_{lever.name}", on_click=lever.reset)


def _typed(control: Control, say: Wording) -> None:
    parameter, key = control.parameter, TYPED + control.parameter.name
    shown = float(control.value) if isinstance(control.value, int | float) else None
    put(key, shown)

    def typed() -> None:
        value: float | None = st.session_state[key]
        if value is not None:
            control.keep(round(value) if parameter.kind == "integer" else value)
        elif parameter.optional:
            control.keep(None)

    st.number_input(
        say("lever-type", unit=say.unit(parameter.unit, control.currency) or "–"),
        float(parameter.low),
        float(parameter.high),
        shown,
        step=float(parameter.step),
        format="%g",
        placeholder=say("value-none"),
        key=key,
        on_change=typed,
    )


def preset_marks(levers: Iterable[Lever]) -> None:
    """Mark on the track of every slider where the preset stands."""
    rules = "".join(f".st-key-lever_{lever.name}{{--preset:{_place(lever.control):.2%}}}" for lever in levers if lever.is_number)
    st.html(f"<style>{rules}</style>")


def _place(control: Control) -> float:
    """Return how far along its slider the preset's value lies, 0 to 1."""
    parameter, mark = control.parameter, control.mark
    if parameter.optional:
        every = stops(parameter, control.value, mark)
        return every.index(stop_of(mark)) / (len(every) - 1)
    if not isinstance(mark, int | float) or not isinstance(control.value, int | float) or mark == NO_LIMIT:
        return 0.0
    low, high, _ = scale(parameter, control.value)
    return min(max((mark - low) / (high - low), 0.0), 1.0)
