"""Source files laid out in our columns, still uncast: one table `staged_<table>` per table of the schema.

Grain: one row per row to be. Columns: source_row (rowid in the raw table, for error messages) and the mapped columns.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data.database import storage
from data.errors import FINDING, InputError, Problem
from data.files.damage import first_line
from data.files.raw_tables import Part, Raw, read_raw
from data.files.source_files import SourceFiles
from data.mapping.layout_query import MAIN, Layout, as_text
from data.schema_history import ALL_TABLES

if TYPE_CHECKING:
    from data.mapping.declarations import Mapping, TableMap
    from data.schema import Table


@dataclass(frozen=True)
class Staged:
    """A table of ours before its casts: the table to read, its columns with their types, where its rows came from.

    `row` is the expression that gives a row's rowid in the raw table.
    """

    table: Table
    name: str
    columns: dict[str, str]
    raw: Raw
    row: str = "source_row"
    is_mapped: bool = False

    @property
    def file(self) -> str:
        """Return the name of the (first) file the table is read from."""
        return self.raw.parts[0].file.name


def unchanged(table: Table, raw: Raw) -> Staged:
    """Stage a file that is already in the schema: the raw table itself."""
    return Staged(table, raw.table, raw.columns, raw, row="rowid")


def drop_staged(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Drop the view or table behind a staged table."""
    kind = "table" if staged.name in storage.tables(connection) else "view"
    connection.execute(f"drop {kind} {staged.name}")


class Stager:
    """Loads the files of a mapping once each, then lays them out; problems are gathered, not raised."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path, mapping: Mapping) -> None:
        self.connection, self.folder, self.mapping = connection, folder, mapping
        self.raws: dict[str, Raw | None] = {}
        self.problems: list[Problem] = []
        self._used: dict[str, set[str]] = defaultdict(set)

    def load(self) -> None:
        """Read every file the mapping names into raw tables."""
        with SourceFiles(self.folder) as found:
            for declared in self.mapping.tables:
                for pattern in [declared.file, *(join.file for join in declared.joins)]:
                    if pattern and pattern not in self.raws:
                        self.raws[pattern] = self._read(pattern, found, optional=declared.optional)

    def stage(self) -> dict[str, Staged]:
        """Lay out every table whose files could be read."""
        staged = {}
        for declared in self.mapping.tables:
            table = next(table for table in ALL_TABLES if table.name == declared.table)
            try:
                found = self._inline(table, declared) if declared.rows else self._mapped(table, declared)
            except InputError as error:
                self.problems += error.problems
            else:
                if found is not None:
                    staged[table.name] = found
        for pattern, raw in self.raws.items():
            self.problems += raw.uneven(self._used[pattern]) if raw is not None else []
        return staged

    def drop(self) -> None:
        """Drop the raw tables, once nothing has to be traced back to them."""
        for raw in self.raws.values():
            if raw is not None:
                self.connection.execute(f"drop table if exists {raw.table}")

    def _read(self, pattern: str, found: SourceFiles, *, optional: bool) -> Raw | None:
        try:
            files = found.matching(pattern)
        except InputError as error:
            self.problems += error.problems
            return None
        if not files and not optional:
            self.problems.append(Problem("no-such-file", {"file": pattern, "path": str(self.folder)}))
        if not files:
            return None
        form = replace(self.mapping.form, names=self._names(pattern), lenient=self._is_mapped(pattern))
        raw, problems = read_raw(self.connection, f"raw_{len(self.raws)}", files, form)
        self.problems += problems
        return raw

    def _is_mapped(self, pattern: str) -> bool:
        """Say whether a mapping names columns of the files, and not our schema."""
        return any(pattern != declared.file or declared.columns for declared in self.mapping.tables)

    def _names(self, pattern: str) -> tuple[str, ...]:
        """Return the columns of which the files `pattern` must have one to have a header at all; none where that is not known."""
        names: list[str] = []
        for declared in self.mapping.tables:
            if declared.file == pattern and declared.columns:
                names += [source.column for source in declared.columns.values() if source.column]
            elif declared.file == pattern:
                names += [column.name for table in ALL_TABLES if table.name == declared.table for column in table.columns]
            names += [key for join in declared.joins if join.file == pattern for key in join.on.values()]
        return tuple(dict.fromkeys(names))

    def _inline(self, table: Table, declared: TableMap) -> Staged:
        """Make a table from the rows written in the mapping itself; they live on in the staged table."""
        names = [column.name for column in table.columns if any(column.name in row for row in declared.rows)]
        raw = f"raw_{table.name}"
        listed = ", ".join(f"{storage.quoted(name)} varchar" for name in names)
        self.connection.execute(f"create table {raw} ({listed})")
        rows = [[as_text(row.get(name)) for name in names] for row in declared.rows]
        self.connection.executemany(f"insert into {raw} values ({', '.join('?' for _ in names)})", rows)
        selected = ", ".join(storage.quoted(name) for name in names)
        made = self._made(
            table,
            f"select rowid as source_row, {selected} from {raw}",
            Raw(raw, dict.fromkeys(names, "VARCHAR"), (Part(Path(self.mapping.file), 0, is_text=False),)),
        )
        self.connection.execute(f"drop table {raw}")
        return made

    def _mapped(self, table: Table, declared: TableMap) -> Staged | None:
        raw = self.raws.get(declared.file)
        joined = {join.name: self.raws.get(join.file) for join in declared.joins}
        if raw is None or None in joined.values():
            return None
        if not (declared.columns or declared.joins or declared.unpivot or declared.distinct):
            self._used[declared.file].update(column.name for column in table.columns)
            return unchanged(table, raw)
        layout = Layout(
            self.connection, table, declared, raw, {name: other for name, other in joined.items() if other is not None}
        )
        query = layout.query()
        files = {MAIN: declared.file} | {join.name: join.file for join in declared.joins}
        for alias, column in layout.used:
            self._used[files[alias]].add(column)
        self.problems += layout.notes()
        made = self._made(table, query, raw)
        if declared.distinct:
            self._tell_merged(made, len(declared.unpivot.months) if declared.unpivot else 1)
        return made

    def _tell_merged(self, made: Staged, months: int) -> None:
        """Note how many rows were equal to others: whether they were the same thing told twice, only a person knows."""
        counted = f"select (select count(*) from {made.raw.table}), count(*) from {made.name}"
        rows, kept = self.connection.execute(counted).fetchone() or (0, 0)
        if rows * months > kept:
            facts = {"table": made.table.name, "rows": rows * months, "kept": kept}
            self.problems.append(Problem("rows-merged", facts, FINDING))

    def _made(self, table: Table, query: str, raw: Raw) -> Staged:
        """Make the staged table; a formula that fails on a row is told with DuckDB's reason."""
        name = f"staged_{table.name}"
        try:
            self.connection.execute(f"create table {name} as {query}")
        except duckdb.InterruptException:
            raise
        except duckdb.Error as error:
            raise InputError.one("formula-failed", table=table.name, reason=first_line(error)) from error
        described = self.connection.execute(f"describe {name}").fetchall()
        return Staged(table, name, {row[0]: row[1] for row in described if row[0] != "source_row"}, raw, is_mapped=True)
