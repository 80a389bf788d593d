"""Files kept beside a base to save work: told whole from damaged by digest, and never more of them than a bound."""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from analysis.parallel import spread
from data.population.target import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

FOLDER = KEPT
# The head of an array's file is read by Python's own parser, of which two threads at a time fail now and then (cpython 106905).
READING = threading.Lock()


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digests_of(files: Iterable[Path], threads: int | None = None) -> dict[str, str]:
    """Return the SHA-256 of each file by its name, on several threads: a gigabyte takes about a second on one. Raises OSError."""
    files = list(files)
    return dict(zip((file.name for file in files), spread(_file_digest, files, threads), strict=True))


def _file_digest(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def mapped(file: Path) -> NDArray[np.void]:
    """Return the array in a file, as a map of it. Raises what a file that is not what it should be can raise."""
    with READING:
        found: NDArray[np.void] = np.load(file, mmap_mode="r", allow_pickle=False)
    return found


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
