"""Which pilot the page "Try it first" is about: one beside the base, an example made there, or a folder that may be read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analysis.pilot.assignment_file import FOLDER
from dashboard.background import tasks, worker_process
from dashboard.background.progress import watch
from dashboard.background.running_answer import held_at, in_lane, running_answer
from dashboard.bases.source_folders import ROOT_SETTING, may_read_folders, source_folder
from dashboard.display.show import problems
from data.errors import TransferImpactError
from data.population.folder import files_of
from data.trials.record import RECORD, read_record
from data.trials.tables import MONTHS

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.background.running_answer import RunningAnswer
    from dashboard.state.page_context import PageContext

EXAMPLE, PLACE = "example", "pilot_example_made"
_FOLDER, _ASKED, BESIDE = "pilot_folder", "pilot_folder_asked", "pilot_beside"


def choose_folder(page: PageContext) -> None:
    """Draw the choice: pilots beside the base, a way to make an example there, a folder elsewhere where that is allowed."""
    say, beside = page.say, _beside(page)
    st.markdown(say("trial-lead"))
    if beside:
        st.selectbox(say("trial-beside"), beside, index=None, placeholder=say("trial-beside-none"), key=BESIDE)
    st.caption(say("trial-beside-help", folder=f"{page.path.name}/{FOLDER}"))
    _example(page, known=EXAMPLE in beside)
    if not may_read_folders():
        st.caption(say("base-folder-shut", setting=ROOT_SETTING))
        return
    with st.form("pilot_read", border=False):
        given = st.text_input(say("trial-choose"), key=_FOLDER, max_chars=1000)
        if st.form_submit_button(say("trial-read-it"), key="pilot_read_it"):
            st.session_state[_ASKED] = given
            st.session_state.pop(BESIDE, None)


def folder_asked(page: PageContext) -> Path | None:
    """Return the folder of the pilot that was chosen; None where none was. InputError where it may not be read, or is none."""
    name = st.session_state.get(BESIDE)
    if name is not None and name in _beside(page):
        return page.path / FOLDER / str(name)
    asked = st.session_state.get(_ASKED)
    return source_folder(asked) if asked and may_read_folders() else None


def folder_read(page: PageContext) -> Path | None:
    """Return the folder of the pilot that was chosen, if it holds one: the part that reads it says what is wrong with it."""
    try:
        folder = folder_asked(page)
        if folder is not None:
            read_record(folder)
    except TransferImpactError:
        return None
    return folder


def told_folder(page: PageContext) -> Path | None:
    """Return the folder that was chosen, or say why there is none to read."""
    try:
        folder = folder_asked(page)
    except TransferImpactError as error:
        problems(error.problems, page.say, st.error)
        return None
    if folder is None:
        st.info(page.say("trial-none"))
    return folder


def _beside(page: PageContext) -> list[str]:
    """Return the pilots beside the base whose months are there: a list that was only handed out has nothing to read yet."""
    place = page.path / FOLDER
    found = sorted(place.iterdir()) if place.is_dir() else []
    return [folder.name for folder in found if (folder / RECORD).is_file() and files_of(folder, MONTHS)]


def _example(page: PageContext, *, known: bool) -> None:
    held: RunningAnswer[str] | None = held_at(PLACE)
    active = held is not None and held.job.is_active
    if not known and st.button(
        page.say("trial-example"), key="pilot_example", disabled=active, help=page.say("trial-example-help")
    ):
        target = page.path / FOLDER / EXAMPLE
        begin = partial(in_lane, worker_process.QUICK, str(target), tasks.pilot_example, page.path, target)
        held = running_answer(PLACE, f"{target}:{page.question.fingerprint}", begin)
        st.rerun()
    if held is not None and (active or not known):
        watch(held, lambda _: None, page.say, cancel="pilot_example_stop")
