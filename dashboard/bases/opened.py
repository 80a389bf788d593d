"""A base opened for the page: a store of shards with the engine that the environment names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.engines.addresses import engine_of_environment
from analysis.shards.opening import open_base
from analysis.shards.store import Store
from analysis.world.world import DEFAULT_SEED

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.shards.store import AnyBase


def opened_base(path: Path, seed: int = DEFAULT_SEED) -> AnyBase:
    """Open the base at `path`. Raises what `open_base` does, and InputError for an engine that is not there."""
    base = open_base(path, seed)
    return replace(base, engine=engine_of_environment()) if isinstance(base, Store) else base
