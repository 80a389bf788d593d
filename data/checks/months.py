"""The calendar of a base: which months have usage, which of them only seem to, and which follow one another without a hole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from data.database import storage
from data.errors import FINDING, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

MonthRow = tuple[str, int, float]  # see `Month`
REPLAYED_MONTHS = 12
STRAY_SHARE = 1 / 20  # of the rows of a usual month: a slip of the pen, or the first hours of a month
PARTIAL_SHARE = 2 / 3  # of the rows, or the use, of the months before: no month loses a third by itself
FEWEST_ROWS, FEWEST_BEFORE = 10, 3  # below these a fall is chance
LISTED = 12


@dataclass(frozen=True)
class Month:
    """A month with usage: its first day (ISO), its subscriber-months, the volume used."""

    day: str
    rows: int
    used_gb: float

    @property
    def number(self) -> int:
        """Return months since the year 0, so that neighbours differ by one."""
        day = date.fromisoformat(self.day)
        return 12 * day.year + day.month - 1

    @property
    def name(self) -> str:
        """Return year and month, as 2025-01."""
        return self.day[:7]


@dataclass(frozen=True)
class Calendar:
    """The months of a base that have usage, in order."""

    months: tuple[Month, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[MonthRow]) -> Calendar:
        """Return the calendar of the months that rows of a table, or of JSON, tell."""
        return cls(tuple(Month(*row) for row in rows))

    @property
    def rows(self) -> list[MonthRow]:
        """Return its months as JSON holds them."""
        return [(month.day, month.rows, month.used_gb) for month in self.months]

    @property
    def usual_rows(self) -> int:
        """Return the rows of a usual month: half of all rows lie in months with no more."""
        left = sum(month.rows for month in self.months) / 2
        for rows in sorted(month.rows for month in self.months):
            left -= rows
            if left <= 0:
                return rows
        return 0

    @property
    def strays(self) -> tuple[Month, ...]:
        """Return the months with so few rows that they are none: mistyped, or cut off."""
        return tuple(month for month in self.months if month.rows < STRAY_SHARE * self.usual_rows)

    @property
    def real(self) -> tuple[Month, ...]:
        """Return the months that are no strays."""
        strays = self.strays
        return tuple(month for month in self.months if month not in strays)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of the months without usage, or hardly any, between the first real month and the last."""
        gaps = [range(one.number + 1, other.number) for one, other in pairwise(self.real)]
        return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for gap in gaps for number in gap)

    @property
    def replayed(self) -> tuple[str, ...]:
        """Return the first days of the months to replay: the longest unbroken run within the last twelve, the latest of equals.

        A year glued together from snapshots would let gifts, habits and departures of one month meet those of another season.
        """
        runs: list[list[Month]] = []
        for month in self.real:
            if month.number <= self.real[-1].number - REPLAYED_MONTHS:
                continue
            if runs and runs[-1][-1].number + 1 == month.number:
                runs[-1].append(month)
            else:
                runs.append([month])
        longest = max(reversed(runs), key=len, default=[])
        return tuple(month.day for month in longest)

    @property
    def left_out(self) -> tuple[int, ...]:
        """Return the places, among all months, of those that are not replayed."""
        return tuple(place for place, month in enumerate(self.months) if month.day not in self.replayed)

    @property
    def first_replayed(self) -> int:
        """Return the place of the first replayed month among all months; 0 without any."""
        return [month.day for month in self.months].index(self.replayed[0]) if self.replayed else 0

    @property
    def partial(self) -> tuple[Month, float] | None:
        """Return the last month where it looks unfinished, with its share (0-1) of the months before: of rows, or of use."""
        *before, last = self.real[-REPLAYED_MONTHS:] or (Month("0001-01-01", 0, 0.0),)
        if len(before) < FEWEST_BEFORE or median(month.rows for month in before) < FEWEST_ROWS:
            return None
        shares = [last.rows / median(month.rows for month in before)]
        usual_gb = median(month.used_gb for month in before)
        shares += [last.used_gb / usual_gb] if usual_gb > 0 else []
        return (last, min(shares)) if min(shares) < PARTIAL_SHARE else None


def calendar_of(connection: duckdb.DuckDBPyConnection) -> Calendar:
    """Read the calendar of the table `usage` on a connection, already cast to the schema."""
    return Calendar.of(storage.run(connection, "months").fetchall())


def listed(months: tuple[str, ...]) -> str:
    """Return the names of months as a text, of many only the first."""
    return ", ".join(months[:LISTED]) + (" …" if len(months) > LISTED else "")


def calendar_findings(connection: duckdb.DuckDBPyConnection) -> list[Problem]:
    """Return what is strange about the months of the table `usage`, and what the replay does about it."""
    calendar = calendar_of(connection)
    problems = []
    if calendar.missing:
        facts = {"months": listed(calendar.missing), "first": calendar.replayed[0][:7], "last": calendar.replayed[-1][:7]}
        problems.append(Problem("months-missing", facts, FINDING))
    usual = calendar.usual_rows
    problems += [
        Problem("month-stray", {"month": month.name, "rows": month.rows, "usual": usual}, FINDING)
        for month in calendar.strays[:LISTED]
    ]
    if calendar.partial:
        month, share = calendar.partial
        problems.append(Problem("month-partial", {"month": month.name, "percent": round(100 * share)}, FINDING))
    return problems
