"""A population on disk: a folder of Parquet or CSV files in the schema, and its manifest."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from data import storage
from data.errors import InputError
from data.fingerprint import fingerprint
from data.schema import SCHEMA_VERSION, TABLES, Table

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

SUFFIXES = (".parquet", ".csv")


@dataclass(frozen=True)
class Manifest:
    """What a population says of itself. `synthesised` names what was not observed: contacts, need_gb.

    `market` and `operator`, where known, choose the calibration targets it is measured against.
    """

    name: str
    currency: str
    source: str
    seed: int | None = None
    schema_version: int = SCHEMA_VERSION
    fingerprint: str = ""
    synthesised: tuple[str, ...] = field(default=())
    market: str = ""
    operator: str = ""


@dataclass(frozen=True)
class Population:
    """A population that was opened: its folder, its manifest, the file of each table present."""

    path: Path
    manifest: Manifest
    files: dict[str, Path]


def open_population(path: Path) -> Population:
    """Find the files of a population folder and read its manifest; InputError when something is missing."""
    if not path.is_dir():
        raise InputError.one("no-such-folder", path=str(path))
    files: dict[str, Path] = {}
    for table in TABLES:
        found = [path / f"{table.name}{suffix}" for suffix in SUFFIXES if (path / f"{table.name}{suffix}").is_file()]
        if found:
            files[table.name] = found[0]
        elif table.required:
            raise InputError.one("no-such-table", table=table.name, path=str(path))
    return Population(path, _read_manifest(path), files)


def _read_manifest(path: Path) -> Manifest:
    file = path / storage.MARK
    if not file.is_file():
        raise InputError.one("no-manifest", path=str(file))
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        known = {key: raw[key] for key in Manifest.__dataclass_fields__ if key in raw}
        manifest = Manifest(**known | {"synthesised": tuple(raw.get("synthesised", ()))})
    except (ValueError, TypeError) as error:
        raise InputError.one("bad-manifest", path=str(file), reason=str(error)) from error
    if manifest.schema_version != SCHEMA_VERSION:
        raise InputError.one("schema-version", path=str(file), found=manifest.schema_version, known=SCHEMA_VERSION)
    return manifest


def attach(connection: duckdb.DuckDBPyConnection, population: Population) -> None:
    """Load every table of `population` into `connection`, cast to the schema, then shut external access."""
    for table in TABLES:
        if table.name in population.files:
            _load(connection, table, population.files[table.name])
    storage.lock(connection)


def _load(connection: duckdb.DuckDBPyConnection, table: Table, file: Path) -> None:
    reader = "read_parquet($file)" if file.suffix == ".parquet" else "read_csv($file, all_varchar = true)"
    present = {row[0] for row in connection.execute(f"describe select * from {reader}", {"file": str(file)}).fetchall()}
    columns = []
    for column in table.columns:
        if column.name in present:
            columns.append(f"{column.name}::{column.sql_type} as {column.name}")
        elif column.required:
            raise InputError.one("no-such-column", file=file.name, column=column.name)
        else:
            columns.append(f"null::{column.sql_type} as {column.name}")
    connection.execute(f"create table {table.name} as select {', '.join(columns)} from {reader}", {"file": str(file)})


def write_population(connection: duckdb.DuckDBPyConnection, manifest: Manifest, target: Path) -> Manifest:
    """Write the schema's tables on `connection` to `target` as Parquet with a manifest; returns it with its fingerprint.

    Nothing is left at `target` if this fails or is interrupted.
    """
    with storage.writing(target) as folder:
        return write_tables(connection, manifest, folder)


def write_tables(connection: duckdb.DuckDBPyConnection, manifest: Manifest, folder: Path) -> Manifest:
    """Write the tables and the stamped manifest into a folder that exists."""
    stamped = Manifest(**asdict(manifest) | {"fingerprint": fingerprint(connection)})
    present = storage.tables(connection)
    for table in TABLES:
        if table.name in present:
            file = str(folder / f"{table.name}.parquet").replace("'", "''")
            connection.execute(f"copy {table.name} to '{file}' (format parquet, compression zstd)")
    text = json.dumps(asdict(stamped), indent=2, ensure_ascii=False)
    (folder / storage.MARK).write_text(text + "\n", encoding="utf-8")
    return stamped
