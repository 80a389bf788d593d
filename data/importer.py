"""The operator's own tables become a population: read, lay out, check, fill in what was not observed, write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import storage
from data.contacts import find_communities, synthesise_contacts
from data.errors import InputError
from data.mapping_file import load_mapping
from data.population import Manifest, write_tables
from data.staging import Stager

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from data.staging import Staged


def import_population(source: Path, mapping: str, out: Path, progress: storage.Progress = storage.silent) -> Manifest:
    """Make the population folder `out` of the files in `source`, read by a shipped mapping or a mapping file.

    Raises InputError with every problem of every file; nothing is left at `out` then. What had to be made up is named in
    the manifest's `synthesised`.
    """
    declared = load_mapping(mapping)
    if not source.is_dir():
        raise InputError.one("no-such-folder", path=str(source))
    with storage.writing(out) as folder, storage.connect() as connection:
        stager = Stager(connection, source, declared)
        progress("import-read", 0.0)
        stager.load()
        storage.lock(connection, folder)
        progress("import-check", 0.3)
        staged = stager.stage()
        if stager.problems:
            raise InputError(stager.problems)
        for each in staged.values():
            _cast(connection, each)
        synthesised: list[str] = []
        progress("import-contacts", 0.6)
        if "contacts" not in staged:
            synthesise_contacts(connection)
            synthesised.append("contacts")
        else:
            find_communities(connection)
        progress("import-write", 0.8)
        manifest = Manifest(declared.name, declared.currency, "import", synthesised=tuple(synthesised))
        written = write_tables(connection, manifest, folder)
    progress("done", 1.0)
    return written


def _cast(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Make the table of the schema from its staged text and numbers."""
    columns = [
        f"{column.name}::{column.sql_type} as {column.name}"
        if column.name in staged.columns
        else f"null::{column.sql_type} as {column.name}"
        for column in staged.table.columns
    ]
    connection.execute(f"create table {staged.table.name} as select {', '.join(columns)} from {staged.name}")
