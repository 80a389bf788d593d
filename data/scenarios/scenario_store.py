"""Saved scenarios: one SQLite file, shared by every browser at once; nothing is overwritten that somebody else has changed."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from data.database.storage import read_sql, statements
from data.errors import InputError, Problem, TransferImpactError
from data.scenarios.scenario_file import LONGEST_NAME, Scenario, checked_name, name_key, read_scenarios, write_scenarios

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

STORE_VERSION = 1
_PATIENCE_S = 10.0
Row = tuple[int, int, str, str, str]  # id, revision, content, created, updated


@dataclass(frozen=True)
class Saved:
    """A scenario as it stood when it was read; `revision` tells whether it has changed since. Times are UTC."""

    id: int
    revision: int
    created: datetime
    updated: datetime
    scenario: Scenario


@dataclass(frozen=True)
class Scenarios:
    """The scenarios kept in `file`, which the first save creates. Every call opens a connection of its own.

    Every method raises InputError where the file cannot be read or written, or stays locked for 10 seconds.
    """

    file: Path

    def all(self) -> tuple[Saved, ...]:
        """Return every scenario, the latest changed first; none where nothing was saved yet."""
        if not self.file.exists():
            return ()
        with self._connection("deferred") as connection:
            return tuple(_saved(row) for row in _run(connection, "scenario_list"))

    def load(self, number: int) -> Saved:
        """Return the scenario with the id `number`; InputError where it was deleted."""
        with self._connection("deferred") as connection:
            rows = _run(connection, "scenario_load", {"id": number})
        if not rows:
            raise InputError.one("scenario-gone")
        return _saved(rows[0])

    def save(self, scenario: Scenario) -> Saved:
        """Save a new scenario; InputError where its name is taken."""
        return self.save_all([scenario])[0]

    def save_all(self, scenarios: Sequence[Scenario], *, keep_both: bool = False) -> tuple[Saved, ...]:
        """Save new scenarios, all or none; InputError lists every name that is taken, unless `keep_both` numbers those."""
        with self._connection() as connection:
            if keep_both:
                scenarios = _numbered(scenarios, {str(row[0]) for row in _run(connection, "scenario_names")})
            rows = [_run(connection, "scenario_insert", _values(scenario)) for scenario in scenarios]
            taken = [_taken(scenario) for scenario, row in zip(scenarios, rows, strict=True) if not row]
            if taken:
                raise InputError(taken)
        return tuple(_saved(row[0]) for row in rows)

    def change(self, seen: Saved, scenario: Scenario) -> Saved:
        """Put `scenario` in the place of `seen`; InputError where it was changed or deleted since, or the name is taken."""
        with self._connection() as connection:
            values = _values(scenario) | {"id": seen.id, "revision": seen.revision}
            try:
                rows = _run(connection, "scenario_replace", values)
            except sqlite3.IntegrityError as error:
                raise InputError([_taken(scenario)]) from error
            if not rows:
                raise _lost(connection, seen)
        return _saved(rows[0])

    def rename(self, seen: Saved, name: str) -> Saved:
        """Give `seen` another name; InputError as for `change`."""
        return self.change(seen, replace(seen.scenario, name=name))

    def delete(self, seen: Saved) -> None:
        """Delete `seen`; InputError where it was changed or deleted since."""
        with self._connection() as connection:
            if not _run(connection, "scenario_delete", {"id": seen.id, "revision": seen.revision}):
                raise _lost(connection, seen)

    @contextmanager
    def _connection(self, kind: str = "immediate") -> Iterator[sqlite3.Connection]:
        """Open the file for one call, kept whole or not at all. Writers lock first and wait for each other; readers never do."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.file, timeout=_PATIENCE_S, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error
        try:
            _prepare(connection)
            connection.execute(f"begin {kind}")
            yield connection
            connection.execute("commit")
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        finally:
            connection.close()  # what was not committed is undone

    def _unusable(self, error: Exception) -> TransferImpactError:
        return InputError.one("scenario-store", path=str(self.file), reason=str(error))


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the table where the file is new; a file of a later program is refused, and somebody else's database."""
    (version,) = connection.execute("pragma user_version").fetchone()
    if version > STORE_VERSION:
        raise InputError.one("scenario-version", found=version, known=STORE_VERSION)
    if version == STORE_VERSION:
        return
    connection.execute("begin immediate")
    others = [name for (name,) in connection.execute("select name from sqlite_schema where name not like 'sqlite_%'")]
    if others and connection.execute("pragma user_version").fetchone() == (0,):
        raise InputError.one("scenario-not-ours", found=str(others[0])[:LONGEST_NAME])
    _run(connection, "scenario_create")
    connection.execute(f"pragma user_version = {STORE_VERSION}")
    connection.execute("commit")
    connection.execute("pragma journal_mode = wal")


def _run(connection: sqlite3.Connection, name: str, values: Mapping[str, object] | None = None) -> list[Row]:
    text, _ = read_sql(statements()[name])
    return connection.execute(text, dict(values or {})).fetchall()


def _values(scenario: Scenario) -> dict[str, object]:
    """Return what is written of a scenario; InputError when it has not the form of one."""
    clean = replace(scenario, name=checked_name(scenario.name))
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    content = write_scenarios([clean])
    read_scenarios(content.encode())  # what is kept can be read again
    return {"name_key": name_key(clean.name), "content": content, "now": now}


def _saved(row: Row) -> Saved:
    number, revision, content, created, updated = row
    (scenario,) = read_scenarios(content.encode())
    return Saved(number, revision, datetime.fromisoformat(created), datetime.fromisoformat(updated), scenario)


def _taken(scenario: Scenario) -> Problem:
    return Problem("scenario-name-taken", {"name": scenario.name.strip()})


def _lost(connection: sqlite3.Connection, seen: Saved) -> TransferImpactError:
    """Say what became of a scenario that is not as it was seen."""
    gone = not _run(connection, "scenario_load", {"id": seen.id})
    return InputError.one("scenario-deleted-meanwhile" if gone else "scenario-changed-meanwhile", name=seen.scenario.name)


def _numbered(scenarios: Sequence[Scenario], taken: set[str]) -> list[Scenario]:
    """Give every scenario whose name is taken the first free number behind its name."""
    kept = []
    for scenario in scenarios:
        name, number = checked_name(scenario.name), 1
        while name_key(name) in taken:
            number += 1
            end = f" ({number})"
            name = checked_name(scenario.name)[: LONGEST_NAME - len(end)].rstrip() + end
        taken.add(name_key(name))
        kept.append(replace(scenario, name=name))
    return kept
