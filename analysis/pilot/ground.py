"""The ground of a pilot: the people it is held among, as a world, with their communities and, where they are at hand, their ids.

Of a base of tables that is everybody, unless the plan says a frame. A store of shards keeps a frame of whole communities with all
whom they meet; it holds no ids, so those are looked up in the base it was built of, by the keys that both know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.pilot.people import People, ids_of, people_of
from analysis.shards.framing import framed
from analysis.shards.opening import tables_of
from analysis.shards.store import Store
from analysis.world.subsample import FRAME, MOST_FRAME, in_frame
from data.errors import InputError, ParameterError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.pilot.plan import Plan
    from analysis.shards.store import AnyBase
    from analysis.world.world import World


@dataclass(frozen=True)
class Ground:
    """A world and its people. Guests of the world are those of the base who may meet them, and take no part."""

    world: World
    people: People


def plan_on(base: AnyBase, plan: Plan) -> Plan:
    """Return a plan as it can be held on a base: of a store that is larger in a frame, of the usual size unless the plan says."""
    if isinstance(base, Store) and not plan.frame and base.subscribers > FRAME:
        return plan.changed({"frame": FRAME})
    return plan


def ground_of(base: AnyBase, plan: Plan, tables: Path | None, threads: int | None = None) -> Ground:
    """Return the ground of a plan on a base; `tables` is the folder of its tables, None where a store alone is at hand.

    InputError where the tables are not those of the store; ParameterError for a frame that is larger than the store's.
    """
    if isinstance(base, Store):
        most = plan.frame or base.subscribers
        if min(most, base.subscribers) > MOST_FRAME:
            raise ParameterError([Problem("pilot-frame", {"value": most, "most": MOST_FRAME, "name": base.manifest.name})])
        world, community = base.framed(most)
        ids = None if tables is None else ids_of(tables, world.rows.key[: world.subscribers], threads)
        return Ground(world, People(ids, community))
    if tables is None:
        raise TypeError(tables)  # a base in memory was read from somewhere
    people = people_of(tables, threads)
    if not plan.frame:
        return Ground(base, people)
    return Ground(framed(base, plan.frame), people.only(in_frame(base.group, base.lot, plan.frame)))


def tables_needed(base: AnyBase, population: Path, told: Path | None = None) -> Path:
    """Return the folder of the tables of a base, as `tables_of` does; InputError for a store whose tables are not at hand."""
    found = tables_of(base, population, told)
    if found is None:
        raise InputError.one("pilot-without-ids")
    return found
