"""Which base answers: the choice in the sidebar, and the base prepared, or what is in the way of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.bases.populations import found_populations, populations_folder
from dashboard.bases.session_bases import own_bases
from dashboard.display.show import problems
from dashboard.forms.widgets import choice
from dashboard.state import store
from dashboard.state.cache import world_at
from data.errors import Problem, TransferImpactError, nearest
from data.population.folder import stamp_of

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.shards.store import AnyBase
    from data.errors import Fact
    from wording import Wording


def base_choice(say: Wording) -> Path | None:
    """Draw the choice among the bases at hand and return the folder of the one chosen; None where there is none."""
    own = own_bases()
    found = found_populations() | own
    if not found:
        return None
    asked = store.chosen().base
    choice(say("page-base"), list(found), asked, "base", str, store.choose_base)
    if asked and asked not in found:
        facts: dict[str, Fact] = {"name": asked, "nearest": nearest(asked, found), "known": tuple(found)}
        # The address still says that it was uploaded: its tab was loaded anew, or somebody else was sent the link.
        store.note(Problem("link-base-private" if store.chosen().is_private else "link-base", facts))
        store.choose_base("")
    store.mark_private(is_private=store.chosen().base in own)
    return found.get(asked) or next(iter(found.values()))


def opened_world(path: Path, say: Wording) -> tuple[AnyBase | None, tuple[Problem, ...]]:
    """Return the base prepared; None, with everything that is in the way, when it cannot be opened."""
    try:
        with st.spinner(say("page-loading")):
            return world_at(str(path), stamp_of(path)), ()
    except TransferImpactError as error:
        return None, error.problems


def way_out(found: tuple[Problem, ...], say: Wording) -> None:
    """Say why there is no base to answer from, and how to get one."""
    if found:
        problems(found, say, st.error)
        st.markdown(say("frame-base-way-out"))
    else:
        st.warning(say("page-no-base"))
        st.markdown(say("page-no-base-help", path=str(populations_folder() / "default")))
