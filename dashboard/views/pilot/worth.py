"""Part of the page "Try it first": what a pilot is worth in money, before it is run."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analysis.pilot.plan import Plan
from analysis.pilot.presets import PLANS, plan_of
from analysis.pilot.worth.options import OFF
from analysis.scenarios.presets import presets_of
from analysis.settings.parameters import parameters_of
from analysis.settings.rule_set import GIFTING
from dashboard.background import tasks, worker_process
from dashboard.background.progress import watch
from dashboard.background.running_answer import RunningAnswer, in_lane, running_answer
from dashboard.background.trials import pilot as pilot_tasks
from dashboard.display.live_chart import chart
from dashboard.display.markdown import open_table, plain
from reports.trials.design_words import title_of
from reports.trials.worth_words import (
    designs_header,
    designs_rows,
    designs_title,
    doubts_alternative,
    doubts_chart,
    doubts_header,
    doubts_rows,
    sizes_header,
    sizes_rows,
    worth_lines,
)

if TYPE_CHECKING:
    from analysis.pilot.worth.worth import PilotWorth
    from analysis.settings.parameters import Value
    from dashboard.state.page_context import PageContext

WORTH, _ASKED, _PLAN, _OPTIONS = "pilot_worth", "pilot_worth_asked", "pilot_worth_plan", "pilot_worth_options"
_DESIGNS, _ANSWERS, _ANSWER_COST = "pilot_worth_designs", "pilot_worth_answers", "pilot_worth_answer_cost"


def show(page: PageContext) -> None:
    """Draw the part: what may be chosen, a button, then what a pilot would be worth to that choice."""
    say = page.say
    st.header(say("pilot-worth-title"), anchor=False)
    if page.question.rules.mechanism != GIFTING:
        return  # the design has said so
    st.markdown(say("pilot-worth-lead"))
    left, right = st.columns(2)
    chosen = left.selectbox(say("pilot-choose"), tuple(PLANS), format_func=lambda name: title_of(name, say), key=_PLAN)
    known = [name for name in presets_of(GIFTING) if name != OFF]
    names = right.multiselect(
        say("pilot-worth-options"),
        known,
        known,
        format_func=lambda name: say(f"preset-{name}"),
        key=_OPTIONS,
        placeholder=say("choose-nothing"),
    )
    plan = plan_of(chosen).changed(_survey(page))
    others = [name for name in PLANS if name != chosen]
    designs = st.multiselect(
        say("pilot-worth-designs"),
        others,
        format_func=lambda name: title_of(name, say),
        key=_DESIGNS,
        placeholder=say("choose-nothing"),
    )
    key = f"{page.question.key('pilot-worth')} {plan.plan_digest} {' '.join(names)} / {' '.join(designs)}"
    if st.button(say("pilot-worth-ask"), key="pilot_worth_ask", disabled=not names):
        st.session_state[_ASKED] = key
    if st.session_state.get(_ASKED) != key:
        return
    asked = tasks.Located(page.path, page.question)
    begin = partial(in_lane, worker_process.LONG, key, pilot_tasks.pilot_worth, asked, plan, tuple(names), tuple(designs))
    held: RunningAnswer[PilotWorth | None] = running_answer(WORTH, key, begin)
    watch(held, lambda found: None if found is None else draw(found, page), say, cancel="pilot_worth_stop")


def _survey(page: PageContext) -> dict[str, Value]:
    """Draw how many answers of a survey the pilot collects and what one costs; return both by their names in a plan."""
    say, (left, right) = page.say, st.columns(2)
    of = parameters_of(Plan)
    answers = left.number_input(say("pilot-worth-answers"), 0, int(of["survey_answers"].high or 0), step=500, key=_ANSWERS)
    currency = page.world.manifest.currency
    cost = right.number_input(
        say("pilot-worth-answer-cost", currency=currency), 0.0, float(of["cost_per_answer"].high or 0), step=1.0, key=_ANSWER_COST
    )
    return {"survey_answers": int(answers), "cost_per_answer": float(cost)}


def draw(found: PilotWorth, page: PageContext) -> None:
    """Draw the finding, sizes, and the worth over the doubt about the model."""
    say, currency = page.say, page.world.manifest.currency
    first, *rest = worth_lines(found, currency, say)
    st.subheader(plain(first), anchor=False)
    st.markdown("\n".join(f"- {plain(line)}" for line in rest))
    open_table(sizes_header(currency, say), sizes_rows(found, currency, say))
    st.markdown(f"**{say('pilot-worth-doubt-title')}**")
    chart(doubts_chart(found, currency, say), doubts_alternative(found, currency, say), key="pilot_worth_doubts")
    open_table(doubts_header(currency, say), doubts_rows(found, currency, say))
    if found.designs:
        st.markdown(f"**{designs_title(found, say)}**")
        open_table(designs_header(currency, say), designs_rows(found, currency, say))
