"""What a cell must be: the cast of each column of the schema, and the rules it can break, as SQL over the uncast cell.

Every rule is a condition on one row, so one scan of a table counts all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.database.storage import quoted
from data.errors import ERROR, FINDING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.errors import Fact
    from data.schema import Column

LONGEST_TEXT = 200
# Characters nobody sees, with which two names look the same: without width, or a blank that is not the ordinary one. Joiners
# belong to the writing of some languages, and there stand between their letters; the wide blank belongs to Chinese.
UNSEEN = (
    r"[\x{AD}\x{34F}\x{61C}\x{115F}\x{1160}\x{180E}\x{200B}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{3164}\x{FEFF}\x{FFA0}]"
    r"|[\x{A0}\x{2000}-\x{200A}\x{202F}\x{205F}]"
    r"|(^|[\x00-\x7F])[\x{200C}\x{200D}]|[\x{200C}\x{200D}]($|[\x00-\x7F])"
)
# What programs write where a number is not known. A price may well be 999, and an allowance is compared with use.
FILLERS = (999, 9_999, 99_999, 999_999)
FILLED = ("tenure_months", "off_net_contacts", "used_gb", "packs_bought", "need_gb")
FIRST_MONTH, LAST_MONTH = "1990-01-01", "2100-12-01"
_INTEGERS = {
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "UHUGEINT",
}
_READABLE = {
    "text": {"VARCHAR", "UUID", "ENUM"} | _INTEGERS,
    "number": {"VARCHAR", "FLOAT", "DOUBLE", "DECIMAL"} | _INTEGERS,
    "whole": {"VARCHAR", "FLOAT", "DOUBLE", "DECIMAL"} | _INTEGERS,
    "date": {"VARCHAR", "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE"},
    "switch": {"VARCHAR", "BOOLEAN"} | _INTEGERS,
}
_KINDS = {"varchar": "text", "integer": "whole", "date": "date", "boolean": "switch"}


@dataclass(frozen=True)
class CellRule:
    """A rule of one column: its error key, the condition under which a row breaks it, what else the sentence needs."""

    key: str
    column: str
    broken: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    severity: str = ERROR


def kind_of(column: Column) -> str:
    """Return what a cell of the column is: text, number, whole, date or switch."""
    return _KINDS.get(column.sql_type, "number")


def is_readable(column: Column, found: str) -> bool:
    """Say whether cells of DuckDB type `found` can be cells of the column. Ids as DOUBLE cannot: digits are lost."""
    return re.split(r"[(\[]", found)[0] in _READABLE[kind_of(column)] and not found.endswith("]")


def cast(column: Column, *, strict: bool = False) -> str:
    """Return the cast of a cell; `strict` fails where the other gives null. Empty text becomes null."""
    name = quoted(column.name)
    if column.sql_type == "varchar":
        return f"nullif({name}::varchar, '')"
    word = "cast" if strict else "try_cast"
    if column.sql_type == "integer":
        return f"{word}({word}({name} as double) as integer)"
    return f"{word}({name} as {column.sql_type})"


def cell_rules(column: Column, found: str) -> list[CellRule]:
    """Return the rules of a column whose cells are of DuckDB type `found`."""
    name = quoted(column.name)
    empty = f"{name} is null" + (f" or trim({name}::varchar) = ''" if found == "VARCHAR" else "")
    rules = [] if column.nullable else [CellRule("empty-value", column.name, empty)]
    kind = kind_of(column)
    if kind == "text":
        return rules + ([] if column.references else _text_rules(column, f"{name}::varchar"))
    if kind in ("number", "whole"):
        return rules + _number_rules(column, name, found)
    given = f"{name} is not null and trim({name}::varchar) <> ''" if found == "VARCHAR" else f"{name} is not null"
    wrong = CellRule("wrong-type", column.name, f"{given} and {cast(column)} is null", {"kind": kind})
    return [*rules, wrong] + (_date_rules(column) if kind == "date" else [])


def _text_rules(column: Column, text: str) -> list[CellRule]:
    rules = [
        CellRule("control-character", column.name, f"regexp_matches({text}, '[\\x00-\\x1f\\x7f]')"),
        CellRule("unseen-character", column.name, f"regexp_matches(trim({text}), '{UNSEEN}')"),
        CellRule("padded-text", column.name, f"{text} <> trim({text}) and trim({text}) <> ''"),
        CellRule("too-long", column.name, f"length({text}) > {LONGEST_TEXT}", {"high": LONGEST_TEXT}),
        CellRule("spreadsheet-formula", column.name, f"regexp_matches({text}, '^([=@]|[+-][^0-9 ])')"),
    ]
    if column.allowed:
        choices = ", ".join(f"'{value}'" for value in column.allowed)
        facts: dict[str, Fact] = {"choices": ", ".join(column.allowed)}
        rules.append(CellRule("not-allowed", column.name, f"{text} not in ({choices}) and trim({text}) <> ''", facts))
    return rules


def _number_rules(column: Column, name: str, found: str) -> list[CellRule]:
    number = f"try_cast({name} as double)"
    rules = []
    if found == "VARCHAR":
        comma = f"regexp_matches({name}, '^\\s*-?[0-9]+,[0-9]+\\s*$')"
        rules.append(CellRule("decimal-comma", column.name, comma))
        rules.append(
            CellRule(
                "wrong-type",
                column.name,
                f"trim({name}) <> '' and {number} is null and not {comma}",
                {"kind": kind_of(column)},
            )
        )
    if found in ("VARCHAR", "FLOAT", "DOUBLE"):
        rules.append(CellRule("not-finite", column.name, f"not isfinite({number})"))
    if column.sql_type == "integer" and found not in _INTEGERS:
        rules.append(CellRule("not-whole", column.name, f"isfinite({number}) and {number} <> trunc({number})"))
    bounds: dict[str, Fact] = {"low": column.low or 0, "high": column.high or 0, "unit": column.unit}
    outside = f"isfinite({number}) and not {number} between {column.low!r} and {column.high!r}"
    if column.name in FILLED:
        filler = f"{number} in {FILLERS} and not ({outside})"
        rules.append(CellRule("filler-value", column.name, filler, severity=FINDING))
    return [*rules, CellRule("out-of-range", column.name, outside, bounds)]


def _date_rules(column: Column) -> list[CellRule]:
    day = cast(column)
    bounds: dict[str, Fact] = {"low": FIRST_MONTH, "high": LAST_MONTH, "unit": ""}
    first = [] if column.day else [CellRule("month-not-first-day", column.name, f"day({day}) <> 1")]
    return [
        *first,
        CellRule("out-of-range", column.name, f"not {day} between date '{FIRST_MONTH}' and date '{LAST_MONTH}'", bounds),
    ]
