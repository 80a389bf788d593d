"""The query that lays one mapped table out: joins, wide months to rows, units, formulas; names are always quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.database import storage
from data.errors import FINDING, InputError, Problem, nearest
from data.mapping.declarations import UNITS
from data.mapping.formula_bounds import SHORT
from data.mapping.formulas import column_names, vetted

if TYPE_CHECKING:
    import duckdb

    from data.files.raw_tables import Raw
    from data.mapping.declarations import Cell, Source, TableMap, Unpivot
    from data.schema import Table

MAIN = "main"


class Layout:
    """Builds the query of one table from its declaration and the raw tables it reads."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, table: Table, declared: TableMap, raw: Raw, joined: dict[str, Raw]
    ) -> None:
        self.connection, self.table, self.declared, self.raw, self.joined = connection, table, declared, raw, joined
        self.used: set[tuple[str, str]] = set()
        self._stems: dict[str, list[str]] = {}
        self._lengths: dict[tuple[str, str], int] = {}
        self._origin = ""
        self.visible = {MAIN: dict(raw.columns)} | {name: dict(other.columns) for name, other in joined.items()}

    def query(self) -> str:
        """Return the select of source_row and the mapped columns; InputError lists what cannot be mapped."""
        unpivot = self.declared.unpivot
        self._origin = self._unpivoted(unpivot) if unpivot else f"(select rowid as source_row, * from {self.raw.table})"
        problems: list[Problem] = []
        selected = ["min(main.source_row) as source_row" if self.declared.distinct else "main.source_row"]
        for name, source in self.declared.columns.items():
            try:
                selected.append(f"{self._expression(name, source)} as {storage.quoted(name)}")
            except InputError as error:
                problems += error.problems
        if problems:
            raise InputError(problems)
        grouped = "group by all" if self.declared.distinct else ""
        return f"select {', '.join(selected)} from {self._origin} as {MAIN} {self._joins()} {grouped}"

    def notes(self) -> list[Problem]:
        """Count the rows that found no match in a second file: what they take from it is missing. After `query`."""
        if not self.declared.joins:
            return []
        counted = ", ".join(
            f"count(*) filter ({storage.quoted(join.name)}.rowid is null), "
            f"arg_min({self._reference(next(iter(join.on)))}::varchar, main.source_row) "
            f"filter ({storage.quoted(join.name)}.rowid is null)"
            for join in self.declared.joins
        )
        query = f"select count(*), {counted} from {self._origin} as {MAIN} {self._joins()}"
        rows, *found = self.connection.execute(query).fetchone() or (0,)
        problems = []
        for join, count, value in zip(self.declared.joins, found[::2], found[1::2], strict=True):
            if count:
                facts = {
                    "file": self.declared.file,
                    "other": join.file,
                    "count": int(count),
                    "of": int(rows),
                    "value": value or "",
                }
                problems.append(Problem("join-unmatched", facts, FINDING))
        return problems

    def _expression(self, name: str, source: Source) -> str:
        where = f"{self.table.name}.{name}"
        if source.formula:
            for parts in sorted(column_names(self.connection, source.formula, where)):
                self._kind(".".join(parts), where)
            return vetted(self.connection, source.formula, where, self._longest)
        if not source.column:
            return text_literal(as_text(source.value))
        kind = self._kind(source.column, where)
        column = self._reference(source.column)
        if not source.unit:
            return column
        target = self.table.column(name)
        return converted(column, kind, UNITS[target.unit.split("/")[0]][source.unit], whole=target.sql_type == "integer")

    def _kind(self, name: str, where: str) -> str:
        """Return the type of a source column, `name` or `join.name`; InputError with the nearest when there is none."""
        alias, column = self._split(name)
        kinds = {known.casefold(): kind for known, kind in self.visible.get(alias, {}).items()}
        if column.casefold() not in kinds:
            known = [
                *self.visible[MAIN],
                *(f"{join}.{column}" for join in self.joined for column in self.joined[join].columns),
            ]
            raise InputError.one("mapping-column", where=where, column=name, nearest=nearest(name, known))
        self.used.update((alias, name) for name in self._stems.get(column.casefold(), [column.casefold()]))
        return kinds[column.casefold()]

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
        return (alias, column) if dot and alias in self.joined else (MAIN, name)

    def _reference(self, name: str) -> str:
        alias, column = self._split(name)
        return f"{storage.quoted(alias)}.{storage.quoted(column)}"

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
                pairs.append(f"{self._reference(left)}::varchar = {self._reference(f'{join.name}.{right}')}::varchar")
            self._check_unique(join.name, keys, where)
            clauses.append(f"left join {self.joined[join.name].table} as {storage.quoted(join.name)} on {' and '.join(pairs)}")
        return " ".join(clauses)

    def _check_unique(self, join: str, keys: list[str], where: str) -> None:
        """Refuse a second file with two rows of one key: it would double rows of the first."""
        listed = ", ".join(storage.quoted(key) for key in keys)
        query = f"select concat_ws(' ', {listed}) from {self.joined[join].table} group by {listed} having count(*) > 1"
        doubled = self.connection.execute(f"{query} order by 1 limit 1").fetchone()
        if doubled:
            raise InputError.one(
                "join-duplicate", where=where, file=self.joined[join].parts[0].file.name, value=str(doubled[0])[:80]
            )

    def _unpivoted(self, unpivot: Unpivot) -> str:
        """Stack one select per month; in each, the columns with the month's suffix are read without it."""
        selects = []
        stems = [
            {name.removesuffix(suffix): name for name in self.raw.columns if name.endswith(suffix)} for suffix in unpivot.months
        ]
        shared = sorted(set.intersection(*(set(stem) for stem in stems)) - set(self.raw.columns))
        for stem, month in zip(stems, unpivot.months.values(), strict=True):
            listed = [f"{storage.quoted(stem[name])} as {storage.quoted(name)}" for name in shared]
            listed.append(f"{text_literal(month)} as {storage.quoted(unpivot.name)}")
            selects.append(f"select rowid as source_row, *, {', '.join(listed)} from {self.raw.table}")
        for name in shared:
            self._stems[name.casefold()] = [stem[name].casefold() for stem in stems]
            self.visible[MAIN][name] = self.raw.columns[stems[0][name]]
        self.visible[MAIN][unpivot.name] = "VARCHAR"
        return f"({' union all '.join(selects)})"


def converted(column: str, kind: str, factor: float, *, whole: bool) -> str:
    """Return `column` times a unit's worth, cut to a whole number where one is needed.

    Text that is not a number stays as it is, for the checks to name it.
    """
    number = column if kind != "VARCHAR" else f"try_cast({column} as double)"
    worth = f"floor({number} * {factor!r})" if whole else f"{number} * {factor!r}"
    return worth if kind != "VARCHAR" else f"coalesce(({worth})::varchar, {column})"


def as_text(value: Cell) -> str | None:
    """Return a constant of a mapping as the text a CSV cell would hold."""
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def text_literal(value: str | None) -> str:
    """Return a SQL literal."""
    return "null" if value is None else "'" + value.replace("'", "''") + "'"
