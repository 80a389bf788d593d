"""A folder for what one session uploaded, removed when that session is over.

A browser that goes away may come back: Streamlit keeps its session for two minutes, and so is the folder kept a little
longer than that. It also goes with the last who holds it, and when the server stops; should the server be killed, at its next
start (`scratch.py`). Only the server's own account can read it, nobody can guess its name, and no mapping reaches it.
"""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import streamlit as st

from data.files.source_files import PRIVATE

GRACE_SECONDS = 150.0


class PrivateFolder:
    """A temporary folder that is removed `GRACE_SECONDS` after its session left, unless the session is back by then."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=PRIVATE, ignore_cleanup_errors=True)
        self._timer: threading.Timer | None = None

    @property
    def path(self) -> Path:
        """Return where it is, or was."""
        return Path(self._folder.name)

    def leave(self) -> None:
        """Start the time after which it goes."""
        self.come_back()
        self._timer = threading.Timer(GRACE_SECONDS, self._folder.cleanup)
        self._timer.daemon = True
        self._timer.start()

    def come_back(self) -> None:
        """Keep it after all."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def keep_while_connected(folder: PrivateFolder) -> None:
    """Tie a folder to the connection of the session that runs this: Streamlit empties the cache below when it is lost."""
    _present(folder, str(folder.path))


@st.cache_resource(scope="session", show_spinner=False, on_release=PrivateFolder.leave)
def _present(_folder: PrivateFolder, path: str) -> PrivateFolder:  # noqa: ARG001 - the path is the key
    _folder.come_back()
    return _folder
