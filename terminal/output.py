"""Where a report goes: its format from its name, and whether the place can take it, before anything is computed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import InputError
from data.files.places import check_file, check_folder, short, told, whole_folder, write_file
from reports.formats import CSV, FORMATS, PDF
from reports.verify.own_files import foreign_file, foreign_in_csv_folder

if TYPE_CHECKING:
    from reports.formats import Content

NAME = "transfer-impact"


def target_for(form: str | None, out: Path | None) -> tuple[str, Path]:
    """Return the format and the place of a report: a format not named is read from the ending, a place not named is here.

    Raises InputError where the place cannot take the report, before anything is computed.
    """
    if form is None:
        ending = out.suffix.lower().removeprefix(".") if out else PDF
        if ending not in FORMATS:
            raise InputError.one("report-format", path=short(out or Path()), known=", ".join(FORMATS))
        form = ending
    target = out or Path(NAME if form == CSV else f"{NAME}.{form}")
    check_target(target, folder=form == CSV)
    return form, target


def check_target(target: Path, *, folder: bool) -> None:
    """Raise InputError where a file or a folder cannot be written at `target`, or stands there and is none of ours."""
    if folder:
        check_folder(target, foreign_in_csv_folder)
    else:
        check_file(target, foreign_file)


def write_report(target: Path, content: Content) -> None:
    """Write a file, or a folder of files, whole or not at all; InputError where the disk refuses."""
    if isinstance(content, bytes):
        write_file(target, content, foreign_file)
        return
    with whole_folder(target, lambda: check_target(target, folder=True)) as folder, told(target):
        for name, data in content.items():
            (folder / name).write_bytes(data)
