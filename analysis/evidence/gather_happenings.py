"""What happened at other grains than the subscriber-month, read and added up in SQL."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from analysis.evidence.frame.happenings import Chances, PriceList, RunOuts
from analysis.evidence.frame.panel import NO_ROW
from data.database import storage
from data.progress import silent
from data.schema_history import DAILY, GIFTS, LAUNCHES, PLAN_MOVES, PURCHASES, SHOCKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    from numpy.typing import NDArray

    from analysis.evidence.frame.panel import Panel
    from data.progress import Progress

    Columns = dict[str, NDArray[np.generic]]

SQL_DIR = Path(__file__).parent / "sql"
LEAST_GB, LEAST_SURPLUS_GB = 0.1, 0.5  # smaller amounts are nobody's opportunity; judgement


def with_happenings(panel: Panel, connection: duckdb.DuckDBPyConnection, progress: Progress = silent) -> Panel:
    """Return the panel with outages, launches, plan moves, run-outs and chances to give, of the tables on `connection`."""
    there = storage.tables(connection)
    if SHOCKS.name in there:
        struck = _by_region(panel, connection, fetch(connection, "struck"))
        panel = replace(panel, struck=struck[panel.region_of[panel.sub], panel.month])
    if LAUNCHES.name in there:
        panel = replace(panel, introduced=_introduced(panel, connection))
    if PLAN_MOVES.name in there:
        panel = replace(panel, down=_down(panel, connection))
    progress("learn-read", 0.5)
    if {DAILY.name, PURCHASES.name} <= there:
        panel = replace(panel, runs=_runs(panel, fetch(connection, "runs")))
    progress("learn-read", 0.7)
    if GIFTS.name in there and panel.one.size:
        panel = replace(panel, chances=_chances(panel, connection))
    return panel


def listed(connection: duckdb.DuckDBPyConnection) -> PriceList:
    """Return the prices by cell and day."""
    found = fetch(connection, "listed")
    return PriceList(ints(found["cell"]), ints(found["day"]), np.asarray(found["price"], np.float64))


def _regions(panel: Panel, connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    found = fetch(connection, "regions")
    return {str(name): int(panel.region_of[int(sub)]) for name, sub in zip(found["region"], ints(found["sub"]), strict=True)}


def _by_region(panel: Panel, connection: duckdb.DuckDBPyConnection, found: Columns) -> NDArray[np.float64]:
    """Return [region, month]: 1 where there is a row."""
    known = _regions(panel, connection)
    marks = np.zeros((int(panel.region_of.max()) + 1, panel.months))
    for name, nth in zip(found["region"], ints(found["nth"]), strict=True):
        if str(name) in known:
            marks[known[str(name)], nth] = 1.0
    return marks


def _introduced(panel: Panel, connection: duckdb.DuckDBPyConnection) -> NDArray[np.int64]:
    known, found = _regions(panel, connection), fetch(connection, "introduced")
    months = np.full(int(panel.region_of.max()) + 1, NO_ROW, np.int64)
    for name, nth in zip(found["region"], ints(found["nth"]), strict=True):
        if str(name) in known and 0 <= nth < panel.months:
            months[known[str(name)]] = nth
    return months


def _down(panel: Panel, connection: duckdb.DuckDBPyConnection) -> NDArray[np.float64]:
    """Return per row whether the subscriber moved to a cheaper plan, NaN where there is none; no rows where nobody has one."""
    able = np.asarray(fetch(connection, "can_fall")["able"], np.bool_)
    if not able.any():
        return np.zeros(0)
    down = np.where(able[panel.sub], 0.0, np.nan)
    found = fetch(connection, "down")
    row = panel.row_of[ints(found["nth"]), ints(found["sub"])]
    row = row[row >= 0]
    down[row] = np.where(np.isnan(down[row]), np.nan, 1.0)
    return down


def _runs(panel: Panel, found: Columns) -> RunOuts:
    sub = ints(found["sub"])
    bought = np.asarray(found["bought"], np.float64)
    days = (ints(found["day"]), ints(found["into"]), ints(found["remaining"]))
    return RunOuts(sub, panel.cell_of[sub], ints(found["nth"]), *days, bought)


def _chances(panel: Panel, connection: duckdb.DuckDBPyConnection) -> Chances:
    had = panel.balance + panel.packs * panel.pack_gb
    limited = np.isfinite(panel.balance)
    seen = {
        "sub": panel.sub.astype(np.int32),
        "nth": panel.month.astype(np.int32),
        "grp": panel.group.astype(np.int32),
        "row_key": panel.sub * 64 + panel.month,
        "lacking": np.where(limited, panel.need - had, 0.0),
        "balance": np.where(limited, panel.balance, 0.0),
        "surplus": np.where(limited, np.maximum(0.0, panel.balance - panel.need), 0.0),
    }
    connection.register("seen", pa.table(seen))
    connection.execute(LAUNCHES.if_missing)
    values = {"least_gb": LEAST_GB, "least_surplus_gb": LEAST_SURPLUS_GB}
    strengths = fetch(connection, "strengths")
    for kind in ("data", "airtime"):
        for name in ("told", "opened", "short"):
            storage.run(connection, name, values | {"kind": kind}, SQL_DIR)
        found = fetch(connection, "chances", values)
        given = np.asarray(found["given"], np.float64)
        if given.sum() > 0:
            break
    counts = (np.asarray(found["asked"], np.float64), given)
    at = (ints(found["grp"]), np.asarray(found["strength"], np.float64), ints(found["since"]), ints(found["nth"]))
    ties = (np.asarray(strengths["strength"], np.float64), np.asarray(strengths["ties"], np.float64))
    return Chances(*at, *counts, *ties, is_airtime=kind == "airtime")


def fetch(connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object] | None = None) -> Columns:
    """Return the columns of a statement of this room."""
    return storage.run(connection, name, values, SQL_DIR).fetchnumpy()


def ints(values: NDArray[np.generic]) -> NDArray[np.int64]:
    """Return whole numbers."""
    return np.asarray(values, np.int64)
