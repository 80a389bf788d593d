"""Paths as they are typed: those no file can have are refused where they stand, and so is a target that is not ours."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.errors import InputError
from data.files.places import check_file, short

if TYPE_CHECKING:
    from click import Context, Parameter

_IMPOSSIBLE = (errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)


class PathName(click.Path):
    """A path to read or to write. InputError for a name that no file can have."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: str | os.PathLike[str], param: Parameter | None, ctx: Context | None) -> Path:
        """Return the path."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        _check_name(path)
        return path


class JsonTarget(click.Path):
    """A file to write JSON to, or a dash. InputError where a file is there that this program did not write."""

    def __init__(self) -> None:
        super().__init__(allow_dash=True)

    def convert(self, value: str | os.PathLike[str], param: Parameter | None, ctx: Context | None) -> str:
        """Return the name."""
        name = os.fsdecode(super().convert(value, param, ctx))
        if name != "-":
            _check_name(Path(name))
            if not is_stream(Path(name)):
                check_file(Path(name), foreign_json)
        return name


def foreign_json(file: Path) -> str:
    """Return the name of a file that this program did not write; what reads reports is loaded only for one that is there."""
    from reports.verify.own_files import foreign_file

    return foreign_file(file)


def is_stream(path: Path) -> bool:
    """Say whether a path is a pipe or a device, which is written to and not replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _check_name(path: Path) -> None:
    try:
        path.lstat()
    except OSError as error:
        if error.errno in _IMPOSSIBLE:
            raise InputError.one("impossible-path", path=short(path), reason=error.strerror or "") from error
    except ValueError as error:
        raise InputError.one("impossible-path", path=short(path), reason=str(error)) from error


PATH, JSON_TARGET = PathName(), JsonTarget()
