"""Where a population may be written: a new or an empty folder, or in the place of one of ours when that is asked for."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from data.database.scratch import SUFFIX
from data.database.storage import MARK
from data.errors import InputError
from data.files.places import check_folder, real, short, stranger, told, whole_folder
from data.population.manifest import read_manifest
from data.schema_history import ALL_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

KEPT = ".prepared"  # what answers keep beside the tables they come from
_FILES = frozenset({MARK, *(f"{table.name}.parquet" for table in ALL_TABLES)})
_KEPT_FOLDER = re.compile(rf"[0-9a-f]{{32}}|\..*{re.escape(SUFFIX)}|tmp.+")
_KEPT_FILE = re.compile(r"(futures|search)-.+")


@contextmanager
def writing(
    target: Path,
    source: Path | None = None,
    patterns: Sequence[str] = (),
    *,
    replace: bool = True,
) -> Iterator[Path]:
    """Yield a folder that becomes the population `target` when the block ends well; until then what is there stays there.

    `source` is where its files come from, and `patterns` which of them. Raises InputError where `target` holds anything that
    is not ours, is or holds the source, or holds a population and is not to be replaced.
    """
    with whole_folder(target, lambda: check_target(target, replace=replace, source=source, patterns=patterns)) as folder:
        yield folder


def check_target(target: Path, *, replace: bool, source: Path | None = None, patterns: Sequence[str] = ()) -> None:
    """Raise InputError where a population may not be written at `target`, as `writing` says."""
    if source is not None:
        _check_apart(target, source, patterns)
    if check_folder(target, foreign, "target-not-a-population") and not replace:
        raise InputError.one("population-there", path=short(target))


def foreign(folder: Path) -> str:
    """Name the first thing in a folder that did not come with a population of ours; empty where all did."""
    found = stranger(folder, _is_ours)
    if found:
        return found
    manifest, _ = read_manifest(folder / MARK)
    # Whoever writes a manifest by hand has no fingerprint to put into it: such tables are somebody's source.
    return "" if manifest is not None and manifest.fingerprint else MARK


def _is_ours(entry: Path) -> bool:
    if entry.name == KEPT:
        return entry.is_dir() and not stranger(entry, _is_kept)
    return entry.name in _FILES and entry.is_file()


def _is_kept(entry: Path) -> bool:
    return bool((_KEPT_FOLDER if entry.is_dir() else _KEPT_FILE).fullmatch(entry.name))


def _check_apart(target: Path, source: Path, patterns: Sequence[str]) -> None:
    """Raise InputError where the source would go with what stands at `target`: the folder itself or a file it is read from."""
    place = real(target)
    with told(target):
        if not place.exists():
            return
        here = real(source)
        read = [real(file) for pattern in patterns for file in _found(source, pattern)]
        over = [parent for path in (here, *read) for parent in (path, *path.parents) if parent.exists()]
        # Not by name: capitals, links and mounts give one folder several.
        if any(place.samefile(path) for path in dict.fromkeys(over)):
            raise InputError.one("target-is-source", path=short(target), source=short(source))


def _found(source: Path, pattern: str) -> list[Path]:
    try:
        return list(source.glob(pattern))
    except (ValueError, NotImplementedError, OSError):
        return []  # a pattern that finds nothing is told by the reader of it
