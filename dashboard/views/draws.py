"""What the draws add to a page: they fill in beside what is there already, with progress, and never hold anything up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.background.draws_job import REST_SECONDS
from dashboard.display.again import again
from reports.content.horizon import sure_lines

if TYPE_CHECKING:
    from analysis.results.result import Result
    from dashboard.background.draws_job import DrawsRun
    from dashboard.state.page_context import PageContext

EVERY_S = 1.0
FIRST_S = REST_SECONDS + 0.3  # draws rest while a hand may still be moving: before that there is nothing to see


def with_draws(result: Result, drawing: DrawsRun | None) -> Result:
    """Return the result with its draws and variants where they are all there; half of them would move under the eye."""
    if drawing is None or not drawing.whole:
        return result
    return replace(result, futures=drawing.latest, variants=drawing.variants)


def sure_part(page: PageContext, result: Result, drawing: DrawsRun | None) -> None:
    """Say what the draws make of the answer: so far, with progress, while more are to come."""
    say = page.say
    if drawing is None:
        return
    if drawing.failed:
        st.warning(say("draws-failed"))
        return
    if drawing.running:
        _growing(page, result, drawing)
        return
    st.markdown(sure_lines(with_draws(result, drawing), say)[0])


@st.fragment
def _growing(page: PageContext, result: Result, drawing: DrawsRun) -> None:
    """Draw the progress of the draws again and again; once they are all there, the whole page."""
    if not drawing.running:
        st.rerun()
    found, say = drawing.latest, page.say
    done = 0 if found is None else found.draws
    st.progress(done / drawing.draws, say("draws-progress", done=done, draws=drawing.draws))
    if found is not None:
        st.markdown(sure_lines(replace(result, futures=found), say)[0])
    again("draws", FIRST_S if found is None else EVERY_S)
