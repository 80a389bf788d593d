"""Which assumptions are in force: declared, measured in the base, of the culture, set by hand, each over the ones before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.scenarios.presets import culture_assumptions
from analysis.settings.assumptions import assumptions_for
from analysis.settings.parameters import as_dict
from dashboard.state.store import chosen

if TYPE_CHECKING:
    from analysis.settings.parameters import Value
    from analysis.shards.store import AnyBase
    from dashboard.state.choice import Chosen


def assumption_defaults(world: AnyBase, culture: str) -> dict[str, Value]:
    """Return every assumption by name as it holds before any is set by hand: declared, measured in the base, of the culture."""
    return as_dict(assumptions_for(world, culture_assumptions(culture) if culture else {}))


def assumptions_in_force(world: AnyBase) -> dict[str, Value]:
    """Return every assumption by name as it holds now, on whatever page."""
    return assumptions_of(chosen(), world)


def assumptions_of(now: Chosen, world: AnyBase) -> dict[str, Value]:
    """Return every assumption by name as a choice has it on a base."""
    return assumption_defaults(world, now.culture) | dict(now.assumptions)
