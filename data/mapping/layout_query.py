"""The query that lays one mapped table out: joins, wide months to rows, units, formulas; names are always quoted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.database import storage
from data.errors import NEXT, InputError, Problem, as_one, nearest
from data.mapping.cells import read_as, taken, without_nulls
from data.mapping.declarations import Spelling
from data.mapping.formula_bounds import SHORT
from data.mapping.formulas import column_names, vetted

if TYPE_CHECKING:
    import duckdb

    from data.errors import Fact
    from data.files.raw import Raw
    from data.mapping.declarations import Cell, Join, Source, TableMap, Unpivot
    from data.schema import Table

MAIN = "main"
PLAIN = Spelling()


class Layout:
    """Builds the query of one table from its declaration and the raw tables it reads."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: Table,
        declared: TableMap,
        raw: Raw,
        joined: dict[str, Raw],
        spelling: Spelling = PLAIN,
    ) -> None:
        self.connection, self.table, self.declared, self.raw, self.joined = connection, table, declared, raw, joined
        self.spelling = spelling
        self.used: set[tuple[str, str]] = set()
        self.sources: dict[str, tuple[str, ...]] = {}
        self._stems: dict[str, list[str]] = {}
        self._lengths: dict[tuple[str, str], int] = {}
        self.summed: dict[str, str] = {}
        self._origin = self.where = ""
        self.visible = {MAIN: dict(raw.columns)} | {name: dict(other.columns) for name, other in joined.items()}

    def query(self) -> str:
        """Return the select of source_row and the mapped columns; InputError lists what cannot be mapped."""
        unpivot, declared = self.declared.unpivot, self.declared
        rows = f"select rowid as source_row, *{without_nulls(self.raw.columns, self.spelling)} from {self.raw.table}"
        self._origin = self._unpivoted(unpivot, rows) if unpivot else f"({rows})"
        problems: list[Problem] = []
        is_grouped = declared.distinct or declared.is_summed
        selected = ["min(main.source_row) as source_row" if is_grouped else "main.source_row"]
        for name, source in declared.columns.items():
            try:
                selected.append(f"{self._expression(name, source)} as {storage.quoted(name)}")
            except InputError as error:
                problems += error.problems
        clauses = {"where": declared.where, "latest": declared.latest}
        for clause, text in clauses.items():
            try:
                clauses[clause] = self.cell(text, f"{self.table.name}.{clause}") if text else ""
            except InputError as error:
                problems += error.problems
        if problems:
            raise InputError(problems)
        self.where = f"where {clauses['where']}" if clauses["where"] else ""
        grouped = "group by all" if is_grouped else ""
        query = f"select {', '.join(selected)} from {self._origin} as {MAIN} {self._joins()} {self.where} {grouped}"
        if not clauses["latest"]:
            return query
        keys = ", ".join(f"({self._expression(name, declared.columns[name])})" for name in self.table.key)
        order = f"({clauses['latest']}) desc, main.source_row desc"
        return f"{query} qualify row_number() over (partition by {keys} order by {order}) = 1"

    @property
    def rows(self) -> str:
        """Return the clause `from` of the query: the rows of the source, and of the files joined to it. After `query`."""
        return f"from {self._origin} as {MAIN} {self._joins()}"

    def _expression(self, name: str, source: Source) -> str:
        where, target = f"{self.table.name}.{name}", self.table.column(name)
        if source.take and source.formula == "*":
            return taken(target, "*", source)
        if source.take:
            cell = self.cell(source.formula, where, name)
            if source.take != "count" and target.sql_type not in ("varchar", "date", "boolean"):
                self.summed[name] = cell
            return taken(target, cell, source)
        if source.formula:
            return self._formula(source.formula, where, name)
        if not source.column:
            return storage.text_literal(as_text(source.value))
        kind = self._kind(source.column, where)
        self.sources[name] = (self._true_name(source.column),)
        return read_as(target, self.reference(source.column), kind, source)

    def cell(self, text: str, where: str, name: str = "") -> str:
        """Return a column of the source where the text is the name of one, and otherwise the formula it is."""
        alias, column = self._split(text)
        if self._named(alias, column) is not None:
            self._kind(text, where)
            self.sources[name] = (self._true_name(text),)
            return self.reference(text)
        return self._formula(text, where, name)

    def _formula(self, formula: str, where: str, name: str) -> str:
        parts = sorted(column_names(self.connection, formula, where))
        for each in parts:
            self._kind(".".join(each), where)
        self.sources[name] = tuple(self._true_name(".".join(each)) for each in parts)
        return vetted(self.connection, formula, where, self._longest, self._renamed)

    def _renamed(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Return a column of a formula as the source spells it."""
        alias, column = self._split(".".join(parts))
        found = self._named(alias, column) or column
        return (found,) if alias == MAIN and len(self.joined) == 0 else (alias, found)

    def _named(self, alias: str, column: str) -> str | None:
        """Return the column of the source that is meant, capitals and blanks around it apart."""
        known = {name.casefold(): name for name in self.visible.get(alias, {})}
        return known.get(column.casefold()) or known.get(column.strip().casefold())

    def _true_name(self, name: str) -> str:
        alias, column = self._split(name)
        return self._named(alias, column) or column

    def _kind(self, name: str, where: str) -> str:
        """Return the type of a source column, `name` or `join.name`; InputError with the nearest when there is none."""
        alias, column = self._split(name)
        found = self._named(alias, column)
        if found is None:
            known = [
                *self.visible[MAIN],
                *(f"{join}.{column}" for join in self.joined for column in self.joined[join].columns),
            ]
            raise InputError.one("mapping-column", where=where, column=name, nearest=nearest(name, known))
        self.used.update((alias, name) for name in self._stems.get(found.casefold(), [found.casefold()]))
        return self.visible[alias][found]

    def _longest(self, columns: set[tuple[str, ...]]) -> int:
        """Return how many characters the longest cell of some columns has, at least as many as a number may have."""
        return max([SHORT, *(self._length(*self._split(".".join(parts))) for parts in columns)])

    def _length(self, alias: str, column: str) -> int:
        key = alias, column.casefold()
        if key not in self._lengths:
            raw = self.raw if alias == MAIN else self.joined[alias]
            names = self._stems.get(column.casefold(), [column]) if alias == MAIN else [column]
            # The column an unpivot makes holds months, and none of the file's.
            known = [name for name in names if name.casefold() in {each.casefold() for each in raw.columns}]
            lengths = ", ".join(f"max(length({storage.quoted(name)}::varchar))" for name in known)
            found = self.connection.execute(f"select {lengths} from {raw.table}").fetchone() if known else None
            self._lengths[key] = max([0, *(length for length in found or () if length is not None)])
        return self._lengths[key]

    def _split(self, name: str) -> tuple[str, str]:
        alias, dot, column = name.partition(".")
        return (alias, column) if dot and alias in (*self.joined, MAIN) else (MAIN, name)

    def reference(self, name: str) -> str:
        """Return a column of the source, or `join.column`, as it is read in the query."""
        alias, column = self._split(name)
        return f"{storage.quoted(alias)}.{storage.quoted(self._named(alias, column) or column)}"

    def _joins(self) -> str:
        """Join each second file by its keys as text, so that 7 and "7" are the same key."""
        clauses = []
        for join in self.declared.joins:
            where = f"{self.table.name}.join.{join.name}"
            pairs, keys = [], []
            for left, right in join.on.items():
                self._kind(left, where)
                self._kind(f"{join.name}.{right}", where)
                keys.append(right)
                pairs.append(f"{self.reference(left)}::varchar = {self.reference(f'{join.name}.{right}')}::varchar")
            how = "left join"
            if join.since is not None:
                how = "asof left join"
                keys.append(self._named(join.name, join.since.column) or join.since.column)
                pairs.append(self._held(join, join.since, where))
            self._check_unique(join.name, keys, where)
            clauses.append(f"{how} {self.joined[join.name].table} as {storage.quoted(join.name)} on {' and '.join(pairs)}")
        return " ".join(clauses)

    def _held(self, join: Join, since: Source, where: str) -> str:
        """Return the condition that a row of a second file held on the day of a row, of a month on its first.

        InputError where a first day there is none: its price would never hold.
        """
        day = next(column for column in self.table.columns if column.sql_type == "date")
        kind = self._kind(f"{join.name}.{since.column}", where)
        cell = self.reference(f"{join.name}.{since.column}")
        first = f"try_cast({read_as(replace(day, day=True), cell, kind, since)} as date)"
        other = self.joined[join.name]
        query = f"select rowid, {cell}::varchar, count(*) over () from {other.table} as {storage.quoted(join.name)}"
        found = self.connection.execute(f"{query} where {first} is null order by 1 limit {NEXT + 1}").fetchall()
        if found:
            places = [(*other.place(int(row)), value) for row, value, _ in found]
            facts: dict[str, Fact] = {"column": since.column, "kind": "date"}
            problems = [
                Problem("wrong-type", {"file": file, "row": row, "value": value or "", **facts}) for file, row, value in places
            ]
            raise InputError(as_one(problems, found[0][2]))
        return f"try_cast({self._expression(day.name, self.declared.columns[day.name])} as date) >= {first}"

    def _check_unique(self, join: str, keys: list[str], where: str) -> None:
        """Refuse a second file with two rows of one key: it would double rows of the first."""
        listed = ", ".join(storage.quoted(key) for key in keys)
        query = f"select concat_ws(' ', {listed}) from {self.joined[join].table} group by {listed} having count(*) > 1"
        doubled = self.connection.execute(f"{query} order by 1 limit 1").fetchone()
        if doubled:
            raise InputError.one(
                "join-duplicate", where=where, file=self.joined[join].parts[0].file.name, value=str(doubled[0])[:80]
            )

    def _unpivoted(self, unpivot: Unpivot, rows: str) -> str:
        """Stack one select per month; in each, the columns that bear the month are read without it."""
        in_front = not all(any(name.endswith(part) for name in self.raw.columns) for part in unpivot.months)
        selects = []
        stems = [self._stems_of(part, in_front=in_front) for part in unpivot.months]
        shared = sorted(set.intersection(*(set(stem) for stem in stems)) - set(self.raw.columns))
        if not shared:
            raise self._no_months(unpivot)
        for stem, month in zip(stems, unpivot.months.values(), strict=True):
            listed = [f"{storage.quoted(stem[name])} as {storage.quoted(name)}" for name in shared]
            listed.append(f"{storage.text_literal(month)} as {storage.quoted(unpivot.name)}")
            selects.append(f"select *, {', '.join(listed)} from ({rows})")
        for name in shared:
            self._stems[name.casefold()] = [stem[name].casefold() for stem in stems]
            self.visible[MAIN][name] = self.raw.columns[stems[0][name]]
        self.visible[MAIN][unpivot.name] = "VARCHAR"
        return f"({' union all '.join(selects)})"

    def _stems_of(self, part: str, *, in_front: bool) -> dict[str, str]:
        if in_front:
            return {name.removeprefix(part): name for name in self.raw.columns if name.startswith(part) and name != part}
        return {name.removesuffix(part): name for name in self.raw.columns if name.endswith(part) and name != part}

    def _no_months(self, unpivot: Unpivot) -> InputError:
        """Say which of the months no column bears, at its end or in front."""
        bearing = {part: [name for name in self.raw.columns if part in name] for part in unpivot.months}
        lacking = tuple(part for part, names in bearing.items() if not names) or tuple(unpivot.months)
        facts: dict[str, Fact] = {"file": self.raw.parts[0].file.name, "months": lacking, "known": tuple(self.raw.columns)}
        return InputError([Problem("months-unlike-columns", {"where": f"{self.table.name}.unpivot.months", **facts})])


def as_text(value: Cell) -> str | None:
    """Return a constant of a mapping as the text a CSV cell would hold."""
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
