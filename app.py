"""Browser entry: page configuration, language, base and the shared rules form. No arithmetic here."""

from __future__ import annotations

import streamlit as st

from dashboard.frame import page
from wording import DEFAULT_LANGUAGE, wording

st.set_page_config(page_title=wording(DEFAULT_LANGUAGE)("page-title"), layout="wide")
page()
