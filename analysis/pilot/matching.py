"""Clusters matched before they are dealt: blocks of such as were alike in what gifts could move and in packs bought.

A block is a stratum like any other: arms are dealt inside it, and p by lot deals anew inside it alone. What is matched on comes
from the months before the pilot and from no assumption, so that the same plan on the same base is always the same list.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.pairs import UNLIMITED
from analysis.pilot.baseline import baseline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.pilot.plan import Plan
    from analysis.world.world import World

    Floats = NDArray[np.float64]
    Places = NDArray[np.int64]


def block_size(shares: Sequence[float]) -> int:
    """Return the clusters of a block: the fewest of which each arm is due at least one."""
    return math.ceil(1.0 / min(shares) - 1e-9)


def matched(world: World, plan: Plan, of: Places, key: NDArray[np.uint64], stratum: Places) -> Places:
    """Return each cluster's block, numbered over all strata; `of` per subscriber, `key` and `stratum` per cluster.

    ParameterError where no month lies before the pilot.
    """
    before = range(plan.check_on(len(world.months)).start)
    there = np.maximum(1, np.bincount(of, baseline(world, "months", before), key.size))
    flow = within_reach(world, of, before, key.size) / there
    packs = np.bincount(of, baseline(world, "buyers", before), key.size) / there
    return blocks(stratum, flow, packs, key, block_size(plan.shares))


def within_reach(world: World, of: Places, months: range, clusters: int) -> Floats:
    """Return by cluster the kB that its members were short of and others of the same cluster had left, summed over months.

    What one is short of counts once, at most as much as all its givers had left; a giver may stand in for several.
    """
    pairs, rows = world.pairs, world.rows
    at = slice(int(pairs.starts[months.start]), int(pairs.starts[months.stop]))
    giver, receiver = pairs.giver[at], pairs.receiver[at]
    here = (rows.sub[giver] < of.size) & (rows.sub[receiver] < of.size)  # guests are in no cluster
    giver, receiver = giver[here], receiver[here]
    inside = of[rows.sub[giver]] == of[rows.sub[receiver]]
    giver, receiver = giver[inside], receiver[inside]
    short = rows.need[receiver] - rows.balance[receiver]
    left = np.where(rows.balance[giver] == UNLIMITED, short, rows.balance[giver] - rows.need[giver])
    who, nth = np.unique(receiver, return_inverse=True)
    held = np.bincount(nth, np.minimum(left, short), who.size)
    met = np.minimum(held, (rows.need[who] - rows.balance[who]).astype(np.float64))
    return np.asarray(np.bincount(of[rows.sub[who]], met, clusters), np.float64)


def blocks(stratum: Places, first: Floats, second: Floats, key: NDArray[np.uint64], size: int) -> Places:
    """Return blocks of `size` clusters inside strata, alike in `first` and `second`; the last of a stratum takes the rest.

    A stratum's clusters are laid in bands by `first`, as many as blocks in each, and a band's in the order of `second`. Ties go
    by key, whatever the order of the rows.
    """
    _, stratum = np.unique(stratum, return_inverse=True)
    count = np.bincount(stratum)
    many = np.maximum(1, count // size)
    wide = size * np.ceil(np.sqrt(many)).astype(np.int64)  # clusters of a band
    band = _places(np.lexsort((key, first, stratum)), count) // wide[stratum]
    place = _places(np.lexsort((key, second, band, stratum)), count)
    ends = np.cumsum(many)
    return np.asarray((ends - many)[stratum] + np.minimum(place // size, many[stratum] - 1), np.int64)


def _places(order: NDArray[np.intp], count: Places) -> Places:
    """Return each cluster's place (from 0) in its stratum, under an order in which strata lie one after another."""
    place = np.empty(order.size, np.int64)
    place[order] = np.arange(order.size) - np.repeat(np.cumsum(count) - count, count)
    return place
