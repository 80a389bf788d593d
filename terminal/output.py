"""Writing reports: whole files and whole folders only, and never over something that is not a report."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import InputError
from reports.csv_files import RECORD
from reports.formats import CSV, FORMATS, PDF

if TYPE_CHECKING:
    from reports.formats import Content

NAME = "transfer-impact"
_MARK = f"{RECORD}.csv"
_MOST_NAME_BYTES = 255  # what file systems allow


def target_for(form: str | None, out: Path | None) -> tuple[str, Path]:
    """Return the format and the place of a report: a format not named is read from the ending, a place not named is here.

    Raises InputError where the place cannot take the report, before anything is computed.
    """
    if form is None:
        ending = out.suffix.lower().removeprefix(".") if out else PDF
        if ending not in FORMATS:
            raise InputError.one("report-format", path=str(out), known=", ".join(FORMATS))
        form = ending
    target = out or Path(NAME if form == CSV else f"{NAME}.{form}")
    check_target(target, folder=form == CSV)
    return form, target


def check_target(target: Path, *, folder: bool) -> None:
    """Raise InputError where a file or a folder cannot be written at `target`."""
    try:
        if len(os.fsencode(target.name)) > _MOST_NAME_BYTES or not target.name or "\0" in str(target):
            raise InputError.one("report-name", path=_short(target), most=_MOST_NAME_BYTES)
        if folder and target.exists() and not _replaceable(target):
            raise InputError.one("report-folder-taken", path=str(target))
        if not folder and target.exists() and not target.is_file():
            raise InputError.one("report-target-is-folder", path=str(target))
        over = next(parent for parent in target.absolute().parents if parent.exists())
        if not over.is_dir():
            raise InputError.one("report-through-file", path=str(target), file=str(over))
    except (OSError, ValueError) as error:
        raise InputError.one("report-cannot-write", path=_short(target), reason=_reason(error)) from error


def write_report(target: Path, content: Content) -> None:
    """Write a file, or a folder of files, whole or not at all; InputError where the disk refuses."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = target.with_name(f".{secrets.token_hex(8)}.part")
        try:
            if isinstance(content, bytes):
                scratch.write_bytes(content)
                scratch.replace(target)
            else:
                _write_folder(scratch, target, content)
        finally:
            scratch.unlink(missing_ok=True) if scratch.is_file() else shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise InputError.one("report-cannot-write", path=_short(target), reason=_reason(error)) from error


def _write_folder(scratch: Path, target: Path, files: dict[str, bytes]) -> None:
    scratch.mkdir()
    for name, content in files.items():
        (scratch / name).write_bytes(content)
    old = scratch.with_suffix(".old")
    if target.exists():
        target.rename(old)
    scratch.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _replaceable(folder: Path) -> bool:
    """Say whether a folder is empty or one of ours, with nothing of anybody else's in it."""
    if not folder.is_dir():
        return False
    names = {file.name for file in folder.iterdir()}
    return not names or (_MARK in names and all(name.endswith(".csv") for name in names))


def _short(target: Path) -> str:
    text = str(target)
    return text if len(text) <= 120 else f"{text[:60]}…{text[-40:]}"


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
