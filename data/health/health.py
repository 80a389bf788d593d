"""The health report: a base measured against the calibration targets, synthetic and own alike."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.checks.months import calendar_of
from data.database import storage
from data.health.months import Watched, observed, over
from data.health.targets import targets_for
from data.health.ties import Ties, ties_measured
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

# Float sums differ in the last digits between runs; a report must not.
DIGITS = 6
Measures = Mapping[str, float | None]


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
        attach(connection, population, only_read=True)
        measured = measure(connection, progress)
    progress("done", 1.0)
    return HealthReport(manifest, tuple(judge(target, measured[name]) for name, target in targets_for(*where).items()))


def measure(connection: duckdb.DuckDBPyConnection, progress: Progress = silent) -> Measures:
    """Return every measure of the population loaded on `connection`; None where it does not hold what that needs."""
    connection.execute(CONTACTS.if_missing)
    storage.run(connection, "health_people")
    kinds = connection.execute("select local from people order by sub").fetchnumpy()
    months = calendar_of(connection).months
    progress("health", 0.4)
    seen = find_run_out(connection)
    progress("health", 0.6)
    watched = Watched(np.asarray(kinds["local"], np.bool_), months, (seen.below_kb, seen.above_kb))
    for rows in observed(connection, months, range(len(months))):
        watched.add(rows)
    progress("health", 0.8)
    found = storage.run(connection, "health_ties").fetchnumpy()
    one, other, strength = (np.asarray(found[name]) for name in ("one", "other", "strength"))
    ties = ties_measured(one, other, strength, kinds["local"].size)
    return measures(watched, ties, seen)


def measures(watched: Watched, ties: Ties, seen: RunOut) -> Measures:
    """Return every measure by name from what the months, the contacts, and the heap of months that ran out say."""
    found = {**watched.measured(), **ties.measured, "family_correlation": watched.alike(ties.one, ties.other)}
    found["ran_out_off_limit_share"] = over(seen.months - seen.exact, seen.months)
    found["ran_out_by_chance_share"] = min(1.0, seen.by_chance / seen.months) if seen.months else None
    return {name: None if value is None else round(float(value), DIGITS) for name, value in found.items()}


def judged(measured: Measures, manifest: Manifest) -> dict[str, str]:
    """Return the status of every target by name, by the market and operator of a base's manifest."""
    targets = targets_for(manifest.market, manifest.operator)
    return {name: judge(target, measured[name]).status.value for name, target in targets.items()}
