"""A raw table: where each of its rows stands in the files it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import ERROR, FINDING, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from data.errors import Fact


@dataclass(frozen=True)
class Part:
    """One file of a raw table: its rows are rowids from `start`; `left_out` are the lines not read, in order.

    `columns` are the names of its columns in lower case, `first` is the row a person finds the first one at.
    """

    file: Path
    start: int
    is_text: bool
    left_out: tuple[int, ...] = ()
    columns: frozenset[str] = frozenset()
    first: int = 0
    encoding: str = ""

    def row(self, rowid: int) -> int:
        """Return the row a person finds: as a spreadsheet counts, header first, in text and sheets; from 1 elsewhere."""
        row = rowid - self.start + (self.first or (2 if self.is_text else 1))
        for line in self.left_out:
            if line > row:
                break
            row += 1
        return row


@dataclass(frozen=True)
class Raw:
    """A raw table on a connection: its name, its columns with their DuckDB types, its files in order."""

    table: str
    columns: dict[str, str]
    parts: tuple[Part, ...]

    def place(self, rowid: int) -> tuple[str, int]:
        """Return the name of the file a rowid came from and its row there."""
        part = next(part for part in reversed(self.parts) if part.start <= rowid)
        return part.file.name, part.row(rowid)

    def uneven(self, used: Collection[str]) -> list[Problem]:
        """Return a problem for each column that only some of the files have: an error where it is one of `used`.

        In the others its cells would be empty, as though that were what their rows say.
        """
        every = [part.columns for part in self.parts]
        problems = []
        unread = sorted(frozenset().union(*every) - folded(self.columns))
        for column in [*self.columns, *unread]:
            having = tuple(part.file.name for part in self.parts if column.casefold() in part.columns)
            lacking = tuple(part.file.name for part in self.parts if column.casefold() not in part.columns)
            if all(every) and lacking:
                side, files = ("having", having) if len(having) < len(lacking) else ("lacking", lacking)
                is_used = column.casefold() in folded(used)
                facts: dict[str, Fact] = {"column": column, "side": side, "files": files, "others": len(every) - len(files)}
                facts["used"] = "yes" if is_used else "no"
                problems.append(Problem("uneven-column", facts, ERROR if is_used else FINDING))
        return problems


def kept(columns: tuple[str, ...], wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that are read; all of them where one that is wanted is not there, to name what is near, or none is."""
    needed = folded(name.strip() for name in wanted)
    if not needed or not needed <= folded(columns):
        return columns
    return tuple(name for name in columns if name.casefold() in needed)


def folded(names: Iterable[str]) -> frozenset[str]:
    """Return names in lower case."""
    return frozenset(name.casefold() for name in names)
