"""The link that restores this page on another machine, and what there is to say when one was opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from dashboard.display.show import problems
from dashboard.state import store
from dashboard.state.address import differences, encode
from dashboard.state.assumptions_in_force import assumptions_in_force

if TYPE_CHECKING:
    from analysis.shards.store import AnyBase
    from wording import Wording


def copy_link(world: AnyBase, base: str, say: Wording) -> None:
    """Draw the whole link of this page, with Streamlit's own copy button; `base` is the name of the folder in use."""
    folded = st.expander(say("frame-link"), key="link", on_change="rerun")  # drawn only while open, as every move renders all
    if not folded.open:
        return
    query = encode(replace(store.chosen(), base=base), assumptions_in_force(world), world.manifest.fingerprint)
    link = f"{(st.context.url or '').partition('?')[0]}?{urlencode(query, doseq=True)}"
    with folded:
        st.caption(say("frame-link-help"))
        st.code(link, language=None)
        # The copy button shows under the mouse alone; the keyboard reaches a field, selects all and copies.
        st.session_state["link_field"] = link
        st.text_input(say("frame-link-keyboard"), key="link_field")


def link_notes(world: AnyBase, say: Wording) -> None:
    """Warn about what of an opened link could not be used, and when it was made on another base; until dismissed."""
    link = store.opened_link()
    found = (*link.problems, *differences(link, world.manifest.fingerprint))
    if found:
        problems(found, say, st.warning)
        st.button(say("frame-dismiss"), key="dismiss_notes", on_click=store.dismiss_notes)
