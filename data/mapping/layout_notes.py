"""What is worth knowing of a table that was laid out, and where it went wrong: counted on the source's own rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from data.database import storage
from data.errors import FINDING, NEXT, Problem, as_one, way_out
from data.files.damage import first_line

if TYPE_CHECKING:
    from data.errors import Fact
    from data.mapping.layout_query import Layout

_TRIED = 1_000  # rows, in search of the one on which a formula fails


def notes(layout: Layout) -> list[Problem]:
    """Count rows without a match in a second file, those `where` leaves out, and cells that do not add up."""
    return [*_unmatched(layout), *_left_out(layout), *_not_added(layout)]


def failure(layout: Layout) -> dict[str, Fact]:
    """Return the column whose formula fails, the first row it does on, what stands there, DuckDB's reason; empty if none does."""
    for name, source in layout.declared.columns.items():
        if not source.formula or source.formula == "*":
            continue
        cell = layout.summed.get(name) or layout.cell(source.formula, layout.table.name, name)
        sources = layout.sources.get(name, ())
        shown = f"concat_ws(', ', {', '.join(map(layout.reference, sources))})" if sources else "''"
        query = f"select main.source_row, {shown} {layout.rows} where try({cell}) is null order by 1 limit {_TRIED}"
        try:
            found = layout.connection.execute(query).fetchall()
        except duckdb.Error:
            continue
        for row, value in found:
            try:
                layout.connection.execute(f"select {cell} {layout.rows} where main.source_row = {row}").fetchall()
            except duckdb.Error as error:
                return {**_place(layout, name, row, value), "reason": first_line(error)}
    return {}


def _place(layout: Layout, name: str, row: int, value: object) -> dict[str, Fact]:
    file, place = layout.raw.place(int(row))
    source = ", ".join(layout.sources.get(name, ()))
    return {"file": file, "row": place, "column": name, "source": source, "value": str(value)[:80]}


def _left_out(layout: Layout) -> list[Problem]:
    if not layout.where:
        return []
    rows, kept = (_count(layout, f"select count(*) {layout.rows} {clause}") for clause in ("", layout.where))
    facts: dict[str, Fact] = {"table": layout.table.name, "file": layout.declared.place.key, "rows": rows, "kept": kept}
    return [Problem("rows-left-out", facts, FINDING)] if kept < rows else []


def _not_added(layout: Layout) -> list[Problem]:
    """Name the first texts that should be added up and are no numbers: left out, they would count as nothing."""
    problems = []
    for name, cell in layout.summed.items():
        wrong = f"trim(({cell})::varchar) <> '' and try_cast(number({cell}) as decimal(38, 6)) is null"
        query = f"select main.source_row, ({cell})::varchar, count(*) over () {layout.rows} {layout.where or 'where true'}"
        found = layout.connection.execute(f"{query} and {wrong} order by 1 limit {NEXT + 1}").fetchall()
        said: dict[str, Fact] = {"kind": "number", "decimal": layout.spelling.decimal_name}
        listed = [
            Problem(
                "wrong-type",
                _place(layout, name, row, value) | said | way_out(str(value), is_needed=not layout.table.column(name).nullable),
            )
            for row, value, _ in found
        ]
        problems += as_one(listed, found[0][2]) if found else []
    return problems


def _unmatched(layout: Layout) -> list[Problem]:
    """Count the rows that found no match in a second file: what they take from it is missing."""
    joins = layout.declared.joins
    if not joins:
        return []
    counted = ", ".join(
        f"count(*) filter ({storage.quoted(join.name)}.rowid is null), "
        f"arg_min({layout.reference(next(iter(join.on)))}::varchar, main.source_row) "
        f"filter ({storage.quoted(join.name)}.rowid is null)"
        for join in joins
    )
    rows, *found = layout.connection.execute(f"select count(*), {counted} {layout.rows}").fetchone() or (0,)
    problems = []
    for join, count, value in zip(joins, found[::2], found[1::2], strict=True):
        if count:
            files: dict[str, Fact] = {"file": layout.declared.place.key, "other": join.place.key}
            problems.append(
                Problem("join-unmatched", {**files, "count": int(count), "of": int(rows), "value": value or ""}, FINDING)
            )
    return problems


def _count(layout: Layout, query: str) -> int:
    found = layout.connection.execute(query).fetchone()
    return int(found[0]) if found else 0
