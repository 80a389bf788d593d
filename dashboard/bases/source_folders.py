"""Which folders of this machine the page may be told to read: those that whoever starts it names, and otherwise none.

Whoever can open the page could otherwise read any file the server can, quoted in the sentences about what is wrong with it.
"""

from __future__ import annotations

import os
from pathlib import Path

from data.environment import SOURCES, folders_setting
from data.errors import InputError
from data.files.source_files import is_private

ROOT_SETTING = SOURCES
_QUOTED = 200


def source_roots() -> tuple[Path, ...]:
    """Return the folders named when the page was started, several parted as in PATH. ParameterError for what is no folder."""
    return tuple(Path(os.path.realpath(path)) for path in folders_setting(SOURCES))


def may_read_folders() -> bool:
    """Say whether folders can be given at all."""
    return bool(source_roots())


def source_folder(given: str) -> Path:
    """Return the real place of the folder a person named, in full or as it lies in a named root.

    InputError where it is not there, or lies outside the roots; the files in it are looked at when they are opened.
    """
    name, roots = given.strip(), source_roots()
    if not name:
        raise InputError.one("source-folder", path="")
    try:
        found = [Path(os.path.realpath(root / name)) for root in roots]
        inside = [path for path in found if any(_lies_in(path, root) for root in roots)]
        folder = next((path for path in inside if path.is_dir()), None)
    except (ValueError, OSError) as error:  # no name a folder could have: a NUL in it, or hundreds of letters
        raise InputError.one("source-folder", path=name[:_QUOTED]) from error
    if folder is not None:
        return folder
    if inside:
        raise InputError.one("source-folder", path=name[:_QUOTED])
    raise InputError.one("source-outside", path=name[:_QUOTED], root=", ".join(map(str, roots)))


def _lies_in(path: Path, root: Path) -> bool:
    return path.is_relative_to(root) and not is_private(path, root)
