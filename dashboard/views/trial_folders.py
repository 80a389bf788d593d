"""Which trial a page is about: one beside the base, an example made there, or a folder that may be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from analysis.pilot.assignment_file import FOLDER
from analysis.shards.opening import tables_of
from dashboard.background.progress import watch
from dashboard.background.running_answer import held_at, in_lane, put_away, running_answer
from dashboard.bases.source_folders import ROOT_SETTING, may_read_folders, source_folder
from dashboard.display.markdown import plain
from dashboard.display.show import problems
from data.errors import TransferImpactError
from data.population.folder import files_of
from data.trials.record import RECORD, read_record
from data.trials.tables import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dashboard.background.running_answer import RunningAnswer
    from dashboard.background.worker_process import Lane
    from dashboard.state.page_context import PageContext

T = TypeVar("T")


@dataclass(frozen=True)
class Shelf:
    """Trials beside a base as one page shows them: `kind` begins their keys in the session, `words` their texts."""

    kind: str
    words: str

    @property
    def beside(self) -> str:
        """Return the key of the choice among trials beside the base."""
        return f"{self.kind}_beside"

    @property
    def asked(self) -> str:
        """Return the key under which the folder lies that was asked for."""
        return f"{self.kind}_folder_asked"

    @property
    def made(self) -> str:
        """Return the place of the example that is being made."""
        return f"{self.kind}_example_made"

    @property
    def awaited(self) -> str:
        """Return the key under which the name lies of the example that is chosen once it is there."""
        return f"{self.kind}_example_awaited"


def choose_beside(page: PageContext, shelf: Shelf) -> list[str]:
    """Draw what the page reads, and the choice among trials beside the base; return those."""
    say, beside = page.say, trials_beside(page)
    st.markdown(say(shelf.words + "lead"))
    making: RunningAnswer[str] | None = held_at(shelf.made)
    if st.session_state.get(shelf.awaited) in beside and not (making is not None and making.job.is_active):
        st.session_state[shelf.beside] = st.session_state.pop(shelf.awaited)
    if beside:
        none = say(shelf.words + "beside-none")
        st.selectbox(say(shelf.words + "beside"), beside, index=None, placeholder=none, key=shelf.beside)
    folder = f"{plain(place_of(page).parent.name)}/{FOLDER}"
    st.caption(say(shelf.words + "beside-help", folder=folder) if _has_tables(page) else say("pilot-no-list"))
    return beside


def choose_elsewhere(page: PageContext, shelf: Shelf) -> None:
    """Draw where a folder elsewhere is named, if that is allowed."""
    say = page.say
    if not may_read_folders():
        st.caption(say("base-folder-shut", setting=ROOT_SETTING))
        return
    with st.form(f"{shelf.kind}_read", border=False):
        st.text_input(say(shelf.words + "choose"), key=f"{shelf.kind}_folder", max_chars=1000)
        st.form_submit_button(say(shelf.words + "read-it"), key=f"{shelf.kind}_read_it", on_click=_ask, args=(shelf,))


def _ask(shelf: Shelf) -> None:
    """Ask for the folder that was named, in place of the one that was chosen beside the base."""
    st.session_state[shelf.asked] = st.session_state[f"{shelf.kind}_folder"]
    if shelf.beside in st.session_state:
        st.session_state[shelf.beside] = None


def make_example(page: PageContext, shelf: Shelf, name: str, begin: Callable[[Path], RunningAnswer[str]], *, known: bool) -> None:
    """Draw the button that makes the example `name` beside the base; none where it is `known` to be there, or no tables are."""
    say = page.say
    held: RunningAnswer[str] | None = held_at(shelf.made)
    active = held is not None and held.job.is_active
    is_possible = not known and _has_tables(page)
    if is_possible and st.button(
        say(shelf.words + "example"), key=f"{shelf.kind}_example", disabled=active, help=say(shelf.words + "example-help")
    ):
        target = place_of(page) / name
        put_away(shelf.made)
        st.session_state[shelf.awaited] = name
        running_answer(shelf.made, f"{target}:{page.question.fingerprint}", lambda: begin(target))
        st.rerun()
    if held is not None and (active or is_possible):
        watch(held, lambda _: None, say, cancel=f"{shelf.kind}_example_stop", again=False)


def folder_asked(page: PageContext, shelf: Shelf) -> Path | None:
    """Return the folder of the trial that was chosen; None where none was. InputError where it may not be read, or is none."""
    name = st.session_state.get(shelf.beside)
    if name is not None and name in trials_beside(page):
        return place_of(page) / str(name)
    asked = st.session_state.get(shelf.asked)
    return source_folder(asked) if asked and may_read_folders() else None


def told_folder(page: PageContext, shelf: Shelf) -> Path | None:
    """Return the folder that was chosen, one with a record in it, or say why there is none to read."""
    try:
        folder = folder_asked(page, shelf)
        if folder is not None:
            read_record(folder)
            return folder
    except TransferImpactError as error:
        problems(error.problems, page.say, st.error)
        return None
    st.info(page.say(shelf.words + "none"))
    return None


def read_beside(
    page: PageContext,
    shelf: Shelf,
    place: str,
    lane: Lane,
    read: Callable[[Callable[[T | None, str, float], None], Path, Path], T],
    draw: Callable[[T, PageContext], None],
) -> None:
    """Read the trial that was chosen beside the page, kept at a place of the session, and draw what was found."""
    folder = told_folder(page, shelf)
    if folder is None:
        return
    key = stamp_of(folder, page)
    held: RunningAnswer[T | None] = running_answer(place, key, lambda: in_lane(lane, key, read, folder, page.path))
    watch(held, lambda found: None if found is None else draw(found, page), page.say, cancel=f"{shelf.kind}_read_stop")


def stamp_of(folder: Path, page: PageContext) -> str:
    """Return what a reading hangs on: the base, and the trial's files as they lie there now, for a month is added to them."""
    files = sorted(file for file in folder.iterdir() if file.is_file())
    found = [(file.name, status.st_size, status.st_mtime_ns) for file in files for status in (file.stat(),)]
    return f"{folder}:{page.world.manifest.fingerprint}:{found}"


def _has_tables(page: PageContext) -> bool:
    """Say whether the tables of the page's base are at hand: those of a store may lie elsewhere."""
    return tables_of(page.world, page.path) is not None


def place_of(page: PageContext) -> Path:
    """Return where the trials of the page's base lie: among its tables, and not in a store of it, which holds no ids."""
    return (tables_of(page.world, page.path) or page.path) / FOLDER


def trials_beside(page: PageContext) -> list[str]:
    """Return the trials beside the base whose months are there: a list that was only handed out has nothing to read yet."""
    place = place_of(page)
    found = sorted(place.iterdir()) if place.is_dir() else []
    return [folder.name for folder in found if (folder / RECORD).is_file() and files_of(folder, MONTHS)]
