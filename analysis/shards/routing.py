"""A population dealt to shards: whole random groups, so whole communities; numbers of subscribers in place of their ids."""

from __future__ import annotations

import math
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.inputs import taken
from analysis.kernels.sums import GROUPS
from analysis.parallel import beside
from analysis.world.accounts import NO_ACCOUNT, guessed_accounts
from analysis.world.months import TOLD, Near, told_months
from analysis.world.tables import SQL_DIR as WORLD_SQL
from analysis.world.tables import array, cut_of, fetch, heap_beside, heap_of, other_allowance, plans_of, stamp_of, watched_of
from data.checks.months import calendar_of
from data.database import storage
from data.health.health import judged, measures
from data.health.ties import ties_measured
from data.importing.run_out import Heap
from data.population.fingerprint import lines_of
from data.population.folder import attach, open_population
from data.schema import CONTACTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb
    from numpy.typing import NDArray

    from analysis.world.tables import Plans
    from data.checks.months import Calendar
    from data.importing.run_out import RunOut
    from data.population.folder import Manifest, Population
    from data.progress import Progress

MEMORY = "2GB"  # of the database while it routes: the rest goes to its spill folder
SUBSCRIBERS_A_SHARD = 400_000
MOST_SHARDS = GROUPS


def shards_for(subscribers: int) -> int:
    """Return in how many shards a base is best dealt."""
    return min(MOST_SHARDS, max(1, math.ceil(subscribers / SUBSCRIBERS_A_SHARD)))


@dataclass(frozen=True)
class Routed:
    """A base of which the rows lie in shards and the rest is known: arrays per subscriber, by number, and ties, strongest first.

    `near` is how far from its limit a month that ran out may lie. `levels` of each dimension but use, with each subscriber's
    `code`. `shard` is per subscriber; `one`, `other`, `strength` per tie.
    """

    manifest: Manifest
    stamped: str
    calendar: Calendar
    judged: Mapping[str, str]
    other_allowance: float
    shards: int
    near: Near
    plans: Plans
    key: NDArray[np.uint64]
    plan: NDArray[np.int16]
    region: NDArray[np.int16]
    tenure: NDArray[np.int32]
    group: NDArray[np.int16]
    lot: NDArray[np.uint64]
    account: NDArray[np.int32]
    accounts_guessed: bool
    shard: NDArray[np.int16]
    levels: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, NDArray[np.int16]]
    one: NDArray[np.int32]
    other: NDArray[np.int32]
    strength: NDArray[np.float32]

    @property
    def months(self) -> tuple[str, ...]:
        """Return the first days of the replayed months."""
        return self.calendar.replayed


def route(path: Path, folder: Path, shards: int | None, threads: int | None, progress: Progress) -> Routed:
    """Deal the population at `path` to `shards`, or as many as suit its size, and write their subscriber-months to `folder`.

    InputError where it is none, or wrong; OSError where the folder cannot be written.
    """
    population = open_population(path)
    with storage.connect(threads, on_disk=True) as connection, beside(threads) as begin, storage.cursors(connection) as cursor:
        storage.limit_memory(connection, MEMORY)
        progress("load", 0.0)
        attach(connection, population)
        stamp = stamp_of(begin, cursor(), lines_of(connection))
        progress("load", 0.05)
        routed = _numbered(connection, population, shards)
        ties = begin(partial(ties_measured, routed.one, routed.other, routed.strength, routed.key.size))
        progress("route", 0.15)
        seen = _deal(connection, folder, routed)
        progress("route", 0.25)
        near = Near(seen.below_kb, seen.above_kb)
        dealt = [partial(months_in, folder, shard) for shard in range(routed.shards)]
        watched = watched_of(connection, (routed.calendar, routed.plans, routed.plan), near, dealt, threads)
        return replace(
            routed,
            manifest=replace(population.manifest, fingerprint=stamp()),
            judged=judged(measures(watched, ties(), seen), population.manifest),
            near=near,
        )


def months_file(folder: Path, shard: int) -> Path:
    """Return where the subscriber-months of a shard lie, as TOLD with the numbers of the base."""
    return folder / f"months-{shard:03d}.bin"


def months_in(folder: Path, shard: int) -> NDArray[np.void]:
    """Read the subscriber-months of a shard."""
    return np.fromfile(months_file(folder, shard), TOLD)


def _deal(connection: duckdb.DuckDBPyConnection, folder: Path, routed: Routed) -> RunOut:
    """Write the subscriber-months of every shard to a file of its own, as they come; return how they show that one ran out."""
    heap = Heap()
    with ExitStack() as stack:
        files = [stack.enter_context(months_file(folder, shard).open("wb")) for shard in range(routed.shards)]
        for told in told_months(connection):
            heap_of(heap, told, routed.plans)
            shard = routed.shard[told["sub"]]
            dealt = taken(told, np.argsort(shard, kind="stable"))
            ends = np.cumsum(np.bincount(shard, minlength=len(files))).tolist()
            for file, (begin, end) in zip(files, pairwise([0, *ends]), strict=True):
                file.write(dealt[begin:end].tobytes())
    return heap_beside(heap, connection, routed.calendar)


def _numbered(connection: duckdb.DuckDBPyConnection, population: Population, asked: int | None) -> Routed:
    """Return the base as it is known before its months are read: nothing is judged, and what ran out is not known."""
    calendar = calendar_of(connection)
    values = {"groups": GROUPS, "months": list(calendar.replayed)}
    for name in ("plan_index", "people", "months", "tariff_index", "renewals_told"):
        storage.run(connection, name, values, WORLD_SQL)
    people, cut = fetch(connection, "people_arrays"), cut_of(connection)
    shards = asked or shards_for(len(people["key"]))
    connection.execute(CONTACTS.if_missing)
    ties = fetch(connection, "tie_arrays")
    one, other, strength = array(ties, "a", np.int32), array(ties, "b", np.int32), array(ties, "strength", np.float32)
    group, region, account = array(people, "grp", np.int16), array(people, "region", np.int16), array(people, "account", np.int32)
    guessed = not (account != NO_ACCOUNT).any()
    return Routed(
        manifest=population.manifest,
        stamped=population.manifest.fingerprint,
        calendar=calendar,
        judged={},
        other_allowance=other_allowance(connection),
        shards=shards,
        near=Near(0, 0),
        plans=plans_of(connection),
        key=array(people, "key", np.uint64),
        plan=array(people, "plan", np.int16),
        region=region,
        tenure=array(people, "tenure", np.int32),
        group=group,
        lot=array(people, "lot", np.uint64),
        account=guessed_accounts(one, other, strength, region) if guessed else account,
        accounts_guessed=guessed,
        shard=(group % shards).astype(np.int16),
        levels={name: levels for name, (levels, _) in cut.items()},
        codes={name: code for name, (_, code) in cut.items()},
        one=one,
        other=other,
        strength=strength,
    )
