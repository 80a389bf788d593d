"""Response curves as background tasks: computed in a worker process, cached for every session, cancelled by the next question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.decide.response import response_names
from analysis.settings.parameters import as_dict, build
from dashboard.background import tasks, worker_process
from dashboard.background.kept import Kept
from dashboard.background.running_answer import RunningAnswer, put_away, running_answer
from dashboard.state import store

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.decide.response import Response
    from dashboard.state.page_context import PageContext

PLACE, LEVER = "what_curve", "curve_lever"
FIRST_LEVER = "monthly_cap_gb"
_KEPT: Kept[Response] = Kept(300)


def followed() -> str:
    """Return the rule whose curve is shown: the one that was moved last or chosen since."""
    name, known = str(st.session_state.get(LEVER, FIRST_LEVER)), response_names(store.chosen().kind)
    return name if name in known else FIRST_LEVER if FIRST_LEVER in known else known[0]


def follow(name: str) -> None:
    """Show the curve of a rule from now on, if it has one."""
    if name in response_names(store.chosen().kind):
        st.session_state[LEVER] = name


def curve_of(page: PageContext) -> Response | RunningAnswer[Response]:
    """Return the curve of the rule that is followed, or the work on it; the curve of another question is left.

    Where the rule itself stands makes no other curve: dragging one lever to and fro asks once.
    """
    name = followed()
    key = _key(page, name)
    kept = _KEPT.get(key)
    if kept is not None:
        put_away(PLACE)
        return kept
    held: RunningAnswer[Response] = running_answer(PLACE, key, _begin(page, name, key))
    return held


def leave_other_curve(page: PageContext) -> None:
    """Leave the curve of another question before this one is answered: it would take from it what the machine can do."""
    held: RunningAnswer[Response] | None = st.session_state.get(PLACE)
    if held is not None and held.key != _key(page, followed()):
        put_away(PLACE)


def _key(page: PageContext, name: str) -> str:
    """Name the curve of a rule: where that rule itself stands is no part of it."""
    rules = page.question.rules
    elsewhere = build(type(rules), {rule: value for rule, value in as_dict(rules).items() if rule != name})
    return replace(page.question, rules=elsewhere).key("response", name)


def _begin(page: PageContext, name: str, key: str) -> Callable[[], RunningAnswer[Response]]:
    asked = tasks.Located(page.path, page.question)

    def made(tell: Callable[[Response, str, float], None]) -> Response:
        return _KEPT.keep(key, worker_process.QUICK.run(tasks.along, tell, asked, name))

    return lambda: RunningAnswer(key, made, worker_process.QUICK.turns)
