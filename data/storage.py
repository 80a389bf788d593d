"""Connections, SQL files and whole-or-nothing writing of a population folder."""

from __future__ import annotations

import functools
import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import duckdb

from data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SQL_DIR = Path(__file__).parent / "sql"
MEMORY_LIMIT = os.environ.get("TRANSFER_IMPACT_MEMORY", "8GB")
MARK = "manifest.json"


class Progress(Protocol):
    """Called as long work advances: a stage's key and the share done, 0-1. May raise to cancel."""

    def __call__(self, stage: str, share: float, /) -> None:
        """Report that `share` of the whole is done and `stage` is under way."""


def silent(stage: str, share: float, /) -> None:
    """Report nothing."""


@functools.cache
def read_sql(path: Path) -> tuple[str, frozenset[str]]:
    """Return the text of a SQL file and the names of the parameters it binds."""
    text = path.read_text(encoding="utf-8")
    code = "\n".join(line.split("--")[0] for line in text.splitlines())
    return text, frozenset(re.findall(r"\$(\w+)", code))


def run(
    connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object] | None = None, folder: Path = SQL_DIR
) -> duckdb.DuckDBPyConnection:
    """Execute `<folder>/<name>.sql` with the values it names; DuckDB refuses surplus ones, so the rest stay here."""
    text, names = read_sql(folder / f"{name}.sql")
    return connection.execute(text, {key: value for key, value in (values or {}).items() if key in names})


def open_memory(threads: int | None = None, spill: str = "") -> duckdb.DuckDBPyConnection:
    """Open an in-memory database with a memory limit, the keyed-draw macros and, if named, a folder to spill to."""
    config: dict[str, str | bool | int | float | list[str]] = {"memory_limit": MEMORY_LIMIT, "temp_directory": spill}
    if threads:
        config["threads"] = threads
    connection = duckdb.connect(":memory:", config=config)
    connection.execute("set enable_progress_bar = false")
    run(connection, "keyed_macros")
    return connection


@contextmanager
def connect(threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a scratch in-memory database with a memory limit, a spill folder of its own and the keyed-draw macros."""
    with tempfile.TemporaryDirectory(prefix="transfer-impact-") as spill:
        connection = open_memory(threads, spill)
        try:
            yield connection
        except RuntimeError as error:
            # A query stopped by Ctrl-C says so in a RuntimeError, which would pass for a defect of ours.
            if str(error) == "Query interrupted":
                raise KeyboardInterrupt from error
            raise
        finally:
            connection.close()


def lock(connection: duckdb.DuckDBPyConnection, outlet: Path | None = None) -> None:
    """Shut the door after loading: nothing in the loaded data can make this connection read or write a file.

    Only the folder `outlet`, when given, can still be written: the scratch folder of the result.
    """
    if outlet is not None:
        connection.execute("set allowed_directories = $folders", {"folders": [str(outlet.absolute())]})
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def quoted(name: str) -> str:
    """Quote an identifier that came from a file."""
    return '"' + name.replace('"', '""') + '"'


def literal(file: Path) -> str:
    """Return a path that DuckDB takes for one file, whatever wildcards stand in its name."""
    return re.sub(r"([*?\[])", r"[\1]", str(file.absolute()))


def tables(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Return the names of the tables on `connection`."""
    return frozenset(name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall())


@contextmanager
def writing(target: Path) -> Iterator[Path]:
    """Yield a scratch folder beside `target` that becomes `target` when the block ends well, and vanishes otherwise.

    A folder that is already a population is replaced; anything else that is not empty is refused (InputError).
    """
    target = target.absolute()
    if target.exists() and (not target.is_dir() or (any(target.iterdir()) and not (target / MARK).exists())):
        raise InputError.one("target-not-a-population", path=str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent))
    old = scratch.with_name(scratch.name + "-old")
    try:
        yield scratch
        scratch.chmod(0o755)
        if target.exists():
            target.rename(old)
        scratch.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
