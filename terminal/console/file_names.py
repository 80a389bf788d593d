"""Names of files for what people called their scenarios: readable, harmless on every system, no two alike."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_BYTES = 120  # a letter may take four, and endings follow
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|comparison|log)", re.IGNORECASE)  # devices of Windows, files of ours


def file_names(names: Iterable[str]) -> list[str]:
    """Return a file name, without ending, for each name in turn; equal ones (whatever their case) are numbered."""
    taken: set[str] = set()
    found = []
    for name in names:
        plain, nth = file_name(name), 1
        unique = plain
        while unique.casefold() in taken:
            nth += 1
            unique = f"{plain}-{nth}"
        taken.add(unique.casefold())
        found.append(unique)
    return found


def file_name(name: str) -> str:
    """Return letters and digits of any script with single dashes between them, at most 120 bytes of UTF-8."""
    plain = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", name)).strip("-")
    cut = plain.encode()[:MOST_BYTES].decode(errors="ignore").strip("-")
    if not cut or _RESERVED.fullmatch(cut):
        return f"scenario-{cut}".strip("-")
    return cut
