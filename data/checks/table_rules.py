"""The checks of staged tables: columns, then cells, then keys and references. Every problem in one run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.checks.cell_rules import cell_rules, is_readable
from data.checks.history_rules import history_rules
from data.checks.making import make_table
from data.database import storage
from data.errors import ERROR, FINDING, NEXT, Problem, as_one, nearest, way_out
from data.files.textfile import AFTER_THE_LAST
from data.schema_history import HISTORY

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import duckdb

    from data.checks.cell_rules import CellRule
    from data.errors import Fact
    from data.mapping.staged import Staged
    from data.schema import Table

_LOSES_ROWS = {"bad-line", "no-rows"}


@dataclass(frozen=True)
class TableRule:
    """A rule over whole tables: `sql/check_<query>.sql` finds the rows of `table` that break it.

    With `tells_first` it also finds, of each, the earlier row it repeats.
    """

    key: str
    query: str
    table: str
    column: str
    needs: tuple[str, ...] = ()
    facts: tuple[tuple[str, Fact], ...] = ()
    severity: str = ERROR
    quick: bool = False
    tells_first: bool = False


ALL_BUT = 0.85  # how alike two names are of which one is a slip of the pen
MOST_KINDS, MOST_IN_SUM = 10_000, 4_600_000_000_000
_KINDS_FACTS = (("high", MOST_KINDS),)
TABLE_RULES = (
    TableRule("duplicate-key", "duplicate_plans", "plans", "plan_id", (), (("table", "plans"),), quick=True, tells_first=True),
    TableRule(
        "duplicate-key",
        "duplicate_subscribers",
        "subscribers",
        "subscriber_id",
        (),
        (("table", "subscribers"),),
        quick=True,
        tells_first=True,
    ),
    TableRule("duplicate-key", "duplicate_usage", "usage", "month", (), (("table", "usage"),), tells_first=True),
    TableRule("duplicate-key", "duplicate_contacts", "contacts", "contact_id", (), (("table", "contacts"),), tells_first=True),
    TableRule("mirrored-tie", "mirrored_contacts", "contacts", "contact_id", tells_first=True),
    TableRule("too-many-kinds", "many_plans", "plans", "plan_id", (), _KINDS_FACTS, quick=True),
    TableRule("too-many-kinds", "many_regions", "subscribers", "region", (), _KINDS_FACTS, quick=True),
    TableRule("too-many-kinds", "many_age_bands", "subscribers", "age_band", (), _KINDS_FACTS, quick=True),
    TableRule("self-tie", "self_ties", "contacts", "contact_id"),
    TableRule("orphan", "orphan_plans", "subscribers", "plan_id", ("plans",), (("table", "plans"),), quick=True),
    TableRule("orphan", "orphan_usage", "usage", "subscriber_id", ("subscribers",), (("table", "subscribers"),), quick=True),
    TableRule("orphan", "orphan_ties", "contacts", "subscriber_id", ("subscribers",), (("table", "subscribers"),)),
    TableRule("orphan", "orphan_contacts", "contacts", "contact_id", ("subscribers",), (("table", "subscribers"),)),
    TableRule("need-below-use", "need_below_use", "usage", "need_gb"),
    TableRule("sums-too-large", "large_sums", "usage", "used_gb", ("subscribers", "plans"), (("high", MOST_IN_SUM),), quick=True),
    TableRule(
        "allowance-unlike-use", "allowance_unlike_use", "plans", "allowance_gb", ("subscribers", "usage"), severity=FINDING
    ),
    TableRule("above-allowance", "above_allowance", "usage", "used_gb", ("subscribers", "plans"), severity=FINDING),
    TableRule("after-leaving", "after_leaving", "usage", "renewed", severity=FINDING),
)


def check_tables(connection: duckdb.DuckDBPyConnection, staged: Mapping[str, Staged], earlier: list[Problem]) -> list[Problem]:
    """Check every staged table, make the tables of the schema by `try_cast`, and check those against each other.

    `earlier` are the problems of reading the files.
    """
    problems: list[Problem] = []
    for each in staged.values():
        problems += check_columns(each) + check_cells(connection, each)
        make_table(connection, each)
    return problems + check_keys(connection, staged, unsure_tables(staged, earlier + problems))


def check_columns(staged: Staged) -> list[Problem]:
    """Find columns that are missing, of a type that cannot hold their values, or not ours."""
    names = [column.name for column in staged.table.columns]
    file = staged.file
    strangers = [name for name in staged.columns if name not in names and name != AFTER_THE_LAST]
    problems = []
    for column in staged.table.columns:
        if column.name not in staged.columns:
            # A column that may be missing is taken for mistyped only where it all but stands there.
            near = nearest(column.name, strangers, 0.5 if column.required else ALL_BUT)
            if column.required or near:
                problems.append(Problem("missing-column", {"file": file, "column": column.name, "nearest": near}))
        elif not is_readable(column, staged.columns[column.name]):
            facts: dict[str, Fact] = {
                "file": file,
                "column": column.name,
                "found": staged.columns[column.name],
                "needed": column.sql_type,
            }
            problems.append(Problem("wrong-column-type", facts))
    uneven = {problem.facts["column"] for problem in staged.raw.uneven(())}  # told of already, with the files that have them
    taken = {problem.facts["nearest"] for problem in problems if problem.key == "missing-column"}
    extra = [name for name in strangers if name not in taken and name not in uneven]
    return problems + [
        Problem("unknown-column", {"file": file, "column": name, "known": tuple(names)}, FINDING) for name in extra
    ]


def check_cells(connection: duckdb.DuckDBPyConnection, staged: Staged) -> list[Problem]:
    """Count the rows that break each rule in one scan, then fetch the first of each."""
    rules = [
        rule
        for column in staged.table.columns
        if column.name in staged.columns and is_readable(column, staged.columns[column.name])
        for rule in cell_rules(column, staged.columns[column.name])
    ]
    counted = ", ".join(f"count_if({rule.broken})" for rule in rules)
    counts = connection.execute(f"select count(*), {counted} from {staged.name}").fetchone() or (0,)
    if counts[0] == 0 and staged.table.required:
        return [Problem("no-rows", {"file": staged.file})]
    problems: list[Problem] = []
    for rule, count in zip(rules, counts[1:], strict=True):
        if count:
            problems += _broken_cells(connection, staged, rule, int(count))
    return problems


def _broken_cells(connection: duckdb.DuckDBPyConnection, staged: Staged, rule: CellRule, count: int) -> list[Problem]:
    column = storage.quoted(rule.column)
    query = f"select {staged.row} as row, {column}::varchar from {staged.name} where {rule.broken} order by 1"
    rows = connection.execute(f"{query} limit {NEXT + 1}").fetchall()
    listed = [
        _at(staged, rule.key, rule.column, row, _source_cell(connection, staged, rule.column, row, value), rule.facts)
        for row, value in rows
    ]
    return [replace(problem, severity=rule.severity) for problem in as_one(listed, count)]


def unsure_tables(staged: Mapping[str, Staged], problems: list[Problem]) -> frozenset[str]:
    """Return the tables that lost rows or ids to errors: to say that others refer to these would repeat the errors."""
    spoilt = [problem.facts for problem in problems if problem.is_error and problem.key in _LOSES_ROWS]
    spoilt_files = {facts["file"] for facts in spoilt}
    spoilt_keys = {(problem.facts.get("file"), problem.facts.get("column")) for problem in problems if problem.is_error}
    return frozenset(
        name
        for name, each in staged.items()
        if each.file in spoilt_files or any((each.file, column) in spoilt_keys for column in each.table.key)
    )


def check_keys(
    connection: duckdb.DuckDBPyConnection,
    staged: Mapping[str, Staged],
    unsure: frozenset[str] = frozenset(),
    *,
    quick: bool = False,
) -> list[Problem]:
    """Check the tables of the schema for duplicates, orphans and contradictions; `quick` runs only the cheap rules.

    Rules that lean on another table which is `unsure` are left out.
    """
    problems: list[Problem] = []
    for rule in TABLE_RULES:
        usable = all(name in staged and _is_complete(staged[name]) for name in (rule.table, *rule.needs))
        usable = usable and not unsure.intersection(rule.needs)
        if usable and (rule.quick or not quick):
            storage.run(connection, f"check_{rule.query}")
            problems += _broken_rows(connection, staged[rule.table], rule)
    if quick:
        return problems
    complete = frozenset(name for name in staged if _is_complete(staged[name]))
    return problems + check_declared(connection, staged, HISTORY, complete - unsure, complete)


def check_declared(
    connection: duckdb.DuckDBPyConnection,
    staged: Mapping[str, Staged],
    tables: tuple[Table, ...],
    trusted: Collection[str],
    usable: Collection[str] | None = None,
) -> list[Problem]:
    """Check keys and references of declared tables: those `usable`, where they lead to `trusted` ones."""
    problems: list[Problem] = []
    for rule in history_rules(tables):
        if rule.table.name in (staged if usable is None else usable) and set(rule.needs) <= set(trusted):
            connection.execute(f"create or replace table found as {rule.query}")
            first = rule.key == "duplicate-key"
            known = TableRule(rule.key, "", rule.table.name, rule.column, facts=rule.facts, tells_first=first)
            problems += _broken_rows(connection, staged[rule.table.name], known)
    return problems


def _is_complete(staged: Staged) -> bool:
    """Say whether every needed column could be read: otherwise rules would repeat what was said of the column."""
    return all(
        column.name in staged.columns and is_readable(column, staged.columns[column.name])
        for column in staged.table.columns
        if column.required
    )


def rows_of_rule(
    connection: duckdb.DuckDBPyConnection, staged: Staged, key: str, column: str, facts: tuple[tuple[str, Fact], ...] = ()
) -> list[Problem]:
    """Return a problem for each row that a query has put into `found` (row, value, first), told by its place in the file."""
    return _broken_rows(connection, staged, TableRule(key, "", staged.table.name, column, facts=facts, tells_first=True))


def _broken_rows(connection: duckdb.DuckDBPyConnection, staged: Staged, rule: TableRule) -> list[Problem]:
    total = connection.execute("select count(*) from found").fetchone()
    count = int(total[0]) if total else 0
    if not count:
        return []
    first = connection.execute(
        f"select row, value, {'first' if rule.tells_first else 'row'} from found order by row limit {NEXT + 1}"
    ).fetchall()
    origin = _origin(connection, staged, [int(row) for found in first for row in (found[0], found[2])])
    listed = [
        _at(staged, rule.key, rule.column, origin[row], value, dict(rule.facts) | _earlier(staged, origin[row], origin[earlier]))
        for row, value, earlier in first
    ]
    return [replace(problem, severity=rule.severity) for problem in as_one(listed, count)]


def _earlier(staged: Staged, rowid: int, earlier: int) -> dict[str, Fact]:
    """Say where the row stands that another one repeats; nothing of a row that repeats none."""
    if rowid == earlier:
        return {}
    (here, _), (file, row) = staged.raw.place(rowid), staged.raw.place(earlier)
    return {"earlier_file": "" if file == here else file, "earlier_row": row}


def _origin(connection: duckdb.DuckDBPyConnection, staged: Staged, rows: list[int]) -> dict[int, int]:
    """Return the raw rowid of each row of a made table; they differ only where a mapping made the staged table."""
    if not staged.is_mapped:
        return {row: row for row in rows}
    listed = ", ".join(str(row) for row in rows)
    return dict(connection.execute(f"select rowid, {staged.row} from {staged.name} where rowid in ({listed})").fetchall())


def _source_cell(connection: duckdb.DuckDBPyConnection, staged: Staged, column: str, row: int, value: str | None) -> str | None:
    """Return what stands in the source where a cell of ours is one of its columns as it is; otherwise the cell of ours."""
    names = staged.sources.get(column, ())
    if not staged.has_source_cells or len(names) != 1:
        return value
    query = f"select {storage.quoted(names[0])}::varchar from {staged.raw.table} where rowid = {row}"
    found = connection.execute(query).fetchone()
    return found[0] if found else value


def _at(staged: Staged, key: str, column: str, rowid: int, value: str | None, facts: Mapping[str, Fact]) -> Problem:
    """Word the place of one broken rule: the file and row of the source, whatever mapping came between."""
    file, row = staged.raw.place(rowid)
    shown = "" if value is None else value[:80]
    source = ", ".join(name for name in staged.sources.get(column, ()) if name != column)
    told: dict[str, Fact] = {"file": file, "column": column, "row": row, "value": shown}
    extra: dict[str, Fact] = {"source": source} if source else {}
    if staged.decimal and key == "wrong-type":
        extra["decimal"] = staged.decimal
    if staged.is_mapped and key == "empty-value":
        extra["way"] = "needed"
    if staged.is_mapped and key == "wrong-type":
        extra |= way_out(shown, is_needed=not staged.table.column(column).nullable)
    return Problem(key, {**told, **extra, **facts})
