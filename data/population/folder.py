"""A population on disk: a folder of Parquet or CSV files in the schema, and its manifest."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import duckdb

from data.checks.making import make_table
from data.checks.table_rules import check_columns, check_keys
from data.database import storage
from data.database.scratch import heal
from data.errors import FINDING, InputError, Problem, nearest
from data.files.damage import first_line, reading
from data.files.places import told
from data.files.raw_tables import read_raw, view_parquet
from data.files.textfile import Format
from data.mapping.staged import Staged, drop_staged, unchanged
from data.population.fingerprint import fingerprint
from data.population.manifest import Manifest, read_manifest
from data.population.target import writing
from data.schema import TABLES, Table
from data.schema_history import ALL_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = [
    "Manifest",
    "Population",
    "attach",
    "find_files",
    "load",
    "open_population",
    "stamp_of",
    "write_population",
    "write_tables",
]
SUFFIXES = (".parquet", ".csv")
Stamp = tuple[tuple[str, int, int, int, int], ...]


@dataclass(frozen=True)
class Population:
    """A population that was opened: its folder, its manifest, the file of each table present."""

    path: Path
    manifest: Manifest
    files: dict[str, Path]


def open_population(path: Path) -> Population:
    """Find the files of a population folder and read its manifest; InputError lists everything that is missing."""
    files, problems = find_files(path)
    manifest, more = read_manifest(path / storage.MARK)
    errors = [problem for problem in problems + more if problem.is_error]
    if errors or manifest is None:
        raise InputError(errors)
    return Population(path, manifest, files)


def find_files(path: Path) -> tuple[dict[str, Path], list[Problem]]:
    """Find the file of each table in a folder; a stray file is a finding, a missing or doubled table an error."""
    heal(path)
    if not path.is_dir():
        raise InputError.one("no-such-folder", path=str(path))
    if (path / storage.STORE_MARK).is_file():
        raise InputError.one("store-not-tables", path=str(path))
    files, problems = table_files(path, ALL_TABLES)
    names = {f"{table.name}{suffix}" for table in ALL_TABLES for suffix in SUFFIXES}
    ours = {file.name for file in path.iterdir() if file.is_file()} & (names | {storage.MARK})
    # What begins with a dot is kept by programs, ours among them, and is nobody's data.
    strays = sorted(file.name for file in path.iterdir() if file.name not in ours and not file.name.startswith("."))
    findings = [Problem("stray-file", {"file": stray, "nearest": nearest(stray, names)}, FINDING) for stray in strays]
    return files, problems + findings


def files_of(path: Path, table: Table) -> list[Path]:
    """Return the files in a folder that hold a table, in the order of the formats; there should be one at most."""
    return [file for suffix in SUFFIXES if (file := path / f"{table.name}{suffix}").is_file()]


def table_files(path: Path, tables: Iterable[Table]) -> tuple[dict[str, Path], list[Problem]]:
    """Return the file of each table in a folder by its name, and an error for each that is doubled or missing."""
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    for table in tables:
        found = files_of(path, table)
        if len(found) > 1:
            problems.append(Problem("two-files", {"table": table.name, "path": str(path)}))
        elif found:
            files[table.name] = found[0]
        elif table.required:
            problems.append(Problem("no-such-table", {"table": table.name, "path": str(path)}))
    return files, problems


def stamp_of(path: Path, tables: tuple[Table, ...] = TABLES) -> Stamp:
    """Return what tells a base's files from any that lay there before, without reading them: cheap enough for every look.

    Name, size, times of content and of change, and number on the disk. A copy can be given the old size and time; nobody sets
    the time of change. Missing files are left out.
    """
    found = []
    for name in (storage.MARK, *(f"{table.name}{suffix}" for table in tables for suffix in SUFFIXES)):
        with suppress(OSError):
            seen = (path / name).stat()
            found.append((name, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino))
    return tuple(found)


def attach(
    connection: duckdb.DuckDBPyConnection,
    population: Population,
    tables: tuple[Table, ...] = TABLES,
    in_place: Table | None = None,
    *,
    only_read: bool = False,
) -> None:
    """Load `tables` of `population`, those a replay needs unless told, cast to the schema, then shut external access.

    Where they are `only_read`, columns in which nothing is said take no room, and cannot be changed. One that is read `in_place`,
    of a Parquet file, is read wherever it is asked for and not checked: who reads it piece by piece does that. InputError when a
    cell cannot be cast, a key is doubled or a reference leads nowhere: the full story is `check`'s.
    """
    staged = {
        table.name: attach_table(connection, table, population.files[table.name], only_read=only_read)
        for table in tables
        if table.name in population.files and table is not in_place
    }
    if in_place is not None:
        attach_table(connection, in_place, population.files[in_place.name], stored=False)
    storage.lock(connection, readable=() if in_place is None else (population.files[in_place.name],))
    with reading(population.path.name):
        problems = check_keys(connection, staged, quick=True)
    connection.execute("drop table if exists found")
    if problems:
        raise InputError(problems)


def load(connection: duckdb.DuckDBPyConnection, table: Table, file: Path) -> tuple[Staged | None, list[Problem]]:
    """Stage one file of the schema on `connection`: text is copied, Parquet read in place."""
    name = f"raw_{table.name}"
    if file.suffix == ".parquet":
        raw, problems = view_parquet(connection, name, file)
        return (None if raw is None else Staged(table, name, raw.columns, raw)), problems
    raw, problems = read_raw(connection, name, [file], Format(names=tuple(column.name for column in table.columns)))
    return (None if raw is None else unchanged(table, raw)), problems


def stage_text_months(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Let a month of a staged text be written without its day: 2027-03 is 2027-03-01."""
    if staged.row == "rowid" and staged.columns.get("month") == "VARCHAR":
        connection.execute(f"update {staged.name} set month = month || '-01' where regexp_matches(month, '^\\d{{4}}-\\d{{2}}$')")


