"""What a person sees when something went wrong that this program did not foresee: a sentence, and where its details are.

The session lives on: the next click draws the page anew.
"""

from __future__ import annotations

import functools
import logging
import secrets
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.state import store
from reports.failure import failure_text
from wording import wording

if TYPE_CHECKING:
    from wording import Wording

_LOG = logging.getLogger(__name__)


def unforeseen(error: Exception) -> Path:
    """Write where an error came from into a new file that only the server's account can read, and return its path.

    No message is in it: one of the database may quote a cell.
    """
    now = datetime.now(UTC)
    path = _folder() / f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}.txt"
    path.write_text(failure_text(error), encoding="utf-8")
    return path


@functools.cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="transfer-impact-details-"))


def note_unforeseen(error: Exception, say: Wording) -> Path | None:
    """Write the details of an error into a file, and into the log where that is; None where only the log could take them."""
    try:
        path = unforeseen(error)
    except OSError:
        _LOG.exception(say("log-details-unwritten"), exc_info=error)
        return None
    _LOG.error(say("log-details", path=str(path)))
    return path


def tell_unforeseen(error: Exception, say: Wording) -> None:
    """Draw the sentence on an error; the page names the file alone, the log says where it is."""
    path = note_unforeseen(error, say)
    st.error(say("frame-unforeseen-log") if path is None else say("frame-unforeseen", file=path.name))


def on_error(error: Exception) -> bool:
    """Take an error that no page caught, of a button for one, in the place of Streamlit's own box."""
    tell_unforeseen(error, wording(store.chosen().language))
    return True
