"""Names of bases that are being built: an empty folder that its builder holds, free again when the builder is gone."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from data.database.storage import MARK
from data.errors import InputError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TRIES, _BETWEEN_SECONDS = 10, 0.01  # somebody may just be looking whether it is free


@contextmanager
def claimed(folder: Path, name: str) -> Iterator[Path]:
    """Reserve a folder for the base `name`: of two who ask at once one gets it. InputError when it is not free.

    Unless a base was written into it, the folder vanishes at the end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    with ExitStack() as held:
        if not _claim(target, held):
            raise InputError.one("base-exists", name=name)
        try:
            yield target
        finally:
            if not (target / MARK).is_file():
                with suppress(OSError):
                    target.rmdir()


def is_free(target: Path) -> bool:
    """Say whether nothing is at `target`, or only the empty folder of a builder that was killed."""
    if not target.exists():
        return True
    with ExitStack() as held, suppress(OSError):
        return _holds_empty(target, held)
    return False


def _claim(target: Path, held: ExitStack) -> bool:
    """Make the folder, or take over one that a killed builder left, and hold it; False where that may not be."""
    try:
        target.mkdir()
        is_new = True
    except FileExistsError:
        is_new = False
    for _ in range(_TRIES):
        try:
            return _holds_empty(target, held)
        except BlockingIOError:
            time.sleep(_BETWEEN_SECONDS)
        except OSError:  # no folder, or none that can be held here: then only who made it may have it
            return is_new
    return False


def _holds_empty(target: Path, held: ExitStack) -> bool:
    """Hold the folder until `held` is closed or the process ends, and say whether it is empty and still the one at `target`.

    BlockingIOError where another holds it, OSError where folders cannot be held.
    """
    if sys.platform == "win32":
        raise NotADirectoryError
    handle = os.open(target, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    held.callback(os.close, handle)
    return os.path.samestat(os.fstat(handle), target.stat()) and not any(target.iterdir())
