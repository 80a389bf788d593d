"""The optional tables against each other and the four: doubled keys and references that lead nowhere.

Both follow from the declaration of a table, so their queries are built from it, as casts are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.schema_history import HISTORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.schema import Table


@dataclass(frozen=True)
class HistoryRule:
    """A rule of an optional table: its error key, the query whose rows (row, value, first) break it, what else is told."""

    key: str
    table: Table
    column: str
    needs: tuple[str, ...]
    query: str
    facts: tuple[tuple[str, str], ...]


def history_rules(tables: tuple[Table, ...] = HISTORY) -> Iterator[HistoryRule]:
    """Yield a rule per key and per reference of declared tables, the optional ones of a base unless told."""
    for table in tables:
        if table.key:
            yield HistoryRule("duplicate-key", table, table.key[-1], (), _doubled(table), (("table", table.name),))
        for column in table.columns:
            if column.references:
                query = _orphaned(table.name, column.name, column.references, _key_of(column.references))
                facts = (("table", column.references),)
                yield HistoryRule("orphan", table, column.name, (column.references,), query, facts)


def _key_of(table: str) -> str:
    return {"plans": "plan_id", "subscribers": "subscriber_id", "assignment": "subscriber_id"}[table]


def _doubled(table: Table) -> str:
    key = ", ".join(table.key)
    value = ", ".join(f"{name}::varchar" for name in table.key)
    return (
        f"select rowid as row, concat_ws(' ', {value}) as value, min(rowid) over (partition by {key}) as first "
        f"from {table.name} qualify rowid > first"
    )


def _orphaned(table: str, column: str, other: str, key: str) -> str:
    return (
        f"select t.rowid as row, t.{column} as value, t.rowid as first from {table} t "
        f"anti join {other} o on o.{key} = t.{column} where t.{column} is not null"
    )
