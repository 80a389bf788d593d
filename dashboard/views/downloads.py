"""The report to take away, in every format: made only when somebody asks for it, from the whole answer."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.display.handing_out import hand_out
from dashboard.server.day import own_zone
from reports.formats import CSV, FORMATS, render
from reports.record.run_record import record_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.results.result import Result
    from dashboard.state.page_context import PageContext

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the archive's first date: the same report is the same bytes


def downloads(page: PageContext, told: Result) -> None:
    """Draw a button per format with what is in it; `told` brings the draws, where they are all there, to the whole answer."""
    say = page.say
    with st.popover(say("page-download"), icon=":material/download:", key="take_away"):
        for form in FORMATS:
            name = f"transfer-impact.{'zip' if form == CSV else form}"
            with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
                hand_out(form.upper(), name, _maker(form, page, told), say, key=f"download_{form}")
                st.markdown(say(f"format-{form}"))


def _maker(form: str, page: PageContext, told: Result) -> Callable[[], bytes]:
    zone = own_zone()  # asked while the page is drawn: whoever makes the file has no browser to ask

    def make() -> bytes:
        from analysis.evidence.learn import learned_behind  # noqa: PLC0415 - what learning needs takes a second to load

        whole = replace(page.result(cuts=True), futures=told.futures, variants=told.variants)
        whole = replace(whole, learned=learned_behind(page.path, whole.assumptions))
        record = record_of(whole, datetime.now(zone).date(), page.preset, page.path.name)
        found = render(form, whole, record, page.say.language)
        return found if isinstance(found, bytes) else _zipped(found)

    return make


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
