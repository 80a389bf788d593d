"""Makes the optional tables of a synthetic base, with the planted figures in them; one seed gives one set of bytes.

What is planted moves the four tables as well: buying answers prices, use answers bonuses, leaving answers outages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.database import storage
from data.planted.figures import planted
from data.schema_history import HISTORY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import duckdb

# Made at once, chunk by chunk, and when all contacts are there.
_AT_ONCE = ("prices", "shocks", "launches")
_BY_CHUNK = {
    "bonuses": "plant_bonuses",
    "daily": "plant_daily",
    "purchases": "plant_purchases",
    "plan_moves": "plant_plan_moves",
}
BEFORE_USAGE, AFTER_USAGE = "plant_leaving", "plant_usage"


def begin(connection: duckdb.DuckDBPyConnection, values: Mapping[str, object], tables: frozenset[str]) -> None:
    """Create every optional table, and fill those that hold for the whole base."""
    for table in HISTORY:
        connection.execute(table.if_missing)
    for name in _AT_ONCE:
        if name in tables or (name == "launches" and "gifts" in tables):
            storage.run(connection, f"plant_{name}", values)


def bound(tables: frozenset[str]) -> dict[str, object]:
    """Return what the SQL of this room binds, by name."""
    return {**planted(), "with_bonuses": "bonuses" in tables, "with_days": "daily" in tables}


def stages(tables: frozenset[str]) -> Iterator[str]:
    """Yield the statements of a chunk, in order: those that change how people live, then those that write tables."""
    yield BEFORE_USAGE
    yield AFTER_USAGE
    yield from (stage for name, stage in _BY_CHUNK.items() if name in tables)


def end(
    connection: duckdb.DuckDBPyConnection, values: Mapping[str, object], tables: frozenset[str], *, resellers: bool = False
) -> None:
    """Let gifts be given along the contacts, and by `resellers`, ask for scores, and drop the tables that were not asked for."""
    if "gifts" in tables:
        storage.run(connection, "plant_gifts", values)
        if resellers:
            storage.run(connection, "plant_resellers", values)
        storage.run(connection, "plant_received", values)
    if "survey" in tables:
        storage.run(connection, "plant_survey", values)
    for table in HISTORY:
        if table.name not in tables:
            connection.execute(f"drop table {table.name}")
