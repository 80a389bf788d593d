"""Load data of one's own by uploading files: which file is which, what is still missing, then the import."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.background.jobs import CancelledError, Job
from dashboard.bases.new_base import SCHEMA, Layout, Made, import_uploads
from dashboard.bases.session_bases import own_bases, private_folder
from dashboard.bases.uploads import LONGEST_SHOWN, MOST_MB, SUFFIXES, Upload, guess, is_manifest, slots_of, stored_names
from dashboard.display.markdown import open_table, plain
from dashboard.views.base.build_form import name_input
from dashboard.views.base.folder_form import PROPOSE, currency_input, form_problems, layout_choice
from dashboard.views.base.job_panel import begin, busy_caption, is_busy
from dashboard.views.base.mapping_form import proposed_files
from dashboard.views.base.problem_list import form_errors
from data.errors import TransferImpactError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from dashboard.bases.private_folder import PrivateFolder
    from dashboard.bases.uploads import Slot
    from data.progress import Progress
    from wording import Wording


def files_form(say: Wording) -> None:
    """Draw the form for uploads; the button starts the import into this session's private folder."""
    st.markdown(say("base-files-help", most=say.number(MOST_MB)))
    layout, mapping = layout_choice("files", say)
    if layout.name == PROPOSE:
        proposed_files(say)
    if mapping is None:
        return
    # After a success the widget gets a new key and starts empty: what was loaded leaves the server's memory.
    given = st.file_uploader(
        say("base-files"),
        type=sorted({suffix.rpartition(".")[2] for suffix in SUFFIXES}),
        accept_multiple_files=True,
        key=f"base_files_{len(own_bases())}",
        max_upload_size=MOST_MB,
    )
    manifest = next((file for file in given if is_manifest(file.name)), None) if layout.name == SCHEMA else None
    slots = slots_of(mapping)
    uploads = [upload for file in given if file is not manifest and (upload := _placed(file, slots, say)) is not None]
    _placed_table(uploads, slots, say)
    missing = [slot for slot in slots if slot.needed and slot.pattern not in {upload.pattern for upload in uploads}]
    if missing:
        st.info(say("base-files-missing", files=", ".join(plain(slot.pattern) for slot in missing)))
    if layout.name == SCHEMA and manifest is None:
        layout = Layout(SCHEMA, currency=currency_input("files", say))
    name = name_input("own", say)
    if st.button(say("base-load"), type="primary", disabled=is_busy() or bool(missing), key="base_load_files"):
        _begin_upload(uploads, manifest, name, layout, say)
    busy_caption(say)


def _placed(file: UploadedFile, slots: Sequence[Slot], say: Wording) -> Upload | None:
    """Say which file of the mapping an upload is: by its name, or else by hand; None for one that is not read."""
    pattern = guess(file.name, slots)
    if not pattern:
        choices = ["", *(slot.pattern for slot in slots)]

        def shown(choice: str) -> str:
            return choice or say("base-files-unread")

        label = say("base-files-as", name=plain(file.name[:LONGEST_SHOWN]))
        pattern = st.selectbox(label, choices, format_func=shown, key=f"base_place_{file.file_id}")
    return Upload(file.name, file.getvalue(), pattern) if pattern else None


def _placed_table(uploads: Sequence[Upload], slots: Sequence[Slot], say: Wording) -> None:
    """Show which upload makes which tables."""
    if not uploads:
        return
    tables = {slot.pattern: ", ".join(slot.tables) for slot in slots}
    header = (say("base-files-name"), say("base-files-table"))
    open_table(header, [(upload.name[:LONGEST_SHOWN], tables[upload.pattern]) for upload in uploads])


def _begin_upload(uploads: Sequence[Upload], manifest: UploadedFile | None, name: str, layout: Layout, say: Wording) -> None:
    problems = form_problems(name, layout) if manifest is None else form_problems(name, Layout(currency="XXX"))
    try:
        stored_names(uploads)
    except TransferImpactError as error:
        problems += error.problems
    if problems:
        form_errors(problems, say)
        return
    text = None if manifest is None else manifest.getvalue()
    begin(Job("files", name, partial(_import, private_folder(), tuple(uploads), text, name, layout)))


def _import(
    held: PrivateFolder, uploads: Sequence[Upload], manifest: bytes | None, name: str, layout: Layout, progress: Progress
) -> Made:
    """Import into the private folder; a job whose turn came after its session was over has nobody to do it for."""
    if not held.path.is_dir():
        raise CancelledError
    return import_uploads(uploads, manifest, held.path, name, layout, progress)
