"""Need that nobody metered: where it was imputed, how much was missing behind the limit is itself an unknown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.stretch import stretched
from analysis.world.world import MEASURES, World, short_sizes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.world.prepared_base import PreparedBase


def is_imputed(base: PreparedBase) -> bool:
    """Say whether the base's needs behind the limit were drawn by the import and not observed."""
    return "need_gb" in base.manifest.synthesised


def with_unseen_need(world: World, ratio: float, sizes: NDArray[np.float64] | None = None) -> World:
    """Return the world in which what went unmet was `ratio` times as much as imputed; the same where need was given.

    A shard is told the `short_sizes` of the whole base then.

    Only needs above allowance and packs change, so who is short in which month, and the giver-receiver pairs, stay as they are.
    """
    if ratio == 1.0 or not is_imputed(world):
        return world
    facts = world.rows.facts.copy()
    more = stretched(facts, world.rows.pack, world.rows.tariff, ratio)
    facts.flags.writeable = False
    found = replace(world, rows=world.rows._replace(facts=facts))
    own = found.alone.rows
    more = more[world.rows.sub < world.subscribers]  # guests are in no sum
    return replace(
        found,
        person_sums=_added(world.person_sums, (own.sub,), more),
        month_sums=_added(world.month_sums, (own.month, world.group[own.sub]), more),
        short_sizes=short_sizes(own) if sizes is None else sizes,
    )


def _added(sums: NDArray[np.int64], place: tuple[NDArray[np.integer], ...], more: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return `sums` [*place, measure] with `more` [row, unmet kB and share] added to the measures of unmet need."""
    found, touched = sums.copy(), np.flatnonzero(more[:, 0])
    where = tuple(np.asarray(index[touched], np.int64) for index in place)
    for column, name in enumerate(("unmet_kb", "unmet_share")):
        np.add.at(found[..., MEASURES.index(name)], where, more[touched, column])
    found.flags.writeable = False
    return found
