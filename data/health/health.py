"""The health report: a base measured against the calibration targets, synthetic and own alike."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.database import storage
from data.health.targets import targets_for
from data.importing.run_out import find_run_out
from data.population.folder import attach, open_population
from data.progress import Progress, silent
from data.schema import CONTACTS

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from data.health.targets import Target
    from data.importing.run_out import RunOut
    from data.population.folder import Manifest

LEAST_MONTHS, LEAST_PAIRS = 4, 100
# Float sums differ in the last digits between runs; a report must not.
DIGITS = 6
_TABLES = ("health_rows", "health_people", "health_ties")
_MEASURES = ("health_usage", "health_repeat", "health_spread", "health_degree", "health_clustering", "health_family")


class Status(enum.StrEnum):
    """How a measured value stands to its target, best first; UNKNOWN where the base lacks what is needed."""

    PASS = "pass"  # noqa: S105 - not a password
    REVIEW = "review"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Check:
    """One target and what the base measured. `advice` is the key of a sentence, empty when there is nothing to do."""

    target: Target
    measured: float | None
    status: Status
    advice: str


@dataclass(frozen=True)
class HealthReport:
    """The checks of one base, in the order of `data/health/targets.toml`."""

    manifest: Manifest
    checks: tuple[Check, ...]

    @property
    def worst(self) -> Status:
        """Return FAIL if any target failed, else REVIEW if any needs a look, else PASS."""
        found = {check.status for check in self.checks}
        return next((status for status in (Status.FAIL, Status.REVIEW) if status in found), Status.PASS)


def title_key(name: str) -> str:
    """Return the key of a measure's or a status's name in the language files; `.help` says how a measure is taken."""
    return f"health-{name.replace('_', '-')}"


def judge(target: Target, measured: float | None) -> Check:
    """Hold a measured value against its target."""
    key = title_key(target.name)
    if measured is None:
        return Check(target, None, Status.UNKNOWN, "health-not-measured")
    if target.pass_low <= measured <= target.pass_high:
        return Check(target, measured, Status.PASS, "")
    status = Status.REVIEW if target.review_low <= measured <= target.review_high else Status.FAIL
    return Check(target, measured, status, f"{key}.{'low' if measured < target.pass_low else 'high'}")


def health(
    path: Path,
    market: str | None = None,
    operator: str | None = None,
    threads: int | None = None,
    progress: Progress = silent,
) -> HealthReport:
    """Measure the population at `path` and judge it by the targets of its market and operator.

    Where None, these are what the manifest says; without any, only the general targets apply.
    Raises InputError when the folder is not a population.
    """
    population = open_population(path)
    manifest = population.manifest
    where = (manifest.market if market is None else market, manifest.operator if operator is None else operator)
    with storage.connect(threads) as connection:
        progress("load", 0.0)
        attach(connection, population)
        measured = measure(connection, progress)
    progress("done", 1.0)
    return HealthReport(manifest, tuple(judge(target, measured[name]) for name, target in targets_for(*where).items()))


def measure(connection: duckdb.DuckDBPyConnection, progress: Progress = silent) -> dict[str, float | None]:
    """Return every measure of the population loaded on `connection`; None where it does not hold what that needs."""
    connection.execute(CONTACTS.if_missing)
    return _measured(connection, find_run_out(connection), progress)


def judged(
    connection: duckdb.DuckDBPyConnection, manifest: Manifest, seen: RunOut, progress: Progress = silent
) -> dict[str, str]:
    """Return the status of every target of the loaded base by name, by the market and operator of its manifest.

    `seen` is what ran out there. What was made on the way is dropped: whoever prepares a base needs its memory for other things.
    """
    connection.execute(CONTACTS.if_missing)
    try:
        measured = _measured(connection, seen, progress)
    finally:
        for name in _TABLES:
            connection.execute(f"drop table if exists {name}")
    targets = targets_for(manifest.market, manifest.operator)
    return {name: judge(target, measured[name]).status.value for name, target in targets.items()}


def _measured(connection: duckdb.DuckDBPyConnection, seen: RunOut, progress: Progress) -> dict[str, float | None]:
    values = {"least_months": LEAST_MONTHS, "least_pairs": LEAST_PAIRS, "below": seen.below_kb, "above": seen.above_kb}
    for name in _TABLES:
        progress("health", 0.4)
        storage.run(connection, name, values)
    found: dict[str, float | None] = {}
    for done, name in enumerate(_MEASURES):
        progress("health", 0.6 + 0.4 * done / len(_MEASURES))
        result = storage.run(connection, name, values)
        columns = [column[0] for column in result.description]
        (row,) = result.fetchall()
        found |= {key: _rounded(value) for key, value in zip(columns, row, strict=True)}
    off = max(1, seen.months)
    found["ran_out_off_limit_share"] = _rounded((seen.months - seen.exact) / off) if seen.months else None
    found["ran_out_by_chance_share"] = _rounded(min(1.0, seen.by_chance / off)) if seen.months else None
    return found


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), DIGITS)
