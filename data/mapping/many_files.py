"""One table out of several logs: rows of one key filled in from each, and the months in which no log says anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.database.storage import quoted
from data.errors import NEXT, Problem, as_one
from data.files.raw import Raw

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import duckdb

    from data.mapping.declarations import TableMap
    from data.mapping.staged import Staged
    from data.schema import Table

_NOTHING = ("used_gb", "packs_bought")  # what a month without a row comes to
_ADDED = ("sum", "count")


def merged(table: Table, parts: list[tuple[TableMap, str, Raw]], counts: Mapping[str, int]) -> tuple[str, Raw]:
    """Return a query with one row per key that occurs in any part, and a raw table that knows the rows of all of them.

    What no part says of a key is nothing where it is added up, and unknown otherwise. `counts` are the rows of each raw table.
    """
    start, selects, places = 0, [], []
    for nth, (_, query, raw) in enumerate(parts):
        selects.append(f"select * replace (source_row + {start} as source_row), {nth} as part from ({query})")
        places += [replace(part, start=part.start + start) for part in raw.parts]
        start += counts[raw.table]
    names = dict.fromkeys(name for declared, _, _ in parts for name in declared.columns)
    added = {name for declared, _, _ in parts for name, source in declared.columns.items() if source.take in _ADDED}
    keys = [_key(name, table) for name in names if name in table.key]
    others = [
        f"coalesce(any_value({quoted(name)}), {'0' if name in added else 'null'}) as {quoted(name)}"
        for name in names
        if name not in table.key
    ]
    twice = " or ".join(f"count(*) filter (part = {nth}) > 1" for nth in range(len(parts)))
    listed = ", ".join(["min(source_row) as source_row", *keys, *others, f"({twice}) as doubled"])
    return f"select {listed} from ({' union all by name '.join(selects)}) group by all", Raw(
        parts[0][2].table, parts[0][2].columns, tuple(places)
    )


def _key(name: str, table: Table) -> str:
    kind = table.column(name).sql_type
    return (
        f"coalesce(try_cast({quoted(name)} as date)::varchar, {quoted(name)}::varchar) as {quoted(name)}"
        if kind == "date"
        else quoted(name)
    )


def doubled(connection: duckdb.DuckDBPyConnection, staged: Staged) -> list[Problem]:
    """Name the keys that one file has twice: which of its rows counts, nobody says. The helping column goes afterwards."""
    query = f"select source_row, count(*) over () from {staged.name} where doubled order by 1 limit {NEXT + 1}"
    found = connection.execute(query).fetchall()
    connection.execute(f"alter table {staged.name} drop column doubled")
    staged.columns.pop("doubled", None)
    problems = []
    for row, _ in found:
        file, place = staged.raw.place(int(row))
        problems.append(Problem("more-doubled", {"file": file, "row": place, "table": staged.table.name}))
    return as_one(problems, found[0][1]) if found else []


def with_months_between(query: str, names: Collection[str]) -> str:
    """Return a query with further rows: the months without one, between a subscriber's first and last, with nothing in them."""
    zeros = ", ".join(f"0 as {quoted(name)}" for name in _NOTHING if name in names)
    month = "try_cast(month as date)"
    return f"""
    with laid as ({query}),
    spans as (
        select subscriber_id, min(source_row) as source_row, min({month}) as first, max({month}) as last from laid group by all
    ),
    every as (
        select subscriber_id, source_row, unnest(generate_series(first, last, interval 1 month))::date as day from spans
    ),
    missing as (
        select e.source_row, e.subscriber_id, e.day::varchar as month{", " + zeros if zeros else ""} from every e
        anti join laid l on l.subscriber_id = e.subscriber_id and try_cast(l.month as date) = e.day
    )
    select * replace (month::varchar as month) from laid union all by name select * from missing
    """
