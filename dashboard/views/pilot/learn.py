"""Part of the page "Try it first": what the pilot says of the assumptions; it is accepted by a click, and taken back by one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analysis.pilot.learning.as_assumptions import without_pilots
from analysis.settings.accepted import pilots_in
from dashboard.background import tasks, worker_process
from dashboard.background.progress import watch
from dashboard.background.running_answer import RunningAnswer, in_lane, running_answer
from dashboard.background.trials import pilot as pilot_tasks
from dashboard.display.markdown import open_table, plain
from dashboard.state.store import chosen, keep
from dashboard.views.pilot.folders import folder_read
from dashboard.views.trial_folders import stamp_of
from reports.trials.learned import before_after_header, before_after_rows, learned_lines

if TYPE_CHECKING:
    from analysis.pilot.learning.from_trial import PilotLearned
    from dashboard.state.page_context import PageContext

LEARNED, _ASKED = "pilot_learned", "pilot_learn_asked"


def show(page: PageContext) -> None:
    """Draw the part: a button, then progress, then what narrowed, before and after."""
    say = page.say
    st.header(say("pilot-learn-title"), anchor=False)
    st.markdown(say("pilot-learn-lead"))
    for pilot in sorted(set(pilots_in(page.question.assumptions.measured_here).values())):
        st.success(say("pilot-learn-accepted", pilot=pilot))
    if pilots_in(page.question.assumptions.measured_here):
        st.button(say("pilot-learn-undo"), key="pilot_learn_undo", on_click=_undo)
        return
    folder = folder_read(page)
    if folder is None:
        st.info(say("pilot-learn-none"))
        return
    key = f"{stamp_of(folder, page)}:{page.question.key('pilot-learn')}"
    if st.button(say("pilot-learn-ask"), key="pilot_learn_ask"):
        st.session_state[_ASKED] = key
    if st.session_state.get(_ASKED) != key:
        return
    begin = partial(in_lane, worker_process.QUICK, key, pilot_tasks.pilot_learn, folder, tasks.Located(page.path, page.question))
    held: RunningAnswer[PilotLearned | None] = running_answer(LEARNED, key, begin)
    watch(held, lambda found: None if found is None else draw(found, page), say, cancel="pilot_learn_stop")


def draw(found: PilotLearned, page: PageContext) -> None:
    """Draw what was learned, and the button that sets it."""
    say = page.say
    first, *rest = learned_lines(found, say)
    (st.success if found.values else st.warning)(plain(first))
    st.markdown("\n".join(f"- {plain(line)}" for line in rest))
    if found.posterior is not None and found.posterior.told():
        open_table(before_after_header(say), before_after_rows(found, say))
    if found.values:
        st.button(say("pilot-learn-accept"), key="pilot_learn_accept", on_click=_accept, args=(found,), type="primary")


def _accept(found: PilotLearned) -> None:
    keep(replace(chosen(), assumptions={**chosen().assumptions, **found.values}))


def _undo() -> None:
    keep(replace(chosen(), assumptions=without_pilots(chosen().assumptions)))
