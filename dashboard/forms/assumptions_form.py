"""The assumptions form: one control per declared assumption, with where its value comes from and how sure that is, in sight."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.settings.accepted import FIELD, ranges_in
from analysis.settings.assumptions import Assumptions, make_assumptions
from analysis.settings.money import scaled
from analysis.settings.parameters import parameters_of
from dashboard.forms.rules_form import changed_line
from dashboard.forms.widgets import Control, draw
from dashboard.state.assumptions_in_force import assumption_defaults, assumptions_in_force
from dashboard.state.learned_here import learned_here
from dashboard.state.store import chosen, keep
from data.sources import load_sources
from reports.content.learned import beside_line, measured_line
from reports.numbers.values import setting_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.settings.parameters import Parameter, Value
    from analysis.shards.store import AnyBase
    from wording import Wording


def assumptions_form(world: AnyBase, say: Wording) -> dict[str, Value]:
    """Draw every assumption, grouped; what is set holds on all pages. Return the values in force by name."""
    values, currency = assumptions_in_force(world), world.manifest.currency
    defaults = assumption_defaults(world, chosen().culture)
    known = [parameter for parameter in parameters_of(Assumptions).values() if parameter.name != FIELD]
    now, learned = make_assumptions(values), learned_here(world.manifest.fingerprint)
    for group in dict.fromkeys(parameter.group for parameter in known):
        with st.expander(say(f"group-{group}")):
            for parameter in (parameter for parameter in known if parameter.group == group):
                keeper = _keeper(parameter.name, defaults[parameter.name])
                draw(Control(scaled(parameter, world.pack_price_per_gb), values[parameter.name], keeper, (), currency), say)
                measured = measured_line(parameter.name, now, say)
                told = beside_line(learned[parameter.name], say) if parameter.name in learned else ""
                words = (say(f"{parameter.name}.help"), origin(parameter, world, say), told, measured)
                st.caption(" ".join(word for word in words if word))
    return values


def assumption_switch(name: str, world: AnyBase, say: Wording) -> None:
    """Draw one assumption by itself, with what it means: it holds on all pages."""
    parameter, currency = parameters_of(Assumptions)[name], world.manifest.currency
    keeper = _keeper(name, assumption_defaults(world, chosen().culture)[name])
    draw(Control(scaled(parameter, world.pack_price_per_gb), assumptions_in_force(world)[name], keeper, (), currency), say)
    st.caption(say(f"{name}.help"))


def assumptions_changed(world: AnyBase, say: Wording) -> None:
    """List the assumptions set by hand, each with both values, and the way back; nothing when there are none."""
    now, known = chosen(), parameters_of(Assumptions)
    if not now.assumptions:
        return
    defaults, currency = assumption_defaults(world, now.culture), world.manifest.currency
    st.markdown(say("frame-assumptions-changed"))
    by_hand = ((name, value) for name, value in now.assumptions.items() if name != FIELD)
    lines = [changed_line(known[name], defaults[name], value, currency, say) for name, value in by_hand]
    in_force = make_assumptions(assumptions_in_force(world))
    lines += [f"{say(name)}: {measured_line(name, in_force, say)}" for name in ranges_in(in_force.measured_here)]
    st.markdown("\n".join(f"- {line}" for line in lines))
    st.button(say("frame-assumptions-reset"), key="reset_assumptions", on_click=_reset, width="stretch")


def origin(parameter: Parameter, world: AnyBase | None, say: Wording) -> str:
    """Say where an assumption's own value comes from: measured in the base, or its source with how sure it is."""
    if world is not None and parameter.name in world.measured:
        key = "frame-measured-imputed" if "need_gb" in world.manifest.synthesised else "frame-measured"
        return say(key, value=setting_text(world.measured[parameter.name], say))
    source = load_sources()[parameter.source]
    default = setting_text(parameter.default, say)
    return say("frame-origin", default=default, source=source.title, confidence=say(f"confidence-{source.confidence}"))


def _reset() -> None:
    keep(replace(chosen(), assumptions={}))


def _keeper(name: str, default: Value) -> Callable[[Value], None]:
    return lambda value: keep(chosen().with_assumption(name, value, default))
