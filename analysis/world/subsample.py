"""A smaller world of whole communities, for the many runs that draws take where a base is large."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.pairs import Pairs
from analysis.kernels.sums import GROUPS, sum_people
from analysis.world.constants import hazard_span, month_totals
from analysis.world.world import sealed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Rows
    from analysis.world.prepared_base import Whole
    from analysis.world.world import SampledBase, World

SAMPLE_SUBSCRIBERS = 100_000
FRAME, MOST_FRAME = 100_000, 400_000  # subscribers a pilot is held among where the base is in shards: unless told, and at most
FEWEST_GROUPS = 10


def community_sample(base: SampledBase, most: int = SAMPLE_SUBSCRIBERS) -> tuple[World, int]:
    """Return a world of whole communities up to `most` subscribers, and of how many random groups those are.

    A base that is small enough is returned as it is. Ties that leave the sample are cut, so a sample answers for differences
    between runs and not for levels.
    """
    world = base.sampled(most)
    if world.subscribers > most:
        people, by_lot = drawn(world.group, world.lot, most, by_lot=world.by_lot)
        world = _of(world, people, by_lot=by_lot)
    return world, GROUPS if world.subscribers == base.subscribers else int(np.unique(world.group).size)


def drawn(
    group: NDArray[np.int16], lot: NDArray[np.uint64], most: int, *, by_lot: bool = False
) -> tuple[NDArray[np.int64], bool]:
    """Return the people of a sample, and whether they were drawn by lot.

    The first groups are taken whole as long as ten of them fit. Where they do not, or `by_lot`, communities are drawn across all
    groups, as many as fit; of at least ten groups in any case, for an error to be told.
    """
    sizes = np.cumsum(np.bincount(group, minlength=GROUPS))
    groups = int(np.searchsorted(sizes, most, side="right"))
    if groups >= FEWEST_GROUPS and not by_lot:
        return np.flatnonzero(group < groups), False
    return np.flatnonzero(lot <= _last_lot(group, lot, most)), True


def _last_lot(group: NDArray[np.int16], lot: NDArray[np.uint64], most: int) -> np.uint64:
    """Return up to which lot communities are drawn."""
    if lot.size > most:  # one more than fit tell as much as all do, unless they are of too few groups
        lowest = lot <= np.partition(lot, most)[most]
        last, groups = _last_of(group[lowest], lot[lowest], most)
        if groups >= FEWEST_GROUPS:
            return last
    return _last_of(group, lot, most)[0]


def _last_of(group: NDArray[np.int16], lot: NDArray[np.uint64], most: int) -> tuple[np.uint64, int]:
    """Return up to which of these lots communities are drawn, and of how many groups they all are."""
    lots, first, counts = np.unique(lot, return_index=True, return_counts=True)
    fit = int(np.searchsorted(np.cumsum(counts), most, side="right"))
    _, met = np.unique(group[first], return_index=True)
    enough = int(np.sort(met)[min(FEWEST_GROUPS, met.size) - 1]) + 1
    return np.uint64(lots[max(fit, enough) - 1]), met.size


def in_frame(group: NDArray[np.int16], lot: NDArray[np.uint64], most: int) -> NDArray[np.int64]:
    """Return the people of a frame of up to `most`, rising: communities by lot, so that a smaller frame lies in a larger one."""
    return drawn(group, lot, most, by_lot=True)[0]


def renumbered(world: World, people: NDArray[np.int64], kept: NDArray[np.int64]) -> tuple[Rows, Pairs, NDArray[np.float32]]:
    """Return rows, pairs and ties of some people by their new numbers; `kept` are their rows, month by month in that order."""
    place = np.full(world.rows.key.size, -1, np.int32)
    place[people] = np.arange(people.size, dtype=np.int32)
    row_place = np.full(world.rows.sub.size, -1, np.int32)
    row_place[kept] = np.arange(kept.size, dtype=np.int32)
    rows = world.rows
    facts = rows.facts[kept]
    facts["sub"] = place[facts["sub"]]
    rows = rows._replace(
        facts=facts,
        **{name: getattr(rows, name)[kept] for name in ("month", "leaving", "tariff")},
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
    strength = sealed(world.tie_strength[ties])
    return type(rows)._make(sealed(array) for array in rows), Pairs._make(sealed(array) for array in pairs), strength


def of_people(world: World, people: NDArray[np.int64]) -> World:
    """Return a world with what is told of each of some people by itself, and no dimensions; the rest comes from whoever asks."""
    return replace(
        world,
        first_month=sealed(world.first_month[people]),
        last_month=sealed(world.last_month[people]),
        launch_hazard=sealed(world.launch_hazard[people]),
        contact_hazard=sealed(world.contact_hazard[people]),
        group=sealed(world.group[people]),
        lot=sealed(world.lot[people]),
        account=sealed(world.account[people]),
        dimensions=(),
        person_sums=sealed(world.person_sums[people]),
    )


def _of(world: World, people: NDArray[np.int64], *, by_lot: bool) -> World:
    """Return the world of some people, renumbered: their rows, the pairs among them, and every sum anew."""
    mine = np.zeros(world.subscribers, bool)
    mine[people] = True
    rows, pairs, strength = renumbered(world, people, np.flatnonzero(mine[world.rows.sub]))
    sums = sample_sums(world.month_sums, world.person_sums[people], world.group[people], by_lot=by_lot)
    return replace(
        of_people(world, people),
        whole=sample_whole(world.whole, sums, world.span[people], world.launch_hazard[people], by_lot=by_lot),
        rows=rows,
        pairs=pairs,
        tie_strength=strength,
        tenure=sealed(world.tenure[people]),
        month_sums=sealed(sums),
        by_lot=by_lot,
    )


def sample_sums(
    month_sums: NDArray[np.int64], person_sums: NDArray[np.int64], group: NDArray[np.int16], *, by_lot: bool
) -> NDArray[np.int64]:
    """Return the sums by [month, group] of a sample of a base with these `month_sums`.

    Of groups that were kept whole they are their own. Of communities drawn `by_lot` the months are not known apart: all stands
    in the first.
    """
    if not by_lot:
        kept = np.zeros(GROUPS, bool)
        kept[group] = True
        return np.where(kept[None, :, None], month_sums, 0)
    sums = np.zeros_like(month_sums)
    sums[0] = sum_people(person_sums, np.zeros(group.size, np.int16), group, 1)[0]
    return sums


def sample_whole(
    whole: Whole, sums: NDArray[np.int64], span: NDArray[np.int64], hazard: NDArray[np.float64], *, by_lot: bool
) -> Whole:
    """Return the constants of a sample with such sums and people. A tie is as strong in it as in the base.

    What the average subscriber brings and the year's ups and downs are its own where its groups are whole, else the base's.
    """
    if by_lot:
        return replace(whole, subscribers=span.size)
    totals, hazards = month_totals(sums), hazard_span(span, hazard)
    return replace(whole, subscribers=span.size, month_totals=totals, span=int(span.sum()), hazard_span=hazards)
