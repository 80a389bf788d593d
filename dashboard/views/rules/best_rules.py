"""Best rules: choose a goal, search beside the page, see the winner beside every preset, load it or any point of the fronts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.decide.candidates import OBJECTIVES, Goal
from dashboard.background.jobs import State
from dashboard.background.progress import watch
from dashboard.background.running_answer import asked_for, held_at
from dashboard.background.search_job import PLACE, search_beside
from dashboard.background.tasks import FUTURES
from dashboard.display.live_chart import chart
from dashboard.display.markdown import open_table
from dashboard.display.show import table
from dashboard.views.rules.load import load
from reports.decisions.best_rules import (
    candidate_header,
    discovery_lines,
    front_rows,
    rule_rows,
    so_far_line,
    verdict_lines,
    verdict_rows,
)
from reports.decisions.charts import AIMS, front_alternative, front_points
from reports.decisions.sensitivity import money
from reports.numbers.outcomes import change_text

if TYPE_CHECKING:
    from analysis.decide.candidates import Candidate
    from dashboard.background.running_answer import RunningAnswer
    from dashboard.background.tasks import Advice
    from dashboard.state.page_context import PageContext

BUDGETS = (200, 500, 1000, 2000)
AIM, POINT = "best_aim", "best_point"


def show(page: PageContext) -> None:
    """Draw the goal, the way to start, and what the search of this session came to."""
    say = page.say
    st.caption(say("decide-best-help"))
    goal, budget = goal_form(page, BUDGETS, "best")
    held: RunningAnswer[Advice] | None = held_at(PLACE)
    active = held is not None and held.job.is_active
    if st.button(say("decide-start"), key="best_start", type="primary", disabled=active):
        key = page.question.key("best", goal, budget)
        asked_for(PLACE, key, lambda: search_beside(page, goal, budget))
        st.rerun()
    if held is None or (held.latest is not None and held.latest.base != page.question.fingerprint):
        return
    if not active and held.key != page.question.key("best", goal, budget):
        st.caption(say("decide-other-question"))
    watch(held, lambda advice: _advice(advice, held.job.state, page), say, cancel="best_stop", again=False)


def goal_form(page: PageContext, budgets: tuple[int, ...], form: str) -> tuple[Goal, int]:
    """Draw what to look for and how hard, and return both; `form` begins the keys, the second of `budgets` is the first shown."""
    say, currency = page.say, page.world.manifest.currency
    left, right = st.columns(2)
    objective = left.selectbox(
        say("decide-goal"), OBJECTIVES, format_func=lambda name: say(f"decide-goal-{name}"), key=f"{form}_objective"
    )
    budget = right.select_slider(say("decide-budget"), budgets, value=budgets[1], key=f"{form}_budget")
    left.caption(say(f"decide-goal-help-{objective}"))
    right.caption(say("decide-budget-help"))
    limit, floor = Goal().loss_limit, Goal().profit_floor
    if objective == "safe":
        limit = st.slider(say("decide-limit-share"), 0, 50, round(100 * limit), step=5, format="%d %%", key=f"{form}_limit") / 100
    if objective == "satisfaction":
        floor = st.number_input(say("decide-floor", currency=currency), value=floor, step=1.0, key=f"{form}_floor")
    return Goal(objective, limit, float(floor)), budget


def _advice(advice: Advice, state: State, page: PageContext) -> None:
    """Draw how far it is; once it is over, everything it came to."""
    say, currency, found = page.say, page.world.manifest.currency, advice.found
    if state in (State.WAITING, State.RUNNING):
        st.markdown(so_far_line(found, advice.goal, currency, say))
        return
    if state is State.CANCELLED:
        st.info(f"{say('decide-stopped', done=found.done, budget=found.budget)} {say('decide-go-on')}")
        best = found.best
    else:
        for line in verdict_lines(advice.verdict, advice.goal, currency, say):
            st.markdown(line)
        best = None if advice.verdict is None else advice.verdict.winner
    if advice.verdict is not None:
        open_table(candidate_header(say("decide-rules-set"), say), verdict_rows(advice.verdict, advice.goal, currency, say))
        st.caption(say("decide-sample", search=say.number(advice.searched), verdict=say.number(advice.judged)))
    if best is not None:
        _winner(best, page)
    if advice.losses is not None:
        _losses(advice, page)
    _front(advice, page)


def _winner(best: Candidate, page: PageContext) -> None:
    say = page.say
    st.markdown(f"**{say('decide-recommended')}**")
    rows = rule_rows(best.rules, page.question.rules, page.world.manifest.currency, say)
    if not rows:
        st.markdown(say("decide-no-rule-differs"))
        return
    open_table([say(f"decide-{key}") for key in ("rule", "was", "will")], rows)
    st.button(say("decide-load"), key="best_load", on_click=load, args=(best, page))


def _losses(advice: Advice, page: PageContext) -> None:
    say = page.say
    if advice.losses is None:
        return
    st.markdown(f"**{say('decide-losses-title')}**")
    first, *boxes = discovery_lines(advice.losses, FUTURES, say)
    st.markdown(first)
    if boxes:
        st.markdown("\n".join(f"- {line}" for line in boxes))


def _front(advice: Advice, page: PageContext) -> None:
    """Draw a front and load any of its points."""
    say, currency = page.say, page.world.manifest.currency
    st.markdown(f"**{say('decide-front-title')}**")
    aim = st.segmented_control(
        say("decide-front-aim"),
        tuple(AIMS),
        default=next(iter(AIMS)),
        required=True,
        format_func=lambda name: say(f"decide-{name}"),
        key=AIM,
    )
    front = advice.found.front_satisfaction if aim == "satisfaction" else advice.found.front_topup
    if not front:
        return
    st.caption(say("decide-front-help"))
    alternative = front_alternative(front, str(aim), currency, say)
    chart(front_points(front, str(aim), advice.found.best, currency, say), alternative, key="front")
    table(candidate_header(say("decide-point"), say), front_rows(front, currency, say), say)

    def shown(nth: int) -> str:
        worth, liked = money(front[nth].npv, currency, say), change_text("satisfaction", front[nth].satisfaction, currency, say)
        bought = change_text("topup_rate", front[nth].topup_rate, currency, say)
        return say("decide-point-label", number=nth + 1, worth=worth, satisfaction=liked, topup=bought)

    if st.session_state.get(POINT, 0) >= len(front):
        st.session_state[POINT] = 0
    nth = st.selectbox(say("decide-point-choose"), range(len(front)), format_func=shown, key=POINT)
    st.button(say("decide-point-load"), key="point_load", on_click=load, args=(front[nth], page))
