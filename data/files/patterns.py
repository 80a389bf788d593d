"""Names of source files: patterns whose {words} in braces are read from the name, or from the folders it lies in.

`traffic-{month}.csv` fits traffic-2024-01.csv, and of its rows the column `month` is 2024-01.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePosixPath

PATTERN_WORD = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")
_MARKS = {"**": "[^/]*(?:/[^/]*)*", "*": "[^/]*", "?": "[^/]"}
_PIECE = re.compile(r"\{[A-Za-z][A-Za-z0-9_]*\}|\*\*|[*?]|\[[^\]]*\]|.", re.DOTALL)


def glob_of(pattern: str) -> str:
    """Return the glob that finds the files of a pattern."""
    return PATTERN_WORD.sub("*", pattern)


def words_of(pattern: str) -> tuple[str, ...]:
    """Return the words that stand in braces."""
    return tuple(PATTERN_WORD.findall(pattern))


def words_in(pattern: str, name: PurePosixPath) -> dict[str, str]:
    """Return what the words of a pattern are in the path of a file that fits it; nothing of a pattern without any."""
    if not words_of(pattern):
        return {}
    found = re.fullmatch("".join(map(_as_expression, _PIECE.findall(pattern))), name.as_posix(), re.IGNORECASE)
    return found.groupdict() if found else {}


def _as_expression(piece: str) -> str:
    word = PATTERN_WORD.fullmatch(piece)
    if word:
        return f"(?P<{word[1]}>[^/]+?)"
    if piece.startswith("[") and len(piece) > 1:
        return piece.replace("[!", "[^", 1)
    return _MARKS.get(piece, re.escape(piece))
