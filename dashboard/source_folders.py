"""Which folders of this machine the page may be told to read.

Whoever can open the page could otherwise read any file the server can, quoted in the sentences about what is wrong with it.
"""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from data.errors import InputError

ROOT_SETTING = "TRANSFER_IMPACT_SOURCES"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def may_read_folders() -> bool:
    """Say whether folders can be given at all: on a page only this machine sees, or below a folder that was named for it."""
    return ROOT_SETTING in os.environ or st.get_option("server.address") in _LOOPBACK


def source_folder(given: str) -> Path:
    """Return the folder a person named. InputError where it is not there or lies outside the named root."""
    path = Path(given.strip()).expanduser()
    root = os.environ.get(ROOT_SETTING)
    if root is not None and not path.resolve().is_relative_to(Path(root).resolve()):
        raise InputError.one("source-outside", path=given[:200], root=root)
    if not given.strip() or not path.is_dir():
        raise InputError.one("source-folder", path=given[:200])
    return path
