"""What the months of a shard measure of health: sums, and what is known of its people, which whoever asks puts together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from analysis.dealing.kept_steps import array_in, forget_step, put
from analysis.dealing.months import months_in
from analysis.dealing.slices import dealt_in, homes_in, room_of
from analysis.world.tables import is_local, observed_of
from data.checks.months import Calendar
from data.files.places import told as writing
from data.health.months import Observed, People, Totals, Watched

if TYPE_CHECKING:
    from pathlib import Path

WATCH = "watch"


class Asked(TypedDict):
    """What a shard is asked: the calendar, how near its limit, kB, a month that ran out may lie.

    The SIM kind of each plan; fee, price and pack of each tariff.
    """

    calendar: list[tuple[str, int, float]]
    near: tuple[int, int]
    sim: list[int]
    tariffs: tuple[list[int], list[int], list[int]]


def watch_shard(place: Path, shard: str, said: str) -> bytes:
    """Add up the months of a shard, by its number, and keep what is known of its people. InputError where nothing was dealt."""
    asked: Asked = json.loads(said)
    room, calendar = room_of(place), Calendar.of(asked["calendar"])
    plan, home = homes_in(room)
    sub = np.flatnonzero(home == int(shard)).astype(np.int32)
    watched = Watched(is_local(np.array(asked["sim"], np.int8), plan[sub]), calendar.months, asked["near"])
    told, beside = months_in(room, int(shard)), dealt_in(room, "beside", int(shard))
    for rows in (told, beside):
        rows["sub"] = np.searchsorted(sub, rows["sub"])
    fee, price, pack = (np.array(each, np.int64) for each in asked["tariffs"])
    for months in observed_of(told, (fee, price, pack), calendar.first_replayed):
        watched.add(months)
    watched.add(Observed._make(np.ascontiguousarray(beside[name]) for name in Observed._fields))
    with writing(place):
        put(room, _watched(shard), {"sub": sub, **watched.of_people()._asdict()}, None)
    return json.dumps(watched.totals()).encode()


def join_shard(watched: Watched, room: Path, shard: str, totals: bytes) -> None:
    """Put what was said and kept of a shard to those before, and remove it."""
    stem = _watched(shard)
    marks = array_in(room, stem, "marks", np.uint8)
    logs, squares = (array_in(room, stem, name, np.float64) for name in ("logs", "squares"))
    watched.join(array_in(room, stem, "sub", np.int32), Totals(*json.loads(totals)), People(marks, logs, squares))
    forget_step(room, stem)
    for file in room.glob(f"{stem}.*.npy"):
        file.unlink()


def _watched(shard: str) -> str:
    return f"watched-{shard}"
