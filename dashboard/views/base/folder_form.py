"""Load data of one's own: a folder of this machine, or uploaded files; both through a mapping."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.background.jobs import Job
from dashboard.bases.new_base import SCHEMA, Layout, import_folder, read_layout
from dashboard.bases.populations import populations_folder
from dashboard.bases.session_bases import name_problem
from dashboard.bases.source_folders import ROOT_SETTING, may_read_folders, source_folder
from dashboard.views.base.build_form import name_input
from dashboard.views.base.job_panel import begin, busy_caption, is_busy
from dashboard.views.base.mapping_form import proposed_folder
from dashboard.views.base.problem_list import form_errors, problem_list
from data.errors import Problem, TransferImpactError
from data.mapping.mapping_file import mapping_names

if TYPE_CHECKING:
    from data.mapping.declarations import Mapping
    from wording import Wording

OWN, PROPOSE = "own", "propose"
_CURRENCY = re.compile(r"[A-Z]{3}")


def folder_form(say: Wording) -> None:
    """Draw the form for a folder of this machine; the button starts the import."""
    if not may_read_folders():
        st.info(say("base-folder-shut", setting=ROOT_SETTING))
        return
    st.markdown(say("base-folder-help"))
    given = st.text_input(say("base-folder"), key="base_folder", max_chars=1000)
    layout, mapping = layout_choice("folder", say)
    if layout.name == PROPOSE:
        proposed_folder(given, say)
        return
    if layout.name == SCHEMA:
        layout = Layout(SCHEMA, currency=currency_input("folder", say))
        st.caption(say("base-currency-help"))
    name = name_input("own", say)
    if st.button(say("base-load"), type="primary", disabled=is_busy() or mapping is None, key="base_load_folder"):
        _begin_folder(given, name, layout, say)
    busy_caption(say)


def _begin_folder(given: str, name: str, layout: Layout, say: Wording) -> None:
    problems = form_problems(name, layout)
    try:
        source = source_folder(given)
    except TransferImpactError as error:
        form_errors([*error.problems, *problems], say)
        return
    if problems:
        form_errors(problems, say)
    else:
        begin(Job("folder", name, partial(import_folder, source, populations_folder(), name, layout)))


def form_problems(name: str, layout: Layout) -> list[Problem]:
    """Return what is wrong with the name and the currency of a form."""
    wrong = name_problem(name)
    problems = [] if wrong is None else [wrong]
    if layout.name == SCHEMA and layout.own is None and not _CURRENCY.fullmatch(layout.currency):
        problems.append(Problem("base-currency", {"value": layout.currency}))
    return problems


def currency_input(form: str, say: Wording) -> str:
    """Draw the field for the currency of files that come without a manifest."""
    return st.text_input(say("base-currency"), "RUB", max_chars=3, key=f"base_currency_{form}").strip().upper()


def layout_choice(form: str, say: Wording) -> tuple[Layout, Mapping | None]:
    """Draw the choice of a mapping; None where it is not there yet or cannot be read, which is then said."""
    names = [SCHEMA, PROPOSE, OWN, *(name for name in mapping_names() if name != SCHEMA)]

    def shown(name: str) -> str:
        return say(f"base-mapping-{name}") if name in (SCHEMA, OWN, PROPOSE) else say("base-mapping-shipped", name=name)

    chosen = st.selectbox(say("base-mapping"), names, format_func=shown, key=f"base_mapping_{form}")
    layout = Layout(chosen)
    if chosen == PROPOSE:
        return layout, None
    if chosen == OWN:
        st.caption(say("base-mapping-help"))
        file = st.file_uploader(say("base-mapping-file"), type=["toml"], key=f"base_toml_{form}", max_upload_size=1)
        if file is None:
            return layout, None
        layout = Layout(chosen, own=file.getvalue())
    try:
        return layout, read_layout(layout)
    except TransferImpactError as error:
        problem_list(error.problems, say)
        return layout, None
