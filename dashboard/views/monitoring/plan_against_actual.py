"""Page: plan against actual. A launch held against what was planned, its alarms, and what would explain them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analysis.monitoring.answer import AS_PLANNED, RATIO, UNTOLD
from dashboard.background import worker_process
from dashboard.background.trials import launch
from dashboard.display.handing_out import hand_out
from dashboard.display.live_chart import chart
from dashboard.display.markdown import open_table, plain
from dashboard.display.show import titled
from dashboard.views.monitoring.launches import LAUNCHES, choose_launch
from dashboard.views.trial_folders import read_beside
from reports.monitoring import chart as charts
from reports.monitoring import compared as without
from reports.monitoring import watches, words

if TYPE_CHECKING:
    from analysis.monitoring.answer import Monitored, Watched
    from dashboard.state.page_context import PageContext

READING = "launch_reading"


def show(page: PageContext) -> None:
    """Draw the page: the launch to choose, and what is read from it, beside the page."""
    st.title(page.say("question-launch"))
    choose_launch(page)
    read_beside(page, LAUNCHES, READING, worker_process.LONG, launch.launch_read, draw)


def draw(found: Monitored, page: PageContext) -> None:
    """Draw a watched launch: the finding, alarms and reasons, every metric against its plan and its limit, what it cannot see."""
    say = page.say
    box = {RATIO: st.error, AS_PLANNED: st.success, UNTOLD: st.info}.get(found.verdict, st.warning)
    box(plain(words.finding_line(found, say)))
    for line in watches.watch_alarm_lines(found, say):
        st.error(plain(line))
    _list(words.alarm_lines(found, say))
    for note in found.notes:
        st.warning(plain(say(f"trial-note-{note}")))
    for line in words.rates_lines(found, say):
        st.markdown(plain(line))
    for one in found.watched:
        _metric(one, found, page)
    _compared(found, page)
    st.caption(plain(say("monitor-per")))
    st.subheader(say("monitor-watch-title"), anchor=False)
    open_table(watches.watch_header(say), watches.watch_rows(found, say))
    st.caption(plain(say("monitor-watch-note")))
    st.subheader(say("launch-beside-figures"), anchor=False)
    _list(words.beside_lines(found, say))
    hand_out(say("launch-download-json"), "transfer-impact-launch.json", partial(_json, found), say, key="launch_json")


def _metric(one: Watched, found: Monitored, page: PageContext) -> None:
    """Draw a metric: its path against the plan, its chart against the limit, and both as a table a click away."""
    say = page.say
    titled(
        words.metric_text(one.name, say), words.metric_header(say), words.metric_rows(one, found, say), say, f"launch_{one.name}"
    )
    left, right = st.columns(2)
    with left:
        st.markdown(f"**{say('launch-path-title')}**")
        chart(charts.path_chart(one, found, say), charts.path_alternative(one, found, say), key=f"launch_path_{one.name}")
    with right:
        st.markdown(f"**{say('launch-control-title')}**")
        chart(charts.control_chart(one, found, say), charts.control_alternative(one, found, say), key=f"launch_sums_{one.name}")


def _compared(found: Monitored, page: PageContext) -> None:
    """Draw what stands in the place of a holdout: how, each metric over all months, and month by month."""
    if not found.compared:
        return
    say = page.say
    st.header(say("monitor-compared-title"), anchor=False)
    _list(without.compared_lines(found, say))
    open_table(without.compared_header(say), without.compared_rows(found, say))
    for one in found.compared:
        header, rows = without.compared_month_header(say), without.compared_month_rows(one, found.currency, say)
        titled(words.metric_text(one.name, say), header, rows, say, f"launch_{one.name}")
        picture = charts.compared_chart(one, found, say)
        chart(picture, without.compared_alternative(one, found, say), key=f"launch_mix_{one.name}")


def _list(lines: list[str]) -> None:
    if lines:
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _json(found: Monitored) -> bytes:
    return words.monitored_json(found).encode()
