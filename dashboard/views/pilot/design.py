"""Part of the page "Try it first": what each design of a pilot would find, and the plan to take away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from analysis.decide.what_if import WhatIf
from analysis.pilot.ground import plan_on
from analysis.pilot.plan import Plan
from analysis.pilot.presets import PLANS, plan_of
from analysis.settings.parameters import parameters_of
from analysis.settings.rule_set import GIFTING
from analysis.shards.store import Store
from analysis.world.subsample import FRAME
from dashboard.background import tasks, worker_process
from dashboard.background.progress import watch
from dashboard.background.running_answer import RunningAnswer, in_lane, put_away, running_answer
from dashboard.background.trials import pilot as pilot_tasks
from dashboard.display.handing_out import hand_out
from dashboard.display.live_chart import chart
from dashboard.display.markdown import open_table
from dashboard.display.problems import show_problems
from dashboard.display.show import table
from data.errors import ParameterError, Problem
from reports.trials.design_chart import design_chart
from reports.trials.design_record import design_record, record_text
from reports.trials.design_words import (
    design_header,
    design_rows,
    effect_line,
    finding_of,
    look_header,
    look_rows,
    picture_alternative,
    title_of,
)
from reports.trials.history_words import history_line, plan_lines, window_header, window_rows
from reports.trials.made import plans_beside
from reports.trials.plan_pdf import facts_line, plan_pdf

if TYPE_CHECKING:
    from analysis.pilot.design.figures import Evaluation
    from analysis.settings.parameters import Value
    from dashboard.state.page_context import PageContext

DESIGN, _ASKED, _NAME, _MONTHS, _PART = "pilot_designs", "pilot_asked", "pilot_plan", "pilot_months", "pilot_part"
_MATCH, _FRAME = "pilot_match", "pilot_frame"
LEAST_FRAME = 10_000
REPLICATES = 200
MOST_MONTHS, PARTS = 12, (0.05, 0.1, 0.25, 0.5, 1.0)
Found = tuple[tuple["Evaluation", ...], str]


def show(page: PageContext) -> None:
    """Draw the part: controls, and the answer to what was last asked."""
    say = page.say
    st.header(say("pilot-design-title"), anchor=False)
    if page.question.rules.mechanism != GIFTING:
        show_problems((Problem("pilot-mechanism", {"name": page.question.rules.mechanism}),), say)
        return
    plan = _chosen(page)
    if plan is None:
        return
    key = f"{page.question.key('pilot')} {plan.plan_digest}"
    if st.button(say("pilot-start"), key="pilot_start", type="primary"):
        put_away(DESIGN)
        st.session_state[_ASKED] = key
    if st.session_state.get(_ASKED) != key:
        put_away(DESIGN)
        return
    located = tasks.Located(page.path, page.question)

    def begin() -> RunningAnswer[Found]:
        return in_lane(worker_process.LONG, key, pilot_tasks.designs_of, located, plan, REPLICATES)

    watch(running_answer(DESIGN, key, begin), lambda found: _draw(found, plan, page), say, cancel="pilot_stop")


def _chosen(page: PageContext) -> Plan | None:
    """Draw the controls; return the plan they make, or say why there is none."""
    say = page.say
    with st.container(horizontal=True, vertical_alignment="bottom", key="pilot_controls"):
        name = st.selectbox(
            say("pilot-choose"), list(PLANS), format_func=lambda one: title_of(one, say), key=_NAME, help=say("pilot-choose-help")
        )
        months = st.slider(say("pilot-months"), 1, MOST_MONTHS, 6, key=_MONTHS, help=say("pilot-months-help"))
        part = st.select_slider(say("pilot-part"), PARTS, 1.0, format_func=lambda one: say.percent(one, 0), key=_PART)
        frame = _frame(page)
        match = st.toggle(say("pilot-match"), key=_MATCH, help=say("pilot-match-help"))
    try:
        plan = plan_on(page.world, plan_of(name)).changed({"months": months, "take_part": part, "matched": match} | frame)
        plan.check_on(len(page.world.months))
    except ParameterError as error:
        show_problems(tuple(error.problems), say)
        return None
    return plan


def _frame(page: PageContext) -> dict[str, Value]:
    """Draw how many subscribers the pilot is held among where the base is a store; return that by its name in a plan."""
    say, of = page.say, parameters_of(Plan)["frame"]
    most = min(int(of.top or 0), page.world.subscribers)
    if not isinstance(page.world, Store) or page.world.subscribers <= FRAME:
        return {}
    asked = st.number_input(
        say("pilot-frame"), LEAST_FRAME, most, FRAME, int(of.step or 1), key=_FRAME, help=say("pilot-frame-help")
    )
    return {"frame": int(asked)}


def _draw(found: Found, plan: Plan, page: PageContext) -> None:
    known, digest = found
    if not known:
        return
    say, currency = page.say, page.world.manifest.currency
    st.subheader(finding_of(known, say), anchor=False)
    for line in (effect_line(known[0], say), *plan_lines(known[0], page.world.subscribers, say)):
        st.markdown(line)
    chart(design_chart(known, say), picture_alternative(known, say), key="pilot_chart")
    open_table(design_header(say), design_rows(known, currency, say))
    st.caption(say("pilot-figures-note"))
    if digest:
        _taken_away(known, digest, plan, page)
    elif len(known) == len(plans_beside(plan)):
        st.info(say("pilot-no-list"))


def _taken_away(known: tuple[Evaluation, ...], digest: str, plan: Plan, page: PageContext) -> None:
    """Draw what stands in the plan besides, its downloads, and how the list of ids is written."""
    say = page.say
    record = design_record(WhatIf(page.world, page.question), plan, known, digest, REPLICATES, datetime.now(UTC).date())
    st.markdown(facts_line(known[0], say))
    st.markdown(history_line(known[0], say))
    st.markdown(f"**{say('pilot-window-title')}**")
    table(window_header(say), window_rows(known[0], say), say)
    st.caption(say("pilot-window-note"))
    st.caption(say("pilot-looks-note"))
    table(look_header(say), look_rows(known[0], say), say)
    with st.container(horizontal=True):
        hand_out(say("pilot-download"), "pilot-plan.pdf", lambda: plan_pdf(record, known, say.language), say, key="pilot_pdf")
        hand_out(say("pilot-download-record"), "design.json", lambda: record_text(record).encode(), say, key="pilot_record")
    st.caption(say("pilot-ids-note"))
    st.code(str(record["command"]), language=None, wrap_lines=True)
