"""Page 2: who gains, who loses? Subscribers by how much better off they are, and every outcome by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.outcomes.few_people import told_outcomes
from analysis.outcomes.measures import HEADLINES
from analysis.outcomes.segments import ROLE
from analysis.outcomes.winners_losers import BANDS
from dashboard.display.handing_out import hand_out
from dashboard.display.markdown import open_table, plain
from dashboard.display.show import chart, table
from dashboard.views.cards import compared
from reports.charts.segments import MOST_GROUPS, bands_chart, heat_map
from reports.content.chart_findings import bands_alternative, bands_finding, heat_alternative
from reports.content.headlines import notice_lines, verdict
from reports.content.segments import band_rows, cut_by, dimensions_of, segment_header, segment_rows
from reports.tidy.segments_csv import segments_csv

if TYPE_CHECKING:
    from analysis.results.result import Result
    from dashboard.state.page_context import PageContext
    from reports.content.segments import Cut
    from wording import Wording

BY_LEVEL = ""


def show(page: PageContext) -> None:
    """Draw the page: the finding, the filters, winners and losers, then the groups by outcome."""
    say, result = page.say, page.result(cuts=True)
    st.title(say("question-who"))
    st.markdown(say("who-lead"))
    compared(result, say)
    moved = result.flow.moved
    st.subheader(bands_alternative(result, say) if moved else verdict(result, say), anchor=False)
    with st.container():
        for line in notice_lines(result, say):
            st.info(line)
    dimension, outcomes = _filters(result, say)
    cut = cut_by(result, dimension)
    _winners(result, dimension, say)
    _groups(result, cut, outcomes, say)


def _filters(result: Result, say: Wording) -> tuple[str, list[str]]:
    """Draw the choice of the dimension and of the outcomes; none chosen means the headlines."""
    left, right = st.columns([1, 2], gap="large")
    with left:
        dimension = st.selectbox(
            say("who-dimension"),
            dimensions_of(result),
            format_func=lambda name: say(f"dimension-{name.replace('_', '-')}"),
            key="who_dimension",
            persist_state="session",
        )
    with right:
        picked = st.pills(
            say("who-outcomes"),
            [outcome.name for outcome in told_outcomes(result)],
            selection_mode="multi",
            wrap=True,
            default=list(HEADLINES),
            format_func=lambda name: say(f"outcome-{name}"),
            key="who_outcomes",
            persist_state="session",
        )
    return str(dimension), picked or list(HEADLINES)


def _winners(result: Result, dimension: str, say: Wording) -> None:
    st.header(say("who-bands"), anchor=False)
    st.caption(f"{say('who-bands-help')} {say('who-bands-rounded')}")
    if result.flow.moved:
        chart(bands_chart(result, dimension, say), bands_finding(result, dimension, say), key="bands")
    bands = (say(f"band-{band.replace('_', '-')}") for band in BANDS)
    table((say("segment-group"), say("segment-subscribers"), *bands), band_rows(result, dimension, say), say)


def _groups(result: Result, cut: Cut, outcomes: list[str], say: Wording) -> None:
    st.header(say("who-groups"), anchor=False)
    st.markdown(plain(heat_alternative(result, cut, say)))
    if result.flow.moved and cut.shown:
        st.caption(say("who-groups-help"))
        chart(heat_map(result, cut, outcomes, say), heat_alternative(result, cut, say), key="heat")
        if len(cut.shown) > MOST_GROUPS:
            st.caption(say("who-most-groups", count=MOST_GROUPS))
    st.subheader(say("who-table"), anchor=False)
    sort_by = st.selectbox(
        say("who-sort"),
        [BY_LEVEL, "profit", "subscribers", *outcomes],
        format_func=lambda name: _sort_name(name, say),
        key="who_sort",
        width=320,
    )
    header = segment_header(outcomes, result.manifest.currency, say)
    rows = segment_rows(result, cut, outcomes, str(sort_by), say)
    open_table(header, rows)
    st.caption(" ".join(f"{say(f'outcome-{name}')}: {say(f'outcome-{name}.help')}" for name in outcomes))
    st.caption(
        " ".join(say(key) for key in ("who-sum-help", "who-hidden-help", *(("who-role-help",) if cut.dimension == ROLE else ())))
    )
    hand_out(say("who-download"), f"transfer-impact-{cut.dimension}.csv", lambda: segments_csv(result, cut), say)


def _sort_name(name: str, say: Wording) -> str:
    if name in (BY_LEVEL, "profit", "subscribers"):
        return say(f"who-sort-{name or 'level'}")
    return say(f"outcome-{name}")
