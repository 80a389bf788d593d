"""Saved scenarios: save what is set, look at what is saved, load, rename, replace, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from babel.dates import format_datetime

from dashboard.display.markdown import open_table, plain
from dashboard.display.problems import show_problems
from dashboard.scenarios import compare_view, files_view
from dashboard.scenarios.actions import CHOSEN, NAME, NEW_NAME, delete, keep, load, overwrite, rename, take_news
from dashboard.scenarios.library import library
from data.errors import TransferImpactError
from data.scenarios.scenario_file import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.state.page_context import PageContext
    from data.scenarios.scenario_store import Saved
    from wording import Wording


def show(page: PageContext) -> None:
    """Draw everything about saved scenarios; where the file cannot be read, a sentence says so."""
    say = page.say
    st.caption(say("scenario-lead"))
    _news(say)
    try:
        saved = library().all()
    except TransferImpactError as error:
        show_problems(error.problems, say)
        return
    _save_form(page)
    if saved:
        _list(saved, say)
        _actions(saved, page)
    else:
        st.info(say("scenario-none-yet"))
    compare_view.show(saved, page)
    files_view.show(saved, say)


def _news(say: Wording) -> None:
    """Tell what became of the last action: here, and in a corner for whoever has scrolled down to a button."""
    news = take_news()
    if news is None:
        return
    if news.problems:
        show_problems(news.problems, say)
        st.toast(say("scenario-not-done"))
    else:
        done = say(f"scenario-done-{news.done}", names=plain(", ".join(news.names)))
        st.success(done)
        st.toast(done)


def _save_form(page: PageContext) -> None:
    say = page.say
    with st.form("scenario_save", border=True):
        st.text_input(say("scenario-name"), key=NAME, max_chars=LONGEST_NAME)
        st.form_submit_button(say("scenario-save"), on_click=keep, args=(page,))


def _list(saved: Iterable[Saved], say: Wording) -> None:
    st.subheader(say("scenario-list"), anchor=False)
    header = [say(key) for key in ("scenario-title", "page-preset", "page-culture", "page-base", "scenario-updated")]
    rows = [
        (
            found.scenario.name,
            say(f"preset-{found.scenario.preset}") if found.scenario.preset else "–",
            say(f"culture-{found.scenario.culture}") if found.scenario.culture else "–",
            found.scenario.base or "–",
            format_datetime(found.updated, "short", locale=say.locale),
        )
        for found in saved
    ]
    open_table(header, rows)


def _actions(saved: Sequence[Saved], page: PageContext) -> None:
    """Draw what can be done with one scenario. The buttons act on it as it was drawn: what changed meanwhile is refused."""
    say = page.say
    by_id = {found.id: found for found in saved}
    held = st.session_state.get(CHOSEN)
    # Set each time: the browser would go on showing what was deleted, or under its old name what somebody has renamed.
    st.session_state[CHOSEN] = held if held in by_id else saved[0].id
    number = st.selectbox(say("scenario-choose"), list(by_id), format_func=lambda found: by_id[found].scenario.name, key=CHOSEN)
    chosen = by_id[number]
    with st.container(horizontal=True):
        # The boxes that open belong to one scenario as it was seen: left open over another, a second click would delete that.
        st.button(say("scenario-load"), key="scenario_load", on_click=load, args=(chosen, page))
        st.button(say("scenario-overwrite"), key="scenario_overwrite", on_click=overwrite, args=(chosen, page))
        with st.popover(say("scenario-rename"), key=f"scenario_rename_{chosen.id}_{chosen.revision}"):
            st.text_input(say("scenario-new-name"), chosen.scenario.name, key=f"{NEW_NAME}_{chosen.id}", max_chars=LONGEST_NAME)
            st.button(say("scenario-rename-do"), key="scenario_rename", on_click=rename, args=(chosen,))
        with st.popover(say("scenario-delete"), key=f"scenario_delete_{chosen.id}_{chosen.revision}"):
            st.markdown(say("scenario-delete-sure", name=plain(chosen.scenario.name)))
            st.button(say("scenario-delete-do"), key="scenario_delete", on_click=delete, args=(chosen,))
    base = page.world.manifest
    if chosen.scenario.base_fingerprint not in ("", base.fingerprint):
        st.caption(say("scenario-other-base", saved=plain(chosen.scenario.base) or "–", here=plain(base.name)))
