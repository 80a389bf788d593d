"""A base made ready, wherever it lies: tables are prepared in memory, a store is opened as it is."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.shards.store import FILE, Store, is_store, open_store
from analysis.world.bounds import is_too_large
from analysis.world.prepare import prepare
from analysis.world.world import DEFAULT_SEED
from data.database.storage import MARK
from data.errors import InputError, ParameterError, Problem
from data.population.folder import open_population
from data.progress import Progress, silent

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.dealing.engine import Engine
    from analysis.shards.store import AnyBase


WANTS_SHARDS = "base-wants-shards"
SUFFIX = "-shards"


def store_place(path: Path) -> Path:
    """Return where the store of a base is looked for, when the base is too large to be asked whole."""
    return path.with_name(f"{path.name}{SUFFIX}")


def open_base(
    path: Path,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress = silent,
    engine: Engine | None = None,
) -> AnyBase:
    """Make the base at `path` ready for questions with the draws of `seed`; an `engine` works on the shards of a store.

    A base that fits the memory is asked whole, which is faster; for one that does not, and for an engine, its store stands in
    if it lies beside it (`store_place`) and was built of that very base. Raises what `prepare` and `open_store` do,
    ParameterError for a store that was built with another seed, and InputError where it takes shards and there are none.
    """
    if is_store(path):
        return _opened(path, seed, progress, engine)
    if engine is None:
        try:
            return prepare(path, seed, threads, progress)
        except InputError as error:
            if not is_too_large(error):
                raise
            lacking = InputError.one(WANTS_SHARDS, **error.problems[0].facts, store=str(store_place(path)))
    else:
        lacking = InputError.one("engine-without-shards", path=str(path), store=str(store_place(path)))
    if not _is_of(store_place(path), path):
        raise lacking
    return replace(_opened(store_place(path), seed, progress, engine), stands_for=path)


def tables_of(base: AnyBase, population: Path, told: Path | None = None) -> Path | None:
    """Return the folder of the tables of a base that was opened at `population`; None for a store whose tables are not at hand.

    Those of a store are looked for where they are `told` to lie, else where its name says that they do. InputError where those
    that were told are another base's.
    """
    if not isinstance(base, Store):
        return population
    if told is not None:
        if open_population(told).manifest.fingerprint != base.stamped:
            raise InputError.one("pilot-other-tables", path=str(told))
        return told
    if base.stands_for is not None:
        return base.stands_for
    name = base.path.name.removesuffix(SUFFIX)
    if name in {"", base.path.name}:
        return None
    with suppress(InputError):
        return base.path.with_name(name) if _is_of(base.path, base.path.with_name(name)) else None
    return None


def _is_of(place: Path, path: Path) -> bool:
    """Say whether at `place` is a store of the base at `path`, as it is now: none of its files is younger than the store."""
    if not is_store(place):
        return False
    population, built = open_population(path), (place / FILE).stat().st_mtime_ns
    files = [*population.files.values(), path / MARK]
    stamped = open_store(place).stamped
    return stamped == population.manifest.fingerprint and all(file.stat().st_mtime_ns <= built for file in files)


def _opened(path: Path, seed: int, progress: Progress, engine: Engine | None) -> Store:
    store = open_store(path)
    if store.seed != seed:
        raise ParameterError([Problem("shards-seed", {"value": seed, "known": store.seed})])
    progress("done", 1.0)
    return replace(store, engine=engine)
