"""A mapping as the text of a file that a person reads and changes; at its end what the source looked like when it was saved."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from data.proposing.looks import Look

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SHAPE_BEGINS = "# What the files looked like when this was saved: the next run says what has changed."


def mapping_text(source: Mapping[str, object], tables: Mapping[str, Mapping[str, object]], looks: Sequence[Look]) -> str:
    """Return a whole mapping."""
    lines = ["[source]", *(f"{_key(name)} = {_value(value)}" for name, value in source.items())]
    for name, table in tables.items():
        lines += _table(f"tables.{name}", table)
    return "\n".join(lines) + "\n" + shape_text(looks)


def shape_text(looks: Sequence[Look]) -> str:
    """Return the lines that say what files look like."""
    lines = ["", _SHAPE_BEGINS]
    for look in looks:
        name = look.pattern + (f" [{look.sheet}]" if look.sheet else "")
        lines += [
            f"[shape.{_value(name)}]",
            f"files = {_value(list(look.files[-24:]))}",
            f"columns = {_value(list(look.columns))}",
            f"encoding = {_value(look.encoding or 'utf-8')}",
            f"bytes = {look.usual_bytes}",
            "",
        ]
    return "\n".join(lines)


def without_shape(text: str) -> str:
    """Return a mapping without what it says of the files' looks."""
    return text.partition("\n" + _SHAPE_BEGINS)[0].rstrip("\n") + "\n"


def is_mapping(file: Path) -> bool:
    """Say whether a file is a mapping, which another one may take the place of."""
    try:
        return {"source", "tables"} <= set(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return False


def _table(name: str, table: Mapping[str, object]) -> list[str]:
    lines = []
    rows = table.get("rows")
    if isinstance(rows, list):
        for row in rows:
            lines += ["", f"[[{name}.rows]]", *(f"{_key(key)} = {_value(value)}" for key, value in row.items())]
        return lines
    lines += ["", f"[{name}]"]
    lines += [f"{_key(key)} = {_value(value)}" for key, value in table.items() if not isinstance(value, dict)]
    for key, value in table.items():
        if key == "more" and isinstance(value, dict):
            for part, entry in value.items():
                lines += _table(f"{name}.more.{part}", entry)
        elif isinstance(value, dict):
            lines += [f"[{name}.{_key(key)}]", *(f"{_key(each)} = {_value(cell)}" for each, cell in value.items())]
    return lines


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _value(name)


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(cell)}" for key, cell in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    # A text of JSON is one of TOML as well, but for what JavaScript allows and TOML does not: the sign for delete.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
