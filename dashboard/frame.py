"""What every page shares: navigation, language, base, rules form, link; then the page itself, or a sentence with a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.settings.horizon import HORIZON
from dashboard.background.draws_job import leave_other
from dashboard.background.lever_weights import first_levers
from dashboard.background.shortlist_job import leave_other_shortlist
from dashboard.display.browser_history import remembered_by_the_browser
from dashboard.display.handing_out import failures_in_words
from dashboard.display.show import base_facts, base_warning, problems
from dashboard.display.style import styled
from dashboard.display.unforeseen import tell_unforeseen
from dashboard.forms.assumptions_form import assumptions_changed
from dashboard.forms.base_choice import base_choice, opened_world, way_out
from dashboard.forms.copy_link import copy_link, link_notes
from dashboard.forms.rules_form import culture_choice, rules_form
from dashboard.forms.toolbar import toolbar
from dashboard.forms.widgets import Control, choice, draw
from dashboard.pages import VIEWS, View
from dashboard.state import store
from dashboard.state.page_context import PageContext
from dashboard.state.question import fitted, question_of
from data.errors import TransferImpactError
from wording import LANGUAGE_PROMPT, LANGUAGES, Wording, wording

if TYPE_CHECKING:
    from pathlib import Path

    from streamlit.delta_generator import DeltaGenerator

    from analysis.shards.store import AnyBase
    from data.errors import Problem


def page() -> None:
    """Draw the page that the address names, for what the sidebar and the address say."""
    say = wording(store.chosen().language)
    bar: DeltaGenerator | None = None
    path: Path | None = None
    world: AnyBase | None = None
    found: tuple[Problem, ...] = ()

    def entry(view: View, address: str, *, shown: bool = True) -> st.Page:
        # What it draws is bound when it runs: by then the sidebar has said which base it is.
        return st.Page(
            lambda: _answer(view, say, path, world) if path and world else _without(view, say, found),
            title=_in_short(view, say),
            url_path=address,
            visibility="visible" if shown else "hidden",
        )

    first, *others = VIEWS
    # Streamlit serves the first page at the root alone; the same page under its own name keeps "/what" from being not found.
    pages = [entry(first, "start"), entry(first, first.path, shown=False), *(entry(view, view.path) for view in others)]
    here = st.navigation(pages, position="top")
    with st.sidebar:
        styled()
        remembered_by_the_browser()
        with st.container(horizontal=True, wrap=False, gap="xsmall", key="where"):
            _language()
            path = base_choice(say)
    if path is not None:
        world, found = opened_world(path, say)
    if path is not None and world is not None:
        say = say.naming(world.plan_names)
        _settle(world)
        with st.container():
            link_notes(world, say)
            base_warning(world, say)
        bar = st.container(key="toolbar")
    store.write_address()
    # The answer first: what was chosen is in the store before a run begins, so the forms only have to show it.
    try:
        here.run()
    except Exception as error:  # noqa: BLE001 - a page that fails must not take the sidebar with it
        tell_unforeseen(error, say)
    finally:
        if bar is not None and path is not None and world is not None:
            with bar:
                toolbar(world.manifest.currency, say)
            with st.sidebar:
                _forms(path, world, say)
        with st.sidebar:
            failures_in_words(say)


def _in_short(view: View, say: Wording) -> str:
    """Return what a page is called where all of them stand in one row; its own title may be longer."""
    return say(f"nav-{view.path}") if say.has(f"nav-{view.path}") else say(f"question-{view.path}")


def _language() -> None:
    def shown(code: str) -> str:
        return LANGUAGES[code]

    choice(LANGUAGE_PROMPT, list(LANGUAGES), store.chosen().language, "lang", shown, store.choose_language)


def _settle(world: AnyBase) -> None:
    """Fit what was chosen to this base, and note what of it the base does not have."""
    fitting, missing = fitted(store.chosen(), world)
    store.fit(fitting)
    store.note(*missing)


def _forms(path: Path, world: AnyBase, say: Wording) -> None:
    rules_form(world.manifest.currency, world.plans, say, first_levers(path, world))
    st.header(say("frame-assumptions"), anchor=False)
    draw(Control(HORIZON, store.chosen().horizon, store.choose_horizon, (), world.manifest.currency), say)
    st.caption(say("horizon_months.help"))
    culture_choice(say)
    with st.container():
        assumptions_changed(world, say)
    copy_link(world, path.name, say)


def _without(view: View, say: Wording, found: tuple[Problem, ...]) -> None:
    """Draw a page where no base opens: a free one works all the same."""
    if view.free:
        way_out(found, say)
        view.draw(say, None)
    else:
        st.title(say(f"question-{view.path}"))
        way_out(found, say)


def _answer(view: View, say: Wording, path: Path, world: AnyBase) -> None:
    if view.free:
        view.draw(say, path)
        return
    now = store.chosen()
    try:
        page = PageContext(say, path, world, question_of(now, world), now.preset or None, now.culture or None)
        leave_other(page)
        leave_other_shortlist(page)
        view.draw(page)
        base_facts(world, say)
    except TransferImpactError as error:
        st.title(say(f"question-{view.path}"))
        problems(error.problems, say, st.error)
        st.markdown(say("frame-way-out"))
