"""How much is missing, over the whole base, where its unseen need is another than its store was built for: told in two rounds.

What else the need behind the limit changes is a shard's own. Quantiles of shortages are the base's; to say them, each shard tells
how many of its own people's shortages lie in which bin, and then those in the few bins that matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.unseen_need import with_unseen_need
from analysis.order_statistics import bins_at, size_places, size_quantiles, tally, values_within, within
from analysis.world.world import short_ratios

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from analysis.engine.mechanism import Table
    from analysis.world.world import World

    Ask = Callable[[Table | None], Sequence[Table]]


def shortages_said(world: World, ratio: float, bins: Table | None) -> Table:
    """Return [bin, count] of the own shortages of a shard; told `bins` [one], the bits [one] of those that lie in them."""
    sizes = short_ratios(with_unseen_need(world, ratio, world.short_sizes).alone.rows)
    return tally(sizes) if bins is None else within(sizes, bins[:, 0]).view(np.int64)[:, None]


def sizes_over(ask: Ask) -> NDArray[np.float64]:
    """Return the `short_sizes` of a base; `ask` lets all of its shards say what `shortages_said` returns."""
    tallies = ask(None)
    count = sum(int(told[:, 1].sum()) for told in tallies)
    if not count:
        return np.ones(1)
    places = size_places(count)
    found = [np.ascontiguousarray(told[:, 0]).view(np.float64) for told in ask(bins_at(tallies, places)[:, None])]
    return size_quantiles(count, values_within(tallies, found, places))
