"""What the tables leave unsaid or contradict themselves in, though every cell is right: each a finding of the full check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.checks.months import calendar_of
from data.database import storage
from data.errors import FINDING, Problem

if TYPE_CHECKING:
    import duckdb

NEEDED = ("plans", "subscribers", "usage")
MOST_NEVER_SEEN = 0.10  # of subscribers


def notes(connection: duckdb.DuckDBPyConnection) -> list[Problem]:
    """Return findings about the tables of the schema, which must all be on `connection`."""
    months = calendar_of(connection).real
    result = storage.run(connection, "notes", {"last": months[-1].day if months else None})
    names = [column[0] for column in result.description or []]
    (row,) = result.fetchall()
    count = {name: int(value) for name, value in zip(names, row, strict=True)}
    return [*_unsaid(count), *_contradictory(count)]


def _unsaid(count: dict[str, int]) -> list[Problem]:
    found = []
    if count["need_unknown"]:
        found.append(_note("need-unknown", count["need_unknown"], count["ran_out"]))
    if not count["renewed_known"]:
        by_active = 0 < count["inactive"] < count["people"]
        found.append(Problem("renewal-unknown", {"known": "active" if by_active else "nothing"}, FINDING))
    if count["never_seen"] > MOST_NEVER_SEEN * count["people"]:
        found.append(_note("never-seen", count["never_seen"], count["people"]))
    return found


def _contradictory(count: dict[str, int]) -> list[Problem]:
    found = []
    if count["gone"] or count["left_active"]:
        facts = {"gone": count["gone"], "left": count["left_active"]}
        found.append(Problem("active-contradicts", facts, FINDING))
    if count["inactive"] == count["people"]:
        found.append(Problem("nobody-active", {}, FINDING))
    for key, name in (("validity-counts", "short_plans"), ("validity-ignored", "long_plans")):
        if count[name]:
            found.append(Problem(key, {"count": count[name]}, FINDING))
    return found


def _note(key: str, count: int, of: int) -> Problem:
    return Problem(key, {"count": count, "of": of}, FINDING)
