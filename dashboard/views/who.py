"""Page 2: who gains, who loses? Subscribers by how much better off they are, and every outcome by group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.outcomes.cuts import BANDS, ROLE
from analysis.outcomes.few_people import told_outcomes
from analysis.outcomes.measures import HEADLINES
from dashboard.display.handing_out import hand_out
from dashboard.display.heat_table import Cell, heat_html
from dashboard.display.live_chart import chart
from dashboard.display.markdown import open_table, plain
from dashboard.display.show import below_warning, titled
from dashboard.display.terms import words_used
from dashboard.state.answers import BEFORE, PINNED, earlier_answers
from dashboard.views.cards import compared
from reports.charts.segments import INK, MOST_GROUPS, bands_chart, shade_colour, shades
from reports.content.chart_findings import bands_alternative, bands_finding, heat_alternative
from reports.content.headlines import verdict
from reports.content.segments import (
    band_rows,
    change_of,
    cut_by,
    dimensions_of,
    level_name,
    segment_header,
    segment_rows,
    told_change,
)
from reports.numbers.outcomes import change_text
from reports.tidy.segments_csv import segments_csv

if TYPE_CHECKING:
    from analysis.results.result import Result, Segment
    from dashboard.state.page_context import PageContext
    from reports.content.segments import Cut
    from wording import Wording

BY_LEVEL = ""
WORDS = ("subscriber-month", "allowance", "need", "surplus", "shortage", "displaced")


def show(page: PageContext) -> None:
    """Draw the page: the finding, the filters, winners and losers beside the groups by outcome, then their table."""
    say, result = page.say, page.result(cuts=True)
    st.title(say("question-who"))
    moved = result.flow.moved
    st.subheader(bands_alternative(result, say) if moved else verdict(result, say), anchor=False)
    compared(result, say)
    with st.container():
        for line in below_warning(result.notices, say):
            st.info(line)
    dimension, outcomes = _filters(result, say)
    cut = cut_by(result, dimension)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        _winners(result, dimension, say)
    with right:
        _groups(page, result, cut, outcomes)
    _table(result, cut, outcomes, say)
    st.caption(say("who-lead"))
    words_used(WORDS, say)


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
    bands = (say(f"band-{band.replace('_', '-')}") for band in BANDS)
    header = (say("segment-group"), say("segment-subscribers"), *bands)
    titled(say("who-bands"), header, band_rows(result, dimension, say), say, "bands")
    if result.flow.moved:
        chart(bands_chart(result, dimension, say), bands_finding(result, dimension, say), key="bands")
    st.caption(f"{say('who-bands-help')} {say('who-bands-rounded')}")


def _groups(page: PageContext, result: Result, cut: Cut, outcomes: list[str]) -> None:
    """Draw the heat map; where an answer is there to compare with, each cell says how far it lies from that."""
    say = page.say
    st.subheader(say("who-groups"), anchor=False)
    st.markdown(plain(heat_alternative(result, cut, say)))
    if not (result.flow.moved and cut.shown):
        return
    kind, other = _other(page, result)
    groups = cut.shown[:MOST_GROUPS]
    then = {segment.level: segment for segment in cut_by(other, cut.dimension).shown} if other else {}
    rows = [
        (
            level_name(cut.dimension, segment.level, say),
            [
                Cell(
                    told_change(segment, name, result.manifest.currency, say),
                    shade_colour(shade),
                    _difference(segment, then.get(segment.level), name, result.manifest.currency, say),
                )
                for name, shade in zip(outcomes, shade_row, strict=True)
            ],
        )
        for segment, shade_row in zip(groups, shades(groups, outcomes), strict=True)
    ]
    header = [say("segment-group"), *(say(f"outcome-{name}") for name in outcomes)]
    with st.container(key="heat"):
        st.html(heat_html(header, rows, INK, heat_alternative(result, cut, say)))
    notes = [say("who-groups-help"), *([say(f"who-difference-{kind}")] if then else [])]
    notes += [say("who-most-groups", count=MOST_GROUPS)] if len(cut.shown) > MOST_GROUPS else []
    st.caption(" ".join(notes))


def _other(page: PageContext, result: Result) -> tuple[str, Result | None]:
    """Return the answer to compare groups with, and its kind: a pinned one goes before the one before the last move."""
    earlier = earlier_answers(result)
    kind = PINNED if PINNED in earlier else BEFORE
    if kind not in earlier:
        return kind, None
    return kind, replace(page, question=earlier[kind].question).result(cuts=True)


def _difference(now: Segment, then: Segment | None, name: str, currency: str, say: Wording) -> str:
    after, before = change_of(now, name), None if then is None else change_of(then, name)
    return "" if after is None or before is None else change_text(name, after - before, currency, say)


def _table(result: Result, cut: Cut, outcomes: list[str], say: Wording) -> None:
    """Draw the groups in numbers, in the order that is asked for, and the file to take away."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.subheader(say("who-table"), anchor=False)
        sort_by = st.selectbox(
            say("who-sort"),
            [BY_LEVEL, "profit", "subscribers", *outcomes],
            format_func=lambda name: _sort_name(name, say),
            key="who_sort",
            width=320,
        )
        hand_out(say("who-download"), f"transfer-impact-{cut.dimension}.csv", lambda: segments_csv(result, cut), say)
    header = segment_header(outcomes, result.manifest.currency, say)
    open_table(header, segment_rows(result, cut, outcomes, str(sort_by), say))
    st.caption(" ".join(f"{say(f'outcome-{name}')}: {say(f'outcome-{name}.help')}" for name in outcomes))
    keys = ("who-sum-help", "who-hidden-help", *(("who-role-help",) if cut.dimension == ROLE else ()))
    st.caption(" ".join(say(key) for key in keys))


def _sort_name(name: str, say: Wording) -> str:
    if name in (BY_LEVEL, "profit", "subscribers"):
        return say(f"who-sort-{name or 'level'}")
    return say(f"outcome-{name}")
