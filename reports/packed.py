"""Packed files read with suspicion: no larger than any report, no name twice, nothing that defines entities."""

from __future__ import annotations

import io
import zipfile

MOST_BYTES = 200_000_000  # of a file, or of what a packed one unpacks to
_XML = (".xml", ".rels", ".vml")
_DEFINITION = b"<!doctype"


def limit(size: int) -> None:
    """Refuse what is larger than any report."""
    if size > MOST_BYTES:
        raise ValueError(f"{size} > {MOST_BYTES} bytes")


def members_of(data: bytes) -> dict[str, bytes]:
    """Unpack a ZIP file; ValueError where its readers could see different things, or more than any report holds.

    Two members of one name, and XML that defines its own entities, which may grow without end or name files of this machine.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        found = [member for member in packed.infolist() if not member.is_dir()]
        limit(sum(member.file_size for member in found))
        members = {member.filename: packed.read(member) for member in found}
    if len(members) != len(found):
        raise ValueError("two members of one name")
    for name, content in members.items():
        # Without zeros UTF-16 reads as ASCII does.
        if name.lower().endswith(_XML) and _DEFINITION in content.replace(b"\0", b"").lower():
            raise ValueError(f"{name}: DOCTYPE")
    return members
