"""Folders to work in that vanish afterwards, and that the next run clears away where a run was killed.

    <where>/.base-x7d2.transfer-impact/owner   what it is for; locked as long as its owner lives
                                       new/    what is being written
                                       old/    what stood in its place, until the new one stands there
    <where>/.base.unfinished/                  what a long work left, and can be gone on with

A lock goes with its process, however that ends. So a folder whose `owner` nobody holds is one that was left behind, and
where it was left between the two renames of a replacement, `old` is put back. `owner` comes first and goes last: without it
nobody would know whose the rest is. What is marked to be gone on with is not cleared away but laid aside, for a week.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from data.database.interrupt import uninterrupted
from data.errors import InputError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX, SUFFIX = "transfer-impact-", ".transfer-impact"
_OWNER, _NAMELESS, _NEW, _OLD = "owner", "owner.new", "new", "old"
_UNFINISHED, _GOES_ON = ".unfinished", "goes-on"
_MAKER = "transfer-impact"
_LONGEST_OWNER_BYTES = 4_096
_FORGOTTEN_SECONDS = 24 * 3600.0  # where locks are not to be had, age tells
_WAITS_SECONDS = 7 * _FORGOTTEN_SECONDS  # for whoever goes on


class Scratch:
    """A folder `new` to work in, inside one of ours in `parent`: hidden there, or in the system's folder for such things.

    `name` is that of the file or folder beside it that `new` is to become. OSError where it cannot be made.
    """

    def __init__(self, parent: Path | None = None, name: str = "") -> None:
        where = Path(tempfile.gettempdir()) if parent is None else parent
        sweep(where)
        root: Path | None = None
        try:
            with uninterrupted():
                # Hidden where people have their own files; in the system's folder names are anybody's.
                prefix, suffix = (PREFIX, "") if parent is None else (f".{name[:40]}-", SUFFIX)
                root = Path(tempfile.mkdtemp(prefix=prefix, suffix=suffix, dir=where))
                self._root, self._owner, self._name = root, _owned(root, name), name
                self.path, self._old = root / _NEW, root / _OLD
                self.path.mkdir()
        except BaseException:
            if root is not None:
                remove(root)
            raise

    def go_on(self, said: str) -> bool:
        """Take up what was left unfinished of the work that `said` names, to the last letter; of any other it is removed."""
        target = self._root.parent / self._name
        place = unfinished_at(target)
        if _work_in(place) != said:
            drop_unfinished(target)
            return False
        with uninterrupted():
            mode = self.path.stat().st_mode
            self.path.rmdir()
            place.rename(self.path)
            self.path.chmod(mode & 0o7777)
        return True

    def put(self, target: Path) -> None:
        """Let the folder take the place of `target`, which is kept until it stands there. OSError where it cannot."""
        (self.path / _GOES_ON).unlink(missing_ok=True)
        settle(self.path)
        if target.exists():
            self.path.chmod(target.stat().st_mode & 0o7777)
            target.rename(self._old)
        self.path.rename(target)

    def close(self) -> None:
        """Remove it, and put back what stood in its place if nothing stands there now; Ctrl-C waits for that."""
        with uninterrupted():
            _clear(self._root)
            self._owner.close()


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield a folder of the system's to work in; it vanishes afterwards, at the latest when the next one is asked for.

    InputError where the system has none.
    """
    try:
        room = Scratch()
    except OSError as error:
        raise InputError.one("no-scratch-folder", reason=error.strerror or str(error)) from error
    try:
        yield room.path
    finally:
        room.close()


def unfinished_at(target: Path) -> Path:
    """Return where it lies if a work on `target` was left unfinished."""
    return target.parent / f".{target.name}{_UNFINISHED}"


def mark_unfinished(folder: Path, said: str) -> None:
    """Let what is in the `path` of a scratch folder be gone on with, by whoever does the work that `said` names.

    It has to tell by itself what of it is whole: nobody waits until it is on the disk. OSError where it cannot be marked.
    """
    (folder / _GOES_ON).write_text(json.dumps({"by": _MAKER, "work": said}), encoding="utf-8")


def unmark_unfinished(folder: Path) -> None:
    """Let what is in the `path` of a scratch folder vanish with it again: for as long as it holds what must not stay."""
    (folder / _GOES_ON).unlink(missing_ok=True)


def is_left_unfinished(target: Path, work: str = "") -> bool:
    """Say whether there is work on `target` that can be gone on with, of any name or of that of `work`."""
    left = _work_in(unfinished_at(target))
    return left is not None and (not work or left == work)


