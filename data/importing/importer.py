"""The operator's own tables become a population: read, lay out, check, fill in what was not observed, write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from data.checks.months import calendar_findings
from data.checks.table_rules import check_tables
from data.database import storage
from data.database.interrupt import interruptible
from data.database.scratch import scratch
from data.elsewhere.asking import Elsewhere
from data.errors import InputError, Problem
from data.files.damage import reading
from data.files.patterns import glob_of
from data.files.source_files import SourceFiles
from data.importing.contacts import find_communities, synthesise_contacts
from data.importing.impute_need import impute_need
from data.mapping.mapping_file import load_mapping
from data.mapping.staged import drop_staged
from data.mapping.staging import Stager
from data.population.folder import write_tables
from data.population.manifest import Manifest, manifest_problems, read_manifest
from data.population.target import writing
from data.progress import Progress, silent

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from data.elsewhere.engine_tables import Tables
    from data.mapping.declarations import Mapping
    from data.mapping.staged import Staged

IMPORTED = "import"
MOST_MEMORY = "5GB"  # beyond it logs are spilled to the disk: other programs live on this machine as well
_CAUSES = ("join-unmatched", "header-of-values")  # notes that may be why there are errors


class Notice(Protocol):
    """Called with each finding: something worth knowing that does not stop the import."""

    def __call__(self, problem: Problem, /) -> None:
        """Take note of `problem`."""


def unnoticed(problem: Problem, /) -> None:
    """Take no note."""


def import_population(  # noqa: PLR0913 - what to read, then how: each is named by its callers
    source: Path | None,
    mapping: str,
    out: Path,
    progress: Progress = silent,
    notice: Notice = unnoticed,
    threads: int | None = None,
    *,
    replace_old: bool = True,
    name: str = "",
    currency: str = "",
    database: str = "",
    tables: Tables | None = None,
) -> Manifest:
    """Make the population folder `out` of the files in `source`, read by a shipped mapping or a mapping file.

    No `source` is needed where the mapping reads no files.

    A population of ours that is there is replaced, unless told not to `replace_old`; nothing else ever is, neither other files
    nor the source. Raises InputError with every problem of every file; nothing is left at `out` then, and what was there stays.
    `database` is the address of the one that queries of the mapping are put to, `tables` the engine that reads the tables it
    names. `name` and `currency` come before those of the
    mapping and of a manifest beside the files. What had to be made up is named in the manifest's `synthesised`. The same files
    give the same fingerprint at any thread count.
    """
    declared = load_mapping(mapping)
    elsewhere = Elsewhere(database, tables, out)
    elsewhere.check()
    patterns = [glob_of(pattern) for pattern in declared.patterns]
    if source is None and patterns:
        raise InputError.one("source-needed", file=declared.file, pattern=patterns[0])
    if source is not None and not source.is_dir():
        raise InputError.one("no-such-folder", path=str(source))
    if name or currency:
        declared = replace(declared, name=name or declared.name, currency=currency or declared.currency)
    manifest = _manifest(declared, source)
    with (
        scratch() as nothing,
        writing(out, source, patterns, replace=replace_old) as folder,
        storage.connect(threads) as connection,
        interruptible(connection, progress) as report,
    ):
        storage.limit_memory(connection, MOST_MEMORY)
        if declared.timezone:
            storage.set_timezone(connection, declared.timezone)
        stager = Stager(connection, source or nothing, declared, elsewhere=elsewhere)
        staged = _checked_tables(connection, stager, folder, report, notice)
        report("import-fill", 0.5)
        made_up = set(manifest.synthesised) | set(_fill_in(connection, staged, report))
        report("import-write", 0.7)
        written = write_tables(connection, replace(manifest, synthesised=tuple(sorted(made_up))), folder)
    progress("done", 1.0)
    return written


def _manifest(declared: Mapping, source: Path | None) -> Manifest:
    """Start the manifest from the words of the mapping or the caller and, where there are none, from the source's own manifest.

    Nobody has to write one: what is not said is asked for by its option.
    """
    found: Manifest | None = None
    if source is not None:
        with SourceFiles(source) as files:
            theirs = next(iter(files.matching(storage.MARK)), None)
            found, problems = read_manifest(theirs) if theirs is not None else (None, [])
        if not declared.name and not declared.currency and theirs is not None:
            if found is None:
                place = {"path": str(source / storage.MARK)}
                raise InputError(replace(problem, facts={**problem.facts, **place}) for problem in problems)
            return found
    start = found or Manifest("", "", IMPORTED)
    manifest = replace(start, name=declared.name or start.name, currency=declared.currency or start.currency, fingerprint="")
    lacking = [field for field in ("name", "currency") if not getattr(manifest, field)]
    if lacking:
        raise InputError(Problem("say-of-base", {"field": field}) for field in lacking)
    problems = manifest_problems({"name": manifest.name, "currency": manifest.currency}, declared.file)
    if problems:
        raise InputError(problems)
    return manifest


def _checked_tables(
    connection: duckdb.DuckDBPyConnection, stager: Stager, folder: Path, progress: Progress, notice: Notice
) -> dict[str, Staged]:
    """Read the source, shut the door, lay the tables out and check them; InputError with all that is wrong."""
    progress("import-read", 0.0)
    with reading(stager.source):
        stager.load(lambda share: progress("import-read", 0.2 * share))
        storage.lock(connection, folder)
        progress("import-check", 0.2)
        staged = stager.stage()
        problems = stager.problems + check_tables(connection, staged, stager.problems)
    if any(problem.is_error for problem in problems):
        raise InputError(problem for problem in problems if problem.is_error or problem.key in _CAUSES)
    for problem in problems + calendar_findings(connection):
        notice(problem)
    for each in staged.values():
        drop_staged(connection, each)
    stager.drop()
    return staged


def _fill_in(connection: duckdb.DuckDBPyConnection, staged: dict[str, Staged], progress: Progress) -> list[str]:
    """Make up what is missing, and name it: the need of months that ran out, a contact graph."""
    made_up = []

    def within(stage: str, share: float, /) -> None:
        progress(stage, 0.5 + 0.2 * share)

    if impute_need(connection, progress=within) is not None:
        made_up.append("need_gb")
    if "contacts" in staged:
        find_communities(connection)
    else:
        synthesise_contacts(connection)
        made_up.append("contacts")
    connection.execute("drop table if exists found")
    return made_up
