"""Packed files read with suspicion: no larger than any report, no name twice, nothing that defines entities."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BYTES = 200_000_000  # of a file, or of what a packed one unpacks to
_XML = (".xml", ".rels", ".vml")
_DEFINITION = b"<!doctype"


class TwiceError(ValueError):
    """A name stands twice, and two readers would see two things."""


def limit(size: int) -> None:
    """Refuse what is larger than any report."""
    if size > MOST_BYTES:
        raise ValueError(f"{size} > {MOST_BYTES} bytes")


def check_once(names: Sequence[str]) -> None:
    """Raise TwiceError with the first name that stands twice."""
    twice = next((name for nth, name in enumerate(names) if name in names[:nth]), None) if len(set(names)) < len(names) else None
    if twice is not None:
        raise TwiceError(twice)


def members_of(data: bytes) -> dict[str, bytes]:
    """Unpack a ZIP file; ValueError where that is more than any report holds, TwiceError for two members of one name.

    ValueError too for XML that defines its own entities: they may grow without end, or name files of this machine.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        found = [member for member in packed.infolist() if not member.is_dir()]
        limit(sum(member.file_size for member in found))
        members = {member.filename: packed.read(member) for member in found}
    check_once([member.filename for member in found])
    for name, content in members.items():
        # Without zeros UTF-16 reads as ASCII does.
        if name.lower().endswith(_XML) and _DEFINITION in content.replace(b"\0", b"").lower():
            raise ValueError(f"{name}: DOCTYPE")
    return members
