"""Mapping files: TOML, read into the declarations of `data.mapping.declarations`. Nothing in them is run as it is written."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import InputError, Problem, nearest
from data.files.encodings import encoding_named
from data.files.places import is_there, short
from data.files.textfile import Format
from data.mapping.declarations import UNITS, Cell, Join, Mapping, Source, TableMap, Unpivot
from data.schema_history import ALL_TABLES, HISTORY

if TYPE_CHECKING:
    from data.errors import Fact
    from data.schema import Table

MAPPINGS_DIR = Path(__file__).parent / "mappings"
LONGEST_NAME = 255  # of a file or a folder, on most disks
_TOP = ("source", "tables")
_SOURCE = ("name", "currency", "delimiter", "encoding", "timezone")
_OF_EVENTS = ("usage", *(table.name for table in HISTORY))  # two equal rows are two purchases, and not the same one told twice
_NO_DELIMITER = '"\n\r\0'
_TABLE = ("file", "columns", "join", "unpivot", "rows", "distinct", "optional")
_COLUMN = ("column", "unit", "formula", "value")


def mapping_names() -> list[str]:
    """Return the names of the mappings shipped with the product."""
    return sorted(path.stem for path in MAPPINGS_DIR.glob("*.toml"))


def load_mapping(name: str) -> Mapping:
    """Read a shipped mapping by name or any other by path; InputError lists everything wrong with it."""
    file = MAPPINGS_DIR / f"{name}.toml" if name in mapping_names() else Path(name)
    if not is_there(file):
        known = mapping_names()
        raise InputError.one("unknown-mapping", name=short(Path(name)), known=", ".join(known), nearest=nearest(name, known))
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError.one("bad-mapping", file=file.name, reason=str(error)) from error
    reader = _Reader(file.name)
    mapping = reader.mapping(raw)
    if reader.problems:
        raise InputError(reader.problems)
    return mapping


class _Reader:
    """Reads one mapping, noting every entry that is not what a mapping may hold."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def mapping(self, raw: dict[str, object]) -> Mapping:
        self._known(raw, _TOP, "")
        source = self._section(raw.get("source", {}), "source")
        self._known(source, _SOURCE, "source")
        text = {key: self._text(source.get(key, ""), f"source.{key}") for key in _SOURCE}
        self._check_source(text)
        tables = self._section(raw.get("tables", {}), "tables")
        self._known(tables, tuple(table.name for table in ALL_TABLES), "tables")
        maps = [self._table(table, self._section(tables[table.name], table.name)) for table in ALL_TABLES if table.name in tables]
        for table in ALL_TABLES:
            if table.required and table.name not in tables:
                self._wrong("mapping-lacks", table.name, "")
        return Mapping(
            self.file,
            text["name"],
            text["currency"],
            Format(text["delimiter"] or None, text["encoding"] or None),
            tuple(maps),
            text["timezone"],
        )

    def _check_source(self, text: dict[str, str]) -> None:
        """Note a delimiter that cannot be one, and an encoding that does not exist."""
        delimiter = text["delimiter"]
        if delimiter and (len(delimiter) > 1 or delimiter in _NO_DELIMITER):
            self._wrong("mapping-delimiter", "source.delimiter", delimiter)
        if text["encoding"]:
            try:
                encoding_named(text["encoding"], self.file)
            except InputError as error:
                self.problems += error.problems

    def _table(self, table: Table, raw: dict[str, object]) -> TableMap:
        self._known(raw, _TABLE, table.name)
        columns = self._section(raw.get("columns", {}), f"{table.name}.columns")
        self._known(columns, tuple(column.name for column in table.columns), f"{table.name}.columns")
        known = [column.name for column in table.columns if column.name in columns]
        rows = raw.get("rows", [])
        if not columns and any(key in raw for key in ("join", "unpivot", "distinct")):
            self._wrong("mapping-lacks", f"{table.name}.columns", "")
        if raw.get("distinct") is True and table.name in _OF_EVENTS:
            self._wrong("mapping-distinct", f"{table.name}.distinct", "true")
        if not raw.get("file") and not rows:
            self._wrong("mapping-lacks", f"{table.name}.file", "")
        return TableMap(
            table=table.name,
            file=self._inside(raw.get("file", ""), f"{table.name}.file"),
            columns={name: self._column(table, name, columns[name]) for name in known},
            joins=self._joins(raw.get("join", {}), table.name),
            unpivot=self._unpivot(raw["unpivot"], table.name) if "unpivot" in raw else None,
            rows=self._rows(rows, table),
            distinct=raw.get("distinct") is True,
            optional=raw.get("optional") is True,
        )

    def _column(self, table: Table, name: str, raw: object) -> Source:
        """Read "name", or a table with one of column, formula, value, and perhaps the unit of the column."""
        where = f"{table.name}.{name}"
        if isinstance(raw, str):
            return Source(column=raw)
        entry = self._section(raw, where)
        self._known(entry, _COLUMN, where)
        if sum(key in entry for key in ("column", "formula", "value")) != 1:
            self._wrong("mapping-one-of", where, "column, formula, value")
        if entry.get("formula") == "" or entry.get("column") == "":
            self._wrong("mapping-lacks", where, "")
        unit = self._text(entry.get("unit", ""), f"{where}.unit")
        units = UNITS.get(table.column(name).unit.split("/")[0], {})
        if unit and unit not in units:
            self._wrong("mapping-unit", where, unit, known=", ".join(units))
        return Source(
            column=self._text(entry.get("column", ""), where),
            unit=unit,
            formula=self._text(entry.get("formula", ""), where),
            value=self._cell(entry.get("value"), where),
        )

    def _joins(self, raw: object, table: str) -> tuple[Join, ...]:
        joins = []
        for name, entry in self._section(raw, f"{table}.join").items():
            where = f"{table}.join.{name}"
            join = self._section(entry, where)
            self._known(join, ("file", "on"), where)
            on = {key: self._text(value, where) for key, value in self._section(join.get("on", {}), f"{where}.on").items()}
            if not on:
                self._wrong("mapping-lacks", f"{where}.on", "")
            joins.append(Join(name, self._inside(join.get("file", ""), f"{where}.file"), on))
        return tuple(joins)

    def _unpivot(self, raw: object, table: str) -> Unpivot:
        where = f"{table}.unpivot"
        entry = self._section(raw, where)
        self._known(entry, ("name", "months"), where)
        months = self._section(entry.get("months", {}), f"{where}.months")
        if not months:
            self._wrong("mapping-lacks", f"{where}.months", "")
        named = {suffix: self._text(month, where) for suffix, month in months.items()}
        return Unpivot(self._text(entry.get("name", "month"), where), named)

    def _rows(self, raw: object, table: Table) -> tuple[dict[str, Cell], ...]:
        if not isinstance(raw, list):
            self._wrong("mapping-type", f"{table.name}.rows", str(raw))
            return ()
        rows = [self._section(row, f"{table.name}.rows") for row in raw]
        for row in rows:
            if not row:
                self._wrong("mapping-type", f"{table.name}.rows", "{}")
            self._known(row, tuple(column.name for column in table.columns), f"{table.name}.rows")
        return tuple({key: self._cell(value, f"{table.name}.rows.{key}") for key, value in row.items()} for row in rows)

    def _inside(self, raw: object, where: str) -> str:
        """Accept a name or a glob below the source folder; a mapping must not reach any other file."""
        name = self._text(raw, where)
        if Path(name).is_absolute() or ".." in Path(name).parts or "\\" in name or "://" in name or name.startswith("~"):
            self._wrong("mapping-outside", where, name)
        elif any(len(part) > LONGEST_NAME or ("**" in part and part != "**") for part in Path(name).parts) or "\0" in name:
            self._wrong("mapping-file-name", where, name[:80])
        return name

    def _section(self, raw: object, where: str) -> dict[str, object]:
        if isinstance(raw, dict):
            return raw
        self._wrong("mapping-type", where, str(raw))
        return {}

    def _text(self, raw: object, where: str) -> str:
        if isinstance(raw, str):
            return raw
        self._wrong("mapping-type", where, str(raw))
        return ""

    def _cell(self, raw: object, where: str) -> Cell:
        if raw is None or isinstance(raw, str | int | float | bool):
            return raw
        self._wrong("mapping-type", where, str(raw))
        return None

    def _known(self, raw: dict[str, object], names: tuple[str, ...], where: str) -> None:
        for name in raw:
            if name not in names:
                self._wrong("mapping-unknown", where, name, known=tuple(names), nearest=nearest(name, names))

    def _wrong(self, key: str, where: str, value: str, **facts: Fact) -> None:
        self.problems.append(Problem(key, {"file": self.file, "where": where, "value": value, **facts}))
