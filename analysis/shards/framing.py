"""A frame: some communities of a base by lot, with those of the others whom they can meet, as if they were a shard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.shards.guests import Homes, close_upwards, every
from analysis.world.subsample import in_frame, of_people, renumbered
from analysis.world.world import sealed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.world.world import World


def framed(world: World, most: int) -> World:
    """Return the world of a frame of up to `most` subscribers and its guests; itself where all lie in it.

    Nothing that meets the frame is cut, unlike in a sample: what its people do is what they do in the base. It has no dimensions
    and no sums by month.
    """
    people = in_frame(world.group, world.lot, most)
    if people.size == world.subscribers:
        return world
    own = np.zeros(world.rows.key.size, bool)
    own[people] = True
    kept = np.flatnonzero(_needed(world, own))
    here = np.zeros(own.size, bool)
    here[world.rows.sub[kept]] = True
    everyone = np.concatenate([people, np.flatnonzero(here & ~own)])
    place = np.empty(own.size, np.int64)
    place[everyone] = np.arange(everyone.size)
    kept = kept[np.lexsort((place[world.rows.sub[kept]], world.rows.month[kept]))]
    rows, pairs, strength = renumbered(world, everyone, kept)
    return replace(
        of_people(world, people),
        rows=rows,
        pairs=pairs,
        tie_strength=strength,
        tenure=sealed(world.tenure[everyone]),
        month_sums=sealed(np.zeros_like(world.month_sums)),
        by_lot=True,
    )


def _needed(world: World, own: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which rows a frame needs: those of its `own` people, and of guests in the months in which they can be met."""
    rows, pairs = world.rows, world.pairs
    # The frame stands for a shard, and there is no other.
    needed, homes = own[rows.sub], Homes(sealed(np.where(own, 0, -1).astype(np.int16)), sealed(np.full(own.size, -1, np.int16)))
    # Whatever may ring: what is learned from a pilot is replayed with clocks drawn anew, at any chance.
    clocks, edges = every(), np.searchsorted(rows.month, np.arange(len(world.months) + 1))
    for month in range(len(world.months)):
        at = slice(int(pairs.starts[month]), int(pairs.starts[month + 1]))
        giver, receiver = (sealed(rows.sub[end[at]].astype(np.int32)) for end in (pairs.giver, pairs.receiver))
        signs, reach = np.zeros(own.size, np.int8), np.zeros(own.size, np.uint64)
        signs[giver], signs[receiver] = 1, -1
        close_upwards(giver, receiver, signs, homes, clocks, month, 0, reach)
        theirs = slice(int(edges[month]), int(edges[month + 1]))
        needed[theirs] |= reach[rows.sub[theirs]] > 0
    return needed
