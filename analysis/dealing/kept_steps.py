"""What a step of a build leaves in its room: arrays, then JSON by which others know that they are there, with their digests.

A file is there whole or not at all, and the same whoever writes it: a step that is taken twice does no harm. Digests are looked
at when a build is gone on with, for days may have passed since: of what the disk has changed meanwhile the step is taken again.
So nobody waits for the disk: what a machine without power had not yet written is what the disk has changed.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from analysis.world.kept_files import digest_of, digests_of, mapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Arrays = Mapping[str, NDArray[np.generic]]

ROOM = "routed"  # of a folder in which a store is being built: all that goes when it is
Kind = TypeVar("Kind", bound=np.generic)


def put(room: Path, stem: str, arrays: Arrays, told: object, beside: Iterable[Path] = ()) -> None:
    """Write arrays, then what is told of them. `beside` are files of the room that belong to the step as well. OSError."""
    files = list(beside)
    for name, array in arrays.items():
        draft = room / f".{stem}.{name}.{os.getpid()}.npy"
        np.save(draft, array, allow_pickle=False)
        files.append(draft.replace(room / f"{stem}.{name}.npy"))
    lines = f"{json.dumps(digests_of(files))}\n{json.dumps(told)}"
    draft = room / f".{stem}.{os.getpid()}.json"
    draft.write_text(f"{digest_of(lines.encode())}\n{lines}", encoding="utf-8")
    draft.replace(_place(room, stem))


def array_in(room: Path, stem: str, name: str, kind: type[Kind]) -> NDArray[Kind]:
    """Return an array as a map of its file."""
    return np.asarray(mapped(room / f"{stem}.{name}.npy"), kind)


def told_in(room: Path, stem: str) -> str:
    """Return what is told, as JSON."""
    return _place(room, stem).read_text(encoding="utf-8").split("\n", 2)[2]


def is_told(room: Path, stem: str) -> bool:
    """Say whether a step has been taken."""
    return _place(room, stem).is_file()


def forget_step(room: Path, stem: str) -> None:
    """Let a step be taken again."""
    _place(room, stem).unlink(missing_ok=True)


def forget_damaged(room: Path) -> None:
    """Let every step be taken again of which a file is not what was written."""
    for file in sorted(room.glob("[!.]*.json")):  # what was dealt goes before what tells of all that was
        if not _is_whole(file):
            file.unlink()


def _is_whole(file: Path) -> bool:
    try:
        digest, _, lines = file.read_text(encoding="utf-8").partition("\n")
        if digest_of(lines.encode()) != digest:
            return False
        written: dict[str, str] = json.loads(lines.partition("\n")[0])
        return digests_of(file.with_name(name) for name in written) == written
    except (OSError, ValueError):
        return False


def _place(room: Path, stem: str) -> Path:
    return room / f"{stem}.json"
