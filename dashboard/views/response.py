"""The response curve on the first page: along the rule moved last, with the way to where profit is highest or turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.decide.response import FOLLOWED, Response, number_of, response_names
from analysis.settings.money import scaled
from analysis.settings.parameters import as_dict
from analysis.settings.rule_kinds import every_rule
from dashboard.background.curve_job import curve_of, follow, followed
from dashboard.background.jobs import State
from dashboard.display.again import again
from dashboard.display.live_chart import chart
from dashboard.display.show import table_behind
from dashboard.forms.widgets import put
from dashboard.state import store
from reports.decisions.response import response_finding, response_header, response_rows, stop_text
from reports.decisions.response_chart import Stand, response_curve
from reports.decisions.sensitivity import with_unit
from reports.numbers.values import rough_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.results.result import Result
    from analysis.settings.parameters import Value
    from dashboard.background.running_answer import RunningAnswer
    from dashboard.state.page_context import PageContext

FIRST_S, SOONEST_S, LATEST_S = 0.1, 0.05, 0.5
# Half a curve that a browser has just begun to draw keeps the whole one waiting, for up to half a second: what is left must be
# longer than that.
WORTH_DRAWING_S = 0.8
CHOICE, _WENT = "curve_choice", "curve_went"


def response_part(page: PageContext, result: Result, earlier: Mapping[str, Result], height_px: int) -> None:
    """Draw the choice of the rule and its curve; while it is being made, as far as it is."""
    say, currency, name = page.say, result.manifest.currency, followed()
    # An answer before, or a pinned one, may be another mechanism's, which has no such rule.
    stands = [_stand(each, name) for each in (result, *earlier.values()) if name in as_dict(each.rules)]
    put(CHOICE, name)
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small", key="curve_title"):
        st.subheader(say("response-title"), anchor=False, width="content")
        st.selectbox(
            say("response-title"),
            response_names(type(page.question.rules)),
            response_names(type(page.question.rules)).index(name),
            format_func=lambda each: with_unit(each, currency, say),
            key=CHOICE,
            on_change=lambda: follow(st.session_state[CHOICE]),
            label_visibility="collapsed",
        )
    st.session_state.pop(_WENT, None)
    # A place of its own: a part that is drawn anew may become more than it was, and would lie over what follows it.
    with st.container():
        _growing(curve_of(page), page, stands, height_px)


@st.fragment
def _growing(found: Response | RunningAnswer[Response], page: PageContext, stands: Sequence[Stand], height_px: int) -> None:
    """Draw the curve as far as it is, again and again until it is whole; the page around it stands."""
    if st.session_state.pop(_WENT, False):
        st.rerun()  # a button in a part of the page draws that part only
    if isinstance(found, Response):
        _curve(found, page, stands, height_px)
    elif not found.job.is_active:
        _ended(found, page, stands, height_px)
    else:
        _so_far(found, page, stands, height_px)


def _so_far(held: RunningAnswer[Response], page: PageContext, stands: Sequence[Stand], height_px: int) -> None:
    """Draw what there is, if it is worth it, and look again when the whole should be there."""
    found, left = held.latest, held.job.seconds_left
    held.is_shown |= left is not None and left > WORTH_DRAWING_S
    if found is None or not held.is_shown:
        # As high as the curve: what stands under it must not move when that comes.
        with st.container(height=height_px, border=False):
            st.caption(page.say("response-coming"))
    else:
        _picture(found, page, stands, height_px)
    again("curve", FIRST_S if left is None else min(max(left, SOONEST_S), LATEST_S))


def _ended(held: RunningAnswer[Response], page: PageContext, stands: Sequence[Stand], height_px: int) -> None:
    if held.latest is not None and held.job.state is State.DONE:
        _curve(held.latest, page, stands, height_px)
    else:
        st.warning(page.say("response-failed"))


def _stand(result: Result, name: str) -> Stand:
    """Return where an answer stands along a rule."""
    answer = {panel: result.outcome(panel).change for panel in FOLLOWED if panel != "npv"} | {"npv": result.projection.npv.value}
    return Stand(as_dict(result.rules)[name], answer)


def _picture(found: Response, page: PageContext, stands: Sequence[Stand], height_px: int) -> None:
    say, currency = page.say, page.world.manifest.currency
    figure = response_curve(found, stands, currency, say).update_layout(height=height_px)
    chart(figure, response_finding(found, currency, say), key="curve")


def _curve(found: Response, page: PageContext, stands: Sequence[Stand], height_px: int) -> None:
    """Draw the whole curve, the ways to its best and its turns, and its table: of half a curve these would be untrue."""
    say, currency = page.say, page.world.manifest.currency
    _picture(found, page, stands, height_px)
    with st.container(horizontal=True, gap="xsmall", key="curve_ways"):
        _ways(found, page)
        table_behind(response_header(found, currency, say), response_rows(found, currency, say), say, "curve")
    if found.subscribers < page.world.subscribers:
        st.caption(say("response-sample", subscribers=say.number(found.subscribers)))


def _ways(found: Response, page: PageContext) -> None:
    """Draw the buttons that go where profit is highest, and to where it turns, on the side that gains."""
    say, parameter = page.say, scaled(every_rule()[found.name], page.world.pack_price_per_gb)
    kind = int if parameter.kind == "integer" else float
    number = number_of(found.best.value)
    best = found.best.value if number is None else kind(number)
    _way("best", say("response-to-best", value=stop_text(best, say)), found.name, best)
    for nth, turn in enumerate(found.turns):
        value = kind(turn.gaining(parameter.step))
        _way(f"turn{nth}", say("response-to-turn", value=rough_text(value, say)), found.name, value)


def _way(key: str, label: str, name: str, value: Value) -> None:
    is_there = store.chosen().rule_values()[name] == value
    icon = ":material/arrow_forward:"
    st.button(label, key=f"curve_{key}", on_click=_go, args=(name, value), disabled=is_there, icon=icon, type="tertiary")


def _go(name: str, value: Value) -> None:
    store.choose_rule(name, value)
    st.session_state[_WENT] = True
