"""Scenarios as a file: take selected ones away as TOML, bring a file in, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.scenarios.scenarios import check_scenarios
from dashboard.display.handing_out import hand_out
from dashboard.display.markdown import plain
from dashboard.display.problems import show_problems
from dashboard.scenarios.actions import UPLOAD, bring_in
from data.errors import TransferImpactError
from data.scenarios.scenario_file import name_key, read_scenarios, write_scenarios

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.scenarios.scenario_file import Scenario
    from data.scenarios.scenario_store import Saved
    from wording import Wording


def show(saved: Sequence[Saved], say: Wording) -> None:
    """Draw the download and the upload of scenarios."""
    st.subheader(say("scenario-files"), anchor=False)
    st.caption(say("scenario-files-help"))
    if saved:
        _download(saved, say)
    _upload(saved, say)


def _download(saved: Sequence[Saved], say: Wording) -> None:
    by_id = {found.id: found.scenario for found in saved}
    # All of them anew whenever the list or a name in it changes: what was just saved must not be missing in the file.
    key = "scenario_export_" + "_".join(sorted(f"{found.id}-{found.revision}" for found in saved))
    chosen = st.multiselect(
        say("scenario-export"),
        list(by_id),
        list(by_id),
        format_func=lambda number: by_id[number].name,
        key=key,
        placeholder=say("choose-nothing"),
    )
    picked_scenarios = [by_id[number] for number in chosen]
    label, name = say("scenario-download"), "scenarios.toml"
    hand_out(label, name, lambda: write_scenarios(picked_scenarios).encode(), say, disabled=not chosen)


def _upload(saved: Sequence[Saved], say: Wording) -> None:
    """Draw the upload. The file's own name is never used; a file with any fault in it changes nothing."""
    turn = st.session_state.get(UPLOAD, 0)
    file = st.file_uploader(say("scenario-upload"), type="toml", key=f"{UPLOAD}_{turn}", max_upload_size=1)
    if file is None:
        return
    try:
        found = read_scenarios(file.getvalue())
        check_scenarios(found)
    except TransferImpactError as error:
        st.markdown(say("scenario-import-nothing"))
        show_problems(error.problems, say)
        return
    _confirm(found, saved, say)


def _confirm(found: Sequence[Scenario], saved: Sequence[Saved], say: Wording) -> None:
    """Draw what a file holds and the button that brings it in; names that are taken are told and can be numbered."""
    st.markdown(say("scenario-found", count=len(found), names=plain(", ".join(scenario.name for scenario in found))))
    taken = {name_key(held.scenario.name) for held in saved}
    clashes = [scenario.name for scenario in found if name_key(scenario.name) in taken]
    if clashes:
        st.warning(say("scenario-clash", names=plain(", ".join(clashes))))
    label = say("scenario-import-both" if clashes else "scenario-import")
    st.button(label, key="scenario_import", on_click=bring_in, args=(found,), kwargs={"keep_both": bool(clashes)})
