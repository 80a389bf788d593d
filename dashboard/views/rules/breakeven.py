"""Where it turns: the worth of the rules along one rule or assumption, and over two of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.decide.breakeven import BreakEven, numeric_names
from analysis.settings.parameters import as_dict
from dashboard.background import tasks, worker_process
from dashboard.background.progress import watch
from dashboard.background.running_answer import RunningAnswer, in_lane, running_answer
from dashboard.display.live_chart import chart
from dashboard.display.show import table
from reports.decisions.charts import breakeven_curve, grid_heat
from reports.decisions.sensitivity import (
    breakeven_header,
    breakeven_lines,
    breakeven_rows,
    grid_header,
    grid_line,
    grid_rows,
    with_unit,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.delta_generator import DeltaGenerator

    from analysis.decide.interaction import Grid
    from dashboard.state.page_context import PageContext

_CURVE, _GRID = "decide_curve", "decide_grid"


def show(page: PageContext) -> None:
    """Draw the choice of one setting, or two, then the curve and the grid as they are worked out."""
    say = page.say
    st.caption(say("decide-turning-help"))
    if not page.question.rules.enabled:
        st.markdown(say("verdict-off"))
        return
    left, right = st.columns(2)
    along = _choice(left, "along", numeric_names(type(page.question.rules)), page)
    across = _choice(right, "across", [name for name in numeric_names(type(page.question.rules)) if name != along], page)
    if along is not None:
        _curve(page, along)
        if across is not None:
            _grid(page, along, across)


def is_chosen() -> bool:
    """Say whether somebody follows a setting here."""
    return st.session_state.get("decide_along") is not None


def _choice(where: DeltaGenerator, what: str, names: Sequence[str], page: PageContext) -> str | None:
    say, currency, key = page.say, page.world.manifest.currency, f"decide_{what}"
    if st.session_state.get(key) not in names:
        st.session_state.pop(key, None)

    def shown(name: str) -> str:
        return with_unit(name, currency, say)

    label, hint = say(f"decide-{what}"), say(f"decide-none-{what}")
    return where.selectbox(label, names, index=None, format_func=shown, key=key, placeholder=hint)


def _curve(page: PageContext, name: str) -> None:
    say, currency = page.say, page.world.manifest.currency
    now = (as_dict(page.question.rules) | as_dict(page.question.assumptions))[name]
    key = page.key("curve", name)

    def draw(found: BreakEven) -> None:
        lines = breakeven_lines(found, currency, say)
        st.markdown("  \n".join(lines))
        figure = breakeven_curve(found, now if isinstance(now, int | float) else None, currency, say)
        chart(figure, " ".join(lines), key="breakeven")
        table(breakeven_header(found, currency, say), breakeven_rows(found, currency, say), say)

    def begin() -> RunningAnswer[BreakEven]:
        asked = tasks.Located(page.path, page.question)
        return in_lane(worker_process.QUICK, key, tasks.curve, asked, name)

    watch(running_answer(_CURVE, key, begin), draw, say)


def _grid(page: PageContext, one: str, other: str) -> None:
    say, currency = page.say, page.world.manifest.currency
    key = page.key("grid", one, other)

    def draw(grid: Grid) -> None:
        st.markdown(f"**{say('decide-grid-title')}**")
        line = grid_line(grid, currency, say)
        st.markdown(line)
        chart(grid_heat(grid, currency, say), line, key="grid")
        table(grid_header(grid, currency, say), grid_rows(grid, currency, say), say)

    def begin() -> RunningAnswer[Grid]:
        asked = tasks.Located(page.path, page.question)
        return in_lane(worker_process.QUICK, key, tasks.grid, asked, one, other)

    watch(running_answer(_GRID, key, begin), draw, say)
