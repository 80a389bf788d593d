"""Which columns of its files a mapping reads: of a log of fifty million rows the others would fill the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import InputError
from data.files.patterns import words_of
from data.mapping.formulas import column_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from data.mapping.declarations import Mapping, Place, TableMap


def wanted(connection: duckdb.DuckDBPyConnection, mapping: Mapping, place: Place) -> tuple[str, ...]:
    """Return the columns that are read of the files of a place; none where that cannot be told, and all are kept."""
    names: set[str] = set()
    for declared in mapping.tables:
        for table in (declared, *declared.more):
            if table.place == place and (table.unpivot or not table.columns):
                return ()
            joins = [join.name for join in table.joins if join.place == place]
            if table.place != place and not joins:
                continue
            own = table.place == place
            for name in _named(connection, table):
                alias, dot, column = name.partition(".")
                is_theirs = bool(dot) and alias in {join.name for join in table.joins}
                if own and not is_theirs:
                    names.add(column if dot and alias == "main" else name)
                if is_theirs and alias in joins:
                    names.add(column)
            names |= {key for join in table.joins if join.place == place for key in join.on.values()}
            names |= {join.since.column for join in table.joins if join.place == place and join.since}
    return tuple(sorted(names - set(words_of(place.pattern))))


def _named(connection: duckdb.DuckDBPyConnection, table: TableMap) -> Iterator[str]:
    """Yield every column a table is made of, and the keys of its joins."""
    for source in table.columns.values():
        if source.column:
            yield source.column
        if source.formula and source.formula != "*":
            yield from _of_formula(connection, source.formula)
    for formula in filter(None, (table.where, table.latest)):
        yield from _of_formula(connection, formula)
    for join in table.joins:
        yield from join.on


def _of_formula(connection: duckdb.DuckDBPyConnection, formula: str) -> Iterator[str]:
    """Yield the columns of a formula; what is no formula is the name of a column."""
    try:
        found = column_names(connection, formula, "")
    except InputError:
        yield formula
        return
    for parts in found:
        yield ".".join(parts)