def drop_unfinished(target: Path) -> None:
    """Remove what was left unfinished of a work on `target`, if it is ours."""
    place = unfinished_at(target)
    if _work_in(place) is not None:
        shutil.rmtree(place, ignore_errors=True)


def sweep(parent: Path) -> None:
    """Clear away what killed runs left in `parent`, and put back what they had moved aside. Nobody else's folder is touched."""
    for place in parent.glob(f".*{_UNFINISHED}"):
        with suppress(OSError):
            if _work_in(place) is not None and _is_forgotten(place / _GOES_ON, _WAITS_SECONDS):
                shutil.rmtree(place, ignore_errors=True)
    for pattern in (f".*{SUFFIX}", f"{PREFIX}*"):
        for root in parent.glob(pattern):
            with suppress(OSError):
                if root.is_dir() and not root.is_symlink():
                    _clear_if_left(root)


def heal(path: Path) -> None:
    """Put back what stood at `path` if a killed run had moved it aside."""
    with suppress(OSError, ValueError):
        if not path.exists():
            sweep(path.absolute().parent)


def remove(root: Path, mark: str = _OWNER) -> None:
    """Remove a folder of ours, its `mark` after all the rest: killed on the way, the next run still knows that it may go on."""
    with suppress(OSError):
        for entry in [entry for entry in root.iterdir() if entry.name != mark]:
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink()
        if all(entry.name == mark for entry in root.iterdir()):
            (root / mark).unlink(missing_ok=True)
            root.rmdir()


def _owned(root: Path, name: str) -> IO[bytes]:
    """Make the file that says whose folder this is. It gets its name when it is locked, so that nobody sees it free."""
    nameless = root / _NAMELESS
    stream = nameless.open("wb")
    stream.write(json.dumps({"by": _MAKER, "for": name}).encode())
    stream.flush()
    if sys.platform != "win32":
        with suppress(OSError):
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    nameless.rename(root / _OWNER)
    return stream


def _clear_if_left(root: Path) -> None:
    owner = root / _OWNER
    if _name_in(owner) is None:
        _clear_stump(root)
        return
    with owner.open("rb+") as stream:
        if sys.platform != "win32":
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            except OSError:
                if not _is_forgotten(owner):
                    return
        elif not _is_forgotten(owner):
            return
        _clear(root)


def _clear_stump(root: Path) -> None:
    """Remove a hidden folder that was killed at its first step or its last: it bears our name, a day later, and nothing else."""
    if root.name.endswith(SUFFIX) and _is_forgotten(root) and all(entry.name == _NAMELESS for entry in root.iterdir()):
        (root / _NAMELESS).unlink(missing_ok=True)
        root.rmdir()


def _is_forgotten(path: Path, seconds: float = _FORGOTTEN_SECONDS) -> bool:
    return time.time() - path.stat().st_mtime > seconds


def _work_in(place: Path) -> str | None:
    """Return the work that what lies aside is of; None where it is none of ours."""
    if place.is_symlink():
        return None
    try:
        told = json.loads((place / _GOES_ON).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    work = told.get("work") if isinstance(told, dict) and told.get("by") == _MAKER else None
    return work if isinstance(work, str) else None


def _name_in(owner: Path) -> str | None:
    """Return what a folder of ours is for; None where it is none of ours."""
    try:
        if owner.is_symlink() or owner.stat().st_size > _LONGEST_OWNER_BYTES:
            return None
        told = json.loads(owner.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("by") != _MAKER or not isinstance(told.get("for"), str):
        return None
    name: str = told["for"]
    return name if name in ("", Path(name).name) else None


def _clear(root: Path) -> None:
    name = _name_in(root / _OWNER)
    if name and (root / _OLD).exists() and not (root.parent / name).exists():
        with suppress(OSError):
            (root / _OLD).rename(root.parent / name)
    if not name or (root.parent / name).exists() or not (root / _OLD).exists():
        if name:
            _lay_aside(root / _NEW, root.parent / name)
        remove(root)


def _lay_aside(work: Path, target: Path) -> None:
    """Keep what can be gone on with, in place of what was kept before: of the same people, so nobody else may look."""
    if _work_in(work) is None:
        return
    with suppress(OSError):
        work.chmod(0o700)
        (work / _GOES_ON).touch()  # a week from now
        drop_unfinished(target)
        work.rename(unfinished_at(target))


def settle(place: Path) -> None:
    """See a file, or all in a folder, to the disk, where the system offers that: no name may be there before its content."""
    for file in (place, *place.rglob("*")):
        _settle(file)


def _settle(file: Path) -> None:
    if file.is_file():
        with suppress(OSError), file.open("rb") as stream:
            os.fsync(stream.fileno())
