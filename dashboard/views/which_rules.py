"""Page 4: which rules? The presets side by side on the same base."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.presets import choose_rules
from data.presets import RULES, preset_names
from reports.tables import headlines

if TYPE_CHECKING:
    from dashboard.asked import Asked


def show(asked: Asked) -> None:
    """Draw the change of each headline under every preset."""
    say = asked.say
    st.title(say("question-rules"))
    rows = []
    for name in preset_names(RULES):
        result = replace(asked, rules=choose_rules(name, {})).result(cuts=False)
        rows.append({say("page-preset"): say(f"preset-{name}")} | {card.title: card.change for card in headlines(result, say)})
    st.table(rows, hide_index=True)
