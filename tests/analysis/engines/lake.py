"""A lake of tables for an engine to read: events of a hundred subscribers, stored in some way, and what arrives of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
from click.testing import CliRunner

from cli import cli
from data.importing.importer import import_population
from tests.data.shapes import HEAD, PEOPLE

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from data.elsewhere.engine_tables import Tables

ROWS = """select 's' || i % 100 as "the number", timestamptz '2024-01-31 20:00:00+00' + to_hours((i * 7 % 1000)::int) as moment,
    (i * 0.25)::decimal(12,3) as mb, 'secret' as name from range({first}, {last}) as r(i)"""


def written(folder: Path) -> Path:
    """Write the events as two Parquet files into a new folder."""
    folder.mkdir(parents=True)
    for nth in range(2):
        rows = ROWS.format(first=nth * 2000, last=nth * 2000 + 2000)
        # Row groups of their own are partitions, so that several workers write.
        duckdb.execute(f"set timezone = 'UTC'; copy ({rows}) to '{folder}/{nth}.parquet' (row_group_size 500)")
    return folder


def mapping(place: str) -> str:
    """Return the mapping of events at a place, as lines of TOML."""
    return f"""{HEAD.replace("{source}", 'timezone = "Europe/Moscow"')}
[tables.subscribers]
{place}
distinct = true
columns = {{ subscriber_id = "the number", {PEOPLE} }}
[tables.usage]
{place}
[tables.usage.columns]
subscriber_id = "the number"
month = {{ formula = "date_trunc('month', moment)" }}
used_gb = {{ sum = "mb", unit = "MB" }}
packs_bought = {{ count = "mb > 900" }}
"""


def from_files(lake: Path, folder: Path) -> str:
    """Return the fingerprint of the base that comes of the files themselves."""
    (folder / "files.toml").write_text(mapping('file = "*.parquet"'))
    return import_population(lake, str(folder / "files.toml"), folder / "from-files").fingerprint


def from_engine(tables: Tables | None, place: str, folder: Path) -> str:
    """Return the fingerprint of the base that comes of a table that an engine reads."""
    (folder / "engine.toml").write_text(mapping(place))
    found = import_population(None, str(folder / "engine.toml"), folder / "from-engine", tables=tables).fingerprint
    assert sorted(file.name for file in folder.glob(".*")) == []  # nothing of what was written on the way is left
    return found


def by_command(address: str, place: str, folder: Path) -> Result:
    """Import on the command line."""
    (folder / "command.toml").write_text(mapping(place))
    words = ["--mapping", str(folder / "command.toml"), "--out", str(folder / "by-command"), "--engine", address]
    return CliRunner().invoke(cli, ["population", "import", *words])
