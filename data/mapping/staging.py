"""Source files laid out in our columns, still uncast: one table `staged_<table>` per table of the schema.

Grain: one row per row to be. Columns: source_row (rowid in the raw table, for error messages) and the mapped columns.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data.database import storage
from data.elsewhere.asking import Elsewhere, is_absent
from data.errors import FINDING, InputError, Problem
from data.files.damage import first_line
from data.files.raw import Part, Raw
from data.files.raw_tables import read_raw
from data.files.source_files import SourceFiles
from data.mapping.cells import spell
from data.mapping.declarations import Source
from data.mapping.layout_notes import failure, notes
from data.mapping.layout_query import MAIN, PLAIN, Layout, as_text
from data.mapping.many_files import doubled, merged, with_months_between
from data.mapping.staged import Staged, unchanged
from data.mapping.ties import ties
from data.mapping.wanted import wanted
from data.schema_history import ALL_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.mapping.declarations import Mapping as Declared
    from data.mapping.declarations import Place, TableMap
    from data.schema import Table

NOWHERE_ELSE = Elsewhere()


def _untold(share: float, /) -> None:
    """Tell nobody."""


class Stager:
    """Loads the files of a mapping once each, then lays them out; problems are gathered, not raised.

    With `most_rows` only the first rows of each file are read: enough to see how they would arrive.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        folder: Path,
        mapping: Declared,
        most_rows: int | None = None,
        elsewhere: Elsewhere = NOWHERE_ELSE,
    ) -> None:
        self.connection, self.folder, self.mapping = connection, folder, mapping
        self.most_rows, self.elsewhere = most_rows, elsewhere
        self.raws: dict[Place, Raw | None] = {}
        self.problems: list[Problem] = []
        self.staged: dict[str, Staged] = {}
        self._used: dict[Place, set[str]] = defaultdict(set)

    @property
    def source(self) -> str:
        """Return what the source is called where one of its files is damaged: its folder, or the mapping that reads no files."""
        return self.folder.name if self.mapping.patterns else self.mapping.file

    def load(self, told: Callable[[float], None] = _untold) -> None:
        """Read every file the mapping names into raw tables; `told` hears which share of them is read."""
        spell(self.connection, self.mapping.spelling)
        wanted = [(place, declared.optional) for declared in self.mapping.tables for place in declared.places]
        with SourceFiles(self.folder) as found:
            for nth, (place, optional) in enumerate(wanted):
                told(nth / len(wanted))
                if place not in self.raws:
                    self.raws[place] = self._read(place, found, optional=optional)

    def stage(self) -> dict[str, Staged]:
        """Lay out every table whose files could be read."""
        for declared in self.mapping.tables:
            table = next(table for table in ALL_TABLES if table.name == declared.table)
            try:
                found = self._inline(table, declared) if declared.rows else self._mapped(table, declared)
            except InputError as error:
                self.problems += error.problems
            else:
                if found is not None:
                    self.staged[table.name] = found
        for place, raw in self.raws.items():
            self.problems += raw.uneven(self._used[place]) if raw is not None else []
        return self.staged

    def drop(self) -> None:
        """Drop the raw tables, once nothing has to be traced back to them."""
        for raw in self.raws.values():
            if raw is not None:
                self.connection.execute(f"drop table if exists {raw.table}")

    def _asked(self, place: Place, *, optional: bool) -> Raw | None:
        """Load what a database or an engine has at a place."""
        read = wanted(self.connection, self.mapping, place)
        try:
            return self.elsewhere.read(self.connection, f"raw_{len(self.raws)}", place.ask, read, self.most_rows)
        except InputError as error:
            self.problems += () if optional and is_absent(error) else error.problems
            return None

    def _read(self, place: Place, found: SourceFiles, *, optional: bool) -> Raw | None:
        if place.ask.key:
            return self._asked(place, optional=optional)
        try:
            files = found.matching(place.pattern)
        except InputError as error:
            self.problems += error.problems
            return None
        if not files and not optional:
            self.problems.append(Problem("no-such-file", {"file": place.pattern, "path": str(self.folder)}))
        if not files:
            return None
        form = replace(
            self.mapping.form,
            names=self._names(place),
            lenient=self._is_mapped(place),
            columns=place.names,
            skip=place.skip,
            sheet=place.sheet,
            most_rows=self.most_rows,
            foreign=True,
            wanted=wanted(self.connection, self.mapping, place),
        )
        words = {file: found.words(place.pattern, file) for file in files}
        raw, problems = read_raw(self.connection, f"raw_{len(self.raws)}", files, form, words)
        self.problems += problems
        return raw

    def _is_mapped(self, place: Place) -> bool:
        """Say whether a mapping names columns of the files, and not our schema."""
        return any(place != declared.place or declared.columns for declared in self.mapping.tables)

    def _names(self, place: Place) -> tuple[str, ...]:
        """Return the columns of which files of a place must have one to have a header at all; none where that is not known."""
        names: list[str] = []
        for declared in self.mapping.tables:
            for each in (declared, *declared.more):
                if each.place == place and each.columns:
                    names += [source.column for source in each.columns.values() if source.column]
                elif each.place == place:
                    names += [column.name for table in ALL_TABLES if table.name == each.table for column in table.columns]
                names += [key for join in each.joins if join.place == place for key in join.on.values()]
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
        part = Part(Path(self.mapping.file), 0, is_text=False)
        made = self._made(
            table, f"select rowid as source_row, {selected} from {raw}", Raw(raw, dict.fromkeys(names, "VARCHAR"), (part,))
        )
        self.connection.execute(f"drop table {raw}")
        return made

    def _mapped(self, table: Table, declared: TableMap) -> Staged | None:
        raw = self.raws.get(declared.place)
        if raw is None or any(self.raws.get(place) is None for place in declared.places):
            return None
        if not declared.columns and self.mapping.spelling == PLAIN:
            self._used[declared.place].update(column.name for column in table.columns)
            return unchanged(table, raw)
        if not declared.columns:
            known = {name.casefold(): name for name in raw.columns}
            columns = {each.name: Source(column=known[each.name]) for each in table.columns if each.name in known}
            declared = replace(declared, columns=columns)
        return self._laid_out(table, declared, raw)

    def _laid_out(self, table: Table, declared: TableMap, raw: Raw) -> Staged:
        layouts = [self._layout(table, each) for each in (declared, *declared.more)]
        query = layouts[0].query()
        if declared.more:
            parts = [(layout.declared, layout.query(), layout.raw) for layout in layouts]
            query, raw = merged(table, parts, {name: _count(self.connection, each) for name, each in _tables(parts).items()})
        for layout in layouts:
            files = {MAIN: layout.declared.place} | {join.name: join.place for join in layout.declared.joins}
            for alias, column in layout.used:
                self._used[files[alias]].add(column)
        query = (
            with_months_between(query, {name for each in layouts for name in each.declared.columns})
            if declared.between
            else query
        )
        made = self._made(table, query, raw, layouts[0])
        found = [problem for layout in layouts for problem in notes(layout)]
        if any(problem.is_error for problem in found):
            raise InputError(found)
        self.problems += found
        if declared.more and (twice := doubled(self.connection, made)):
            raise InputError(twice)
        if declared.distinct:
            self._tell_merged(made, len(declared.unpivot.months) if declared.unpivot else 1)
        return self._tied(made) if declared.ties else made

    def _layout(self, table: Table, declared: TableMap) -> Layout:
        joined = {join.name: self.raws[join.place] for join in declared.joins}
        raw = self.raws[declared.place]
        assert raw is not None  # noqa: S101 - looked at before
        found = {name: other for name, other in joined.items() if other is not None}
        return Layout(self.connection, table, declared, raw, found, self.mapping.spelling)

    def _tied(self, made: Staged) -> Staged:
        """Make ties of calls, and tell what became of them; contacts elsewhere are counted for the subscribers."""
        people = self.staged.get("subscribers")
        if people is None:
            return made
        tied, people, problems = ties(self.connection, made, people)
        self.staged["subscribers"] = people
        self.problems += problems
        return tied

    def _tell_merged(self, made: Staged, months: int) -> None:
        """Note how many rows were equal to others: whether they were the same thing told twice, only a person knows."""
        counted = f"select (select count(*) from {made.raw.table}), count(*) from {made.name}"
        rows, kept = self.connection.execute(counted).fetchone() or (0, 0)
        if rows * months > kept:
            facts = {"table": made.table.name, "rows": rows * months, "kept": kept}
            self.problems.append(Problem("rows-merged", facts, FINDING))

    def _made(self, table: Table, query: str, raw: Raw, layout: Layout | None = None) -> Staged:
        """Make the staged table; a formula that fails on a row is told with its column, its row and DuckDB's reason."""
        name = f"staged_{table.name}"
        try:
            self.connection.execute(f"create table {name} as {query}")
        except (duckdb.InterruptException, duckdb.OutOfMemoryException):
            raise
        except duckdb.Error as error:
            facts = failure(layout) if layout else {}
            if facts:
                raise InputError.one("formula-failed-row", **facts) from error
            raise InputError.one("formula-failed", table=table.name, reason=first_line(error)) from error
        described = self.connection.execute(f"describe {name}").fetchall()
        columns = {row[0]: row[1] for row in described if row[0] != "source_row"}
        sources = layout.sources if layout else {}
        simple = layout is not None and not (layout.declared.unpivot or layout.declared.more)
        comma = self.mapping.spelling.decimal_name
        return Staged(table, name, columns, raw, is_mapped=True, sources=sources, has_source_cells=simple, decimal=comma)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    found = connection.execute(f"select count(*) from {table}").fetchone()
    return int(found[0]) if found else 0


def _tables(parts: list[tuple[TableMap, str, Raw]]) -> dict[str, str]:
    return {raw.table: raw.table for _, _, raw in parts}
