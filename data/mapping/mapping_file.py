"""Mapping files: TOML, read into the declarations of `data.mapping.declarations`. Nothing in them is run as it is written."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import InputError, nearest
from data.files.encodings import encoding_named
from data.files.places import is_there, short
from data.files.textfile import Format
from data.mapping.declarations import NO, YES, Mapping, Spelling
from data.mapping.table_entries import TableEntries
from data.schema_history import ALL_TABLES

if TYPE_CHECKING:
    from data.schema import Table

MAPPINGS_DIR = Path(__file__).parent / "mappings"
_TOP = ("source", "tables", "shape")
_TEXTS = ("name", "currency", "delimiter", "encoding", "timezone", "decimal", "thousands")
_LISTS = ("nulls", "yes", "no")
_NO_DELIMITER = '"\n\r\0'
_DECIMALS = (".", ",")


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
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError.one("bad-mapping", file=file.name, reason=str(error)) from error
    return read_mapping(text, file.name)


def read_mapping(text: str, file: str) -> Mapping:
    """Read the text of a mapping, called `file` where something is wrong with it; InputError lists all of that."""
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError.one("bad-mapping", file=file, reason=str(error)) from error
    reader = _Reader(file)
    mapping = reader.mapping(raw)
    if reader.problems:
        raise InputError(reader.problems)
    return mapping


class _Reader(TableEntries):
    """Reads one mapping, noting every entry that is not what a mapping may hold."""

    def mapping(self, raw: dict[str, object]) -> Mapping:
        self.known(raw, _TOP, "")
        source = self.section(raw.get("source", {}), "source")
        self.known(source, (*_TEXTS, *_LISTS), "source")
        text = {key: self.text(source.get(key, ""), f"source.{key}") for key in _TEXTS}
        self._check_source(text)
        tables = self.section(raw.get("tables", {}), "tables")
        self.known(tables, tuple(table.name for table in ALL_TABLES), "tables")
        maps = [self.table(table, self.section(tables[table.name], table.name)) for table in ALL_TABLES if table.name in tables]
        self._lacking(tables)
        return Mapping(
            self.file,
            text["name"],
            text["currency"],
            Format(text["delimiter"] or None, text["encoding"] or None),
            tuple(maps),
            text["timezone"],
            self._spelling(text, source),
            self.section(raw.get("shape", {}), "shape"),
        )

    def _lacking(self, tables: dict[str, object]) -> None:
        required: list[Table] = [table for table in ALL_TABLES if table.required]
        for table in required:
            if table.name not in tables:
                self.wrong("mapping-lacks", table.name, "")

    def _spelling(self, text: dict[str, str], source: dict[str, object]) -> Spelling:
        """Return how cells are spelt; words of the source's own come before those known anyway."""
        words = {key: self.texts(source.get(key, []), f"source.{key}") for key in _LISTS}
        decimal, thousands = text["decimal"] or ".", text["thousands"]
        if decimal not in _DECIMALS:
            self.wrong("mapping-decimal", "source.decimal", decimal)
        if len(thousands) > 1 or thousands == decimal or thousands.isalnum():
            self.wrong("mapping-thousands", "source.thousands", thousands)
        yes, no = (tuple(word.casefold() for word in words[key]) for key in ("yes", "no"))
        doubled = set(yes) & set(no)
        if doubled:
            self.wrong("mapping-not-both", "source.yes", ", ".join(sorted(doubled)))
        return Spelling(
            decimal,
            thousands,
            words["nulls"],
            yes + tuple(word for word in YES if word not in no),
            no + tuple(word for word in NO if word not in yes),
        )

    def _check_source(self, text: dict[str, str]) -> None:
        """Note a delimiter that cannot be one, and an encoding that does not exist."""
        delimiter = text["delimiter"]
        if delimiter and (len(delimiter) > 1 or delimiter in _NO_DELIMITER):
            self.wrong("mapping-delimiter", "source.delimiter", delimiter)
        if text["encoding"]:
            try:
                encoding_named(text["encoding"], self.file)
            except InputError as error:
                self.problems += error.problems
