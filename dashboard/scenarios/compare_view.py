"""Scenarios and presets side by side: what differs between them, what each does, and when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.display.handing_out import hand_out
from dashboard.display.live_chart import chart
from dashboard.display.markdown import open_table, plain
from dashboard.display.problems import show_problems
from dashboard.display.show import table
from dashboard.scenarios.actions import COMPARED, MOST_COMPARED
from dashboard.state.cases import OpenCase, answer, case_now, preset_case, scenario_case
from data.errors import TransferImpactError
from data.presets import RULES, preset_names
from reports.charts.comparison import (
    profit_changes,
    profit_changes_alternative,
    time_path_rows,
    time_paths,
    time_paths_alternative,
)
from reports.content.comparison import Case, comparison_header, comparison_rows, differences, interval_rows
from reports.decisions.side_by_side import cases_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dashboard.state.page_context import PageContext
    from data.scenarios.scenario_store import Saved
    from wording import Wording

_NOW = "now"
_AT_FIRST = 3


def show(saved: Sequence[Saved], page: PageContext) -> None:
    """Draw the choice of what to compare, then the comparison of two to six of them."""
    say = page.say
    st.subheader(say("compare-title"), anchor=False)
    st.caption(say("compare-help"))
    offered = _offered(saved, page)
    picked = st.session_state.get(COMPARED)
    first = [_NOW, *(f"saved-{found.id}" for found in saved[:_AT_FIRST])]
    st.session_state[COMPARED] = first if picked is None else [code for code in picked if code in offered]
    chosen = st.multiselect(
        say("compare-choose"),
        list(offered),
        format_func=lambda code: offered[code][0],
        key=COMPARED,
        max_selections=MOST_COMPARED,
        placeholder=say("choose-nothing"),
    )
    cases = _answered([offered[code][1] for code in chosen], page)
    if len(cases) < 2:
        st.info(say("compare-two"))
        return
    _compared(cases, say)


def _offered(saved: Sequence[Saved], page: PageContext) -> dict[str, tuple[str, Callable[[], OpenCase]]]:
    """Return what can be compared by code: its title, and how to ask for it."""
    say = page.say
    offered: dict[str, tuple[str, Callable[[], OpenCase]]] = {_NOW: (say("which-now"), partial(case_now, page))}
    offered |= {f"saved-{found.id}": (found.scenario.name, partial(scenario_case, found, page)) for found in saved}
    for name in preset_names(RULES):
        offered[f"preset-{name}"] = (say("compare-preset", name=say(f"preset-{name}")), partial(preset_case, name, page))
    return offered


def _answered(askers: Sequence[Callable[[], OpenCase]], page: PageContext) -> list[Case]:
    """Return what could be answered; what could not is told."""
    cases = []
    for ask in askers:
        try:
            open_case = ask()
        except TransferImpactError as error:
            show_problems(error.problems, page.say)
            continue
        case, problems = answer(open_case, page)
        if case is None:
            st.warning(page.say("compare-not-here", name=plain(open_case.title)))
            show_problems(problems, page.say)
        else:
            cases.append(case)
    return cases


def _compared(cases: list[Case], say: Wording) -> None:
    open_table(comparison_header(say), comparison_rows(cases, say))
    chart(profit_changes(cases, say), profit_changes_alternative(cases, say), key="scenario_profits")
    header = (say("compare-rules"), say("compare-worth"), say("compare-interval"), say("compare-meaning"))
    table(header, interval_rows(cases, say), say)
    different = differences(cases, say)
    st.markdown(say("compare-differences" if different else "compare-no-differences"))
    if different:
        open_table((say("page-setting"), *(case.title for case in cases)), different)
    show_over_time(cases, say)
    hand_out(say("which-download"), "transfer-impact-scenarios.csv", lambda: cases_csv(cases), say, key="scenarios_csv")


def show_over_time(cases: Sequence[Case], say: Wording) -> None:
    """Draw the change in profit month by month."""
    paths, currency = [(case.title, case.result.projection) for case in cases], cases[0].result.manifest.currency
    st.subheader(say("compare-over-time"), anchor=False)
    chart(time_paths(paths, currency, say), time_paths_alternative(paths, currency, say), key="scenario_paths")
    table((say("axis-month"), *(title for title, _ in paths)), time_path_rows(paths, currency, say), say)
