"""Connections and SQL files."""

from __future__ import annotations

import functools
import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data.database.scratch import scratch
from data.environment import MEMORY, memory_limit
from data.errors import InputError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pyarrow as pa

DATA = Path(__file__).parent.parent
MARK = "manifest.json"
AT_ONCE = 250_000  # rows fetched
STORE_MARK = "store.json"  # what a store of shards has besides; it holds no tables


@functools.cache
def read_sql(path: Path) -> tuple[str, frozenset[str]]:
    """Return the text of a SQL file and the names of the parameters it binds."""
    text = path.read_text(encoding="utf-8")
    code = "\n".join(line.split("--")[0] for line in text.splitlines())
    return text, frozenset(re.findall(r"\$(\w+)", code))


@functools.cache
def statements() -> Mapping[str, Path]:
    """Return the SQL files of `data` by name: each lies with the room that runs it."""
    return {file.stem: file for file in DATA.glob("*/sql/*.sql")}


def run(
    connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object] | None = None, folder: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """Execute a statement of `data`, or one of a `folder` of another floor, with the values it names.

    DuckDB refuses surplus values, so the rest stay here.
    """
    text, names = read_sql(folder / f"{name}.sql" if folder else statements()[name])
    return connection.execute(text, {key: value for key, value in (values or {}).items() if key in names})


def batches(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    values: Mapping[str, object] | None = None,
    folder: Path | None = None,
) -> pa.RecordBatchReader:
    """Return the rows of a query, found as by `run`, AT_ONCE together as they are made: the whole is never held."""
    text, names = read_sql(folder / f"{name}.sql" if folder else statements()[name])
    found = connection.sql(text, params={key: value for key, value in (values or {}).items() if key in names})
    return found.to_arrow_reader(AT_ONCE)


TIMEZONE = "UTC"  # of every connection: an instant would fall on another day, or month, on a machine somewhere else


def open_database(threads: int | None = None, spill: str = "", place: str = ":memory:") -> duckdb.DuckDBPyConnection:
    """Open a database with a memory limit, the macros of ours and, if named, a folder to spill to: in memory, or in a file."""
    config: dict[str, str | bool | int | float | list[str]] = {"memory_limit": memory_limit(), "temp_directory": spill}
    if threads:
        config["threads"] = threads
    connection = duckdb.connect(place, config=config)
    connection.execute("set enable_progress_bar = false")
    connection.execute("load icu")  # part of the library: nothing is fetched
    connection.execute("set timezone = $name", {"name": TIMEZONE})
    run(connection, "keyed_macros")
    run(connection, "unit_macros")
    return connection


def set_timezone(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Let instants become days in the time zone `name`, an IANA name, whatever the machine's is; InputError for another."""
    known = [zone for (zone,) in connection.execute("select name from pg_timezone_names()").fetchall()]
    if name not in known:
        raise InputError.one("unknown-timezone", value=name, nearest=nearest(name, known))
    connection.execute("set timezone = $name", {"name": name})


def limit_memory(connection: duckdb.DuckDBPyConnection, limit: str) -> None:
    """Let a connection hold so much at most, as 5GB, unless the environment says how much; the rest goes to its spill folder."""
    if not os.environ.get(MEMORY):
        connection.execute("set memory_limit = $limit", {"limit": limit})


def leave_unpacked(connection: duckdb.DuckDBPyConnection) -> None:
    """Let tables that are small enough lie on the disk as they are: to pack their texts takes as long as to load the rest."""
    connection.execute("set force_compression = 'uncompressed'")


def _limit_of(connection: duckdb.DuckDBPyConnection) -> str:
    """Return how much a connection may hold, in the words of DuckDB."""
    (limit,) = connection.execute("select current_setting('memory_limit')").fetchall()[0]
    return str(limit)


@contextmanager
def connect(threads: int | None = None, *, on_disk: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a scratch database with a memory limit, a spill folder of its own and the macros of ours.

    It is in memory, or `on_disk` where what is loaded is far larger: there tables are packed, and read as they are asked for,
    where what memory cannot hold would be written out whole and read in again at every statement.
    """
    with scratch() as spill:
        connection = open_database(threads, str(spill), str(spill / "work.duckdb") if on_disk else ":memory:")
        try:
            yield connection
        except RuntimeError as error:
            # A query stopped by Ctrl-C says so in a RuntimeError, which would pass for a defect of ours.
            if str(error) == "Query interrupted":
                raise KeyboardInterrupt from error
            raise
        except duckdb.OutOfMemoryException as error:
            raise InputError.one("out-of-memory", limit=_limit_of(connection)) from error
        except duckdb.IOException as error:
            raise InputError.one("disk-refused", reason=str(error).splitlines()[0].rsplit(": ", 1)[-1][:200]) from error
        finally:
            connection.close()


@contextmanager
def cursors(connection: duckdb.DuckDBPyConnection) -> Iterator[Callable[[], duckdb.DuckDBPyConnection]]:
    """Yield what opens cursors for threads beside this one; what they run is stopped where this one fails or is stopped.

    At the end they are closed: nothing of a database is given back as long as one is open.
    """
    opened: list[duckdb.DuckDBPyConnection] = []

    def opened_now() -> duckdb.DuckDBPyConnection:
        opened.append(connection.cursor())
        return opened[-1]

    try:
        yield opened_now
    except BaseException:
        for cursor in opened:
            cursor.interrupt()
        raise
    for cursor in opened:
        cursor.close()


def lock(connection: duckdb.DuckDBPyConnection, outlet: Path | None = None, readable: Iterable[Path] = ()) -> None:
    """Shut the door after loading: nothing in the loaded data can make this connection read or write a file.

    Only the folder `outlet`, when given, can still be written: the scratch folder of the result; and of files those that are
    `readable` can be read.
    """
    # Asked for as told and as `literal` names it: both are looked up.
    if files := [name for file in readable for name in (str(file.absolute()), literal(file))]:
        connection.execute("set allowed_paths = $files", {"files": files})
    if outlet is not None:
        connection.execute("set allowed_directories = $folders", {"folders": [str(outlet.absolute())]})
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def quoted(name: str) -> str:
    """Quote an identifier that came from a file."""
    return '"' + name.replace('"', '""') + '"'


def text_literal(value: str | None) -> str:
    """Return a text as it stands in SQL."""
    return "null" if value is None else "'" + value.replace("'", "''") + "'"


def literal(file: Path) -> str:
    """Return a path that DuckDB takes for one file, whatever wildcards stand in its name."""
    return re.sub(r"([*?\[])", r"[\1]", str(file.absolute()))


def tables(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Return the names of the tables on `connection`."""
    return frozenset(name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall())


def views(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Return the names of the views on `connection`."""
    return frozenset(name for (name,) in connection.execute("select view_name from duckdb_views()").fetchall())
