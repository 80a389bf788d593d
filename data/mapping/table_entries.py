"""The entries of one table of a mapping file: its files, its columns, what becomes of its rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data.elsewhere.asking import Ask
from data.elsewhere.engine_tables import STORED
from data.files.patterns import PATTERN_WORD
from data.mapping.cells import has_year, step_of
from data.mapping.declarations import TAKES, UNITS, Cell, Join, Place, Source, TableMap, Unpivot
from data.mapping.entries import Entries
from data.schema_history import HISTORY

if TYPE_CHECKING:
    from data.schema import Table

_OF_EVENTS = ("usage", *(table.name for table in HISTORY))  # two equal rows are two purchases, and not the same one told twice
_PLACE = ("file", "names", "skip", "sheet", "query", "table", "stored")
_ONE_PLACE = ("file", "query", "table")
_LAID_OUT = ("join", "unpivot", "distinct", "where", "latest", "ties", "more", "between", "names")
_TABLE = (*_PLACE, "columns", "join", "unpivot", "rows", "distinct", "optional", "where", "latest", "ties", "between", "more")
_COLUMN = ("column", "unit", "formula", "value", *TAKES, "written", "year", "anchors")
_EXACTLY_ONE = ("column", "formula", "value", *TAKES)
WRITTEN = ("excel", "epoch", "epoch_ms", "number")


class TableEntries(Entries):
    """Reads the tables of a mapping."""

    def table(self, table: Table, raw: dict[str, object], where: str = "") -> TableMap:
        """Return the declaration of a table, or of one of its `more` where another place is named."""
        where = where or table.name
        self.known(raw, _TABLE if where == table.name else (*_PLACE, "columns", "where", "join", "unpivot"), where)
        columns = self.section(raw.get("columns", {}), f"{where}.columns")
        self.known(columns, tuple(column.name for column in table.columns), f"{where}.columns")
        known = [column.name for column in table.columns if column.name in columns]
        rows = raw.get("rows", [])
        if not columns and any(key in raw for key in _LAID_OUT):
            self.wrong("mapping-lacks", f"{where}.columns", "")
        if not any(raw.get(key) for key in _ONE_PLACE) and not rows:
            self.wrong("mapping-lacks", f"{where}.file", "")
        found = TableMap(
            table=table.name,
            place=self.place(raw, where),
            columns={name: self._column(table, name, columns[name]) for name in known},
            joins=self._joins(table, raw.get("join", {}), where),
            unpivot=self._unpivot(raw["unpivot"], where) if "unpivot" in raw else None,
            rows=self._rows(rows, table),
            distinct=self.switch(raw.get("distinct", False), f"{where}.distinct"),
            optional=self.switch(raw.get("optional", False), f"{where}.optional"),
            where=self.text(raw.get("where", ""), f"{where}.where"),
            latest=self.text(raw.get("latest", ""), f"{where}.latest"),
            ties=self.switch(raw.get("ties", False), f"{where}.ties"),
            between=self.switch(raw.get("between", False), f"{where}.between"),
            more=tuple(
                self.table(table, self._with_keys(self.section(entry, f"{where}.more.{name}"), columns), f"{where}.more.{name}")
                for name, entry in self.section(raw.get("more", {}), f"{where}.more").items()
            ),
        )
        self._fits(table, found, where)
        return found

    def _fits(self, table: Table, found: TableMap, where: str) -> None:
        """Note what cannot be had of this table, or not together."""
        if found.distinct and table.name in _OF_EVENTS:
            self.wrong("mapping-distinct", f"{where}.distinct", "true")
        if found.ties and table.name != "contacts":
            self.wrong("mapping-only-for", f"{where}.ties", "contacts")
        if found.between and table.name != "usage":
            self.wrong("mapping-only-for", f"{where}.between", "usage")
        if found.distinct and found.is_summed:
            self.wrong("mapping-not-both", f"{where}.distinct", ", ".join(TAKES))
        lacking = [key for key in table.key if key not in found.columns]
        is_dated = any(column.sql_type == "date" and column.name in found.columns for column in table.columns)
        if any(join.since for join in found.joins) and not is_dated:
            self.wrong("mapping-lacks", f"{where}.columns.month", "")
        if (found.more or found.latest or found.is_summed) and lacking and found.columns:
            self.wrong("mapping-lacks", f"{where}.columns.{lacking[0]}", "")

    def _with_keys(self, raw: dict[str, object], columns: dict[str, object]) -> dict[str, object]:
        """Let a file that fills in other columns name the keys as the first does, unless it says otherwise."""
        named: dict[str, object] = {name: columns[name] for name in ("subscriber_id", "month") if name in columns}
        named.update(self.section(raw.get("columns", {}), "columns"))
        return raw | {"columns": named}

    def place(self, raw: dict[str, object], where: str) -> Place:
        """Return the files a table or a join is read from."""
        pattern = self.inside(raw.get("file", ""), f"{where}.file")
        words = PATTERN_WORD.findall(pattern)
        if len(set(words)) < len(words) or set(PATTERN_WORD.sub("", pattern)) & set("{}"):
            self.wrong("mapping-braces", f"{where}.file", pattern)
        if sum(bool(raw.get(key)) for key in _ONE_PLACE) > 1:
            self.wrong("mapping-one-of", where, ", ".join(_ONE_PLACE))
        stored = self.text(raw.get("stored", ""), f"{where}.stored")
        if stored and stored not in STORED:
            self.wrong("mapping-stored", f"{where}.stored", stored, known=", ".join(STORED))
        if stored and not raw.get("table"):
            self.wrong("mapping-lacks", f"{where}.table", "")
        return Place(
            pattern,
            self.texts(raw.get("names", []), f"{where}.names"),
            self.whole(raw.get("skip", 0), f"{where}.skip"),
            self.text(raw.get("sheet", ""), f"{where}.sheet"),
            Ask(self.text(raw.get("query", ""), f"{where}.query"), self.text(raw.get("table", ""), f"{where}.table"), stored),
        )

    def _column(self, table: Table, name: str, raw: object, where: str = "") -> Source:
        """Read "name", or a table with one of column, formula, value, sum, count, ..., and perhaps unit or way of writing."""
        where = where or f"{table.name}.{name}"
        if isinstance(raw, str):
            return Source(column=raw)
        entry = self.section(raw, where)
        self.known(entry, _COLUMN, where)
        if sum(key in entry for key in _EXACTLY_ONE) != 1:
            self.wrong("mapping-one-of", where, ", ".join(_EXACTLY_ONE))
        if any(entry.get(key) == "" for key in ("formula", "column", *TAKES)):
            self.wrong("mapping-lacks", where, "")
        unit = self.text(entry.get("unit", ""), f"{where}.unit")
        units = UNITS.get(table.column(name).unit.split("/")[0], {})
        if unit and unit not in units:
            self.wrong("mapping-unit", where, unit, known=", ".join(units))
        take = next((key for key in TAKES if key in entry), "")
        return Source(
            column=self.text(entry.get("column", ""), where),
            unit=unit,
            formula=self.text(entry.get("formula", "") if not take else entry[take], where),
            value=self.cell(entry.get("value"), where),
            take=take,
            written=self._written(table, name, entry, where),
            year=self.whole(entry.get("year", 0), f"{where}.year"),
            anchors=self._anchors(entry.get("anchors", {}), f"{where}.anchors"),
        )

    def _written(self, table: Table, name: str, entry: dict[str, object], where: str) -> str:
        written = self.text(entry.get("written", ""), f"{where}.written")
        if written == "number" and not entry.get("anchors"):
            self.wrong("mapping-lacks", f"{where}.anchors", "")
        if "%" in written and not has_year(written) and not entry.get("year"):
            self.wrong("mapping-written-year", f"{where}.written", written)
        if written and (table.column(name).sql_type != "date" or (written not in WRITTEN and "%" not in written)):
            self.wrong("mapping-written", f"{where}.written", written, known=", ".join(WRITTEN))
        return written

    def _anchors(self, raw: object, where: str) -> tuple[tuple[int, str], ...]:
        """Read which number is which month: one, and the others follow, or two that say in which direction."""
        found = []
        for number, day in self.section(raw, where).items():
            try:
                found.append((int(number), date.fromisoformat(self.text(day, where)).replace(day=1).isoformat()))
            except ValueError:
                self.wrong("mapping-anchor", where, f"{number} = {day}"[:80])
        try:
            step_of(tuple(found))
        except ValueError:
            found = []
        if found != found[:2] or (isinstance(raw, dict) and raw and not found):
            self.wrong("mapping-anchor", where, str(raw)[:80])
            return ((0, "2000-01-01"),)
        return tuple(found)

    def _joins(self, table: Table, raw: object, of: str) -> tuple[Join, ...]:
        joins = []
        for name, entry in self.section(raw, f"{of}.join").items():
            where = f"{of}.join.{name}"
            join = self.section(entry, where)
            self.known(join, (*_PLACE, "on", "since"), where)
            on = {key: self.text(value, where) for key, value in self.section(join.get("on", {}), f"{where}.on").items()}
            since = self._since(table, join["since"], f"{where}.since") if "since" in join else None
            if not on and since is None:
                self.wrong("mapping-lacks", f"{where}.on", "")
            joins.append(Join(name, self.place(join, where), on, since))
        return tuple(joins)

    def _since(self, table: Table, raw: object, where: str) -> Source:
        """Read the column of first days of a second file; only tables whose rows have a day can be held against it."""
        day = next((column.name for column in table.columns if column.sql_type == "date"), "")
        if not day:
            self.wrong("mapping-only-for", where, "usage")
            return Source()
        found = self._column(table, day, raw, where)
        if not found.column:
            self.wrong("mapping-lacks", where, "")
        return found

    def _unpivot(self, raw: object, table: str) -> Unpivot:
        where = f"{table}.unpivot"
        entry = self.section(raw, where)
        self.known(entry, ("name", "months"), where)
        months = self.section(entry.get("months", {}), f"{where}.months")
        if not months:
            self.wrong("mapping-lacks", f"{where}.months", "")
        named = {part: self.text(month, where) for part, month in months.items()}
        return Unpivot(self.text(entry.get("name", "month"), where), named)

    def _rows(self, raw: object, table: Table) -> tuple[dict[str, Cell], ...]:
        if not isinstance(raw, list):
            self.wrong("mapping-type", f"{table.name}.rows", str(raw))
            return ()
        rows = [self.section(row, f"{table.name}.rows") for row in raw]
        for row in rows:
            if not row:
                self.wrong("mapping-type", f"{table.name}.rows", "{}")
            self.known(row, tuple(column.name for column in table.columns), f"{table.name}.rows")
        return tuple({key: self.cell(value, f"{table.name}.rows.{key}") for key, value in row.items()} for row in rows)
