"""Page 3: how sure are we? Three layers side by side, a live tornado, what drives the answer, what to measure, assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.decide.value_of_information import value_of_measuring
from analysis.uncertainty.drivers import drivers_of
from dashboard.background.draws_job import drawing_of
from dashboard.display.live_chart import chart
from dashboard.display.markdown import open_table
from dashboard.display.show import titled
from dashboard.display.terms import words_used
from dashboard.forms.assumptions_form import assumptions_form
from dashboard.state.answers import earlier_answers
from dashboard.views import tornado
from dashboard.views.cards import compared
from dashboard.views.draws import sure_part, with_draws
from reports.charts.uncertainty import draw_rows, draws, draws_alternative, drivers, drivers_alternative
from reports.content.uncertainty import driver_rows, layer_differences, layer_rows, measure_line, variant_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.results.result import Result
    from dashboard.state.page_context import PageContext
    from wording import Wording

WORDS = ("worth", "sampling", "future", "likely-range", "fingerprint")


def show(page: PageContext) -> None:
    """Draw the three layers, what drives the answer, then the assumptions form."""
    say, result = page.say, page.result(cuts=False)
    drawing = drawing_of(page, result)
    told = with_draws(result, drawing)
    st.title(say("question-sure"))
    # In a box of its own: were what the draws add to shift the form, its open drawer would close under the hand.
    with st.container():
        with st.container(key="sure_finding"):
            sure_part(page, result, drawing)
        compared(result, say)
        left, right = st.columns([5, 6], gap="medium")
        with left:
            _layers(told, say)
        with right:
            tornado.show(page, result)
        if told.futures is not None:
            _charts(told, say)
        st.caption(say("sure-lead"))
        words_used(WORDS, say)
    st.header(say("frame-assumptions"), anchor=False)
    st.markdown(say("frame-assumptions-lead"))
    assumptions_form(page.world, say)


def _layers(result: Result, say: Wording) -> None:
    """Draw the layers of every outcome, and how far each change lies from that of the answers to compare with."""
    earlier = earlier_answers(result)
    header = ["page-outcome", "page-change", "layer-sampling", "layer-assumption", *(f"answer-since-{kind}" for kind in earlier)]
    columns = [layer_differences(result, other, say) for other in earlier.values()]
    _table(header, [(*row, *more) for row, *more in zip(layer_rows(result, say), *columns, strict=True)], say)


def _charts(result: Result, say: Wording) -> None:
    futures = result.futures
    if futures is None:
        return
    found = drivers_of(futures)
    worth = value_of_measuring(futures)
    st.info(measure_line(result, found, worth, say))
    left, right = st.columns(2, gap="medium")
    with left:
        header = ("sure-unknown", "driver-low", "driver-high", "sure-swing", "sure-knowing")
        titled(say("sure-drivers"), [say(key) for key in header], driver_rows(result, found, worth, say), say, "drivers")
        chart(drivers(found, result, say), drivers_alternative(found, result, say), key="drivers")
    with right:
        titled(say("sure-draws"), (say("sure-share"), say("compare-worth")), draw_rows(futures, result, say), say, "draws")
        chart(draws(futures, result.manifest.currency, say), draws_alternative(futures, result, say), key="draws")
    st.subheader(say("sure-variants"), anchor=False)
    st.markdown(say("sure-variants-lead"))
    _table(("sure-variant", "compare-worth", "layer-sampling", "compare-payback"), variant_table(result, say), say)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], say: Wording) -> None:
    open_table([say(key) for key in header], rows)
