"""Page 1: what happens? One sentence, four numbers, where the money and the gigabytes go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.show import chart, table
from reports.figures import FATES, bridge_alternative, fates_alternative, gift_fates, profit_bridge
from reports.html import to_html
from reports.tables import bridge_rows, headlines, notice_lines, setting_rows, verdict

if TYPE_CHECKING:
    from analysis.results import Result
    from dashboard.asked import Asked
    from wording import Wording


def show(asked: Asked) -> None:
    """Draw the page for what is asked: numbers first, charts after."""
    result, say = asked.result(cuts=False), asked.say
    st.title(say("page-what"))
    st.markdown(say("page-lead", months=len(result.months)))
    st.subheader(verdict(result, say), anchor=False)
    for line in notice_lines(result, say):
        st.info(line)
    _cards(result, say)
    st.caption(say("page-caveat"))
    if result.flow.transfers:
        _charts(result, say)
        st.markdown(_flow_sentence(result, say))
    with st.expander(say("page-assumptions")):
        st.table(
            [
                dict(zip((say("page-setting"), say("page-value"), say("page-unit")), row, strict=True))
                for row in setting_rows(result.assumptions, result.manifest.currency, say)
            ],
            hide_index=True,
        )
    st.download_button(
        say("page-download"),
        data=lambda: to_html(result, say.language),
        file_name="transfer-impact.html",
        mime="text/html",
        on_click="ignore",
    )


def _charts(result: Result, say: Wording) -> None:
    """Draw the two charts side by side; only where something moved, for empty axes tell nothing."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(say("page-bridge"), anchor=False)
        header = (say("page-step"), say("page-total"), say("page-horizon-total"), say("page-per-initial"))
        chart(profit_bridge(result, say), bridge_alternative(result, say), key="bridge")
        table(header, bridge_rows(result, say), say)
    with right:
        st.subheader(say("page-fates"), anchor=False)
        chart(gift_fates(result, say), fates_alternative(result, say), key="fates")
        table((say("page-fate"), say("page-gb"), say("page-share")), _fate_rows(result, say), say)


def _cards(result: Result, say: Wording) -> None:
    for column, card in zip(st.columns(4), headlines(result, say), strict=True):
        with column, st.container(border=True):
            st.metric(card.title, card.with_rules, f"{card.change} ({card.direction})", delta_color="off", delta_arrow="off")
            st.caption(f"{say('page-without')}: {card.baseline}. {card.interval}. {say('outcome-' + card.name + '.help')}")


def _fate_rows(result: Result, say: Wording) -> list[tuple[str, str, str]]:
    total = result.flow.received_gb or 1
    rows = []
    for fate in FATES:
        value = getattr(result.flow, fate)
        rows.append((say("fate-" + fate.replace("_", "-")), say.number(value, 1), say.percent(value / total, 1)))
    return rows


def _flow_sentence(result: Result, say: Wording) -> str:
    flow = result.flow
    return say(
        "page-flow",
        transfers=say.number(flow.transfers),
        givers=say.number(flow.givers),
        receivers=say.number(flow.receivers),
        gb=say.number(flow.sent_gb, 0),
        rate=say.number(100 * flow.transfers / max(1, result.subscriber_months), 2),
    )
