"""Entries of a mapping file, each taken for what it must be or noted as wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import Problem, nearest

if TYPE_CHECKING:
    from data.errors import Fact
    from data.mapping.declarations import Cell

LONGEST_NAME = 255  # of a file or a folder, on most disks


class Entries:
    """Reads entries of the mapping `file`, noting every one that is not what it may be."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def inside(self, raw: object, where: str) -> str:
        """Accept a name or a glob below the source folder; a mapping must not reach any other file."""
        name = self.text(raw, where)
        if Path(name).is_absolute() or ".." in Path(name).parts or "\\" in name or "://" in name or name.startswith("~"):
            self.wrong("mapping-outside", where, name)
        elif any(len(part) > LONGEST_NAME or ("**" in part and part != "**") for part in Path(name).parts) or "\0" in name:
            self.wrong("mapping-file-name", where, name[:80])
        return name

    def section(self, raw: object, where: str) -> dict[str, object]:
        """Return a table of the file, an empty one where it is something else."""
        if isinstance(raw, dict):
            return raw
        self.wrong("mapping-type", where, str(raw))
        return {}

    def text(self, raw: object, where: str) -> str:
        """Return a text."""
        if isinstance(raw, str):
            return raw
        self.wrong("mapping-type", where, str(raw))
        return ""

    def texts(self, raw: object, where: str) -> tuple[str, ...]:
        """Return a list of texts."""
        if isinstance(raw, list) and all(isinstance(each, str) for each in raw):
            return tuple(raw)
        self.wrong("mapping-type", where, str(raw))
        return ()

    def whole(self, raw: object, where: str) -> int:
        """Return a whole number, 0 or more."""
        if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0:
            return raw
        self.wrong("mapping-type", where, str(raw))
        return 0

    def switch(self, raw: object, where: str) -> bool:
        """Return true or false."""
        if isinstance(raw, bool):
            return raw
        self.wrong("mapping-type", where, str(raw))
        return False

    def cell(self, raw: object, where: str) -> Cell:
        """Return a constant that a cell can hold."""
        if raw is None or isinstance(raw, str | int | float | bool):
            return raw
        self.wrong("mapping-type", where, str(raw))
        return None

    def known(self, raw: dict[str, object], names: tuple[str, ...], where: str) -> None:
        """Note entries with a name that means nothing here."""
        for name in raw:
            if name not in names:
                self.wrong("mapping-unknown", where, name, known=tuple(names), nearest=nearest(name, names))

    def wrong(self, key: str, where: str, value: str, **facts: Fact) -> None:
        """Note a problem."""
        self.problems.append(Problem(key, {"file": self.file, "where": where, "value": value, **facts}))
