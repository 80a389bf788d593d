"""A base made ready, wherever it lies: tables are prepared in memory, a store is opened as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.shards.store import is_store, open_store
from analysis.world.prepare import prepare
from analysis.world.world import DEFAULT_SEED
from data.errors import InputError, ParameterError, Problem
from data.progress import Progress, silent

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.shards.engine import Engine
    from analysis.shards.store import AnyBase


def open_base(
    path: Path,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress = silent,
    engine: Engine | None = None,
) -> AnyBase:
    """Make the base at `path` ready for questions with the draws of `seed`; an `engine` works on the shards of a store.

    Raises what `prepare` and `open_store` do, ParameterError for a store that was built with another seed, and InputError for an
    engine where there are no shards.
    """
    if not is_store(path):
        if engine is not None:
            raise InputError.one("engine-without-shards", path=str(path))
        return prepare(path, seed, threads, progress)
    store = open_store(path)
    if store.seed != seed:
        raise ParameterError([Problem("shards-seed", {"value": seed, "known": store.seed})])
    progress("done", 1.0)
    return replace(store, engine=engine)
