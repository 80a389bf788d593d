"""A population made ready for replay: arrays for the kernels, exact baseline sums, the giver-receiver pairs."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from analysis.kernels.allocate import Rows
from analysis.kernels.pairs import Pairs, find_pairs, row_lookup, row_signs
from data import storage
from data.population import attach, open_population

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    from numpy.typing import NDArray

    from data.population import Manifest

SQL_DIR = Path(__file__).parent / "sql"
DEFAULT_SEED = 1
UNKNOWN_HAZARD = 0.022  # per month; model brief, used only where a base does not say who renewed
SIZE_GRID = 64
Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True)
class World:
    """A prepared base. Read-only: shared by every session and thread; each call opens its own cursor on `connection`.

    `short_sizes` are quantiles of min(1, shortage / pack) among short subscriber-months; `tie_strength` is per tie,
    strongest first; `measured` holds assumptions the base itself answers.
    """

    manifest: Manifest
    connection: duckdb.DuckDBPyConnection
    months: tuple[str, ...]
    rows: Rows
    pairs: Pairs
    tie_strength: NDArray[np.float32]
    tenure: NDArray[np.int32]
    active: NDArray[np.bool_]
    short_sizes: NDArray[np.float64]
    measured: Mapping[str, float]
    seed: int
    lock: threading.Lock

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor of the caller's own: one connection shared by two threads mixes up their answers."""
        with self.lock:
            return self.connection.cursor()


def prepare(
    path: Path, seed: int = DEFAULT_SEED, threads: int | None = None, progress: storage.Progress = storage.silent
) -> World:
    """Open the population at `path` and make it ready for replay with the draws of `seed`.

    Raises InputError when the folder is not a population.
    """
    population = open_population(path)
    connection = storage.open_memory(threads)
    progress("load", 0.0)
    attach(connection, population)
    for name in ("plan_index", "people", "months", "rows", "hazards", "baseline_sums"):
        progress(name, 0.3)
        storage.run(connection, name, {"unknown_hazard": UNKNOWN_HAZARD}, SQL_DIR)
    progress("pairs", 0.7)
    rows, people = _rows(connection)
    months = tuple(str(month) for (month,) in connection.execute("select month from replay_months order by nth").fetchall())
    pairs, strength = _pairs(connection, rows, len(months), seed)
    connection.execute("drop table usage; drop table contacts; drop table replay_rows")
    progress("done", 1.0)
    return World(
        manifest=population.manifest,
        connection=connection,
        months=months,
        rows=rows,
        pairs=pairs,
        tie_strength=strength,
        tenure=_array(people, "tenure", np.int32),
        active=_array(people, "active", np.bool_),
        short_sizes=_short_sizes(rows),
        measured=_measured(connection),
        seed=seed,
        lock=threading.Lock(),
    )


def _array(found: Mapping[str, NDArray[np.generic]], name: str, kind: type[Kind]) -> NDArray[Kind]:
    """Return a fetched column as an array of `kind`."""
    return np.asarray(found[name], kind)


def _rows(connection: duckdb.DuckDBPyConnection) -> tuple[Rows, Mapping[str, NDArray[np.generic]]]:
    """Fetch what the kernels read, and the columns of the subscribers beside it."""
    plans = connection.execute("select fee, pack_price, pack_kb from plan_index order by plan").fetchnumpy()
    people = connection.execute("select key, plan, region, tenure, active from people order by sub").fetchnumpy()
    found = storage.run(connection, "row_arrays", folder=SQL_DIR).fetchnumpy()
    rows = Rows(
        sub=_array(found, "sub", np.int32),
        month=_array(found, "nth", np.int8),
        need=_array(found, "need_kb", np.int64),
        balance=_array(found, "balance_kb", np.int64),
        packs=_array(found, "packs", np.int32),
        hazard=_array(found, "hazard", np.float64),
        key=_array(people, "key", np.uint64),
        plan=_array(people, "plan", np.int16),
        region=_array(people, "region", np.int16),
        pack=_array(plans, "pack_kb", np.int64),
        price=_array(plans, "pack_price", np.int64),
        fee=_array(plans, "fee", np.int64),
    )
    return rows, people


def _pairs(connection: duckdb.DuckDBPyConnection, rows: Rows, months: int, seed: int) -> tuple[Pairs, NDArray[np.float32]]:
    """Find the pairs of the base's ties; a base without contacts has none."""
    tables = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    if "contacts" not in tables:
        connection.execute("create table contacts (subscriber_id varchar, contact_id varchar, tie_strength decimal(9,6))")
    ties = storage.run(connection, "tie_arrays", folder=SQL_DIR).fetchnumpy()
    lookup = row_lookup(rows.sub, rows.month, rows.key.size, months)
    signs = row_signs(rows.need, rows.balance)
    pairs = find_pairs(ties["a"], ties["b"], lookup, signs, rows.packs, rows.key, np.uint64(seed))
    return pairs, ties["strength"].astype(np.float32)


def _short_sizes(rows: Rows) -> NDArray[np.float64]:
    """Return quantiles of min(1, shortage / pack) among the short: what the first pack would have been worth having."""
    short = (rows.balance >= 0) & (rows.need > rows.balance)
    if not short.any():
        return np.ones(1)
    pack = rows.pack[rows.plan[rows.sub[short]]]
    sizes = np.minimum(1.0, (rows.need[short] - rows.balance[short]) / pack)
    return np.quantile(sizes, (np.arange(SIZE_GRID) + 0.5) / SIZE_GRID)


def _measured(connection: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Return the assumptions this base answers by itself: the conversion of short subscriber-months into packs."""
    row = connection.execute("select sum(short), sum(short_buyers) from baseline_sums where dimension = 'all'").fetchone()
    short, buyers = row or (0, 0)
    return {"topup_conversion": round(int(buyers) / int(short), 4)} if short else {}
