"""A population dealt to shards: whole random groups, so whole communities, and whole accounts; numbers of subscribers, no ids."""

from __future__ import annotations

import math
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.dealing.dealer import Known, NotDealtError
from analysis.dealing.here import Here
from analysis.dealing.kept_steps import ROOM
from analysis.dealing.months import forget_months
from analysis.dealing.there import There
from analysis.kernels.sums import GROUPS
from analysis.parallel import beside
from analysis.world.accounts import NO_ACCOUNT, guessed_accounts
from analysis.world.months import Near
from analysis.world.subsample import MOST_FRAME, in_frame
from analysis.world.tables import PLACED, array, fetch, number_people, other_allowance, people_of, plans_of, stamp_of
from analysis.world.tables import SQL_DIR as WORLD_SQL
from data.database import storage
from data.health.health import judged, measures
from data.health.ties import ties_measured
from data.population.fingerprint import lines_of
from data.population.folder import open_population
from data.schema import CONTACTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    from numpy.typing import NDArray

    from analysis.dealing.dealer import Dealer
    from analysis.dealing.engine import Elsewhere
    from analysis.world.tables import Plans
    from data.checks.months import Calendar
    from data.population.folder import Manifest, Population
    from data.progress import Progress

SQL_DIR = Path(__file__).parent / "sql"
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
    `code`. `shard` is per subscriber; `one`, `other`, `strength` per tie. `community` is per subscriber of the frame of pilots, a
    number in the order of names.
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
    community: NDArray[np.int32]
    levels: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, NDArray[np.int16]]
    one: NDArray[np.int32]
    other: NDArray[np.int32]
    strength: NDArray[np.float32]

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Return the first days of the replayed months."""
        return self.calendar.replayed


def route(
    path: Path, place: Path, shards: int | None, threads: int | None, progress: Progress, engine: Elsewhere | None = None
) -> Routed:
    """Deal the population at `path` to `shards`, or as many as suit its size, in the room of the store that is built at `place`.

    An `engine` deals the months where it can. InputError where it is none, or wrong; OSError where the folder cannot be written.
    """
    population = open_population(path)
    if engine is not None:
        with closing(There(population, place, engine)) as there, suppress(NotDealtError):
            return _routed(population, there, place / ROOM, shards, threads, progress)
    with suppress(NotDealtError):
        here = Here(population, place / ROOM, threads, in_place=True)
        return _routed(population, here, place / ROOM, shards, threads, progress)
    return _routed(population, Here(population, place / ROOM, threads), place / ROOM, shards, threads, progress)


def _routed(
    population: Population, dealer: Dealer, room: Path, shards: int | None, threads: int | None, progress: Progress
) -> Routed:
    """Return a base that a dealer has dealt."""
    forget_months(room)
    with storage.connect(threads, on_disk=True) as connection, beside(threads) as begin, storage.cursors(connection) as cursor:
        storage.limit_memory(connection, MEMORY)
        progress("load", 0.0)
        dealer.load(connection)
        progress("load", 0.05)
        number_people(connection)
        calendar = dealer.count(connection)
        stamp = stamp_of(begin, cursor(), lines_of(connection))
        routed = _numbered(connection, population, shards, calendar)
        ties = begin(partial(ties_measured, routed.one, routed.other, routed.strength, routed.key.size))
        progress("route", 0.15)
        known = Known(calendar, routed.plans, routed.plan, routed.shard, routed.shards)
        seen = dealer.deal(connection, known)
        progress("route", 0.25)
        near = Near(seen.below_kb, seen.above_kb)
        watched = dealer.watched(connection, known, near)
        return replace(
            routed,
            manifest=replace(population.manifest, fingerprint=stamp()),
            judged=judged(measures(watched, ties(), seen), population.manifest),
            near=near,
        )


def _numbered(connection: duckdb.DuckDBPyConnection, population: Population, asked: int | None, calendar: Calendar) -> Routed:
    """Return the base as it is known before its months are read: nothing is judged, and what ran out is not known."""
    for name in PLACED:
        storage.run(connection, name, {"months": list(calendar.replayed)}, WORLD_SQL)
    people, cut = people_of(connection)
    shards = asked or shards_for(len(people["key"]))
    connection.execute(CONTACTS.if_missing)
    ties = fetch(connection, "tie_arrays")
    one, other, strength = array(ties, "a", np.int32), array(ties, "b", np.int32), array(ties, "strength", np.float32)
    group, region, account = array(people, "grp", np.int16), array(people, "region", np.int16), array(people, "account", np.int32)
    lot = array(people, "lot", np.uint64)
    guessed = not (account != NO_ACCOUNT).any()
    account = guessed_accounts(one, other, strength, region) if guessed else account
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
        lot=lot,
        account=account,
        accounts_guessed=guessed,
        shard=homes(group, account, shards),
        community=_communities(connection, lot[in_frame(group, lot, MOST_FRAME)]),
        levels={name: levels for name, (levels, _) in cut.items()},
        codes={name: code for name, (_, code) in cut.items()},
        one=one,
        other=other,
        strength=strength,
    )


def homes(group: NDArray[np.int16], account: NDArray[np.int32], shards: int) -> NDArray[np.int16]:
    """Return in which shard each subscriber is at home: its group's, or that of the first member of its account.

    What an account shares cannot be told of half of it. Ties to the community left behind are kept as those of guests are.
    """
    shard = (group % shards).astype(np.int16)
    member = np.flatnonzero(account != NO_ACCOUNT)
    first = np.full(int(account.max(initial=NO_ACCOUNT)) + 1, group.size)
    np.minimum.at(first, account[member], member)
    shard[member] = shard[first[account[member]]]
    return shard


def _communities(connection: duckdb.DuckDBPyConnection, lot: NDArray[np.uint64]) -> NDArray[np.int32]:
    """Return the numbers of the communities of a frame's people, given their lots."""
    found = storage.run(connection, "frame_communities", {"last": int(lot.max(initial=0))}, SQL_DIR).fetchnumpy()
    return array(found, "community", np.int32)
