"""Page 1: what happens? One sentence, four numbers, where the money and the gigabytes go."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import streamlit as st

from analysis.outcomes.few_people import few_in
from analysis.outcomes.measures import HEADLINES
from dashboard.background.curve_job import leave_other_curve
from dashboard.background.draws_job import drawing_of
from dashboard.background.fair_queue import CHARTS, NUMBERS
from dashboard.display.guide import guide
from dashboard.display.live_chart import chart
from dashboard.display.markdown import open_table, plain
from dashboard.display.show import below_warning, titled
from dashboard.display.terms import words_used
from dashboard.state.answers import earlier_answers
from dashboard.state.cache import is_small
from dashboard.views.cards import cards
from dashboard.views.downloads import downloads
from dashboard.views.draws import sure_part, with_draws
from dashboard.views.response import response_part
from reports.charts.replay import gift_fates, profit_bridge
from reports.charts.time_path import earlier_line, time_path, with_earlier
from reports.content.chart_findings import bridge_alternative, path_alternative, path_rows
from reports.content.gift_fates import FATES, fates_alternative, flow_line
from reports.content.headlines import bridge_rows, headlines, verdict_brief
from reports.content.horizon import ahead_line
from reports.content.uncertainty import layer_rows
from reports.numbers.plausibility import inside_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.results.result import Result
    from dashboard.background.draws_job import DrawsRun
    from dashboard.state.page_context import PageContext
    from reports.content.headlines import Headline
    from wording import Wording

# The browser paints what it was sent before it is busy with charts: without a breath numbers wait for these now and then.
BREATH_SECONDS = 0.06
# Low enough for both to end above the lower edge of an office laptop's screen.
PATH_PX, CURVE_PX, BELOW_PX = 258, 250, 278
PATH = ("axis-months", "page-change", "page-cumulative", "layer-sampling", "layer-assumption", "page-retained")
WORDS = ("worth", "sampling", "future", "pack", "displaced", "induced", "repurchase", "renewal")
BRIDGE = ("page-step", "page-total", "page-horizon-total", "page-per-initial")


def show(page: PageContext) -> None:
    """Draw the page for what is asked: numbers first, draws and the curve beside them, charts after."""
    say = page.say
    leave_other_curve(page)
    manifest = page.world.manifest
    made = say("guide-made-up" if manifest.source == "synthetic" else "guide-read-in")
    size, months = say.number(page.world.subscribers), len(page.world.months)
    guide("base", say("guide-base", name=plain(manifest.name), subscribers=size, months=months, made=made), say)
    with st.container(horizontal=True, vertical_alignment="center", key="title_line"):
        st.title(say("page-what"))
        take_away = st.container(width="content")
    with NUMBERS.turn(alone=not is_small(page.world)):
        result, drawing, earlier = _numbers(page)
    told = with_draws(result, drawing)
    time.sleep(BREATH_SECONDS)
    with CHARTS.turn():
        NUMBERS.when_all_are_served()
        if result.rules.enabled:
            _first_look(page, told, earlier)
        if result.flow.moved:
            _below(page, told, drawing)
    _meaning(told, say)
    with take_away:
        downloads(page, told)


def _numbers(page: PageContext) -> tuple[Result, DrawsRun | None, dict[str, Result]]:
    """Draw everything that is read, and return what the charts are drawn from: the answer, its draws, earlier answers."""
    result, say = page.result(cuts=False), page.say
    earlier = earlier_answers(result)
    drawing = drawing_of(page, result)
    told = with_draws(result, drawing)
    st.subheader(verdict_brief(told, say), anchor=False)
    for line in below_warning(result.notices, say):
        st.info(line)
    cards(told, earlier, say)
    guide("interval", say("guide-interval"), say)
    return result, drawing, earlier


def _first_look(page: PageContext, result: Result, earlier: Mapping[str, Result]) -> None:
    """Draw the charts that belong to the first look side by side; a path only where something moved."""
    say = page.say
    left, right = st.columns(2, gap="medium")
    if result.flow.moved:
        with left:
            titled(say("page-path"), [say(key) for key in PATH], path_rows(result, say), say, "path")
            figure = with_earlier(time_path(result, say), earlier, say).update_layout(height=PATH_PX)
            chart(figure, f"{path_alternative(result, say)} {earlier_line(result, earlier, say)}".strip(), key="path")
    with right:
        response_part(page, result, earlier, CURVE_PX)


def _below(page: PageContext, result: Result, drawing: DrawsRun | None) -> None:
    """Draw what explains the first look: where the money comes from, what became of the gigabytes, and in words."""
    say = page.say
    left, right = st.columns(2, gap="medium")
    with left:
        titled(say("page-bridge"), [say(key) for key in BRIDGE], bridge_rows(result, say), say, "bridge")
        # Two lines a bar, and up to ten bars: the report, which has more room, draws the same chart in its usual letters.
        figure = profit_bridge(result, say).update_layout(height=BELOW_PX, margin_t=6).update_yaxes(tickfont_size=10)
        chart(figure, bridge_alternative(result, say), key="bridge")
    with right:
        if few_in(result):
            st.subheader(say("page-fates"), anchor=False)
        else:
            header = [say(key) for key in ("page-fate", "page-gb", "page-share")]
            titled(say("page-fates"), header, _fate_rows(result, say), say, "fates")
            chart(gift_fates(result, say).update_layout(height=BELOW_PX), fates_alternative(result, say), key="fates")
        st.markdown(flow_line(result, say))
    st.markdown(ahead_line(result, say))
    for line in inside_lines(result, say):
        st.caption(line)
    sure_part(page, result, drawing)


def _meaning(result: Result, say: Wording) -> None:
    """Draw what the outcomes are, their numbers as a table, and what kind of answer this is."""
    with st.expander(say("page-outcomes-table")):
        drawn = {row[0]: row[3] for row in layer_rows(result, say)}
        header = [
            say(key) for key in ("page-outcome", "page-without", "page-with", "page-change", "layer-sampling", "layer-assumption")
        ]
        rows = [_outcome_row(card, drawn[say(f"outcome-{card.name}")]) for card in headlines(result, say)]
        open_table(header, rows)
        st.caption(" ".join(f"{say(f'outcome-{name}')}: {say(f'outcome-{name}.help')}" for name in HEADLINES))
    mechanism = result.rules.mechanism
    facts = {"mechanism": mechanism, "title": say(f"mechanism-{mechanism}")}
    lead = say("page-lead", months=len(result.months), ahead=result.projection.horizon_months, **facts)
    st.caption(f"{lead} {say('page-caveat')}")
    words_used(WORDS, say)


def _outcome_row(card: Headline, drawn: str) -> tuple[str, ...]:
    return card.title, card.baseline, card.with_rules, f"{card.change} ({card.direction})", card.interval, drawn


def _fate_rows(result: Result, say: Wording) -> list[tuple[str, str, str]]:
    total = result.flow.received_gb or 1
    rows = []
    for fate in FATES:
        value = getattr(result.flow, fate)
        rows.append((say("fate-" + fate.replace("_", "-")), say.number(value, 1), say.percent(value / total, 1)))
    return rows
