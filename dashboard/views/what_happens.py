"""Page 1: what happens? One sentence, four numbers, where the money and the gigabytes go."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import streamlit as st

from analysis.telling import few_in
from dashboard.show import chart, table
from dashboard.turns import CHARTS, NUMBERS
from dashboard.views.downloads import downloads
from dashboard.views.draws import drawing_of, sure_part, with_draws
from reports.ahead import ahead_line
from reports.fates import flow_line
from reports.figures import FATES, bridge_alternative, fates_alternative, gift_fates, profit_bridge
from reports.figures_ahead import path_alternative, path_rows, time_path
from reports.tables import bridge_rows, headlines, notice_lines, verdict

if TYPE_CHECKING:
    from analysis.results import Result
    from dashboard.asked import Asked
    from dashboard.drawing import Drawing
    from wording import Wording

# The browser paints what it was sent before it is busy with charts: without a breath numbers wait for these now and then.
BREATH_SECONDS = 0.06
PATH = ("axis-months", "page-change", "page-cumulative", "layer-sampling", "layer-assumption", "page-retained")
BRIDGE = ("page-step", "page-total", "page-horizon-total", "page-per-initial")


def show(asked: Asked) -> None:
    """Draw the page for what is asked: numbers first, draws beside them, charts after."""
    with NUMBERS.turn():
        result, drawing = _numbers(asked)
    told = with_draws(result, drawing)
    time.sleep(BREATH_SECONDS)
    with CHARTS.turn():
        NUMBERS.when_all_are_served()
        if result.flow.transfers:
            _charts(told, asked.say)
    downloads(asked, told)


def _numbers(asked: Asked) -> tuple[Result, Drawing | None]:
    """Draw everything that is read, and return what the charts are drawn from."""
    result, say = asked.result(cuts=False), asked.say
    drawing = drawing_of(asked, result)
    told = with_draws(result, drawing)
    st.title(say("page-what"))
    st.markdown(say("page-lead", months=len(result.months), ahead=result.projection.horizon_months))
    st.subheader(verdict(told, say), anchor=False)
    for line in notice_lines(result, say):
        st.info(line)
    _cards(result, say)
    if result.flow.transfers:
        st.markdown(ahead_line(result, say))
        sure_part(asked, result, drawing)
    st.caption(say("page-caveat"))
    return result, drawing


def _charts(result: Result, say: Wording) -> None:
    """Draw the charts side by side; only where something moved, for empty axes tell nothing."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(say("page-path"), anchor=False)
        chart(time_path(result, say), path_alternative(result, say), key="path")
        table([say(key) for key in PATH], path_rows(result, say), say)
    with right:
        st.subheader(say("page-bridge"), anchor=False)
        chart(profit_bridge(result, say), bridge_alternative(result, say), key="bridge")
        table([say(key) for key in BRIDGE], bridge_rows(result, say), say)
    st.subheader(say("page-fates"), anchor=False)
    if not few_in(result):
        chart(gift_fates(result, say), fates_alternative(result, say), key="fates")
        table((say("page-fate"), say("page-gb"), say("page-share")), _fate_rows(result, say), say)
    st.markdown(flow_line(result, say))


def _cards(result: Result, say: Wording) -> None:
    for column, card in zip(st.columns(4), headlines(result, say), strict=True):
        with column, st.container(border=True, height="stretch"):
            st.metric(card.title, card.with_rules, f"{card.change} ({card.direction})", delta_color="off", delta_arrow="off")
            st.caption(f"{say('page-without')}: {card.baseline}. {card.interval}. {say('outcome-' + card.name + '.help')}")


def _fate_rows(result: Result, say: Wording) -> list[tuple[str, str, str]]:
    total = result.flow.received_gb or 1
    rows = []
    for fate in FATES:
        value = getattr(result.flow, fate)
        rows.append((say("fate-" + fate.replace("_", "-")), say.number(value, 1), say.percent(value / total, 1)))
    return rows
