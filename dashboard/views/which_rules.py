"""Page 4: which rules? Every preset beside the rules in force, the best rules for a goal, the scenarios that somebody saved."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.background.running_answer import held_at
from dashboard.background.search_job import PLACE
from dashboard.display.handing_out import hand_out
from dashboard.display.live_chart import chart
from dashboard.display.markdown import Marked, open_table, plain
from dashboard.display.show import table
from dashboard.display.terms import words_used
from dashboard.scenarios import list_view
from dashboard.state.cases import answer, preset_cases
from dashboard.views.rules import best_rules, breakeven, shortlist
from data.presets import RULES, load_preset, preset_names
from data.sources import load_sources
from reports.charts.comparison import profit_changes, profit_changes_alternative
from reports.content.comparison import comparison_header, comparison_rows, finding, interval_rows, ranked
from reports.decisions.side_by_side import cases_csv

if TYPE_CHECKING:
    from dashboard.state.page_context import PageContext
    from reports.content.comparison import Case
    from wording import Wording

PAINT_EVERY_S = 0.3
WORDS = ("worth", "future", "sampling", "pack")


def show(page: PageContext) -> None:
    """Draw the page. The presets are replayed beside it, so nothing else waits for them."""
    say = page.say
    st.title(say("question-rules"))
    decide, beside, saved = st.tabs([say(f"which-tab-{name}") for name in ("decide", "presets", "saved")])
    with decide:
        shortlist.show(page)
        with st.expander(say("decide-best-title"), expanded=held_at(PLACE) is not None, key="own_search"):
            best_rules.show(page)
        with st.expander(say("decide-turning-title"), expanded=breakeven.is_chosen(), key="turning"):
            breakeven.show(page)
        words_used(WORDS, say)
    with beside:
        st.caption(say("which-lead", months=len(page.world.months)))
        _presets(page)
        st.subheader(say("which-sources"), anchor=False)
        _sources(say)
    with saved:
        list_view.show(page)


@st.fragment(parallel=True)
def _presets(page: PageContext) -> None:
    """Draw the comparison as it fills, and its chart when it is whole."""
    say, cases = page.say, []
    head, progress, body = st.empty(), st.empty(), st.empty()
    open_cases = preset_cases(page)
    painted = time.monotonic()
    for done, open_case in enumerate(open_cases, 1):
        case, problems = answer(open_case, page)
        for problem in problems:
            st.error(f"{plain(open_case.title)}: {plain(say.problem(problem.key, problem.facts))}")
        cases += [case] if case else []
        if time.monotonic() - painted > PAINT_EVERY_S:
            progress.progress(done / len(open_cases), text=say("which-progress", done=done, count=len(open_cases)))
            with body.container():
                open_table(comparison_header(say), comparison_rows(cases, say))
            painted = time.monotonic()
    progress.empty()
    presets = [case for case in cases if case.status]
    if not presets:
        return
    order = [case for case in cases if not case.status] + ranked(presets)
    counted, ends = finding(presets, say)
    with head.container():
        st.subheader(counted, anchor=False)
        st.markdown(ends)
    with body.container():
        open_table(comparison_header(say), comparison_rows(order, say))
    _chart(order, say)


def _chart(cases: list[Case], say: Wording) -> None:
    st.subheader(say("which-chart"), anchor=False)
    st.caption(say("which-chart-help"))
    chart(profit_changes(cases, say), profit_changes_alternative(cases, say), key="preset_profits")
    header = (say("compare-rules"), say("compare-worth"), say("compare-interval"), say("compare-meaning"))
    table(header, interval_rows(cases, say), say)
    hand_out(say("which-download"), "transfer-impact-presets.csv", lambda: cases_csv(cases), say, key="presets_csv")


def _sources(say: Wording) -> None:
    """Draw where each preset comes from: what it is, how sure we are, who says so."""
    header = [say(key) for key in ("compare-rules", "which-about", "compare-status", "which-source", "which-confidence")]
    rows = []
    for name in preset_names(RULES):
        preset = load_preset(RULES, name)
        source = load_sources()[preset.source]
        title = f"{plain(source.title)}, {source.date}"
        linked = Marked(f"[{title}]({source.url})" if source.url else title)
        rows.append(
            (say(f"preset-{name}"), say(f"preset-{name}.help"), say(f"status-{preset.status}"), linked, source.confidence)
        )
    open_table(header, rows)
    st.caption(say("which-sources-help"))
