"""A store built from a population, with memory for a few shards and not for the base."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from analysis.dealing.kept_steps import ROOM
from analysis.parallel import side_by_side
from analysis.shards.build_steps import PART, WORLD, forget, maker_of, routed_of
from analysis.shards.making import Maker
from analysis.shards.routing import MOST_SHARDS, route
from analysis.shards.steps import Here
from analysis.shards.store import COMMUNITIES, FILE, FRAMED, STRENGTHS, Held, Store, is_store, open_store, write_store
from analysis.shards.visits import guest_rows_in
from analysis.shards.workroom import (
    has_maker,
    is_kept,
    keep_maker,
    keep_routed,
    look_through,
    part_in,
)
from analysis.version import program_digest
from analysis.world.kept_files import digest_of, digests_of
from analysis.world.small_groups import Cells
from analysis.world.world import DEFAULT_SEED
from data.database.scratch import mark_unfinished, settle, unmark_unfinished
from data.database.storage import MARK
from data.errors import InputError, ParameterError, Problem
from data.files.places import begin_afresh, check_folder, is_unfinished, stranger, told, whole_folder
from data.population.folder import open_population
from data.population.target import KEPT
from data.progress import Progress, silent

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.dealing.engine import Elsewhere, Engine
    from analysis.shards.build_steps import Made
    from analysis.shards.routing import Routed

_WORLD = re.compile(rf"shard-\d{{3}}|sample-\d{{1,7}}|{FRAMED}")
MANY_GUESTS = 2.0  # rows held for each of a shard's own: from here on other ways are better
OFFERED = (0.3, 0.1)  # limits of giving, the largest that is likely among them
SAMPLES = (4_000, 10_000, 20_000, 100_000)  # subscribers: what decisions, the page and draws ask for


def build_store(  # noqa: PLR0913 - where from and to, then how: each is named by its callers
    path: Path,
    folder: Path,
    shards: int | None = None,
    *,
    giving_up_to: float = 1.0,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress = silent,
    engine: Elsewhere | None = None,
    work: str = "",
) -> Store:
    """Build the store of the population at `path` in a folder that exists and is empty; without `shards` as many as suit it.

    An `engine` that sees the folder deals the months where it sees them too, and works on the shards; without one `threads` of
    this process do. Guests are held for giving with a probability of up to `giving_up_to`. Where the folder has what a build of
    the same `work` left, that is gone on with; from the moment that the tables are dealt a build can be. Raises InputError for
    what `prepare` refuses, ParameterError for a count of shards or a limit out of range.
    """
    if shards is not None and not 1 <= shards <= MOST_SHARDS:
        raise ParameterError([Problem("shards-range", {"value": shards, "low": 1, "high": MOST_SHARDS})])
    if not 0.0 < giving_up_to <= 1.0:
        raise ParameterError([Problem("shards-giving-range", {"value": giving_up_to})])
    # Beside the store and not in the system's folder for such things: it is as large as the base, and as confidential.
    room = folder / ROOM
    works: Engine = engine or Here(threads)
    room.mkdir(exist_ok=True)
    try:
        look_through(folder, room)
        if not is_kept(room):
            if engine is not None:
                unmark_unfinished(folder)  # ids stand in the room while an engine deals
            keep_routed(room, route(path, folder, shards, threads, progress, engine))
            if work:
                mark_unfinished(folder, work)
        routed = routed_of(room)
        numbers: list[int] = np.unique(routed.shard).tolist()
        for done, _ in enumerate(works.each(PART, str(folder), [str(number) for number in numbers], "")):
            progress("shards", 0.3 + 0.35 * (done + 1) / len(numbers))
        maker = _constants(room, routed, numbers, (seed, giving_up_to), threads, progress)
        guest_rows = [guest_rows_in(room, number) for number in numbers]
        held = _held(maker, guest_rows, threads)
        store = _written(folder, maker, held, works, progress)
    finally:
        forget()
    shutil.rmtree(room, ignore_errors=True)
    write_store(folder, store)
    progress("done", 1.0)
    return store


def _foreign(folder: Path) -> str:
    """Name the first thing in a folder that did not come with a store; empty where all did."""

    def ours(file: Path) -> bool:
        return file.name in {FILE, STRENGTHS, COMMUNITIES, MARK, KEPT} or (file.is_dir() and bool(_WORLD.fullmatch(file.name)))

    return stranger(folder, ours) or ("" if is_store(folder) else MARK)


def _constants(
    room: Path, routed: Routed, numbers: list[int], held: tuple[int, float], threads: int | None, progress: Progress
) -> Maker:
    """Return what is known once every part is read, and let the guests of each shard be kept, unless they are.

    They are `held` for a seed and a limit of giving.
    """
    progress("guests", 0.65)
    if not has_maker(room, numbers):
        maker = Maker.of(routed, [part_in(room, number) for number in numbers], *held)
        keep_maker(room, maker, numbers, threads)
    return maker_of(room)


def written_store(  # noqa: PLR0913 - as for `build_store`
    path: Path,
    target: Path,
    shards: int | None,
    *,
    seed: int,
    threads: int | None,
    replace_old: bool,
    progress: Progress,
    engine: Elsewhere | None = None,
    afresh: bool = False,
    giving_up_to: float = 1.0,
) -> Store:
    """Build the store of `path` at `target`, whole or not at all; InputError where something else lies there.

    A build that was stopped, killed or found the disk full is gone on with by the next that would write the same bytes. What is
    left of another is thrown away only where this is to begin `afresh`; InputError else.
    """

    def check() -> None:
        if path.resolve() == target.resolve() or path.resolve() in target.resolve().parents:
            raise InputError.one("shards-inside", path=str(target))
        if check_folder(target, _foreign, "shards-target-taken") and not replace_old:
            raise InputError.one("shards-there", path=str(target))

    check()
    if afresh:
        begin_afresh(target)
    work = _named(path, (shards, seed, giving_up_to), threads)
    if is_unfinished(target) and not is_unfinished(target, work):
        raise InputError.one("shards-other-unfinished", path=str(target))
    with whole_folder(target, check, work) as folder, told(target):
        build_store(
            path,
            folder,
            shards,
            giving_up_to=giving_up_to,
            seed=seed,
            threads=threads,
            progress=progress,
            engine=engine,
            work=work,
        )
    return open_store(target)


def _named(path: Path, asked: tuple[int | None, int, float], threads: int | None) -> str:
    """Name a build by all that its bytes hang on: the base to the last byte, what was asked, the program. InputError as dealing.

    A base that cannot be read has no name: its build ends soon, and nothing of it is kept.
    """
    population = open_population(path)
    try:
        tables = digests_of((population.files[name] for name in sorted(population.files)), threads)
    except OSError:
        return ""
    return digest_of(repr((tables, population.manifest, asked, program_digest())).encode())


def _held(maker: Maker, guest_rows: list[int], threads: int | None) -> Held:
    """Return what guests cost and, where they are many, by one month what would be left of them within each limit of giving."""
    own = [part.facts.size for part in maker.parts]
    largest = max((guests / max(1, rows) for guests, rows in zip(guest_rows, own, strict=True)), default=0.0)
    held = Held(rows=sum(own), guest_rows=sum(guest_rows), largest=largest)
    if held.factor <= MANY_GUESTS:
        return held
    month = len(maker.routed.months) // 2
    limits = [limit for limit in OFFERED if limit < maker.giving_up_to]
    now, *less = side_by_side(lambda limit: maker.needed(limit).visits(month), (maker.giving_up_to, *limits), threads)
    factors = (1 + (held.factor - 1) * guests / max(1, now) for guests in less)
    return replace(held, limited=tuple(zip(limits, factors, strict=True)))


def _written(folder: Path, maker: Maker, held: Held, works: Engine, progress: Progress) -> Store:
    """Let the world of every shard and every sample be made, and return the store of them."""
    routed, names = maker.routed, [f"shard-{nth:03d}" for nth in range(len(maker.parts))]
    jobs = [*names, *(f"sample-{size}" for size in SAMPLES), FRAMED]
    told: dict[str, Made] = {}
    for name, body in works.each(WORLD, str(folder), jobs, ""):
        told[name] = json.loads(body)
        settle(folder / name)  # while others are made: whoever made it would wait for the disk, and so would the end for all
        progress("shards", 0.7 + 0.25 * len(told) / len(jobs))
    np.save(folder / COMMUNITIES, routed.community)
    found = [told[name] for name in names]
    counts = tuple(len(levels) for _, levels in maker.levels)
    cells = (
        Cells(counts, np.array(one["sizes"], np.int64), tuple(np.array(met, np.int64) for met in one["met"])) for one in found
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
        giving_up_to=maker.giving_up_to,
        whole=maker.whole,
        path=folder,
        shards=tuple(names),
        samples=SAMPLES,
        told_levels=maker.levels,
        told_cells=reduce(add, cells),
        held=held,
        communities=digest_of((folder / COMMUNITIES).read_bytes()),
    )
