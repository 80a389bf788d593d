"""Where may be written, and how: whole or not at all, and never over anything that this program did not write.

Every file and folder that the product writes for a person goes through here. What is replaced must be known as our own, by
a function that names the first thing in it that is not.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data.database.scratch import Scratch, drop_unfinished, heal, is_left_unfinished, sweep
from data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Foreign = Callable[[Path], str]  # names what is not ours in what is there; an empty string where all of it is

MOST_NAME_BYTES = 255  # what file systems allow
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # what file managers leave wherever they have been


def real(target: Path) -> Path:
    """Return where a path leads, links and `..` followed. InputError where nothing can be there."""
    try:
        if len(os.fsencode(target.name)) > MOST_NAME_BYTES or "\0" in str(target):
            raise InputError.one("report-name", path=short(target), most=MOST_NAME_BYTES)
        return Path(os.path.realpath(target))
    except (OSError, ValueError) as error:
        raise InputError.one("report-cannot-write", path=short(target), reason=reason(error)) from error


def check_file(target: Path, foreign: Foreign) -> None:
    """Raise InputError where a file cannot be written at `target`, or would replace one that is not ours."""
    place = _place(target)
    with told(target):
        if place.exists() and not place.is_file():
            raise InputError.one("report-target-is-folder", path=short(target))
        if place.exists() and place.stat().st_size and foreign(place):
            raise InputError.one("file-not-ours", path=short(target))


def check_folder(target: Path, foreign: Foreign, key: str = "report-folder-taken") -> bool:
    """Say whether a folder at `target` would be replaced; InputError `key` where something in it is not ours."""
    place = _place(target)
    with told(target):
        if not place.exists() or (place.is_dir() and not any(place.iterdir())):
            return False
        found = place.name if not place.is_dir() else foreign(place)
        if found:
            raise InputError.one(key, path=short(target), found=short(Path(found)))
    return True


def write_file(target: Path, content: bytes, foreign: Foreign) -> None:
    """Write a file whole or not at all; InputError where that may not or cannot be."""
    check_file(target, foreign)
    place = real(target)
    with told(target):
        place.parent.mkdir(parents=True, exist_ok=True)
        room = Scratch(place.parent)
        try:
            file = room.path / "content"
            with file.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            if place.exists():
                shutil.copymode(place, file)
            file.replace(place)
        finally:
            room.close()


@contextmanager
def whole_folder(target: Path, check: Callable[[], object], work: str = "") -> Iterator[Path]:
    """Yield a new folder that becomes `target` when the block ends well, and vanishes otherwise.

    `check` raises where it may not; it is asked again at the end, for much can happen meanwhile. Of a `work` with a name, what
    was marked to be gone on with (`mark_unfinished`) does not vanish, and the next block of that name finds it in the folder.
    """
    check()
    place = real(target)
    with told(target):
        place.parent.mkdir(parents=True, exist_ok=True)
        room = Scratch(place.parent, place.name)
    try:
        with told(target):
            if work:
                room.go_on(work)
        yield room.path
        check()
        with told(target):
            room.put(place)
    finally:
        room.close()


def is_unfinished(target: Path, work: str = "") -> bool:
    """Say whether there is work on `target` that can be gone on with, of any name or of that of `work`."""
    return is_left_unfinished(real(target), work)


def begin_afresh(target: Path) -> None:
    """Throw away what was left unfinished of `target`."""
    place = real(target)
    sweep(place.parent)  # what was killed a moment ago is not laid aside yet
    drop_unfinished(place)


def stranger(folder: Path, ours: Callable[[Path], bool]) -> str:
    """Name the first thing in a folder that `ours` does not know, links always among them; empty where all is ours."""
    found = sorted(file for file in folder.iterdir() if file.name not in _LITTER)
    return next((file.name for file in found if file.is_symlink() or not ours(file)), "")


@contextmanager
def told(target: Path) -> Iterator[None]:
    """Turn what the disk says against writing at `target` into InputError."""
    try:
        yield
    except (OSError, duckdb.IOException) as error:
        raise InputError.one("report-cannot-write", path=short(target), reason=reason(error)) from error


def reason(error: Exception) -> str:
    """Return what the system says is wrong, without the path, which is told already."""
    said = getattr(error, "strerror", None)
    # DuckDB puts the system's own words last: IO Error: Could not write file "...": No space left on device
    return str(said) if said else str(error).splitlines()[0].rsplit(": ", 1)[-1][:200]


def short(target: Path) -> str:
    """Return a path as it can be shown, its middle left out where it is long."""
    text = str(target)
    return text if len(text) <= 120 else f"{text[:60]}…{text[-40:]}"


def is_there(path: Path) -> bool:
    """Say whether a file is at a path that a person named; a path that no file can have is no error of the system's."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _place(target: Path) -> Path:
    place = real(target)
    heal(place)
    with told(target):
        over = next((parent for parent in place.parents if parent.exists()), place)
        if not over.is_dir():
            raise InputError.one("report-through-file", path=short(target), file=short(over))
    return place
