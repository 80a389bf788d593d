"""Files that come packed: gz, zst and zip, unpacked into a scratch folder by the library that knows them.

A few kilobytes can unpack to a disk full of zeros: what grows beyond all measure is refused on the way.
"""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

import pyarrow as pa

from data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKED = {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2"}
ZIP = ".zip"
_CHUNK = 1 << 20
MOST_TIMES, FEW_BYTES = 200, 1 << 30  # logs of equal lines unpack to fifty times their size
_LITTER = ("__MACOSX/", ".")


def is_packed(file: Path) -> bool:
    """Say whether a file is one that holds others, by its name."""
    return file.suffix.lower() in (*PACKED, ZIP)


def unpacked(file: Path, room: Path, most_bytes: int | None = None) -> Iterator[Path]:
    """Yield what is in a packed file, written into `room`, of each no more than its first `most_bytes` where that is given.

    InputError where it cannot be unpacked, or holds nothing.
    """
    try:
        if file.suffix.lower() == ZIP:
            yield from _members(file, room, most_bytes)
            return
        target = room / (file.stem or "content")
        with pa.input_stream(str(file), compression=PACKED[file.suffix.lower()]) as stream:
            _written(stream, target, file, most_bytes)
        yield target
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise InputError.one("unreadable-file", file=file.name, reason=str(error)[:200]) from error


def _members(file: Path, room: Path, most_bytes: int | None) -> Iterator[Path]:
    with zipfile.ZipFile(file) as archive:
        found = sorted(
            (entry for entry in archive.infolist() if not entry.is_dir() and not entry.filename.startswith(_LITTER)),
            key=lambda entry: entry.filename,
        )
        if not found:
            raise InputError.one("empty-file", file=file.name)
        if any(entry.flag_bits & 1 for entry in found):
            raise InputError.one("packed-locked", file=file.name)
        for nth, entry in enumerate(found):
            folder = room / str(nth)  # the names within are a stranger's: each has a folder of its own
            folder.mkdir()
            target = folder / (PurePosixPath(entry.filename.replace("\\", "/")).name or "content")
            with archive.open(entry) as stream:
                _written(stream, target, file, most_bytes)
            yield target


def _written(stream: IO[bytes], target: Path, file: Path, most_bytes: int | None) -> None:
    packed, size = file.stat().st_size, 0
    with target.open("wb") as out:
        while chunk := stream.read(_CHUNK):
            out.write(chunk)
            size += len(chunk)
            if most_bytes is not None and size >= most_bytes:
                return
            if size > FEW_BYTES and size > MOST_TIMES * packed:
                raise InputError.one("packed-bomb", file=file.name, times=MOST_TIMES)
