"""Uploaded files on their way into a mapping: which file is which, and names of our own to store them by.

The name of an upload is somebody else's text: it is shown and compared, never made a path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from data.database.storage import MARK
from data.errors import InputError, Problem
from data.files.patterns import glob_of, words_in, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from data.errors import Fact
    from data.mapping.declarations import Mapping

SUFFIXES = (
    *(".csv", ".parquet", ".csv.gz", ".csv.zst", ".tsv", ".txt", ".xlsx", ".xlsm", ".ndjson", ".jsonl", ".json"),
    *(".sqlite", ".db", ".duckdb", ".gz", ".zst", ".zip"),
)
MOST_MB = 200
BYTES_PER_MB = 1_000_000
LONGEST_SHOWN = 80
LONGEST_KEPT = 120


@dataclass(frozen=True)
class Slot:
    """A place for files in a mapping: the pattern it reads them by, the tables it makes of them."""

    pattern: str
    tables: tuple[str, ...]
    needed: bool

    @property
    def is_many(self) -> bool:
        """Say whether several files can share this place."""
        return any(mark in self.pattern for mark in "*?[{")


@dataclass(frozen=True)
class Upload:
    """One uploaded file: the name it came with, its content, the slot it goes to."""

    name: str
    content: bytes
    pattern: str

    @property
    def suffix(self) -> str:
        """Return the ending of the name, where it is one that files have; .csv for anything else."""
        return next((suffix for suffix in SUFFIXES if self.name.lower().endswith(suffix)), SUFFIXES[0])


def slots_of(mapping: Mapping) -> tuple[Slot, ...]:
    """Return the places for files in a mapping, each once; one that only optional tables read is not needed."""
    tables: dict[str, list[str]] = {}
    needed: set[str] = set()
    for declared in mapping.tables:
        for pattern in filter(None, (place.pattern for place in declared.places)):
            tables.setdefault(pattern, []).append(declared.table)
            if not declared.optional:
                needed.add(pattern)
    return tuple(Slot(pattern, tuple(dict.fromkeys(names)), pattern in needed) for pattern, names in tables.items())


def guess(name: str, slots: Sequence[Slot]) -> str:
    """Return the pattern an upload's name fits, capitals apart; an empty string when it fits none."""
    fitting = (slot.pattern for slot in slots if fnmatchcase(name.lower(), PurePosixPath(glob_of(slot.pattern)).name.lower()))
    return next(fitting, "")


def stored_name(pattern: str, nth: int, suffix: str) -> str:
    """Return the path, inside the source folder, under which the nth upload of a slot is found by its pattern.

    InputError for a pattern no made-up name can be made to fit (one with square brackets): such files need a folder.
    """
    if "[" in pattern:
        raise InputError.one("upload-pattern", pattern=pattern)
    path = PurePosixPath(*(part for part in PurePosixPath(pattern).parts if part != "**"))
    name = path.name
    if name.endswith(".*"):
        name = name.removesuffix(".*") + suffix
    return str(path.parent / name.replace("*", f"{nth:03}").replace("?", str(nth % 10)))


def stored_names(uploads: Sequence[Upload]) -> list[str]:
    """Return the names under which uploads are stored; InputError where two would share one or all are too large."""
    size = sum(len(upload.content) for upload in uploads)
    if size > MOST_MB * BYTES_PER_MB:
        raise InputError.one("upload-size", size=round(size / BYTES_PER_MB), high=MOST_MB)
    seen: dict[str, int] = {}
    names: list[str] = []
    for upload in uploads:
        seen[upload.pattern] = seen.get(upload.pattern, 0) + 1
        names.append(_own_name(upload) or stored_name(upload.pattern, seen[upload.pattern], upload.suffix))
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise InputError(Problem("upload-twice", {"file": name}) for name in doubled)
    return names


def _own_name(upload: Upload) -> str:
    """Return the name of an upload, made safe, where words of it become columns; empty where its name says nothing.

    InputError where it does not fit the pattern, or words are to be read from folders, which uploads have none of.
    """
    if not words_of(upload.pattern):
        return ""
    name = safe_name(upload.name)
    if not words_in(upload.pattern, PurePosixPath(name)):
        raise InputError.one("upload-words", file=upload.name[:LONGEST_SHOWN], pattern=upload.pattern)
    return name


def store(uploads: Sequence[Upload], folder: Path) -> None:
    """Write uploads into `folder` under names of our own."""
    for upload, name in zip(uploads, stored_names(uploads), strict=True):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(upload.content)


def named_back(problems: Sequence[Problem], uploads: Sequence[Upload]) -> tuple[Problem, ...]:
    """Return problems in which a file bears the name it was uploaded under, not the one it was stored by."""
    names: dict[str, set[str]] = {}
    for upload, stored in zip(uploads, stored_names(uploads), strict=True):
        names.setdefault(PurePosixPath(stored).name, set()).add(upload.name[:LONGEST_SHOWN])
    back: dict[Fact, str] = {stored: " / ".join(sorted(given)) for stored, given in names.items()}
    return tuple(
        replace(problem, facts={name: back.get(fact, fact) for name, fact in problem.facts.items()}) for problem in problems
    )


def safe_name(name: str) -> str:
    """Return the name a file is kept under where a mapping goes by it: that of the upload, without what could be a path."""
    plain = re.sub(r"[^\w.() -]+", "_", PurePosixPath(name.replace("\\", "/")).name).strip(" .")
    return plain[-LONGEST_KEPT:] or "file"


def store_named(files: Sequence[tuple[str, bytes]], folder: Path) -> None:
    """Write files into `folder` under their own names, made safe; InputError where two would be one or all are too large."""
    size = sum(len(content) for _, content in files)
    if size > MOST_MB * BYTES_PER_MB:
        raise InputError.one("upload-size", size=round(size / BYTES_PER_MB), high=MOST_MB)
    for name, content in files:
        target = folder / safe_name(name)
        if target.exists():
            raise InputError.one("upload-twice", file=target.name)
        target.write_bytes(content)


def is_manifest(name: str) -> bool:
    """Say whether an upload is the manifest of files that are in our schema already."""
    return name.lower() == MARK
