"""History as arrays: the prepared base, and the optional tables read beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.panel import Panel, Survey
from analysis.evidence.gather_happenings import SQL_DIR, fetch, ints, listed, with_happenings
from analysis.kernels.sums import GROUPS
from data.database import storage
from data.population.folder import attach, open_population
from data.progress import silent
from data.schema import CONTACTS, KB_PER_GB, MICRO, PLANS, SUBSCRIBERS
from data.schema_history import BONUSES, DAILY, HISTORY, PRICES, SURVEY

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb
    from numpy.typing import NDArray

    from analysis.world.world import World
    from data.population.folder import Population
    from data.progress import Progress

    Columns = dict[str, NDArray[np.generic]]

_READ = (PLANS, SUBSCRIBERS, CONTACTS, *HISTORY)


def gather(path: Path, world: World, threads: int | None = None, progress: Progress = silent) -> Panel:
    """Return the history of the population at `path`, of which `world` was prepared. InputError where a table cannot be read."""
    population = open_population(path)
    with storage.connect(threads) as connection:
        progress("learn-read", 0.0)
        attach(connection, population, _READ)
        progress("learn-read", 0.2)
        values = {"months": list(world.months)}
        for name in ("who", "calendar"):
            storage.run(connection, name, values, SQL_DIR)
        panel = _of_world(world, ints(fetch(connection, "cells")["cell"]))
        return _with_tables(panel, connection, population, progress)


def _of_world(world: World, cell: NDArray[np.int64]) -> Panel:
    rows = world.rows
    sub, month = ints(rows.sub), ints(rows.month)
    reachable = np.zeros(sub.size, np.bool_)
    reachable[world.pairs.receiver] = True
    balance = np.where(rows.balance < 0, np.inf, rows.balance / KB_PER_GB)
    known = "contacts" not in world.manifest.synthesised
    return Panel(
        sub=sub,
        month=month,
        need=rows.need / KB_PER_GB,
        balance=balance,
        packs=np.asarray(rows.packs, np.float64),
        leaving=np.where(_renewals_told(world, month), ints(rows.leaving), -1),
        hazard=np.asarray(rows.hazard, np.float64),
        tenure=ints(world.tenure)[sub] + month,
        reachable=reachable,
        group_of=ints(world.group) if known else np.arange(world.subscribers, dtype=np.int64) % GROUPS,
        cell_of=cell,
        region_of=ints(rows.region),
        pack_gb=rows.pack[rows.tariff] / KB_PER_GB,
        pack_price=rows.price[rows.tariff] / MICRO,
        fee=rows.fee[rows.tariff] / MICRO,
        need_is_known="topup_conversion" in world.measured,
        ties_are_known=known,
    )


def _renewals_told(world: World, month: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say of each row whether anybody is known to have left or stayed in its month: the world writes the unknown as staying."""
    seen = np.bincount(month, world.rows.leaving > 0, len(world.months)) > 0
    return np.asarray(seen[month], np.bool_)


def _with_tables(panel: Panel, connection: duckdb.DuckDBPyConnection, population: Population, progress: Progress) -> Panel:
    there = frozenset(table.name for table in HISTORY if table.name in population.files)
    panel = replace(panel, tables=there)
    if CONTACTS.name in population.files and panel.ties_are_known:
        ties = fetch(connection, "ties")
        panel = replace(panel, one=ints(ties["one"]), other=ints(ties["other"]))
    if PRICES.name in there:
        panel = replace(panel, price=_prices(panel, fetch(connection, "prices")), listed=listed(connection))
    if BONUSES.name in there:
        panel = replace(panel, bonus=_on_rows(panel, fetch(connection, "bonuses"), "gb", 0.0))
    if DAILY.name in there:
        progress("learn-read", 0.3)
        panel = replace(panel, half=_on_rows(panel, fetch(connection, "halves"), "half", np.nan))
        ((late,),) = connection.execute("select coalesce(max(billing_day), 1) > 1 from daily").fetchall()
        panel = replace(panel, months_are_cycles=bool(late))
    if SURVEY.name in there:
        asked = fetch(connection, "survey")
        row = panel.row_of[ints(asked["nth"]), ints(asked["sub"])]
        score = np.ma.filled(np.ma.asarray(asked["score"], np.float64), np.nan)
        panel = replace(panel, survey=Survey(row[row >= 0], score[row >= 0]))
    return with_happenings(panel, connection, progress)


def _prices(panel: Panel, found: Columns) -> NDArray[np.float64]:
    """Return [cell, month], NaN in a month in which the price changed after the first day, or of which nothing is known."""
    price = np.full((int(panel.cell_of.max()) + 1, panel.months), np.nan)
    value = np.where(np.asarray(found["same"], np.bool_), np.asarray(found["price"], np.float64), np.nan)
    price[ints(found["cell"]), ints(found["nth"])] = value
    # A cell without a row in the list had one price all along.
    price[np.setdiff1d(np.arange(price.shape[0]), ints(found["cell"]))] = 1.0
    return price


def _on_rows(panel: Panel, found: Columns, name: str, otherwise: float) -> NDArray[np.float64]:
    values = np.full(panel.sub.size, otherwise)
    row = panel.row_of[ints(found["nth"]), ints(found["sub"])]
    values[row[row >= 0]] = np.asarray(found[name], np.float64)[row >= 0]
    return values
