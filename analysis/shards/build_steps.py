"""The steps by which a store is built: a shard's own people read, and its world made once the whole base is known."""

from __future__ import annotations

import json
import os
import re
import shutil
from functools import lru_cache
from typing import TYPE_CHECKING, TypedDict

from analysis.dealing.kept_steps import ROOM
from analysis.shards.part import part_of
from analysis.shards.store import FRAMED
from analysis.shards.visits import FRAME, guests_in
from analysis.shards.workroom import is_kept, keep_made, keep_part, made_in, maker_in, routed_in
from analysis.world.prepared_cache import write_world
from data.errors import InputError
from data.files.places import told

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.shards.making import Maker
    from analysis.shards.routing import Routed
    from analysis.world.world import World

PART, WORLD = "part", "world"
_SAMPLE = re.compile(r"sample-(\d+)")


class Made(TypedDict):
    """What is told of a shard that was made: its cells (see `Cells`)."""

    sizes: list[int]
    met: list[list[int]]


def read_part(place: Path, shard: str, _said: str) -> bytes:
    """Read the people of one shard, by its number, and keep what they say. InputError where nothing was dealt here."""
    room = _room(place)
    with told(place):
        if not is_kept(room, int(shard)):
            keep_part(room, int(shard), part_of(room, int(shard), routed_of(room)))
    return b""


def make_world(place: Path, name: str, _said: str) -> bytes:
    """Make the world of a shard, a sample or the frame of pilots beside the room, and say what is in it."""
    room = _room(place)
    kept = made_in(room, name)
    if kept is not None and (place / name).is_dir():
        return kept.encode()
    maker, sample, part = maker_of(room), _SAMPLE.fullmatch(name), None
    if sample:
        world = maker.sample(int(sample.group(1)))
    elif name == FRAMED:
        world = maker.framed(guests_in(room, FRAME))
    else:
        part = maker.parts[int(name.rpartition("-")[2])]
        world = maker.shard(part, guests_in(room, int(maker.routed.shard[part.person[0]])))
    with told(place):
        _write(place / name, world, room)
    if part is not None:
        part.let_go()
    made = Made(sizes=[], met=[])
    if world.dimensions:
        made = Made(sizes=world.cells.sizes.tolist(), met=[pairs.tolist() for pairs in world.cells.met])
    with told(place):
        keep_made(room, name, made)
    return json.dumps(made).encode()


def _write(target: Path, world: World, room: Path) -> None:
    """Write a world whole, or leave the one that another try has written."""
    draft = room / f".{target.name}.{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    write_world(draft, world, 1)
    if not target.exists():
        draft.rename(target)


def _room(place: Path) -> Path:
    room = place / ROOM
    if not is_kept(room):
        raise InputError.one("engine-no-room", path=str(place))
    return room


@lru_cache(maxsize=1)
def routed_of(room: Path) -> Routed:
    """Return the base that was dealt, its files mapped once in this process: each map counts as memory of its own."""
    return routed_in(room)


@lru_cache(maxsize=1)
def maker_of(room: Path) -> Maker:
    """Return the maker of the base's shards, mapped once as well."""
    return maker_in(room, routed_of(room))


def forget() -> None:
    """Let go of the files of a room: the build is over."""
    routed_of.cache_clear()
    maker_of.cache_clear()
