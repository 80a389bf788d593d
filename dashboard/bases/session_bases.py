"""The bases of one session: those it uploaded, the name a new base may have."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.bases.claims import is_free
from dashboard.bases.populations import populations_folder
from dashboard.bases.private_folder import PrivateFolder, keep_while_connected
from data.database.storage import MARK
from data.errors import Problem

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_NAME = 40
_NAME = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{LONGEST_NAME - 1}}}")
_HELD = "private_folder"


def private_folder() -> PrivateFolder:
    """Return the folder of this session, made on first use and anew where it was removed."""
    held = _held()
    if held is None:
        held = PrivateFolder()
        st.session_state[_HELD] = held
        keep_while_connected(held)
    return held


def own_bases() -> dict[str, Path]:
    """Return the bases this session uploaded, by name; other sessions never see them."""
    held = _held()
    return {} if held is None else {mark.parent.name: mark.parent for mark in sorted(held.path.glob(f"*/{MARK}"))}


def _held() -> PrivateFolder | None:
    held = st.session_state.get(_HELD)
    if not isinstance(held, PrivateFolder):
        return None
    keep_while_connected(held)
    return held if held.path.is_dir() else None


def name_problem(name: str) -> Problem | None:
    """Say what is wrong with the name of a new base; None when it can be had."""
    if not _NAME.fullmatch(name):
        return Problem("base-name", {"name": name[:LONGEST_NAME], "high": LONGEST_NAME})
    if name in own_bases() or not is_free(populations_folder() / name):
        return Problem("base-exists", {"name": name})
    return None


def free_name(stem: str) -> str:
    """Return the first of `stem`-1, `stem`-2, ... that no base has."""
    return next(name for nth in itertools.count(1) if name_problem(name := f"{stem}-{nth}") is None)
