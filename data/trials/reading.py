"""A folder of a trial becomes sums by cluster: read, checked as a base's tables are, held against the record of its design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.checks.making import make_table
from data.checks.table_rules import check_cells, check_columns, check_declared, rows_of_rule
from data.database import storage
from data.database.interrupt import interruptible
from data.errors import InputError, Problem
from data.files.damage import reading
from data.population.folder import load, stage_text_months, table_files
from data.schema import CONTACTS, SUBSCRIBERS
from data.trials.record import sha256_of
from data.trials.tables import ASSIGNMENT, MONTHS, TRIAL_TABLES

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb
    from numpy.typing import NDArray

    from data.mapping.staged import Staged
    from data.population.folder import Population
    from data.progress import Progress
    from data.trials.record import DesignRecord, Frame

    Floats = NDArray[np.float64]

MEASURES = (
    "packs", "buyers", "pack_revenue", "used_gb", "leavers", "score", "answers", "tickets", "triggered", "triggered_buyers",
    "triggered_score", "triggered_answers",
)  # fmt: skip
OPTIONAL = {"leavers": "renewed", "tickets": "tickets", "triggered": "triggered"}  # by the column they need
FULL = 0.95  # of the strength of somebody's ties: more than that is as good as all
GIFT_MEASURES = ("gifts", "gb", "refused", "crossed", "rightless")


@dataclass(frozen=True)
class Exposures:
    """Members with contacts by cluster, own right to receive, level (0 none, 1 some, 2 full) and other clusters touched."""

    cluster: NDArray[np.int64]
    receives: NDArray[np.bool_]
    level: NDArray[np.int64]
    touched: NDArray[np.int64]
    members: Floats
    buyers: Floats


@dataclass(frozen=True)
class TrialTables:
    """A trial in sums: `members` clusters x rights, `sums` measure -> clusters x rights x months, rights as 2 gives + receives.

    `months` are all months of the file, run-in first. `known` are the measures whose column is there. `gifts` measure ->
    clusters (of the giver) x months, None without a log; `givers` how many each giver gave since the run-in, the most first.
    """

    arms: tuple[str, ...]
    currency: str
    months: tuple[str, ...]
    run_in: int
    arm: NDArray[np.int16]
    stratum: NDArray[np.int32]
    members: Floats
    sums: dict[str, Floats]
    known: frozenset[str]
    gifts: dict[str, Floats] | None
    givers: Floats
    exposures: Exposures


def read_trial(folder: Path, population: Population, record: DesignRecord, frame: Frame, progress: Progress) -> TrialTables:
    """Read the trial in `folder`; InputError lists everything that is wrong with it, or that it is another trial's."""
    files = _files(folder)
    if sha256_of(files[ASSIGNMENT.name]) != record.assignment_sha256:
        raise InputError.one("trial-other-assignment", file=files[ASSIGNMENT.name].name, expected=record.assignment_sha256[:16])
    if population.manifest.fingerprint and population.manifest.fingerprint != record.base:
        raise InputError.one("trial-other-base", expected=record.base[:16], found=population.manifest.fingerprint[:16])
    with storage.connect() as connection, interruptible(connection, progress) as report:
        report("trial-read", 0.1)
        _look_at_base(connection, population)
        staged = _load(connection, files)
        storage.lock(connection, readable=tuple(population.files.values()))
        report("trial-check", 0.3)
        _check(connection, staged, frame.arms)
        report("trial-sum", 0.6)
        return _summed(connection, staged, frame, population.manifest.currency)


def _files(folder: Path) -> dict[str, Path]:
    found, problems = table_files(folder, TRIAL_TABLES)
    if problems:
        raise InputError(problems)
    return found


def _look_at_base(connection: duckdb.DuckDBPyConnection, population: Population) -> None:
    """Let ids and ties be read where they lie, for the base may be far larger than the trial; it was checked when it was made."""
    for table in (SUBSCRIBERS, CONTACTS):
        if table.name not in population.files:
            connection.execute(table.if_missing)
            continue
        staged, problems = load(connection, table, population.files[table.name])
        if staged is None:
            raise InputError(problems)
        make_table(connection, staged, stored=False)


def _load(connection: duckdb.DuckDBPyConnection, files: dict[str, Path]) -> dict[str, Staged]:
    staged: dict[str, Staged] = {}
    problems: list[Problem] = []
    for table in TRIAL_TABLES:
        if table.name not in files:
            connection.execute(table.if_missing)
            continue
        with reading(files[table.name].name):
            found, more = load(connection, table, files[table.name])
            problems += more
            if found is None:
                continue
            stage_text_months(connection, found)
            problems += check_columns(found) + check_cells(connection, found)
            make_table(connection, found)
        staged[table.name] = found
    _stop(problems)
    return staged


def _check(connection: duckdb.DuckDBPyConnection, staged: dict[str, Staged], arms: tuple[str, ...]) -> None:
    """Raise every contradiction of the tables with each other and with the design."""
    connection.execute("create table arms (name varchar, arm smallint)")
    connection.executemany("insert into arms values ($1, $2)", [(name, place) for place, name in enumerate(arms)])
    own = staged[ASSIGNMENT.name]
    problems: list[Problem] = []
    for query, key, column in (
        ("trial_two_arms", "trial-two-arms", "arm"),
        ("trial_unknown_arms", "trial-unknown-arm", "arm"),
        ("trial_split_clusters", "trial-split-cluster", "cluster"),
    ):
        storage.run(connection, query)
        problems += rows_of_rule(connection, own, key, column, (("known", arms),))
    _stop(problems)
    _stop(check_declared(connection, staged, TRIAL_TABLES, (*staged, SUBSCRIBERS.name)))


