"""Page 6: how is it computed? The equations, every declared number with its source, the limits, the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.settings.assumptions import Assumptions
from analysis.settings.rule_kinds import KINDS
from reports.content.method import EQUATIONS, LIMITS, TERMS, registry_rows

if TYPE_CHECKING:
    from pathlib import Path

    from wording import Wording


def show(say: Wording, current: Path | None) -> None:  # noqa: ARG001 - a free page is told which base is in use; this one needs none
    """Draw the page; it needs neither a base nor rules."""
    st.title(say("question-method"))
    st.markdown(say("how-lead"))
    st.info(say("how-not"))
    st.header(say("how-limits"), anchor=False)
    st.markdown("\n".join(f"- {say(f'limit-{name}')}" for name in LIMITS))
    st.header(say("how-equations"), anchor=False)
    st.caption(say("how-symbols"))
    for number, (name, formula) in enumerate(EQUATIONS.items(), 1):
        _equation(number, name, formula, say)
    st.header(say("how-numbers"), anchor=False)
    st.caption(say("how-numbers-help"))
    for mechanism, kind in KINDS.items():
        _registry(f"mechanism-{mechanism}", kind, say)
    _registry("frame-assumptions", Assumptions, say)
    st.header(say("how-terms"), anchor=False)
    header = (say("how-term"), say("how-meaning"))
    terms = (dict(zip(header, (say(f"term-{name}"), say(f"term-{name}.help")), strict=True)) for name in TERMS)
    st.table(list(terms), hide_index=True)


def _equation(number: int, name: str, formula: str, say: Wording) -> None:
    with st.container(border=True):
        st.markdown(f"**{number}. {say(f'equation-{name}')}**")
        st.latex(formula)
        st.markdown(say(f"equation-{name}.help"))


def _registry(title: str, registry: type, say: Wording) -> None:
    columns = ("page-setting", "page-unit", "how-default", "how-allowed", "how-source", "how-confidence")
    header = [say(key) for key in columns]
    st.subheader(say(title), anchor=False)
    rows = registry_rows(registry, say("how-currency"), say)
    st.table([dict(zip(header, row, strict=True)) for row in rows], hide_index=True)
