"""Page: which mechanism? Every known offer of every mechanism on this base, each a click away from the levers, and resellers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.resellers.scan import has_log
from analysis.rivals.compare import offers, unasked
from analysis.scenarios.presets import mechanism_of_preset
from analysis.settings.rule_kinds import kind_of
from dashboard.background import tasks, worker_process
from dashboard.background.progress import watch
from dashboard.background.running_answer import RunningAnswer, in_lane, running_answer
from dashboard.display.handing_out import hand_out
from dashboard.display.live_chart import chart
from dashboard.display.markdown import open_table
from dashboard.forms.assumptions_form import assumption_switch
from dashboard.state import store
from dashboard.views.rivals import best_of_each
from reports.charts.comparison import profit_changes, profit_changes_alternative
from reports.content.comparison import Case
from reports.decisions.mechanisms import (
    bars_header,
    bars_rows,
    finding_of,
    mechanisms_header,
    mechanisms_rows,
    outside_found,
    ranked_rivals,
    resale_line,
    rivals_csv,
    unasked_lines,
)
from reports.decisions.resale_scan import scan_header, scan_lines, scan_rows

if TYPE_CHECKING:
    from analysis.resellers.scan import ScanCounts
    from analysis.rivals.bars import Bar
    from analysis.rivals.compare import Rival
    from dashboard.state.page_context import PageContext

RIVALS, _RESALE, _OFFER, SCAN = "rivals", "resale", "rival_offer", "resale_scan"


def show(page: PageContext) -> None:
    """Draw the page; what it shows fills in beside it."""
    say = page.say
    st.title(say("question-mechanism"))
    st.markdown(say("mechanism-lead", months=page.question.horizon))
    asked = tasks.Located(page.path, page.question)
    # Which rules are in force is no part of it: moving a lever asks nothing anew.
    key = replace(page, question=replace(page.question, rules=kind_of("").of({}))).key("rivals")

    def draw(found: tuple[Rival, ...]) -> None:
        if len(found) > 1:
            _compared(ranked_rivals(found), page)

    watch(running_answer(RIVALS, key, lambda: in_lane(worker_process.LONG, key, tasks.rivals_of, asked)), draw, say)
    _load(page)
    best_of_each.show(page)
    _resale(page, asked)
    _scan(page)
    st.caption(say("mechanism-gain-help", price=say.percent(page.question.assumptions.resale_price, 0)))


def _compared(found: list[Rival], page: PageContext) -> None:
    say, currency = page.say, page.world.manifest.currency
    st.subheader(finding_of(found, say), anchor=False)
    cases = [Case(f"{say(f'mechanism-{one.mechanism}')}: {say(f'preset-{one.preset}')}", one.result) for one in found]
    chart(profit_changes(cases, say), profit_changes_alternative(cases, say), key="mechanism_profits")
    open_table(mechanisms_header(currency, say), mechanisms_rows(found, say))
    for line in (*outside_found(found, say), *unasked_lines(unasked(page.world, page.question.assumptions), say)):
        st.caption(line)
    hand_out(say("mechanism-download"), "transfer-impact-mechanisms.csv", lambda: rivals_csv(found), say, key="rivals_csv")


def _load(page: PageContext) -> None:
    """Draw the way from an offer to the levers."""
    say = page.say

    def shown(name: str) -> str:
        return f"{say(f'mechanism-{mechanism_of_preset(name)}')}: {say(f'preset-{name}')}"

    with st.container(horizontal=True, vertical_alignment="bottom", key="mechanism_load"):
        name = st.selectbox(say("mechanism-offer"), offers(), format_func=shown, key=_OFFER)
        st.button(
            say("mechanism-load"), key="take_offer", on_click=store.choose_preset, args=(name,), help=say("mechanism-load-help")
        )


def _resale(page: PageContext, asked: tasks.Located) -> None:
    """Draw what a reseller earns under the rules in force, and what each tightened rule does to that."""
    say, world = page.say, page.world
    currency, key = world.manifest.currency, page.key("resale")
    st.header(say("resale-title"), anchor=False)
    assumption_switch("resellers", world, say)

    def draw(found: tuple[tuple[Bar, ...], Bar | None]) -> None:
        bars, cheapest = found
        st.markdown(resale_line(bars, cheapest, currency, say))
        if len(bars) > 1:
            open_table(bars_header(currency, say), bars_rows(bars, currency, say))

    held: RunningAnswer[tuple[tuple[Bar, ...], Bar | None]] = running_answer(
        _RESALE, key, lambda: in_lane(worker_process.QUICK, key, tasks.resale_under, asked)
    )
    watch(held, draw, say)


def _scan(page: PageContext) -> None:
    """Draw how many givers of the base's own log bear marks of resale; nothing where it has none."""
    if not has_log(page.path):
        return
    say, path, key = page.say, page.path, page.question.fingerprint

    def draw(found: ScanCounts | None) -> None:
        if found is not None:
            for line in scan_lines(found, say):
                st.markdown(line)
            open_table(scan_header(say), scan_rows(found, say))

    st.header(say("scan-title"), anchor=False)
    held: RunningAnswer[ScanCounts | None] = running_answer(
        SCAN, key, lambda: in_lane(worker_process.QUICK, key, tasks.resale_scan, path)
    )
    watch(held, draw, say)