def _stop(problems: list[Problem]) -> None:
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        raise InputError(errors)


def _summed(connection: duckdb.DuckDBPyConnection, staged: dict[str, Staged], frame: Frame, currency: str) -> TrialTables:
    months = _calendar(connection, frame, staged[MONTHS.name].file)
    storage.run(connection, "trial_members")
    found = storage.run(connection, "trial_clusters").fetchnumpy()
    count = found["cluster"].size
    cells = storage.run(connection, "trial_cells").fetchnumpy()
    members = np.zeros((count, 4))
    members[cells["cluster"], _rights(cells)] = cells["members"]
    rows = storage.run(connection, "trial_sums").fetchnumpy()
    shape, place = (count, 4, len(months)), (rows["cluster"], _rights(rows), rows["month"])
    sums = {name: _laid(shape, place, rows[name]) for name in MEASURES}
    known = frozenset(name for name in MEASURES if name not in OPTIONAL or OPTIONAL[name] in staged[MONTHS.name].columns)
    arm = np.asarray(found["arm"], np.int16)
    _every_arm_seen(sums, members, arm, months, frame.arms)
    return TrialTables(
        frame.arms, currency, months, frame.run_in_months, arm, np.asarray(found["stratum"], np.int32), members, sums, known,
        _gifts(connection, staged, (count, len(months))), _givers(connection, staged, frame.run_in_months),
        _exposures(connection, frame.run_in_months),
    )  # fmt: skip


def _rights(rows: dict[str, NDArray[np.generic]]) -> NDArray[np.int64]:
    return 2 * np.asarray(rows["gives"], np.int64) + np.asarray(rows["receives"], np.int64)


def _laid(shape: tuple[int, ...], place: tuple[NDArray[np.generic], ...], values: NDArray[np.generic]) -> Floats:
    out = np.zeros(shape)
    out[tuple(np.asarray(part, np.int64) for part in place)] = values
    return out


def _calendar(connection: duckdb.DuckDBPyConnection, frame: Frame, file: str) -> tuple[str, ...]:
    """Return the months of the file; InputError where one is missing between them, or there are more or fewer than designed."""
    found = [month for (month,) in connection.execute("select distinct month from months order by 1").fetchall()]
    storage.run(connection, "trial_calendar")
    numbers = [month.year * 12 + month.month - 1 for month in found]
    gaps = [f"{number // 12}-{number % 12 + 1:02d}" for number in range(numbers[0], numbers[-1]) if number not in numbers]
    most = frame.run_in_months + frame.months
    if gaps:
        raise InputError.one("trial-missing-months", file=file, months=tuple(gaps))
    if not frame.run_in_months < len(found) <= most:
        raise InputError.one("trial-months", file=file, found=len(found), run_in=frame.run_in_months, most=most)
    return tuple(f"{month:%Y-%m}" for month in found)


def _every_arm_seen(
    sums: dict[str, Floats], members: Floats, arm: NDArray[np.int16], months: tuple[str, ...], names: tuple[str, ...]
) -> None:
    """Refuse an arm without a single row in a month: nobody is so idle, its file was forgotten."""
    used = sums["used_gb"] + sums["buyers"]
    problems = []
    for place, name in enumerate(names):
        if not members[arm == place].sum():
            problems.append(Problem("trial-empty-arm", {"arm": name}))
            continue
        silent = tuple(month for month, seen in zip(months, used[arm == place].sum((0, 1)), strict=True) if not seen)
        if silent:
            problems.append(Problem("trial-arm-without-months", {"arm": name, "months": silent}))
    _stop(problems)


def _gifts(connection: duckdb.DuckDBPyConnection, staged: dict[str, Staged], shape: tuple[int, int]) -> dict[str, Floats] | None:
    if "gifts" not in staged:
        return None
    rows = storage.run(connection, "trial_gift_sums").fetchnumpy()
    return {name: _laid(shape, (rows["cluster"], rows["month"]), rows[name]) for name in GIFT_MEASURES}


def _givers(connection: duckdb.DuckDBPyConnection, staged: dict[str, Staged], run_in: int) -> Floats:
    if "gifts" not in staged:
        return np.zeros(0)
    return np.asarray(storage.run(connection, "trial_givers", {"run_in": run_in}).fetchnumpy()["gifts"], np.float64)


def _exposures(connection: duckdb.DuckDBPyConnection, run_in: int) -> Exposures:
    rows = storage.run(connection, "trial_exposure", {"full": FULL, "run_in": run_in}).fetchnumpy()
    return Exposures(
        np.asarray(rows["cluster"], np.int64),
        np.asarray(rows["receives"], np.bool_),
        np.asarray(rows["level"], np.int64),
        np.asarray(rows["touched"], np.int64),
        np.asarray(rows["members"], np.float64),
        np.asarray(rows["buyers"], np.float64),
    )
