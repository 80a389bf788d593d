"""A pilot needs a base with ids: a store of shards holds numbers, so nobody could be told which of them takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.shards.store import Store
from data.errors import InputError

if TYPE_CHECKING:
    from analysis.shards.store import AnyBase
    from analysis.world.world import World


def world_with_ids(base: AnyBase) -> World:
    """Return a base prepared from tables as it is; InputError for a store of shards."""
    if isinstance(base, Store):
        raise InputError.one("pilot-of-store", name=base.manifest.name)
    return base
