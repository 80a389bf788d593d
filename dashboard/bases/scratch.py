"""One folder for all that the server writes for a while: uploads, private bases, what a query spills to disk.

Only the server's own account can open it. A server that is killed cannot clear it away; the next one does.
"""

from __future__ import annotations

import atexit
import os
import stat
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from data.database.scratch import remove
from data.files.source_files import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Callable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCK = ".in-use"


def begin() -> Callable[[], None]:
    """Clear away what dead servers left, make this server's folder, and have everything temporary lie in it.

    Return what removes it again; it is also done when the interpreter ends, where it ends in order.
    """
    above = Path(tempfile.gettempdir())
    for left in above.glob(f"{PRIVATE}*"):
        _clear(left)
    folder = Path(tempfile.mkdtemp(prefix=PRIVATE, dir=above))
    lock = (folder / _LOCK).open("wb")
    _taken(lock)
    _use(folder)
    return atexit.register(partial(_end, folder, lock, above))


def _use(folder: Path) -> None:
    os.environ["TMPDIR"] = str(folder)  # for the processes that work beside the page
    tempfile.tempdir = str(folder)


def _end(folder: Path, lock: IO[bytes], above: Path) -> None:
    lock.close()
    remove(folder, _LOCK)
    _use(above)


def _clear(left: Path) -> None:
    """Remove the folder of a server of this account that is no more: nobody holds the lock in it."""
    try:
        found = left.lstat()
        if not stat.S_ISDIR(found.st_mode) or (sys.platform != "win32" and found.st_uid != os.getuid()):
            return
        with (left / _LOCK).open("rb+") as lock:
            if not _taken(lock):
                return
    except OSError:
        return  # not there, not ours, or just being made
    remove(left, _LOCK)


def _taken(lock: IO[bytes]) -> bool:
    """Take a lock that the system frees when the process ends, however it ends; False where another process has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
