"""The outcomes cut by dimension: plan, SIM kind, region, tenure, age, use, and the role in the transfers themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.sums import roles, sum_people, sum_rows
from analysis.measures import Tally, bridge, outcomes
from analysis.results import Segment
from analysis.world import Dimension

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.assumptions import Assumptions
    from analysis.replay import Changes
    from analysis.world import World

SMALLEST_CELL = 10
ROLES = ("neither", "giver", "receiver", "both")
GAVE, RECEIVED = 1, 2


def roles_of(world: World, whole: Changes) -> NDArray[np.int16]:
    """Return the role each subscriber had over the whole replay, as its place in ROLES (GAVE and RECEIVED are its bits)."""
    return roles(whole.person, whole.column("sent_kb"), whole.column("received_kb"), world.subscribers)


def segments_of(world: World, whole: Changes, role: NDArray[np.int16], assumptions: Assumptions) -> tuple[Segment, ...]:
    """Return the outcomes of every level of every dimension; small cells, and empty ones, say nothing but their name."""
    found: list[Segment] = []
    for dimension in (*world.dimensions, Dimension("role", ROLES, role)):
        levels = len(dimension.levels)
        base = sum_people(world.person_sums, dimension.code, world.group, levels)
        change = sum_rows(whole.table, whole.person, dimension.code[whole.person], world.group, levels)
        leaving = sum_people(world.expected_leavers[:, None], dimension.code, world.group, levels)[:, :, 0]
        sizes = np.bincount(dimension.code, minlength=levels)
        hidden = hidden_levels(sizes)
        for level, name in enumerate(dimension.levels):
            tally = Tally.of(base[level], change[level], assumptions, world.pack_price_per_gb, leaving[level])
            found.append(_segment(dimension.name, name, tally, 0 if level in hidden else int(sizes[level])))
    return tuple(found)


def hidden_levels(sizes: NDArray[np.int64]) -> frozenset[int]:
    """Return the levels of a dimension whose numbers are not shown: those under 10 subscribers, empty ones apart.

    The next larger ones join them while what is hidden could be found by subtracting the rest from the total.
    """
    order = [int(level) for level in np.argsort(sizes, kind="stable") if sizes[level] > 0]
    hidden = [level for level in order if sizes[level] < SMALLEST_CELL]
    while hidden and (len(hidden) == 1 or sizes[hidden].sum() < SMALLEST_CELL) and len(hidden) < len(order):
        hidden.append(order[len(hidden)])
    return frozenset(hidden)


def _segment(dimension: str, level: str, tally: Tally, subscribers: int) -> Segment:
    if subscribers == 0:
        return Segment(dimension, level, subscribers=None, subscriber_months=None, outcomes=None, profit_change=None)
    # The platform's fixed cost belongs to the whole base, not to any segment.
    steps = bridge(tally, 0)
    return Segment(
        dimension=dimension,
        level=level,
        subscribers=subscribers,
        subscriber_months=int(tally.base["months"].sum()),
        outcomes=outcomes(tally, steps),
        profit_change=sum((step.total for step in steps), Decimal(0)),
    )
