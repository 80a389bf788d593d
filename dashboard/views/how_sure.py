"""Page 3: how sure are we? The sampling interval of each outcome, and every assumption within reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.assumption_controls import assumptions_form
from reports.tables import headline

if TYPE_CHECKING:
    from dashboard.asked import Asked


def show(asked: Asked) -> None:
    """Draw the intervals of sampling, then the assumptions form."""
    say, result = asked.say, asked.result(cuts=False)
    st.title(say("question-sure"))
    st.markdown(say("frame-sure-lead"))
    cards = [headline(outcome, result.manifest.currency, say) for outcome in result.outcomes]
    header = (say("page-outcome"), say("page-change"), say("page-interval"))
    st.table([dict(zip(header, (card.title, card.change, card.interval), strict=True)) for card in cards], hide_index=True)
    st.header(say("frame-assumptions"), anchor=False)
    st.markdown(say("frame-assumptions-lead"))
    assumptions_form(asked.world, say)
