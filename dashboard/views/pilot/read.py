"""Part of the page "Try it first": what a pilot found, from its files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.background import worker_process
from dashboard.background.trials import pilot as pilot_tasks
from dashboard.display.handing_out import hand_out
from dashboard.display.live_chart import chart
from dashboard.display.markdown import open_table, plain
from dashboard.display.show import titled
from dashboard.views.pilot.folders import PILOTS, choose_folder
from dashboard.views.trial_folders import read_beside
from reports.trials import readout as words
from reports.trials.readout_chart import monthly_alternative, monthly_chart, monthly_rows
from reports.trials.readout_json import readout_json

if TYPE_CHECKING:
    from analysis.pilot.readout.answer import Readout
    from dashboard.state.page_context import PageContext

READOUT = "pilot_readout"


def show(page: PageContext) -> None:
    """Draw the part: the folder to choose, and what is read from it, beside the page."""
    st.header(page.say("trial-title"), anchor=False)
    choose_folder(page)
    read_beside(page, PILOTS, READOUT, worker_process.QUICK, pilot_tasks.pilot_read, draw)


def draw(found: Readout, page: PageContext) -> None:
    """Draw a read-out: what must be known first, effects, month by month, both sides."""
    say = page.say
    lines = [plain(line) for line in words.first_lines(found, say)]
    if found.sample_ratio_failed:
        st.error(lines.pop(0))
    st.markdown("\n".join(f"- {line}" for line in lines))
    for line in words.note_lines(found, say):
        st.warning(plain(line))
    st.subheader(say("trial-table"), anchor=False)
    open_table(words.effects_header(found, say), words.effects_rows(found, say))
    st.caption(say("trial-per"))
    header = (say("trial-arm-name"), say("trial-axis-month"), say("trial-axis-buying"))
    titled(say("trial-monthly-title"), header, monthly_rows(found, say), say, "pilot_monthly")
    chart(monthly_chart(found, say), monthly_alternative(found, say), key="pilot_monthly_chart")
    if found.sides:
        st.subheader(say("trial-sides-title"), anchor=False)
        open_table(words.sides_header(say), words.sides_rows(found, say))
    meeting = words.interference_line(found, say)
    if meeting is not None:
        st.markdown(plain(meeting))
    if found.exposure:
        st.subheader(say("trial-exposure-title"), anchor=False)
        open_table(words.exposure_header(say), words.exposure_rows(found, say))
    hand_out(say("trial-download"), "transfer-impact-pilot.pdf", partial(_pdf, found, page), say, key="pilot_readout_pdf")
    hand_out(say("trial-download-json"), "transfer-impact-pilot.json", partial(_json, found), say, key="pilot_readout_json")


def _json(found: Readout) -> bytes:
    return readout_json(found).encode()


def _pdf(found: Readout, page: PageContext) -> bytes:
    from reports.trials.readout_pdf import readout_pdf  # noqa: PLC0415 - Typst takes a while to load, and is often not asked for

    return readout_pdf(found, page.say)
