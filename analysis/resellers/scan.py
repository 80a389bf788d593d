"""A log of gifts looked over for marks of resale: many unrelated receivers, the cap month after month, young SIMs, nothing back.

A mark by itself says nothing: a grandmother gives a lot and gets nothing back. Told are counts; ids go into the base's own folder
alone.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from data.checks.making import make_table
from data.checks.table_rules import check_cells, check_columns
from data.database import storage
from data.errors import InputError
from data.population.folder import attach, load, open_population, stage_text_months, table_files
from data.progress import Progress, silent
from data.schema import CONTACTS, SUBSCRIBERS, USAGE
from data.schema_history import GIFTS
from data.trials.tables import GIFTS as PILOT_GIFTS

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

    from data.population.folder import Population

SQL_DIR = Path(__file__).parent / "sql"
FOLDER, FILE = "resale-scan", "suspects.csv"
HEADER = ("subscriber_id", "receivers", "unrelated", "top_months", "tenure_months", "gift_back", "gb")
# From where on each is a mark; judgement, set so that of honest givers few are suspected (docs/method.md).
MANY_UNRELATED, TOP_MONTHS, TOP_SHARE, YOUNG_MONTHS, ONE_WAY_RECEIVERS = 5, 3, 0.9, 12, 5
MARKS = ("unrelated", "top", "young", "one_way")
# How many of these honest givers of synthetic worlds were suspected: with all ties known, with half, with a fifth of them
# (python -m tests.tools.scan_alarms 2 20000).
HONEST_GIVERS, HONEST_SUSPECTS = 14_630, (0, 2, 10)
FURTHER = 2  # marks beside many unrelated receivers that make somebody a suspect


@dataclass(frozen=True)
class ScanCounts:
    """What a scan finds, without ids: givers, those with each of MARKS, suspects, and their share of the gigabytes."""

    givers: int
    marks: tuple[int, ...]
    suspects: int
    suspects_share: float
    ties_known: bool


@dataclass(frozen=True, eq=False)
class Scan:
    """Who gave: `ids`, `marks` [giver, mark] over MARKS, and the figures they rest on, one per giver.

    `ties_known` says whether the base's ties are its own: where they were made up, every receiver counts as unrelated.
    """

    ids: NDArray[np.str_]
    marks: NDArray[np.bool_]
    figures: dict[str, NDArray[np.generic]]
    ties_known: bool

    @property
    def suspects(self) -> NDArray[np.bool_]:
        """Say of each giver whether it has many unrelated receivers, and two further marks."""
        return np.asarray(self.marks[:, 0] & (self.marks[:, 1:].sum(axis=1) >= FURTHER), np.bool_)

    def counts(self) -> ScanCounts:
        """Return how many there are, without anybody's id."""
        gb, suspects = np.asarray(self.figures["gb"], np.float64), self.suspects
        share = float(gb[suspects].sum() / gb.sum()) if gb.sum() > 0 else 0.0
        marks = tuple(int(count) for count in self.marks.sum(axis=0))
        return ScanCounts(self.ids.size, marks, int(suspects.sum()), share, self.ties_known)

    def suspects_csv(self) -> bytes:
        """Return who is suspected and why, for the operator alone: ids."""
        text = io.StringIO(newline="")
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(HEADER)
        columns = [self.ids, *(self.figures[name] for name in ("receivers", "unrelated", "top_months", "tenure", "back", "gb"))]
        rows.writerows(zip(*(column[self.suspects].tolist() for column in columns), strict=True))
        return text.getvalue().encode()


def scan(
    path: Path, pilot: Path | None = None, cap_gb: float | None = None, threads: int | None = None, progress: Progress = silent
) -> Scan:
    """Scan the gifts of the population at `path`, or those of a `pilot` on it; `cap_gb` is the cap a month that held.

    InputError where there is no log, or one that cannot be read.
    """
    population = open_population(path)
    with storage.connect(threads) as connection:
        progress("scan", 0.1)
        _read(connection, population, pilot)
        progress("scan", 0.5)
        storage.run(connection, "scan_base" if pilot is None else "scan_pilot", folder=SQL_DIR)
        known = CONTACTS.name in population.files and CONTACTS.name not in population.manifest.synthesised
        bound = {"cap_gb": cap_gb, "top_share": TOP_SHARE, "ties_known": known}
        found = storage.run(connection, "scan_givers", bound, SQL_DIR).fetchnumpy()
    progress("scan", 1.0)
    return _scanned({name: np.asarray(column) for name, column in found.items()}, ties_known=known)


def foreign_scan(file: Path) -> str:
    """Name a file that no scan wrote; an empty string for one of ours."""
    return "" if file.read_bytes().startswith(",".join(HEADER).encode()) else file.name


def has_log(path: Path) -> bool:
    """Say whether the population at `path` has a log of gifts."""
    return GIFTS.name in open_population(path).files


def _read(connection: duckdb.DuckDBPyConnection, population: Population, pilot: Path | None) -> None:
    """Make the tables of gifts, people, ties and use."""
    tables = [table for table in (SUBSCRIBERS, CONTACTS, USAGE) if table.name in population.files]
    if pilot is None:
        if GIFTS.name not in population.files:
            raise InputError.one("scan-no-log", path=str(population.path))
        tables.append(GIFTS)
    else:
        _read_pilot(connection, pilot)
    attach(connection, population, tuple(tables))
    if CONTACTS.name not in population.files:
        connection.execute(CONTACTS.if_missing)


def _read_pilot(connection: duckdb.DuckDBPyConnection, pilot: Path) -> None:
    files, problems = table_files(pilot, (PILOT_GIFTS,))
    if not problems and PILOT_GIFTS.name not in files:
        raise InputError.one("scan-no-log", path=str(pilot))
    staged, more = load(connection, PILOT_GIFTS, files[PILOT_GIFTS.name]) if not problems else (None, [])
    problems += more
    if staged is not None:
        stage_text_months(connection, staged)
        problems += check_columns(staged) + check_cells(connection, staged)
    if problems or staged is None:
        raise InputError(problems)
    make_table(connection, staged)


def _scanned(found: dict[str, NDArray[np.generic]], *, ties_known: bool) -> Scan:
    figures = {name: column for name, column in found.items() if name != "giver"}
    tenure, one_way = np.asarray(found["tenure"], np.int64), ~np.asarray(found["back"], np.bool_)
    marks = [
        np.asarray(found["unrelated"], np.int64) >= MANY_UNRELATED,
        np.asarray(found["top_months"], np.int64) >= TOP_MONTHS,
        tenure < YOUNG_MONTHS,
        one_way & (np.asarray(found["receivers"], np.int64) >= ONE_WAY_RECEIVERS),
    ]
    return Scan(np.asarray(found["giver"], np.str_), np.stack(marks, axis=1), figures, ties_known)
