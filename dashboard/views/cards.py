"""The four outcomes: the change large, before and after small, both intervals as a strip against zero, earlier answers beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.display.interval_bar import Strip, strip_html
from dashboard.display.terms import term_html
from dashboard.state.answers import earlier_answers
from reports.charts.time_path import earlier_line
from reports.content.headlines import headlines
from reports.numbers.outcomes import change_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.results.result import Outcome, Result
    from reports.content.headlines import Headline
    from wording import Wording


def cards(result: Result, earlier: Mapping[str, Result], say: Wording) -> None:
    """Draw a card per outcome; `earlier` are the answers to compare with, by kind ("before", "pinned")."""
    with st.container(horizontal=True, wrap=False, gap="small", key="cards"):
        for card in headlines(result, say):
            with st.container(border=True, height="stretch", gap="xxsmall", key=f"card_{card.name}"):
                outcome = result.outcome(card.name)
                levels = say("card-levels", before=card.baseline, after=card.with_rules)
                st.html(term_html(card.title, say(f"outcome-{card.name}.help")))
                change = f"{card.change} ({card.direction})"
                st.metric(card.title, levels, change, delta_color="off", delta_arrow="off", label_visibility="collapsed")
                others = {kind: answer.outcome(card.name).change for kind, answer in earlier.items()}
                drawn = result.futures.interval(card.name) if result.futures else None
                sampled = None if outcome.low is None or outcome.high is None else (outcome.low, outcome.high)
                st.html(strip_html(Strip(outcome.change, sampled, drawn, tuple(others.items())), _told(card, drawn, result, say)))
                _differences(outcome, others, result.manifest.currency, say)


def compared(result: Result, say: Wording) -> None:
    """Say on another page how far the worth lies from that of the answer before and of a pinned one.

    One line whether there is something to say or not: what stands under it must not move while a slider is in the hand.
    """
    st.caption(earlier_line(result, earlier_answers(result), say) or "\u00a0")


def _told(card: Headline, drawn: tuple[float, float] | None, result: Result, say: Wording) -> str:
    """Say what the strip shows."""
    if drawn is None:
        return f"{card.interval}."
    low, high = (change_text(card.name, end, result.manifest.currency, say) for end in drawn)
    return f"{card.interval}. {say('card-drawn', low=low, high=high)}."


def _differences(outcome: Outcome, others: Mapping[str, float], currency: str, say: Wording) -> None:
    """Say how far the change lies from that of each earlier answer; one line whether there is one or not."""
    told = [
        say(f"card-{kind}", difference=change_text(outcome.name, outcome.change - change, currency, say))
        for kind, change in others.items()
    ]
    st.caption(" · ".join(told) or "\u00a0")
