"""How the first rows of a source would arrive through a mapping, and what is wrong with them; whole files are not read for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.checks.table_rules import check_cells, check_columns
from data.database import storage
from data.database.scratch import scratch
from data.errors import InputError, Problem
from data.files.damage import reading
from data.mapping.staging import NOWHERE_ELSE, Stager
from data.proposing.changes import changes
from data.proposing.looks import SAMPLE_ROWS, looks_of
from data.proposing.proposal import Proposal, proposed
from data.proposing.text import shape_text, without_shape

if TYPE_CHECKING:
    from pathlib import Path

    from data.elsewhere.asking import Elsewhere
    from data.mapping.declarations import Mapping

SHOWN_ROWS = 5
_ONLY_WHOLE = (
    "join-unmatched",
    "rows-merged",
    "rows-left-out",
    "ties-made",
    "no-rows",
)  # what the beginning of a file cannot tell


@dataclass(frozen=True)
class Arrived:
    """The first rows of a table as they would arrive: its columns, then cells as text."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Preview:
    """What arrives, and every problem at the source's own place."""

    tables: tuple[Arrived, ...]
    problems: tuple[Problem, ...]


def propose(folder: Path, name: str, currency: str) -> Proposal:
    """Propose a mapping for the files in a folder, of which only the beginnings are read. InputError where that cannot be."""
    if not folder.is_dir():
        raise InputError.one("no-such-folder", path=str(folder))
    with storage.connect() as connection:
        looks, problems = looks_of(connection, folder)
        if not looks:
            raise InputError(problems or [Problem("map-nothing", {"path": str(folder)})])
        found = proposed(looks, name, currency)
    return Proposal(found.text, [*problems, *found.guesses])


def looked_again(folder: Path, mapping: Mapping, text: str) -> tuple[str, list[Problem]]:
    """Return a mapping with what the files look like now, and what has changed since it was saved."""
    with storage.connect() as connection:
        looks, problems = looks_of(connection, folder)
    return without_shape(text) + shape_text(looks), [*problems, *changes(mapping, looks)]


def preview(folder: Path | None, mapping: Mapping, elsewhere: Elsewhere = NOWHERE_ELSE) -> Preview:
    """Run a mapping over the first rows of every file, and of what it reads elsewhere. Without files it needs no folder."""
    if folder is None and (file := next(iter(mapping.patterns), "")):
        raise InputError.one("source-needed", file=mapping.file, pattern=file)
    with storage.connect() as connection, scratch() as nothing:
        if mapping.timezone:
            storage.set_timezone(connection, mapping.timezone)
        stager = Stager(connection, folder or nothing, mapping, most_rows=SAMPLE_ROWS, elsewhere=elsewhere)
        with reading(stager.source):
            stager.load()
            storage.lock(connection)
            staged = stager.stage()
            problems = list(stager.problems)
            arrived = []
            # The beginnings of two files speak of other people and months: what one says of them is missing in the other.
            beside = {declared.table for declared in mapping.tables if declared.more}
            for table, each in staged.items():
                found = check_columns(each) + check_cells(connection, each)
                problems += [problem for problem in found if not (problem.key == "empty-value" and table in beside)]
                listed = ", ".join(f"coalesce({storage.quoted(name)}::varchar, '')" for name in each.columns)
                rows = connection.execute(f"select {listed} from {each.name} order by {each.row} limit {SHOWN_ROWS}").fetchall()
                arrived.append(Arrived(table, tuple(each.columns), tuple(tuple(map(str, row)) for row in rows)))
    told = tuple(problem for problem in problems if problem.is_error or problem.key not in _ONLY_WHOLE)
    return Preview(tuple(arrived), told)
