"""Cells of text as the source spells them, as SQL: numbers with commas, words for yes and no, dates in any writing.

What cannot be read stays as it is, for the checks to name it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from data.database.storage import text_literal
from data.mapping.declarations import UNITS

if TYPE_CHECKING:
    import duckdb

    from data.mapping.declarations import Source, Spelling
    from data.schema import Column

BLANKS = " \u00a0\u2009\u202f"  # between thousands, where one of them stands any of them may
_UNREADABLE = "\u0000"  # put before a number whose marks contradict the mapping, so that it is none
# Of Russian months the letters that tell them apart, in whatever case of the grammar the month stands.
_RUSSIAN = ("янв", "фев", "мар", "апр", "ма[йя]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spell(connection: duckdb.DuckDBPyConnection, spelling: Spelling) -> None:
    """Make the macros `number` and `yes`, which read a text as a mapping says it is spelt."""
    connection.execute(f"create or replace macro number(given) as {_number(spelling)}")
    connection.execute(f"create or replace macro yes(given) as {_yes(spelling)}")


def without_nulls(names: dict[str, str], spelling: Spelling) -> str:
    """Return what reads columns of text so that words for nothing are nothing; empty where there are no such words."""
    if not spelling.nulls:
        return ""
    words = ", ".join(text_literal(word) for word in spelling.nulls)
    quoted = ('"' + name.replace('"', '""') + '"' for name, kind in names.items() if kind == "VARCHAR")
    listed = ", ".join(f"case when trim({name}) in ({words}) then null else {name} end as {name}" for name in quoted)
    return f" replace ({listed})" if listed else ""


def _number(spelling: Spelling) -> str:
    text, plain = "given::varchar", "trim(given::varchar)"
    if spelling.decimal == "." and not spelling.thousands:
        return text
    wrong = "false"
    if spelling.thousands:
        marks = BLANKS if spelling.thousands in BLANKS else spelling.thousands
        plain = f"translate({plain}, {text_literal(marks)}, '')"
    if spelling.decimal == ",":
        wrong = "false" if spelling.thousands == "." else "contains(given::varchar, '.')"
        plain = f"replace({plain}, ',', '.')"
    return f"case when try_cast({plain} as double) is null then {text} when {wrong} then chr(0) || {text} else {plain} end"


def _yes(spelling: Spelling) -> str:
    yes, no = (", ".join(text_literal(word) for word in words) for words in (spelling.yes, spelling.no))
    word = "lower(trim(given::varchar))"
    return f"case when {word} in ({yes}) then 'true' when {word} in ({no}) then 'false' else given::varchar end"


def read_as(column: Column, cell: str, kind: str, source: Source) -> str:
    """Return how a cell of the source, of DuckDB type `kind`, is read as one of ours."""
    if column.sql_type == "date":
        return dated(cell, kind, source, day=column.day) if source.written else cell
    if kind != "VARCHAR" or column.sql_type == "varchar":
        number = cell
    elif column.sql_type == "boolean":
        return f"yes({cell})"
    else:
        number = f"number({cell})"
    if not source.unit:
        return number
    return converted(number, kind, worth_of(column, source), whole=column.sql_type == "integer")


def worth_of(column: Column, source: Source) -> float:
    """Return what one of the source's unit is worth in ours."""
    return UNITS[column.unit.split("/")[0]][source.unit] if source.unit else 1.0


def taken(column: Column, cell: str, source: Source) -> str:
    """Return what is taken of several rows. Numbers add up exactly, so that their order makes no difference."""
    if source.take == "count":
        return "count(*)" if cell == "*" else f"count(*) filter (where {cell})"
    if column.sql_type in ("varchar", "date"):
        return f"{source.take}({cell})"
    if column.sql_type == "boolean":
        return f"{source.take}(try_cast(yes({cell}) as boolean))"
    number = f"{source.take}(try_cast(number({cell}) as decimal(38, 6)))"
    return f"{number} * {worth_of(column, source)!r}::double" if source.unit else number


def converted(column: str, kind: str, factor: float, *, whole: bool) -> str:
    """Return `column` times a unit's worth, cut to a whole number where one is needed.

    Text that is not a number stays as it is, for the checks to name it.
    """
    number = column if kind != "VARCHAR" else f"try_cast({column} as double)"
    worth = f"floor({number} * {factor!r})" if whole else f"{number} * {factor!r}"
    return worth if kind != "VARCHAR" else f"coalesce(({worth})::varchar, {column})"


def dated(cell: str, kind: str, source: Source, *, day: bool) -> str:
    """Return the day, or the first of the month, of a cell written as the mapping says."""
    text = f"trim({cell}::varchar)"
    moment = f"{cell}::timestamp" if kind.startswith(("TIMESTAMP", "DATE")) and kind != "VARCHAR" else _moment(text, source)
    if kind == "TIMESTAMP WITH TIME ZONE":
        moment = f"{cell}::date"
    found = f"({moment})::date" if day else f"date_trunc('month', {moment})::date"
    return f"coalesce(({found})::varchar, {cell}::varchar)"


def _moment(text: str, source: Source) -> str:
    match source.written:
        case "excel":
            return f"date '1899-12-30' + try_cast({text} as integer)"
        case "epoch":
            return f"to_timestamp(try_cast({text} as double))::date"
        case "epoch_ms":
            return f"to_timestamp(try_cast({text} as double) / 1000)::date"
        case "number":
            (number, first), step = source.anchors[0], step_of(source.anchors)
            return f"date '{first}' + to_months(({step} * (try_cast({text} as integer) - {number}))::integer)"
    form = source.written
    if "%b" in form.casefold():
        text = f"lower({text})"
        for russian, english in zip(_RUSSIAN, _ENGLISH, strict=True):
            text = f"regexp_replace({text}, '(?:{russian}[а-я]*|{english.lower()}[a-z]*)\\.?', '{english}')"
        form = form.replace("%B", "%b")
    if source.year:
        text, form = f"{text} || ' {source.year}'", f"{form} %Y"
    return f"try_strptime({text}, {text_literal(form)})"


def step_of(anchors: tuple[tuple[int, str], ...]) -> int:
    """Return how many months one more is: 1, or -1 where a second anchor says so. ValueError where no whole number fits."""
    if len(anchors) < 2:
        return 1
    (one, first), (other, second) = anchors
    months = _months(second) - _months(first)
    if one == other or not months or months % (other - one):
        raise ValueError
    return months // (other - one)


def _months(day: str) -> int:
    found = date.fromisoformat(day)
    return 12 * found.year + found.month


def has_year(written: str) -> bool:
    """Say whether dates written so name their year."""
    return bool(re.search(r"%[YyGDFxcsQ]", written))
