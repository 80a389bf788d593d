"""Signing in, where the server is set up for it: nothing is drawn for anybody who has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.server.serving import signs_in
from dashboard.state.store import chosen
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable


def behind_sign_in(page: Callable[[], None]) -> None:
    """Draw the page, or the way to sign in."""
    if not signs_in():
        page()
        return
    say = wording(chosen().language)
    if st.user.get("is_logged_in"):
        page()
        with st.sidebar:
            st.button(say("sign-out"), on_click=st.logout, key="sign_out")
    else:
        st.title(say("page-title"))
        st.markdown(say("sign-in-lead"))
        st.button(say("sign-in"), on_click=st.login, key="sign_in", type="primary")
