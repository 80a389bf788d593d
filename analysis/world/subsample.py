"""A smaller world of whole communities, for the many runs that draws take where a base is large."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from analysis.kernels.pairs import Pairs
from analysis.kernels.sums import GROUPS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.world.world import World

Kind = TypeVar("Kind", bound=np.generic)
SAMPLE_SUBSCRIBERS = 100_000
SAMPLE_TIES = 20_000  # enough for a mean
FEWEST_GROUPS = 10


def community_sample(world: World, most: int = SAMPLE_SUBSCRIBERS) -> tuple[World, int]:
    """Return a world of the first random groups up to `most` subscribers, and how many groups those are.

    A base that is small enough is returned as it is. Ties that leave the sample are cut, so a sample answers for differences
    between runs and not for levels; at least 10 groups stay, for an error to be told.
    """
    if world.subscribers <= most:
        return world, GROUPS
    sizes = np.cumsum(np.bincount(world.group, minlength=GROUPS))
    groups = max(FEWEST_GROUPS, int(np.searchsorted(sizes, most, side="right")))
    return _of(world, np.flatnonzero(world.group < groups)), groups


def _of(world: World, people: NDArray[np.int64]) -> World:
    """Return the world of some people, renumbered: their rows, the pairs among them, and every sum anew."""
    place = np.full(world.subscribers, -1, np.int32)
    place[people] = np.arange(people.size, dtype=np.int32)
    kept = np.flatnonzero(place[world.rows.sub] >= 0)
    row_place = np.full(world.rows.sub.size, -1, np.int32)
    row_place[kept] = np.arange(kept.size, dtype=np.int32)
    rows = world.rows
    facts = rows.facts[kept]
    facts["sub"] = place[facts["sub"]]
    rows = rows._replace(
        facts=facts,
        **{name: getattr(rows, name)[kept] for name in ("month", "leaving")},
        **{name: getattr(rows, name)[people] for name in ("key", "plan", "region")},
    )
    ends = {name: row_place[getattr(world.pairs, name)] for name in ("giver", "receiver")}
    inside = np.flatnonzero((ends["giver"] >= 0) & (ends["receiver"] >= 0))
    ties, tie_of = np.unique(world.pairs.tie[inside], return_inverse=True)
    pairs = Pairs(
        giver=ends["giver"][inside],
        receiver=ends["receiver"][inside],
        tie=tie_of.astype(np.int32),
        clock=world.pairs.clock[inside],
        buyer=world.pairs.buyer[inside],
        starts=np.searchsorted(inside, world.pairs.starts).astype(np.int64),
    )
    every = max(1, world.tie_strength.size // SAMPLE_TIES)
    return replace(
        world,
        rows=type(rows)._make(_sealed(array) for array in rows),
        pairs=Pairs._make(_sealed(array) for array in pairs),
        tie_strength=_sealed(world.tie_strength[ties]),
        mean_strength_over=world.tie_strength[::every],  # strongest first, so every n-th is a fair sample of them
        tenure=_sealed(world.tenure[people]),
        first_month=_sealed(world.first_month[people]),
        last_month=_sealed(world.last_month[people]),
        launch_hazard=_sealed(world.launch_hazard[people]),
        contact_hazard=_sealed(world.contact_hazard[people]),
        group=_sealed(world.group[people]),
        account=_sealed(world.account[people]),
        dimensions=(),
        person_sums=_sealed(world.person_sums[people]),
        month_sums=_sealed(_month_sums(world, world.group[people])),
    )


def _month_sums(world: World, group: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return the sums by [month, group] of the groups that were kept whole."""
    kept = np.zeros(GROUPS, bool)
    kept[np.unique(group)] = True
    return np.where(kept[None, :, None], world.month_sums, 0)


def _sealed(array: NDArray[Kind]) -> NDArray[Kind]:
    """Make an array read-only, as those of a whole world are: compiled code has one version for both."""
    array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return array
