"""The shortlist of rules as a background task: begun by itself once the levers rest, kept for every session, left at a move."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.decide.candidates import Shortlist
from analysis.settings.parameters import as_dict
from dashboard.background import tasks, worker_process
from dashboard.background.kept import Kept
from dashboard.background.running_answer import RunningAnswer, held_at, put_away, running_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.settings.question import Question
    from dashboard.state.page_context import PageContext

PLACE, _SHOWN = "decide_shortlist", "shortlist_shown"
BUDGET = 200
REST_SECONDS = 1.5
_STEP_SECONDS = 0.1
_KEPT: Kept[Shortlist] = Kept(50)


def shortlist_of(page: PageContext) -> Shortlist | RunningAnswer[Shortlist]:
    """Return the shortlist for the question in force, or the work on it, which begins by itself; a stopped one stays stopped.

    One of whose sets the levers were moved to stays as it is: to try one set must not take the others away.
    """
    held: RunningAnswer[Shortlist] | None = held_at(PLACE)
    if held is not None and held.key == _key(page.question):
        return held
    found = _left_standing(page.question) or _KEPT.get(_key(page.question))
    if found is not None:
        return found
    return running_answer(PLACE, _key(page.question), lambda: _begun(page))


def stand(page: PageContext, found: Shortlist) -> None:
    """Note the list that a person now sees and may load from."""
    st.session_state[_SHOWN] = (replace(page.question, rules=found.start), found)


def begin_again(page: PageContext) -> None:
    """Search again where a person stopped it."""
    put_away(PLACE)
    st.session_state.pop(_SHOWN, None)
    running_answer(PLACE, _key(page.question), lambda: _begun(page))


def leave_other_shortlist(page: PageContext) -> None:
    """Leave the search for another question before this one is answered: it would take from it what the machine can do."""
    held: RunningAnswer[Shortlist] | None = held_at(PLACE)
    if held is not None and held.key != _key(page.question):
        put_away(PLACE)


def _left_standing(question: Question) -> Shortlist | None:
    shown: tuple[Question, Shortlist] | None = st.session_state.get(_SHOWN)
    if shown is None or replace(question, rules=shown[0].rules) != shown[0]:
        return None
    now = as_dict(question.rules)
    known = [as_dict(shown[1].start), *(pick.candidate.rules for pick in shown[1].picks)]
    return shown[1] if any(now == rules for rules in known) else None


def _key(question: Question) -> str:
    return question.key("shortlist", BUDGET)


def _begun(page: PageContext) -> RunningAnswer[Shortlist]:
    asked, key, budget = tasks.Located(page.path, page.question), _key(page.question), BUDGET

    def made(tell: Callable[[Shortlist, str, float], None]) -> Shortlist:
        # A lever that is still moving asks anew in a moment; its last question is the one worth the work.
        for _ in range(round(REST_SECONDS / _STEP_SECONDS)):
            tell(Shortlist(page.question.rules, 0, budget), "search", 0.0)
            time.sleep(_STEP_SECONDS)
        return _KEPT.keep(key, worker_process.ADVICE.run(tasks.shortlisted, tell, asked, budget))

    return RunningAnswer(key, made, worker_process.ADVICE.turns)
