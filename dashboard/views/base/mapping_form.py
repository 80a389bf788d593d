"""A mapping by hand-holding: one is proposed for the files, changed, tried on their first rows, saved, and then loaded."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.background.jobs import CancelledError, Job
from dashboard.bases.new_base import Layout, Made, import_folder, import_named, laid_down
from dashboard.bases.populations import populations_folder
from dashboard.bases.session_bases import name_problem, own_bases, private_folder
from dashboard.bases.source_folders import source_folder
from dashboard.bases.uploads import MOST_MB
from dashboard.display.markdown import open_table, plain
from dashboard.views.base.build_form import name_input
from dashboard.views.base.job_panel import begin, busy_caption, is_busy
from dashboard.views.base.problem_list import PEOPLE, dotted, form_errors, problem_list
from data.errors import TransferImpactError
from data.mapping.mapping_file import read_mapping
from data.proposing.preview import preview, propose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from dashboard.bases.private_folder import PrivateFolder
    from data.errors import Problem
    from data.progress import Progress
    from data.proposing.preview import Preview
    from wording import Wording

    Opened = Callable[[], AbstractContextManager[Path]]

_FILE = "mapping.toml"
_TEXT = ("csv", "tsv", "txt", "ndjson", "jsonl", "json")
_SUFFIXES = [*_TEXT, "parquet", "xlsx", "xlsm", "gz", "zst", "zip", "sqlite", "db", "duckdb"]
_ROWS_HIGH = 420


def proposed_files(say: Wording) -> None:
    """Draw the form for uploads whose mapping is to be proposed."""
    given = st.file_uploader(
        say("base-files"),
        type=_SUFFIXES,
        accept_multiple_files=True,
        key=f"base_any_files_{len(own_bases())}",
        max_upload_size=MOST_MB,
    )
    files = [(file.name, file.getvalue()) for file in given]
    text = _mapping(partial(laid_down, files), "files", say, is_ready=bool(files))
    if text is not None:
        _load("files", say, lambda name: partial(_imported, private_folder(), files, name, Layout(own=text.encode())))


def proposed_folder(given: str, say: Wording) -> None:
    """Draw the form for a folder of this machine whose mapping is to be proposed."""

    @contextmanager
    def opened() -> Iterator[Path]:
        yield source_folder(given)

    text = _mapping(opened, "folder", say, is_ready=bool(given.strip()))
    if text is not None:
        layout = Layout(own=text.encode())
        _load("folder", say, lambda name: partial(import_folder, source_folder(given), populations_folder(), name, layout))


def _mapping(opened: Opened, form: str, say: Wording, *, is_ready: bool) -> str | None:
    """Propose, show, try and save; return the text of a mapping that can be read, None while there is none."""
    st.caption(say("base-propose-help"))
    currency = st.text_input(say("base-currency"), "RUB", max_chars=3, key=f"base_map_currency_{form}").strip().upper()
    key, guessed, tried = f"base_map_text_{form}", f"base_map_guesses_{form}", f"base_map_tried_{form}"
    if st.button(say("base-propose"), disabled=not is_ready, key=f"base_map_propose_{form}"):
        try:
            with opened() as folder:
                found = propose(folder, "own", currency)
        except TransferImpactError as error:
            problem_list(error.problems, say)
            return None
        st.session_state[key], st.session_state[guessed] = found.text, found.guesses
        st.session_state[tried] = found.text, _tried(opened, found.text)
    if key not in st.session_state:
        return None
    _guesses(st.session_state.get(guessed, ()), say)
    text = str(st.text_area(say("base-mapping-text"), key=key, height=_ROWS_HIGH))
    with st.container(horizontal=True):
        if st.button(say("base-try"), disabled=not is_ready, key=f"base_map_try_{form}"):
            st.session_state[tried] = text, _tried(opened, text)
        st.download_button(
            say("base-save-mapping"), text, _FILE, "application/toml", key=f"base_map_save_{form}", on_click="ignore"
        )
    shown = st.session_state.get(tried)
    if shown is not None and shown[0] == text:
        _show(shown[1], say)
    return text


def _guesses(problems: Sequence[Problem], say: Wording) -> None:
    if problems:
        problem_list(problems, say)


def _tried(opened: Opened, text: str) -> Preview | tuple[Problem, ...]:
    try:
        with opened() as folder:
            return preview(folder, read_mapping(text, _FILE))
    except TransferImpactError as error:
        return error.problems


def _show(shown: Preview | tuple[Problem, ...], say: Wording) -> None:
    """Show the first rows of each table, and every problem at the source's own place."""
    if isinstance(shown, tuple):
        problem_list(shown, say)
        return
    for table in shown.tables:
        st.markdown(say("base-arrives", table=plain(table.table)))
        hidden = [name in PEOPLE for name in table.columns]
        rows = [[dotted(cell) if hide else cell for cell, hide in zip(row, hidden, strict=True)] for row in table.rows]
        open_table(table.columns, rows)
    if shown.problems:
        problem_list(shown.problems, say)
    if not any(problem.is_error for problem in shown.problems):
        st.success(say("base-arrives-well"), icon=":material/check_circle:")


def _load(form: str, say: Wording, work: Callable[[str], Callable[[Progress], Made | None]]) -> None:
    name = name_input("own", say)
    if st.button(say("base-load"), type="primary", disabled=is_busy(), key=f"base_map_load_{form}"):
        wrong = name_problem(name)
        try:
            job = None if wrong else Job(form, name, work(name))
        except TransferImpactError as error:
            form_errors(error.problems, say)
            return
        if job is None:
            form_errors([wrong] if wrong else [], say)
        else:
            begin(job)
    busy_caption(say)


def _imported(held: PrivateFolder, files: Sequence[tuple[str, bytes]], name: str, layout: Layout, progress: Progress) -> Made:
    """Import into the private folder; a job whose turn came after its session was over has nobody to do it for."""
    if not held.path.is_dir():
        raise CancelledError
    return import_named(files, held.path, name, layout, progress)