def attach_table(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    file: Path,
    rows: range | None = None,
    *,
    stored: bool = True,
    only_read: bool = False,
) -> Staged:
    """Load one file, or some `rows` of it, by strict casts; what is staged afterwards is the table itself.

    What is not `stored` is only looked at; `only_read` as `attach` takes it. InputError when the file is not such a table, or a
    cell cannot be cast.
    """
    staged, problems = load(connection, table, file)
    problems += check_columns(staged) if staged else []
    errors = [problem for problem in problems if problem.is_error]
    if errors or staged is None:
        raise InputError(errors)
    try:
        with reading(file.name, besides=duckdb.ConversionException):
            empty = _empty(connection, staged) if only_read else ()
            make_table(connection, staged, strict=True, rows=rows, stored=stored, empty=empty)
    except duckdb.ConversionException as error:
        raise InputError.one("cannot-cast", file=file.name, reason=first_line(error)) from error
    if stored:
        drop_staged(connection, staged)
    return Staged(table, table.name, staged.columns, staged.raw, row="rowid")


def _empty(connection: duckdb.DuckDBPyConnection, staged: Staged) -> frozenset[str]:
    """Return the columns of a staged table in which nothing is said: of a file of ours that takes a hundredth of loading it."""
    names = [column.name for column in staged.table.columns if column.nullable]
    there = [name for name in names if name in staged.columns]
    counted = ", ".join(f"count({storage.quoted(name)})" for name in there)
    (counts,) = connection.execute(f"select {counted} from {staged.name}").fetchall() if there else [()]
    says = {name for name, count in zip(there, counts, strict=True) if count}
    return frozenset(names) - says


def write_population(connection: duckdb.DuckDBPyConnection, manifest: Manifest, target: Path) -> Manifest:
    """Write the schema's tables on `connection` to `target` as Parquet; return the manifest with its fingerprint.

    Nothing is left at `target` if this fails or is interrupted.
    """
    with writing(target) as folder:
        return write_tables(connection, manifest, folder)


def write_tables(connection: duckdb.DuckDBPyConnection, manifest: Manifest, folder: Path) -> Manifest:
    """Write the tables, in the order of their keys, and the stamped manifest into a folder that exists."""
    stamped = replace(manifest, fingerprint=fingerprint(connection))
    present = storage.tables(connection)
    with told(folder):
        for table in ALL_TABLES:
            if table.name in present:
                file = str(folder / f"{table.name}.parquet").replace("'", "''")
                connection.execute(f"copy {table.name} to '{file}' (format parquet, compression zstd)")
        text = json.dumps(asdict(stamped), indent=2, ensure_ascii=False)
        (folder / storage.MARK).write_text(text + "\n", encoding="utf-8")
    return stamped
