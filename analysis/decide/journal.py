"""The file in which a search keeps what it tried: one operation of Optuna's a line. What is whole of it is gone on from.

A search that was killed, or whose disk was full, leaves a line cut short; what begins there is dropped, so that the next
line is not written onto it. Each line bears a digest of itself: one in which a digit was turned is not whole either.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from optuna.storages.journal import JournalFileBackend, JournalFileSymlinkLock

from data.files.places import check_file, told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_BEGINNING = b'{"op_code":'
_SEAL = "seal"


class SealedJournal(JournalFileBackend):
    """Optuna's journal, each operation of which is written with a digest of it."""

    def append_logs(self, logs: Sequence[Mapping[str, object]]) -> None:
        """Write operations, one a line."""
        super().append_logs([{**log, _SEAL: _seal(log)} for log in logs])


def opened(file: Path) -> SealedJournal:
    """Return the journal at `file`, new or gone on with. InputError where it cannot be one."""
    mend(file)
    with told(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        return SealedJournal(str(file))


def mend(file: Path) -> int:
    """Cut off what is not whole at the end of a journal; return how many lines that were. InputError for any other file."""
    check_file(file, foreign)
    with told(file):
        if not file.exists() or _whole(file) == (file.stat().st_size, 0):
            return 0
        lock = JournalFileSymlinkLock(str(file))  # whoever writes to it now has a line that is not whole yet
        lock.acquire()
        try:
            length, dropped = _whole(file)
            with file.open("rb+") as stream:
                stream.truncate(length)
        finally:
            lock.release()
    return dropped


def foreign(file: Path) -> str:
    """Return the name of a file that no search began; an empty string for a journal."""
    with file.open("rb") as stream:
        head = stream.read(len(_BEGINNING))
    return "" if _BEGINNING.startswith(head) else file.name


def _whole(file: Path) -> tuple[int, int]:
    """Return the bytes up to the first line that is not whole, and how many lines there are from there."""
    length = 0
    with file.open("rb") as stream:
        for line in stream:
            if not line.endswith(b"\n") or not _is_operation(line):
                return length, 1 + sum(1 for _ in stream)
            length += len(line)
    return length, 0


def _is_operation(line: bytes) -> bool:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    if not isinstance(found, dict) or "op_code" not in found or "worker_id" not in found:
        return False
    seal = found.pop(_SEAL, None)  # journals of earlier versions have none
    return seal is None or seal == _seal(found)


def _seal(operation: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(operation, separators=(",", ":")).encode()).hexdigest()[:16]
