"""What an operator has of a world: plans, subscribers, use as its meter saw it, contacts. Never what people needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.database.storage import MARK
from data.schema import KB_PER_GB, SCHEMA_VERSION, TABLES
from tests.truth.worlds.calibration import before_of
from tests.truth.worlds.kernels.luck import METER, luck
from tests.truth.worlds.ranges import METERS
from tests.truth.worlds.records import YEAR

if TYPE_CHECKING:
    from pathlib import Path

    from tests.truth.worlds.history import Before
    from tests.truth.worlds.spec import World

Whole = NDArray[np.int64]
AGE_BANDS = ("0-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+")
KB_PER_MIB = 1048.576
MOST_LOST_KB, MOST_THROTTLED_KB = 50_000, 300_000
FIRST_MONTH = np.datetime64("2025-11")


def write_tables(world: World, folder: Path) -> None:
    """Write the year before the launch into `folder` as Parquet with a manifest, for `population import --mapping schema`."""
    folder.mkdir(parents=True, exist_ok=True)
    frames = tables_of(before_of(world), world.seed)
    with duckdb.connect(":memory:") as connection:
        for table in TABLES:
            frame = frames[table.name]
            known = [column for column in table.columns if column.name in frame]
            cells = ", ".join(f"{column.name}::{column.sql_type} as {column.name}" for column in known)
            connection.register("frame", frame)
            file = str(folder / f"{table.name}.parquet").replace("'", "''")
            connection.execute(f"copy (select {cells} from frame order by {', '.join(table.key)}) to '{file}' (format parquet)")
    manifest = {"name": world.name, "currency": "RUB", "source": "a world of the truth test", "schema_version": SCHEMA_VERSION}
    (folder / MARK).write_text(json.dumps(manifest | {"synthesised": []}, indent=2) + "\n", encoding="utf-8")


def tables_of(before: Before, seed: int) -> dict[str, pd.DataFrame]:
    """Return the four tables by name."""
    return {
        "plans": _plans(before),
        "subscribers": _subscribers(before),
        "usage": _usage(before, seed),
        "contacts": _contacts(before),
    }


def metered_kb(before: Before, seed: int) -> Whole:
    """Return use by person and month as the world's meter saw it. What it may add or lose is where a month ran to its limit."""
    months, meter = before.months, METERS[int(before.ways["meter"])]
    used = months["used_kb"].astype(np.int64)
    if meter == "mebibytes":
        return np.asarray(np.round(np.round(used / KB_PER_MIB) * KB_PER_MIB).astype(np.int64))
    at_limit = (months["main_left_kb"] + months["pack_left_kb"] == 0) & (months["present"] == 1)
    chance = np.zeros(used.shape)
    for i, month in np.argwhere(at_limit):
        chance[i, month] = luck(seed, i, month, METER)
    if meter == "lost":
        return np.asarray(np.maximum(0, used - np.round(MOST_LOST_KB * chance).astype(np.int64)))
    return used + np.round(MOST_THROTTLED_KB * chance).astype(np.int64) if meter == "throttled" else used


def _plans(before: Before) -> pd.DataFrame:
    plans = before.town.plans
    return pd.DataFrame(
        {
            "plan_id": [f"plan-{k + 1}" for k in range(len(plans))],
            "name": [f"Plan {k + 1}" for k in range(len(plans))],
            "sim_type": "local",
            "monthly_fee": plans["fee"],
            "allowance_gb": plans["allowance_kb"] / KB_PER_GB,
            "pack_gb": plans["pack_kb"] / KB_PER_GB,
            "pack_price": plans["price"],
            "validity_days": 30,
        }
    )


def _names(before: Before) -> NDArray[np.str_]:
    return np.array([f"s{k:05d}" for k in range(len(before.town.people))])


def _subscribers(before: Before) -> pd.DataFrame:
    people = before.town.people
    here = before.months["present"] == 1
    last = YEAR - 1 - np.argmax(here[:, ::-1], axis=1)
    table = pd.DataFrame(
        {
            "subscriber_id": _names(before),
            "plan_id": [f"plan-{k + 1}" for k in people["plan"]],
            "region": [f"region-{k + 1}" for k in people["region"]],
            "tenure_months": people["tenure"] + last - people["joins"],
            "active": before.state["present"] == 1,
            "age_band": np.array(AGE_BANDS)[people["age"]],
        }
    )
    return table[here.any(axis=1)]


def _usage(before: Before, seed: int) -> pd.DataFrame:
    months, metered = before.months, metered_kb(before, seed)
    person, month = np.nonzero(months["present"] == 1)
    stays = np.append(months["present"][:, 1:], before.state["present"][:, None], axis=1)
    return pd.DataFrame(
        {
            "subscriber_id": _names(before)[person],
            "month": (FIRST_MONTH + month).astype("datetime64[s]"),
            "used_gb": metered[person, month] / KB_PER_GB,
            "packs_bought": months["packs"][person, month],
            "renewed": stays[person, month] == 1,
        }
    )


def _contacts(before: Before) -> pd.DataFrame:
    town = before.town
    ends = np.repeat(np.arange(len(town.people)), np.diff(town.starts))
    told = town.seen & (ends < town.others)
    names = _names(before)
    table = {
        "subscriber_id": names[ends[told]],
        "contact_id": names[town.others[told]],
        "tie_strength": town.strength[told].round(6),
    }
    return pd.DataFrame(table)
