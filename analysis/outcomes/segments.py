"""The outcomes cut by dimension: plan, SIM kind, region, tenure, age, use, and the role in the transfers themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.sums import sum_people, sum_rows
from analysis.outcomes.measures import Tally, bridge, changes, outcomes
from analysis.results.result import Segment
from analysis.world.small_groups import FEWEST

if TYPE_CHECKING:
    from analysis.engine.changes import Changes
    from analysis.settings.assumptions import Assumptions
    from analysis.world.world import Dimension, World

ROLE, ALL = "role", "all"
Hidden = dict[str, frozenset[int]]


def dimensions_with(world: World, role: Dimension) -> tuple[Dimension, ...]:
    """Return the dimensions of the base, then the role; its first level is that of who took no part."""
    return (*world.dimensions, role)


def hidden_in(world: World, role: Dimension, *, few: bool) -> Hidden:
    """Return which levels of each dimension are hidden; all of them, and all subscribers, in a run in which too `few` take part.

    Besides what the base hides: levels in which 1 to 9 people gave or received, with as many more as it takes. Roles are hidden
    all or none: whoever knows one of them knows them all, from how many gave and how many received.
    """
    if few:
        return {one.name: frozenset(range(len(one.levels))) for one in dimensions_with(world, role)} | {ALL: frozenset({0})}
    cells = world.cells
    hidden = cells.hidden(cells.sizes(role.code > 0), cells.base_hidden)
    found = {
        dimension.name: frozenset(level - start for level in hidden if start <= level < start + count)
        for dimension, start, count in zip(world.dimensions, cells.starts, cells.counts, strict=True)
    }
    sizes = np.bincount(role.code, minlength=len(role.levels))
    small = bool(((sizes > 0) & (sizes < FEWEST)).any())
    return found | {ROLE: frozenset(range(len(role.levels))) if small else frozenset(), ALL: frozenset()}


def segments_of(world: World, whole: Changes, role: Dimension, assumptions: Assumptions, hidden: Hidden) -> tuple[Segment, ...]:
    """Return the outcomes of every level of every dimension; `hidden` ones, and empty ones, say nothing but their name."""
    found: list[Segment] = []
    for dimension in dimensions_with(world, role):
        levels = len(dimension.levels)
        base = sum_people(world.person_sums, dimension.code, world.group, levels)
        change = sum_rows(whole.table, whole.person, dimension.code[whole.person], world.group, levels)
        leaving = sum_people(world.expected_leavers[:, None], dimension.code, world.group, levels)[:, :, 0]
        sizes = np.bincount(dimension.code, minlength=levels)
        for level, name in enumerate(dimension.levels):
            if level in hidden[dimension.name] or not sizes[level]:
                found.append(Segment(dimension.name, name, None, None, None, None))
                continue
            tally = Tally.of(base[level], change[level], assumptions, world.pack_price_per_gb, leaving[level])
            if dimension.name == ROLE:
                people = np.bincount(world.group[role.code == level], minlength=len(tally.base["months"]))
                found.append(_role(name, tally.over(people * len(world.months)), int(sizes[level])))
            else:
                found.append(_segment(dimension.name, name, tally, int(sizes[level])))
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
