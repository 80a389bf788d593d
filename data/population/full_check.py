"""The full check of a population folder."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.checks.making import make_table
from data.checks.months import calendar_findings
from data.checks.notes import NEEDED, notes
from data.checks.table_rules import check_cells, check_columns, check_keys, unsure_tables
from data.database import storage
from data.database.interrupt import interruptible
from data.errors import FINDING, InputError, Problem
from data.files.damage import reading
from data.population.fingerprint import fingerprint
from data.population.folder import find_files, load
from data.population.manifest import read_manifest
from data.progress import Progress, silent
from data.schema_history import ALL_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

    from data.mapping.staged import Staged
    from data.population.manifest import Manifest
    from data.schema import Table


@dataclass(frozen=True)
class Verdict:
    """What a full check found. `rows` counts each table read; `fingerprint` is empty where there are errors."""

    manifest: Manifest | None
    problems: tuple[Problem, ...]
    rows: dict[str, int]
    fingerprint: str

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that stop the population from being used."""
        return tuple(problem for problem in self.problems if problem.is_error)


def check_population(path: Path, threads: int | None = None, progress: Progress = silent) -> Verdict:
    """Check everything about the population at `path`; InputError only when there is no such folder.

    A file that the reader stumbles over, however that shows itself, is an error among the others.
    """
    files, problems = find_files(path)
    manifest, more = read_manifest(path / storage.MARK)
    problems += more
    staged: dict[str, Staged] = {}
    stamp, rows = "", {}
    with storage.connect(threads) as connection, interruptible(connection, progress) as report:
        for nth, table in enumerate(table for table in ALL_TABLES if table.name in files):
            report("check-cells", nth / 2 / len(files))
            with _telling(files[table.name].name, problems):
                problems += _check_table(connection, table, files[table.name], staged)
        report("check-keys", 0.5)
        with _telling(path.name, problems):
            problems += _check_together(connection, staged, problems)
        if manifest is not None and not any(problem.is_error for problem in problems):
            report("check-fingerprint", 0.7)
            stamp, more = _stamp(connection, manifest)
            problems += more
        # After the worst of damage the connection answers nothing any more.
        if not any(problem.key == "unreadable-file" for problem in problems):
            rows = {name: _count(connection, name) for name in staged}
    progress("done", 1.0)
    return Verdict(manifest, tuple(problems), rows, stamp)


@contextmanager
def _telling(file: str, problems: list[Problem]) -> Iterator[None]:
    """Add to `problems` that what is read cannot be read, where that is so."""
    try:
        with reading(file):
            yield
    except InputError as error:
        problems += error.problems


def _check_table(connection: duckdb.DuckDBPyConnection, table: Table, file: Path, staged: dict[str, Staged]) -> list[Problem]:
    """Check one table by itself and make it; put into `staged` what was made."""
    found, problems = load(connection, table, file)
    if found is not None:
        problems += check_columns(found) + check_cells(connection, found)
        make_table(connection, found)
        staged[table.name] = found
    return problems


def _check_together(connection: duckdb.DuckDBPyConnection, staged: dict[str, Staged], problems: list[Problem]) -> list[Problem]:
    storage.lock(connection)
    found = check_keys(connection, staged, unsure_tables(staged, problems))
    if set(NEEDED) <= set(staged) and not any(problem.is_error for problem in [*problems, *found]):
        found += notes(connection) + calendar_findings(connection)
    return found


def _stamp(connection: duckdb.DuckDBPyConnection, manifest: Manifest) -> tuple[str, list[Problem]]:
    """Return the content's fingerprint; an error where the manifest bears another, a finding where it bears none."""
    connection.execute("drop table if exists found")
    stamp = fingerprint(connection)
    if not manifest.fingerprint:
        return stamp, [Problem("no-fingerprint", {"fingerprint": stamp}, FINDING)]
    if manifest.fingerprint != stamp:
        return stamp, [Problem("fingerprint-differs", {"found": stamp[:16], "expected": manifest.fingerprint[:16]})]
    return stamp, []


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"select count(*) from {table}").fetchone()
    return int(row[0]) if row else 0
