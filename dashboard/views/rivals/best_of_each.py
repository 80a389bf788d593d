"""The best rules of every mechanism: a goal, a search in each, the winners side by side, each a click away from the levers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.rivals.best import EFFORT, ranked_champions
from analysis.settings.rule_kinds import kind_of
from dashboard.background import tasks, worker_process
from dashboard.background.progress import watch
from dashboard.background.running_answer import asked_for, held_at, in_lane
from dashboard.display.markdown import open_table
from dashboard.state import store
from dashboard.views.rules.best_rules import goal_form
from reports.decisions.champions import champions_finding, champions_header, champions_rows

if TYPE_CHECKING:
    from analysis.decide.candidates import Goal
    from analysis.rivals.best import Champion
    from dashboard.background.running_answer import RunningAnswer
    from dashboard.state.page_context import PageContext

CHAMPIONS, _CHOSEN = "champions", "champion_chosen"
EFFORTS = (350, EFFORT, 1400, 3500)


def show(page: PageContext) -> None:
    """Draw the goal, the way to start, and what the searches of this session came to."""
    say = page.say
    st.header(say("champion-title"), anchor=False)
    st.caption(say("champion-lead"))
    goal, effort = goal_form(page, EFFORTS, "champion")
    # Which rules are in force is no part of it: each search begins from a preset of its mechanism.
    key = replace(page.question, rules=kind_of("").of({})).key("champions", goal, effort)
    held: RunningAnswer[tuple[Champion, ...]] | None = held_at(CHAMPIONS)
    active = held is not None and held.job.is_active
    if st.button(say("champion-start"), key="champion_start", type="primary", disabled=active):
        asked = tasks.Located(page.path, page.question)
        asked_for(CHAMPIONS, key, lambda: in_lane(worker_process.LONG, key, tasks.best_of_each, asked, goal, effort))
        st.rerun()
    if held is None:
        return
    if not active and held.key != key:
        st.caption(say("decide-other-question"))
        return
    watch(held, lambda found: _told(found, goal, page), say, cancel="champion_stop")


def _told(found: tuple[Champion, ...], goal: Goal, page: PageContext) -> None:
    say, currency = page.say, page.world.manifest.currency
    if not found:
        return
    ranked = ranked_champions(list(found), goal)
    st.markdown(champions_finding(ranked, goal, currency, say))
    open_table(champions_header(say), champions_rows(ranked, currency, say))
    st.caption(say("champion-draws"))
    able = {one.mechanism: one for one in ranked if one.winner is not None}
    if able:
        with st.container(horizontal=True, vertical_alignment="bottom", key="champion_load"):
            name = st.selectbox(
                say("champion-rules-of"), list(able), format_func=lambda name: say(f"mechanism-{name}"), key=_CHOSEN
            )
            st.button(say("mechanism-load"), key="take_champion", on_click=_take, args=(able[name], page))


def _take(one: Champion, page: PageContext) -> None:
    """Move the levers to the rules found: those of its mechanism, as changes of the preset that the search began from."""
    if one.winner is not None:
        now = store.chosen()
        store.apply(one.winner.rules, now.assumptions, one.preset, now.culture)
        st.toast(page.say("decide-loaded"))
