"""Browser entry: how the page is served, its configuration, then the page itself. No arithmetic here."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from streamlit.starlette import App

from dashboard.display.unforeseen import on_error
from dashboard.server.plotly_library import library_route
from dashboard.server.serving import Guard, lifespan, refusal
from wording import DEFAULT_LANGUAGE, wording

if __name__ == "__main__":  # as Streamlit runs it for every interaction
    from dashboard.frame import page
    from dashboard.server.sign_in import behind_sign_in

    st.set_page_config(page_title=wording(DEFAULT_LANGUAGE)("page-title"), layout="wide")
    behind_sign_in(page)
else:  # as the server loads it, once
    if (reason := refusal()) is not None:
        raise SystemExit(reason)
    app = App(__file__, routes=[library_route()], lifespan=lifespan, middleware=[Middleware(Guard)], on_script_error=on_error)
