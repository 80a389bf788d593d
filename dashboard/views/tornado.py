"""On "How sure are we?": each unknown moved alone over its likely range, as it is worked out; Sobol indices when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.background import tasks, worker_process
from dashboard.background.progress import watch
from dashboard.background.running_answer import RunningAnswer, held_at, in_lane, running_answer
from dashboard.display.live_chart import chart
from dashboard.display.show import table, table_behind
from reports.decisions.charts import sobol_bars, tornado_bars
from reports.decisions.sensitivity import sobol_header, sobol_line, sobol_rows, tornado_header, tornado_line, tornado_rows

if TYPE_CHECKING:
    from analysis.decide.sobol import Index
    from analysis.decide.tornado import Bar
    from analysis.results.result import Result
    from dashboard.state.page_context import PageContext

_TORNADO, _SOBOL = "decide_tornado", "decide_sobol"


def show(page: PageContext, result: Result) -> None:
    """Draw the tornado of the question in force, filling in beside the page, and the way to the Sobol indices."""
    say, currency = page.say, page.world.manifest.currency
    st.header(say("decide-tornado-title"), anchor=False)
    if not page.question.rules.enabled:
        st.markdown(say("verdict-off"))
        return
    central = result.projection.npv.value

    def draw(bars: tuple[Bar, ...]) -> None:
        line = tornado_line(bars, central, currency, say)
        st.caption(line)
        if bars and bars[0].swing:
            chart(tornado_bars(bars, central, currency, say), line, key="tornado")
            table_behind(tornado_header(say), tornado_rows(bars, currency, say), say, "tornado")

    watch(running_answer(_TORNADO, page.key("tornado"), lambda: _bars(page)), draw, say)
    st.caption(say("decide-tornado-help"))
    _indices(page)


def _bars(page: PageContext) -> RunningAnswer[tuple[Bar, ...]]:
    asked = tasks.Located(page.path, page.question)
    return in_lane(worker_process.QUICK, page.key("tornado"), tasks.bars, asked)


def _indices(page: PageContext) -> None:
    """Draw the Sobol indices: minutes of work, so only when asked for."""
    say, key = page.say, page.question.key("sobol")
    with st.expander(say("decide-sobol-title"), expanded=_is_held(key)):
        st.caption(say("decide-sobol-help", subscribers=say.number(min(tasks.SOBOL_SUBSCRIBERS, page.world.subscribers))))
        if st.button(say("decide-sobol-start"), key="sobol_start", disabled=_is_held(key)) or _is_held(key):

            def draw(indices: tuple[Index, ...]) -> None:
                if indices:
                    line = sobol_line(indices, say)
                    st.markdown(line)
                    chart(sobol_bars(indices, say), line, key="sobol")
                    table(sobol_header(say), sobol_rows(indices, say), say)

            watch(running_answer(_SOBOL, key, lambda: _sobol(page, key)), draw, say, cancel="sobol_stop")


def _is_held(key: str) -> bool:
    held: RunningAnswer[tuple[Index, ...]] | None = held_at(_SOBOL)
    return held is not None and held.key == key and (held.job.is_active or held.job.result is not None)


def _sobol(page: PageContext, key: str) -> RunningAnswer[tuple[Index, ...]]:
    asked = tasks.Located(page.path, page.question)
    return in_lane(worker_process.LONG, key, tasks.indices, asked, tasks.SOBOL_POINTS)
