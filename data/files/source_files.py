"""The files of a source folder, opened first and looked at then: no pattern, link or swap leads to a file outside of it.

A mapping is often somebody else's, and so may be the folder: a link in it must not lend the reader's rights to its maker.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from contextlib import ExitStack
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Self

from data.database.scratch import scratch
from data.errors import InputError
from data.files.patterns import glob_of, words_in

if TYPE_CHECKING:
    from types import TracebackType

PRIVATE = "transfer-impact-private-"  # what sessions keep for themselves lies in folders that begin so, and is nobody's source
_HELD_AT_ONCE = 200  # of the 1,024 files a process may usually have open
_DESCRIPTORS = Path("/proc/self/fd")
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def is_private(path: Path, above: Path) -> bool:
    """Say whether something on the way from `above` down to `path` is kept for one session alone."""
    return any(part.startswith(PRIVATE) for part in path.relative_to(above).parts)


class SourceFiles:
    """The files below one folder; the paths it gives are good for reading until it is closed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._real = Path(os.path.realpath(folder))
        self._stack, self._held = ExitStack(), 0
        self._scratch = self._stack.enter_context(scratch())

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close what is open."""
        self._stack.close()

    def matching(self, pattern: str) -> list[Path]:
        """Return a path to read for every file that fits a pattern, sorted; InputError where one lies outside the folder.

        Each ends as the file does, folders included, and reads the very file that was looked at, whatever comes to stand in its
        place meanwhile.
        """
        try:
            found = sorted(path for path in self.folder.glob(glob_of(pattern)) if path.is_file()) or self._in_other_case(pattern)
            if not found and (self.folder / pattern).is_file():
                found = [self.folder / pattern]
        except (ValueError, IndexError, OSError, NotImplementedError):
            return []  # no name a file could have
        return [self._opened(path) for path in found]

    def words(self, pattern: str, path: Path) -> dict[str, str]:
        """Return what the words in braces of a pattern are in the name of a file it found."""
        return words_in(pattern, PurePosixPath(path.relative_to(self._scratch).as_posix()))

    def _in_other_case(self, pattern: str) -> list[Path]:
        """Return files that fit but for capitals: Plans.csv for plans.*, as where names have no case."""
        wanted = glob_of(pattern).casefold()
        if "/" in wanted:
            return []
        return sorted(path for path in self.folder.iterdir() if fnmatchcase(path.name.casefold(), wanted) and path.is_file())

    def _opened(self, path: Path) -> Path:
        name = path.relative_to(self.folder)
        try:
            descriptor = os.open(path, _OPEN)
        except OSError as error:
            raise InputError.one("unreadable-file", file=path.name, reason=error.strerror or "") from error
        real = _real(descriptor, path)
        is_inside = real is not None and real.is_relative_to(self._real) and not is_private(real, self._real)
        if not is_inside or not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise InputError.one("source-leads-out", file=str(name))
        target = self._scratch / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if _DESCRIPTORS.is_dir() and self._held < _HELD_AT_ONCE:
            self._held += 1
            self._stack.callback(os.close, descriptor)
            target.unlink(missing_ok=True)
            target.symlink_to(_DESCRIPTORS / str(descriptor))
        else:
            with os.fdopen(descriptor, "rb") as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy)
        return target


def _real(descriptor: int, path: Path) -> Path | None:
    """Return where an open file lies: as the system knows it, or else where its name leads, if it still leads there."""
    if sys.platform == "linux" and _DESCRIPTORS.is_dir():
        return (_DESCRIPTORS / str(descriptor)).readlink()
    real = Path(os.path.realpath(path))
    try:
        return real if os.path.samestat(os.fstat(descriptor), real.lstat()) else None
    except OSError:
        return None
