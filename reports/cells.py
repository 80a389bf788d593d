"""Text in the cells of a CSV file: a spreadsheet must show it, and never run it."""

from __future__ import annotations

import re
import unicodedata

from wording.foreign import one_line

_RUNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'")  # the wide forms run too where Excel speaks Chinese
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?", re.IGNORECASE)
_PIECE = re.compile(r"([,;]\W*?)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
_CONTROL = "\t\r\n"


def harmless(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet might run (OWASP, CSV injection), and before one that begins with it.

    So the first apostrophe of a cell is never part of the data. What is a number and nothing else stays as it is.
    """
    first = next((place for place, letter in enumerate(text) if not _passed_over(letter)), len(text))
    runs = text.startswith(_RUNS, first) or text.startswith(tuple(_CONTROL))
    return f"'{text}" if runs and not _NUMBER.fullmatch(text) else text


def harmless_line(text: str) -> str:
    """Return text for a line that is no cell: a spreadsheet cuts it at commas, and none of its pieces may run."""
    return _PIECE.sub(r"\1'", one_line(text))


def _passed_over(letter: str) -> bool:
    """Say whether a spreadsheet may read on after a letter as if it were not there: blanks, controls, what is never seen."""
    return letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf")
