"""A store built from a population, with memory for a few shards and not for the base."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from analysis.parallel import side_by_side, spread
from analysis.shards.making import Maker
from analysis.shards.part import part_of
from analysis.shards.routing import MOST_SHARDS, route
from analysis.shards.store import Held, Store, foreign_to_stores, open_store, write_store
from analysis.world.accounts import NO_ACCOUNT
from analysis.world.prepared_cache import write_world
from analysis.world.world import DEFAULT_SEED
from data.errors import InputError, ParameterError, Problem
from data.files.places import check_folder, told, whole_folder
from data.progress import Progress, silent

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.shards.guests import Guests
    from analysis.shards.part import Part
    from analysis.world.small_groups import Cells

SAMPLES = (4_000, 10_000, 20_000, 100_000)  # subscribers: what decisions, the page and draws ask for


def build_store(
    path: Path,
    folder: Path,
    shards: int | None = None,
    *,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress = silent,
) -> Store:
    """Build the store of the population at `path` in a folder that exists and is empty; without `shards` as many as suit it.

    Raises InputError for what `prepare` refuses, ParameterError for a count of shards out of range.
    """
    if shards is not None and not 1 <= shards <= MOST_SHARDS:
        raise ParameterError([Problem("shards-range", {"value": shards, "low": 1, "high": MOST_SHARDS})])
    # Beside the store and not in the system's folder for such things: it is as large as the base, and as confidential.
    room = folder / "routed"
    room.mkdir()
    try:
        routed = route(path, room, shards, threads, progress)
        numbers = np.unique(routed.shard).tolist()
        parts = []
        for part in side_by_side(lambda number: part_of(room, number, routed), numbers, threads):
            parts.append(part)
            progress("shards", 0.3 + 0.35 * len(parts) / len(numbers))
        maker = Maker.of(routed, parts, seed)
        progress("guests", 0.65)
        guests = maker.guests()
        store = _written(folder, maker, [guests[number] for number in numbers], threads, progress)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    write_store(folder, store)
    progress("done", 1.0)
    return store


def written_store(  # noqa: PLR0913 - as for `build_store`
    path: Path, target: Path, shards: int | None, *, seed: int, threads: int | None, replace_old: bool, progress: Progress
) -> Store:
    """Build the store of `path` at `target`, whole or not at all; InputError where something else lies there."""

    def check() -> None:
        if path.resolve() == target.resolve() or path.resolve() in target.resolve().parents:
            raise InputError.one("shards-inside", path=str(target))
        if check_folder(target, foreign_to_stores, "shards-target-taken") and not replace_old:
            raise InputError.one("shards-there", path=str(target))

    with whole_folder(target, check) as folder, told(target):
        build_store(path, folder, shards, seed=seed, threads=threads, progress=progress)
    return open_store(target)


def _written(folder: Path, maker: Maker, guests: list[Guests], threads: int | None, progress: Progress) -> Store:
    """Write the world of every shard and every sample, and return the store of them."""
    routed, names = maker.routed, [f"shard-{nth:03d}" for nth in range(len(guests))]

    def make(job: tuple[str, Part, Guests]) -> tuple[int, Cells]:
        name, part, visitors = job
        world = maker.shard(part, visitors)
        (folder / name).mkdir()
        write_world(folder / name, world, 1)
        # A pair is counted where its giver is at home.
        own = np.count_nonzero(world.rows.sub[world.pairs.giver] < world.subscribers)
        return int(own), world.cells

    found = []
    for pairs, cells in side_by_side(make, zip(names, maker.parts, guests, strict=True), threads):
        found.append((pairs, cells))
        progress("shards", 0.7 + 0.25 * len(found) / len(names))

    def sample(size: int) -> None:
        world = maker.sample(size)
        (folder / f"sample-{size}").mkdir()
        write_world(folder / f"sample-{size}", world, 1)

    spread(sample, SAMPLES, threads)
    own_rows = [part.month.size for part in maker.parts]
    held = Held(
        rows=sum(own_rows),
        guest_rows=sum(one.person.size for one in guests),
        largest=max((one.person.size / max(1, rows) for one, rows in zip(guests, own_rows, strict=True)), default=0.0),
    )
    return Store(
        manifest=routed.manifest,
        stamped=routed.stamped,
        seed=maker.seed,
        months=routed.months,
        plans=routed.plans.ids,
        plan_names=routed.plans.names,
        calendar=routed.calendar,
        judged=routed.judged,
        other_allowance=routed.other_allowance,
        measured=maker.measured,
        accounts_guessed=routed.accounts_guessed,
        pack_price_per_gb=maker.pack_price_per_gb,
        whole=replace(maker.whole, pairs=sum(pairs for pairs, _ in found)),
        path=folder,
        shards=tuple(names),
        samples=SAMPLES,
        told_levels=maker.levels,
        told_cells=reduce(add, (cells for _, cells in found)),
        split_accounts=split_accounts(routed.account, routed.shard),
        held=held,
    )


def split_accounts(account: NDArray[np.int32], shard: NDArray[np.int16]) -> int:
    """Return how many accounts have members in more than one shard."""
    member = account != NO_ACCOUNT
    met = np.unique(np.stack([account[member].astype(np.int64), shard[member].astype(np.int64)], axis=1), axis=0)
    _, homes = np.unique(met[:, 0], return_counts=True)
    return int(np.count_nonzero(homes > 1))
