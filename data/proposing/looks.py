"""What the files of a folder look like: names in groups, encodings, headings and first rows, read from their beginnings alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.database.storage import MARK
from data.errors import InputError
from data.files.packed import PACKED
from data.files.raw_tables import JSON, read_raw
from data.files.source_files import SourceFiles
from data.files.tabular import kind_of, parts_of
from data.files.textfile import Format

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from data.errors import Problem

SAMPLE_ROWS = 1_000
MOST_GROUPS = 40
_SUFFIXES = (
    ".csv",
    ".tsv",
    ".txt",
    ".parquet",
    ".xlsx",
    ".xlsm",
    ".sqlite",
    ".sqlite3",
    ".db",
    ".duckdb",
    ".zip",
    *JSON,
    *PACKED,
)
_MONTH = re.compile(r"(?:19|20)[0-9]{2}([-_.]?)(?:0[1-9]|1[0-2])(?![0-9])")
_NUMBERS = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class Look:
    """Files alike in name and heading: their pattern, their names, and the first rows of the first of them as text.

    `written` is how the month in their names is, where there is one. `sizes` are in bytes, in the order of `files`.
    """

    pattern: str
    files: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    encoding: str = ""
    sheet: str = ""
    written: str = ""
    sizes: tuple[int, ...] = ()

    @property
    def usual_bytes(self) -> int:
        """Return the size of a usual one of the files."""
        return sorted(self.sizes)[len(self.sizes) // 2]

    def cells(self, column: str) -> list[str]:
        """Return what stands in the first rows of a column, without empty cells."""
        nth = self.columns.index(column)
        return [cell.strip() for row in self.rows if (cell := row[nth]) is not None and cell.strip()]


def looks_of(connection: duckdb.DuckDBPyConnection, folder: Path) -> tuple[list[Look], list[Problem]]:
    """Return what the tables in a folder look like, and what is wrong with those that cannot be read. Reads only beginnings."""
    names = sorted(
        path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in _SUFFIXES and path.name != MARK
    )
    groups: dict[str, list[Path]] = {}
    for path in names:
        groups.setdefault(_NUMBERS.sub("#", _bare(path.relative_to(folder))), []).append(path)
    alike = [paths for found in groups.values() for paths in _packed_alike(folder, found)]
    looks: list[Look] = []
    problems: list[Problem] = []
    with SourceFiles(folder) as files:
        for paths in alike[:MOST_GROUPS]:
            try:
                looks += _looks(connection, folder, paths, files, len(looks))
            except InputError as error:
                problems += error.problems
    return looks, problems


def _bare(path: Path) -> str:
    """Return a name without its ending: a month may lie packed among others that do not."""
    return path.with_suffix("").as_posix()


def _packed_alike(folder: Path, paths: list[Path]) -> list[list[Path]]:
    """Return files of one name but for numbers as a group; where a name has two endings, those of each ending."""
    if len({_bare(path.relative_to(folder)) for path in paths}) == len(paths):
        return [paths]
    return [[path for path in paths if path.suffix == suffix] for suffix in sorted({path.suffix for path in paths})]


def _looks(connection: duckdb.DuckDBPyConnection, folder: Path, paths: list[Path], files: SourceFiles, nth: int) -> list[Look]:
    mixed = len({path.suffix for path in paths}) > 1
    inside = [path.relative_to(folder) for path in paths]
    pattern, written = _pattern([f"{_bare(path)}.*" if mixed else path.as_posix() for path in inside])
    (first,) = files.matching(paths[0].relative_to(folder).as_posix())
    kind = kind_of(first)
    found: list[Look] = []
    sheets = parts_of(first, kind) if kind else ("",)
    sizes = tuple(path.stat().st_size for path in paths)
    for sheet in sheets:
        form = Format(most_rows=SAMPLE_ROWS, foreign=True, sheet=sheet)
        raw, encoding = _read(connection, f"look_{nth}_{len(found)}", first, form)
        rows = connection.execute(f"select columns(*)::varchar from {raw} limit {SAMPLE_ROWS}").fetchall()
        columns = [row[0] for row in connection.execute(f"describe {raw}").fetchall()]
        named = sheet if len(sheets) > 1 else ""
        found.append(
            Look(
                pattern,
                tuple(path.relative_to(folder).as_posix() for path in paths),
                tuple(columns),
                tuple(rows),
                encoding,
                named,
                written,
                sizes,
            )
        )
        connection.execute(f"drop table {raw}")
    return [look for look in found if look.columns]


def _read(connection: duckdb.DuckDBPyConnection, table: str, file: Path, form: Format) -> tuple[str, str]:
    """Read the beginning of a file; where it is not in UTF-8, in the encoding it looks like. Return both."""
    raw, problems = read_raw(connection, table, [file], form)
    if raw is None:
        guess = next((str(problem.facts["guess"]) for problem in problems if problem.facts.get("guess")), "")
        if not guess or form.encoding:
            raise InputError(problem for problem in problems if problem.is_error)
        return _read(connection, table, file, replace(form, encoding=guess))
    return raw.table, form.encoding or ""


def _pattern(names: list[str]) -> tuple[str, str]:
    """Return the pattern of names that differ in numbers alone, and how the month in them is written, where it is one."""
    months = [_MONTH.search(name) for name in names]
    marks = {found[1] for found in months if found}
    if all(months) and len(marks) == 1 and len(set(names)) == len({found[0] for found in months if found}):
        found = months[0]
        assert found is not None  # noqa: S101 - all of them are
        return names[0][: found.start()] + "{period}" + names[0][found.end() :], f"%Y{found[1]}%m"
    if len(names) == 1:
        return names[0], ""
    pieces = [_NUMBERS.split(name) for name in names]
    numbers = [_NUMBERS.findall(name) for name in names]
    varying = [len({each[nth] for each in numbers}) > 1 for nth in range(len(numbers[0]))]
    filled = [("*" if varies else numbers[0][nth]) + pieces[0][nth + 1] for nth, varies in enumerate(varying)]
    return pieces[0][0] + "".join(filled), ""
