"""History as arrays: the prepared base, and the optional tables read beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.panel import Panel, Survey
from analysis.kernels.sums import GROUPS
from data.database import storage
from data.population.folder import attach, open_population
from data.schema import CONTACTS, KB_PER_GB, MICRO, PLANS, SUBSCRIBERS
from data.schema_history import BONUSES, DAILY, HISTORY, PRICES, SURVEY

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

    from analysis.world.world import World
    from data.population.folder import Population

    Columns = dict[str, NDArray[np.generic]]

SQL_DIR = Path(__file__).parent / "sql"
_READ = (PLANS, SUBSCRIBERS, CONTACTS, PRICES, BONUSES, SURVEY, DAILY)


def gather(path: Path, world: World, threads: int | None = None) -> Panel:
    """Return the history of the population at `path`, of which `world` was prepared. InputError where a table cannot be read."""
    population = open_population(path)
    with storage.connect(threads) as connection:
        attach(connection, population, _READ)
        values = {"months": list(world.months)}
        for name in ("who", "calendar"):
            storage.run(connection, name, values, SQL_DIR)
        panel = _of_world(world, _ints(_fetch(connection, "cells")["cell"]))
        return _with_tables(panel, connection, population)


def _of_world(world: World, cell: NDArray[np.int64]) -> Panel:
    rows = world.rows
    sub, month = _ints(rows.sub), _ints(rows.month)
    reachable = np.zeros(sub.size, np.bool_)
    reachable[world.pairs.receiver] = True
    balance = np.where(rows.balance < 0, np.inf, rows.balance / KB_PER_GB)
    plan = _ints(rows.plan)
    known = "contacts" not in world.manifest.synthesised
    return Panel(
        sub=sub,
        month=month,
        need=rows.need / KB_PER_GB,
        balance=balance,
        packs=np.asarray(rows.packs, np.float64),
        leaving=np.where(_renewals_told(world, month), _ints(rows.leaving), -1),
        hazard=np.asarray(rows.hazard, np.float64),
        tenure=_ints(world.tenure)[sub] + month,
        reachable=reachable,
        group_of=_ints(world.group) if known else np.arange(world.subscribers, dtype=np.int64) % GROUPS,
        cell_of=cell,
        region_of=_ints(rows.region),
        pack_gb=rows.pack[plan] / KB_PER_GB,
        pack_price=rows.price[plan] / MICRO,
        fee=rows.fee[plan] / MICRO,
        need_is_known="topup_conversion" in world.measured,
        ties_are_known=known,
    )


def _renewals_told(world: World, month: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say of each row whether anybody is known to have left or stayed in its month: the world writes the unknown as staying."""
    seen = np.bincount(month, world.rows.leaving > 0, len(world.months)) > 0
    return np.asarray(seen[month], np.bool_)


def _with_tables(panel: Panel, connection: duckdb.DuckDBPyConnection, population: Population) -> Panel:
    there = frozenset(table.name for table in HISTORY if table.name in population.files)
    panel = replace(panel, tables=there)
    if CONTACTS.name in population.files and panel.ties_are_known:
        ties = _fetch(connection, "ties")
        panel = replace(panel, one=_ints(ties["one"]), other=_ints(ties["other"]))
    if PRICES.name in there:
        panel = replace(panel, price=_prices(panel, _fetch(connection, "prices")))
    if BONUSES.name in there:
        panel = replace(panel, bonus=_on_rows(panel, _fetch(connection, "bonuses"), "gb", 0.0))
    if DAILY.name in there:
        panel = replace(panel, half=_on_rows(panel, _fetch(connection, "halves"), "half", np.nan))
    if SURVEY.name in there:
        asked = _fetch(connection, "survey")
        row = panel.row_of[_ints(asked["nth"]), _ints(asked["sub"])]
        score = np.ma.filled(np.ma.asarray(asked["score"], np.float64), np.nan)
        panel = replace(panel, survey=Survey(row[row >= 0], score[row >= 0]))
    return panel


def _prices(panel: Panel, found: Columns) -> NDArray[np.float64]:
    """Return [cell, month], NaN in a month in which the price changed after the first day, or of which nothing is known."""
    price = np.full((int(panel.cell_of.max()) + 1, panel.months), np.nan)
    value = np.where(np.asarray(found["same"], np.bool_), np.asarray(found["price"], np.float64), np.nan)
    price[_ints(found["cell"]), _ints(found["nth"])] = value
    # A cell without a row in the list had one price all along.
    price[np.setdiff1d(np.arange(price.shape[0]), _ints(found["cell"]))] = 1.0
    return price


def _on_rows(panel: Panel, found: Columns, name: str, otherwise: float) -> NDArray[np.float64]:
    values = np.full(panel.sub.size, otherwise)
    row = panel.row_of[_ints(found["nth"]), _ints(found["sub"])]
    values[row[row >= 0]] = np.asarray(found[name], np.float64)[row >= 0]
    return values


def _fetch(connection: duckdb.DuckDBPyConnection, name: str) -> Columns:
    return storage.run(connection, name, folder=SQL_DIR).fetchnumpy()


def _ints(values: NDArray[np.generic]) -> NDArray[np.int64]:
    return np.asarray(values, np.int64)
