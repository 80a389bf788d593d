"""Files kept beside a base to save work: told whole from damaged by digest, and never more of them than a bound."""

from __future__ import annotations

import hashlib
import mmap
import os
import shutil
import sys
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Self

import numpy as np
import xxhash
from numpy.lib import format as npy

from analysis.parallel import spread
from data.database.scratch import Scratch
from data.population.target import KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.parallel import Begin

FOLDER = KEPT
# The head of an array's file is read by Python's own parser, of which two threads at a time fail now and then (cpython 106905).
READING = threading.Lock()
_PIECE = 1 << 18  # bytes
_POPULATE_READ = 22  # of Linux since 5.14; Python has no name for it yet


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digests_of(files: Iterable[Path], threads: int | None = None) -> dict[str, str]:
    """Return the XXH3 of each file by its name, in 128 bits, on several threads. Raises OSError.

    It tells a file from one that was damaged or exchanged by mistake, in a fifth of the time of SHA-256. Nor would that keep
    anybody out: who can write the files can write their digests as well.
    """
    files = list(files)
    return dict(zip((file.name for file in files), spread(_file_digest, files, threads), strict=True))


def _file_digest(file: Path) -> str:
    digest = xxhash.xxh3_128()
    with file.open("rb", buffering=0) as data:
        while piece := data.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def map_of(file: Path) -> mmap.mmap:
    """Return a map of a whole file. OSError where it cannot be read, ValueError where it is empty."""
    with file.open("rb") as data:
        return mmap.mmap(data.fileno(), 0, access=mmap.ACCESS_READ)


def map_digest(file: Path, held: mmap.mmap) -> str:
    """Return the XXH3 of a file through a map of it, so that whoever asks the map next finds all of it there.

    What of it cannot be read is an OSError, which the system tells only where it is asked for all pages at once: one by one they
    would end the process. Where it cannot be asked, the file is read beside the map.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            held.madvise(_POPULATE_READ)
            return xxhash.xxh3_128_hexdigest(held)
    return _file_digest(file)


def array_in(held: mmap.mmap) -> NDArray[np.void]:
    """Return the array in the map of a file. Raises what a file that is not what it should be can raise."""
    with READING:
        held.seek(0)
        read = npy.read_array_header_1_0 if npy.read_magic(held) == (1, 0) else npy.read_array_header_2_0
        shape, by_column, kind = read(held)
    if kind.hasobject:
        raise ValueError(kind)
    found: NDArray[np.void] = np.ndarray(shape, kind, held, held.tell(), order="F" if by_column else "C")
    return found


def mapped(file: Path) -> NDArray[np.void]:
    """Return the array in a file, as a map of it. Raises what a file that is not what it should be can raise."""
    return array_in(map_of(file))


def let_go(arrays: Iterable[NDArray[np.generic]]) -> None:
    """Give back the memory that maps of files take; who asks them again reads again. Others are left as they are."""
    for array in arrays:
        held: object = array
        while isinstance(held, np.ndarray):
            held = held.base
        if isinstance(held, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            held.madvise(mmap.MADV_DONTNEED)


class Draft:
    """A folder that is to be kept at a place: what is final of it is written while the rest is still being made.

    Used as a context; what was not put to its place by the end of it vanishes.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._room: Scratch | None = None
        self._begun: dict[str, Callable[[], None]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._room is not None:
            self._room.close()

    def folder(self) -> Path:
        """Return where to write. Raises OSError where there can be no such folder."""
        if self._room is None:
            self._place.parent.mkdir(exist_ok=True)
            self._room = Scratch(self._place.parent)
        return self._room.path

    def begin(self, begin: Begin, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """Begin to write arrays that nobody changes any more, by their names."""
        with suppress(OSError):  # whoever writes the rest meets the same
            folder = self.folder()
            for name, array in arrays.items():
                self._begun[name] = begin(partial(write_array, folder, name, array))

    def written(self) -> frozenset[str]:
        """Return the names of the arrays that were begun, once they are written. Raises OSError where one cannot be."""
        for wait in self._begun.values():
            wait()
        return frozenset(self._begun)

    def put(self) -> Path:
        """Let it stand at its place, and return that. Raises OSError."""
        return self.folder().rename(self._place)


def write_array(folder: Path, name: str, array: NDArray[np.generic]) -> None:
    """Write an array under its name. Raises OSError."""
    np.save(folder / f"{name}.npy", array)


def touch(place: Path) -> None:
    """Mark a kept file or folder as used now."""
    with suppress(OSError):
        os.utime(place)


def keep_newest(places: Iterable[Path], most: int) -> None:
    """Remove all but the `most` files or folders used last; what another process has open there stays open to it."""
    dated = []
    for place in places:
        with suppress(OSError):
            dated.append((place.stat().st_mtime_ns, place))
    for _, place in sorted(dated)[: max(0, len(dated) - most)]:
        remove(place)


def remove(place: Path) -> None:
    """Remove a kept file or folder, if that is possible."""
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        with suppress(OSError):
            place.unlink(missing_ok=True)
