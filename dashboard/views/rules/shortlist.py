"""What to do, at once: three sets of rules beside those in force, from a search that nobody had to ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.decide.candidates import MOST_PICKS, Shortlist
from analysis.settings.parameters import as_dict
from dashboard.background.jobs import State
from dashboard.background.progress import watch
from dashboard.background.shortlist_job import begin_again, shortlist_of, stand
from dashboard.display.markdown import plain
from dashboard.display.show import table_behind
from dashboard.views.rules.load import load
from reports.decisions.best_rules import candidate_header
from reports.decisions.sensitivity import money
from reports.decisions.shortlist import finding, measure_lines, pick_title, shortlist_rows, to_change

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from analysis.decide.candidates import Candidate
    from dashboard.state.page_context import PageContext


def show(page: PageContext) -> None:
    """Draw the shortlist as far as it is, with its progress; what is whole, or was stopped, can be loaded."""
    found = shortlist_of(page)
    if isinstance(found, Shortlist):
        _whole(found, page)
        return

    def draw(known: Shortlist) -> None:
        if found.job.is_active:
            _cards(known, page, is_growing=True)
        else:
            _whole(known, page)

    watch(found, draw, page.say, cancel="shortlist_stop", again=False)
    if found.job.state is State.CANCELLED:
        st.button(page.say("shortlist-go-on"), key="shortlist_again", on_click=begin_again, args=(page,))


def _whole(found: Shortlist, page: PageContext) -> None:
    stand(page, found)
    _cards(found, page, is_growing=False)


def _cards(found: Shortlist, page: PageContext, *, is_growing: bool) -> None:
    """Draw the finding, then the rules the search began from and the sets it found, side by side."""
    say, currency = page.say, page.world.manifest.currency
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="title_shortlist"):
        st.subheader(finding(found, currency, say), anchor=False)
        if found.present is not None:
            table_behind(candidate_header(say("decide-rules-set"), say), shortlist_rows(found, currency, say), say, "shortlist")
    with st.container(key="shortlist"):
        present, *places = st.columns(1 + MOST_PICKS, gap="small")
        with present, _card("present", say("shortlist-present")):
            if found.present is not None:
                _measures(found.present, page)
                if found.present.rules != as_dict(page.question.rules):
                    _loader("present", say("shortlist-present"), found.present, page)
        for nth, place in enumerate(places):
            with place:
                _pick(nth, found, page, is_growing=is_growing)
    what = "shortlist-judged" if found.is_judged else "shortlist-so-far"
    st.caption(say(what, budget=found.budget, searched=say.number(found.searched), judged=say.number(found.judged)))


def _pick(nth: int, found: Shortlist, page: PageContext, *, is_growing: bool) -> None:
    """Draw a set that was found; what is still being searched has rules in it that do nothing, and is not told in full."""
    say = page.say
    if nth >= len(found.picks):
        with _card(f"pick{nth}"):
            st.caption(say("shortlist-coming" if is_growing else "shortlist-no-third"))
        return
    title, candidate = pick_title(found.picks[nth], say), found.picks[nth].candidate
    with _card(f"pick{nth}", title):
        _measures(candidate, page)
        if is_growing:
            return
        _loader(f"pick{nth}", title, candidate, page)
        changes = to_change(candidate, found.start, page.world.manifest.currency, say)
        st.markdown("\n".join(f"- {plain(line)}" for line in changes) or say("decide-no-rule-differs"))


def _card(key: str, title: str = "") -> DeltaGenerator:
    """Return the box of a set of rules, its title in it."""
    box = st.container(border=True, height="stretch", gap="xxsmall", key=f"card_short_{key}")
    if title:
        box.markdown(f"**{title}**")
    return box


def _measures(candidate: Candidate, page: PageContext) -> None:
    say, currency = page.say, page.world.manifest.currency
    st.metric(say("shortlist-worth"), money(candidate.npv, currency, say))
    st.markdown("  \n".join(measure_lines(candidate, currency, say)))


def _loader(key: str, title: str, candidate: Candidate, page: PageContext) -> None:
    """Draw the button that moves the levers; readers of the screen are told to what."""
    is_there = as_dict(page.question.rules) == candidate.rules
    label = page.say("shortlist-in-force" if is_there else "shortlist-load")
    text = f"*{plain(title)}:* {label}"
    st.button(text, key=f"load_{key}", on_click=load, args=(candidate, page), disabled=is_there, width="stretch")
