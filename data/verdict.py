"""The full check of a population folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data import storage
from data.checks import check_cells, check_columns, check_keys, make_table, unsure_tables
from data.errors import FINDING, Problem
from data.fingerprint import fingerprint
from data.manifest import read_manifest
from data.notes import NEEDED, notes
from data.population import find_files, load
from data.schema import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from data.manifest import Manifest
    from data.staging import Staged


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


def check_population(path: Path, threads: int | None = None, progress: storage.Progress = storage.silent) -> Verdict:
    """Check everything about the population at `path`; InputError only when there is no such folder."""
    files, problems = find_files(path)
    manifest, more = read_manifest(path / storage.MARK)
    problems += more
    with storage.connect(threads) as connection:
        staged: dict[str, Staged] = {}
        for nth, table in enumerate(table for table in TABLES if table.name in files):
            progress("check-cells", nth / 8)
            found, more = load(connection, table, files[table.name])
            problems += more
            if found is not None:
                staged[table.name] = found
                problems += check_columns(found) + check_cells(connection, found)
                make_table(connection, found)
        storage.lock(connection)
        progress("check-keys", 0.5)
        problems += check_keys(connection, staged, unsure_tables(staged, problems))
        if set(NEEDED) <= set(staged) and not any(problem.is_error for problem in problems):
            problems += notes(connection)
        stamp = ""
        if manifest is not None and not any(problem.is_error for problem in problems):
            progress("check-fingerprint", 0.7)
            stamp, more = _stamp(connection, manifest)
            problems += more
        rows = {name: _count(connection, name) for name in staged}
    progress("done", 1.0)
    return Verdict(manifest, tuple(problems), rows, stamp)


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
