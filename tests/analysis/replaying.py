"""One way to replay rules of any mechanism, for tests that look at the months themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.mechanisms.registry import mechanism_of

if TYPE_CHECKING:
    from analysis.engine.changes import Replayed
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import World


def replay(world: World, rules: RuleSet, assumptions: Assumptions) -> Replayed:
    """Return what rules change in each month."""
    return mechanism_of(rules).replay(world, rules, assumptions)
