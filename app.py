"""Browser entry: how the page is served, its configuration, then the page itself. No arithmetic here."""

from __future__ import annotations

import streamlit as st
from streamlit.starlette import App

from dashboard.unforeseen import on_error
from wording import DEFAULT_LANGUAGE, wording

if __name__ == "__main__":  # as Streamlit runs it for every interaction
    from dashboard.frame import page

    st.set_page_config(page_title=wording(DEFAULT_LANGUAGE)("page-title"), layout="wide")
    page()
else:  # as the server loads it, once
    app = App(__file__, on_script_error=on_error)
