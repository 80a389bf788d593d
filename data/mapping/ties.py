"""Calls become ties: both directions and repeats are one tie, contacts on other networks are counted and kept out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.database import storage
from data.errors import FINDING, Problem

if TYPE_CHECKING:
    import duckdb

    from data.errors import Fact
    from data.mapping.staged import Staged

OFF_NET = "off_net_contacts"
_MOST = 100_000  # as many as the schema allows


def ties(connection: duckdb.DuckDBPyConnection, calls: Staged, people: Staged) -> tuple[Staged, Staged, list[Problem]]:
    """Make the staged contacts a graph; return them, the subscribers with contacts elsewhere counted, and what to tell.

    Where the source says how many contacts on other networks somebody has, that stays.
    """
    rows = _one(connection, f"select count(*) from {calls.name}")
    connection.execute(
        f"create or replace temp table calls_people as select distinct subscriber_id::varchar as id from {people.name}"
    )
    storage.run(connection, "calls_known")
    selves = _one(connection, f"select count(*) from {calls.name} where subscriber_id::varchar = contact_id::varchar")
    storage.run(connection, "calls_ties")
    outside = _one(connection, "select count(*) from calls_known where known = 1")
    strangers = _one(connection, "select count(*) from calls_known where known = 0")
    if outside and OFF_NET not in people.columns:
        people = _counted(connection, people)
    made = _one(connection, "select count(*) from staged_contacts")
    connection.execute("drop table calls_known; drop table calls_people")
    facts: dict[str, Fact] = {"rows": rows, "ties": made, "outside": outside, "strangers": strangers, "selves": selves}
    columns = {"subscriber_id": "VARCHAR", "contact_id": "VARCHAR", "tie_strength": "DOUBLE"}
    return replace(calls, columns=columns, has_source_cells=False), people, [Problem("ties-made", facts, FINDING)]


def _counted(connection: duckdb.DuckDBPyConnection, people: Staged) -> Staged:
    """Add to the subscribers how many contacts each has elsewhere."""
    connection.execute(f"alter table {people.name} add column {OFF_NET} integer default 0")
    connection.execute(
        f"update {people.name} set {OFF_NET} = c.contacts from (select ours, least(count(*), {_MOST}) as contacts "
        f"from calls_known where known = 1 group by ours) c where c.ours = {people.name}.subscriber_id::varchar"
    )
    return replace(people, columns={**people.columns, OFF_NET: "INTEGER"})


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    found = connection.execute(query).fetchone()
    return int(found[0]) if found else 0
