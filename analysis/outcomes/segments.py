"""The outcomes cut by dimension: plan, SIM kind, region, tenure, age, use, and the role in the transfers themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.outcomes.cuts import ALL, ROLE
from analysis.outcomes.measures import Tally, bridge, changes, outcomes
from analysis.results.result import Segment
from analysis.world.small_groups import FEWEST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analysis.outcomes.cuts import Cut
    from analysis.settings.assumptions import Assumptions
    from analysis.world.prepared_base import PreparedBase

Hidden = dict[str, frozenset[int]]


def hidden_in(base: PreparedBase, took_part: NDArray[np.int64], roles: NDArray[np.int64], *, few: bool) -> Hidden:
    """Return which levels of each dimension are hidden; all of them, and all subscribers, in a run in which too `few` take part.

    `took_part` is how many did of each level of the base's cells, `roles` how many people have each role.
    Besides what the base hides: levels in which 1 to 9 people gave or received, with as many more as it takes. Roles are hidden
    all or none: whoever knows one of them knows them all, from how many gave and how many received.
    """
    everyone = frozenset(range(roles.size))
    if few:
        return {name: frozenset(range(len(levels))) for name, levels in base.levels} | {ROLE: everyone, ALL: frozenset({0})}
    cells = base.cells
    hidden = cells.hidden(took_part, cells.base_hidden)
    found = {
        name: frozenset(level - start for level in hidden if start <= level < start + count)
        for (name, _), start, count in zip(base.levels, cells.starts, cells.counts, strict=True)
    }
    small = bool(((roles > 0) & (roles < FEWEST)).any())
    return found | {ROLE: everyone if small else frozenset(), ALL: frozenset()}


def segments_of(base: PreparedBase, cuts: tuple[Cut, ...], assumptions: Assumptions, hidden: Hidden) -> tuple[Segment, ...]:
    """Return the outcomes of every level of every dimension; `hidden` ones, and empty ones, say nothing but their name."""
    found: list[Segment] = []
    for cut in cuts:
        sizes = cut.sizes
        for level, name in enumerate(cut.levels):
            if level in hidden[cut.name] or not sizes[level]:
                found.append(Segment(cut.name, name, None, None, None, None))
                continue
            tally = Tally.of(cut.base[level], cut.change[level], assumptions, base.pack_price_per_gb, cut.leaving[level])
            if cut.name == ROLE:
                found.append(_role(name, tally.over(cut.people[level] * len(base.months)), int(sizes[level])))
            else:
                found.append(_segment(cut.name, name, tally, int(sizes[level])))
    return tuple(found)


def _segment(dimension: str, level: str, tally: Tally, subscribers: int) -> Segment:
    # The platform's fixed cost belongs to the whole base, not to any segment.
    steps = bridge(tally, 0)
    profit = sum((step.total for step in steps), Decimal(0))
    return Segment(dimension, level, subscribers, int(tally.base["months"].sum()), outcomes(tally, steps), profit)


def _role(level: str, tally: Tally, subscribers: int) -> Segment:
    """Tell of a role only what the rules change: two runs that differ by one giver would tell how that giver was without them."""
    steps = bridge(tally, 0)
    profit = sum((step.total for step in steps), Decimal(0))
    return Segment(ROLE, level, subscribers, None, changes(tally, steps), profit)
