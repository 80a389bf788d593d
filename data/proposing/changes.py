"""What has changed since a mapping was saved: columns, encodings, months that are missing, files of half the usual size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.errors import FINDING, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.errors import Fact
    from data.mapping.declarations import Mapping
    from data.proposing.looks import Look

HALF = 2 / 3  # of the usual size: no month loses a third by itself
_MONTH = re.compile(r"((?:19|20)[0-9]{2})[-_.]?(0[1-9]|1[0-2])(?![0-9])")


def changes(mapping: Mapping, looks: Sequence[Look]) -> list[Problem]:
    """Compare files with how they looked when the mapping was saved; nothing of a mapping that does not say."""
    problems = []
    now = {look.pattern + (f" [{look.sheet}]" if look.sheet else ""): look for look in looks}
    for name, entry in mapping.shape.items():
        if not isinstance(entry, dict):
            continue
        look = now.get(name) or next((each for each in looks if set(_texts(entry.get("files"))) & set(each.files)), None)
        problems += [_note("shape-gone", file=name)] if look is None else _of(look, entry)
    known = {file for entry in mapping.shape.values() if isinstance(entry, dict) for file in _texts(entry.get("files"))}
    news = [look.pattern for key, look in now.items() if key not in mapping.shape and not set(look.files) & known]
    return problems + ([_note("shape-new-files", files=tuple(news))] if news and mapping.shape else [])


def _of(look: Look, entry: dict[str, object]) -> list[Problem]:
    before, problems = _texts(entry.get("columns")), []
    added = tuple(column for column in look.columns if column not in before)
    gone = tuple(column for column in before if column not in look.columns)
    if added:
        problems.append(_note("shape-column-new", file=look.pattern, columns=added))
    if gone:
        problems.append(_note("shape-column-gone", file=look.pattern, columns=gone))
    encoding = look.encoding or "utf-8"
    if entry.get("encoding") not in (None, encoding):
        problems.append(_note("shape-encoding", file=look.pattern, was=str(entry["encoding"]), value=encoding))
    usual = entry.get("bytes")
    for file, size in zip(look.files, look.sizes, strict=True):
        if isinstance(usual, int) and size < HALF * usual and file not in _texts(entry.get("files")):
            problems.append(_note("shape-half", file=file, percent=round(100 * size / usual)))
    missing = _missing(look.files)
    if missing:
        problems.append(_note("shape-month-missing", file=look.pattern, months=missing))
    return problems


def _missing(files: Sequence[str]) -> tuple[str, ...]:
    """Return the months between the first and the last in the names of files that no file bears."""
    months = sorted({12 * int(found[1]) + int(found[2]) - 1 for file in files if (found := _MONTH.search(file))})
    if not months:
        return ()
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in range(months[0], months[-1]) if number not in months)


def _texts(raw: object) -> tuple[str, ...]:
    return tuple(each for each in raw if isinstance(each, str)) if isinstance(raw, list) else ()


def _note(key: str, **facts: Fact) -> Problem:
    return Problem(key, facts, FINDING)
