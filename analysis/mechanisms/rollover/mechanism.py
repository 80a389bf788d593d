"""Rollover as a mechanism."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from analysis.engine.moves import Moves
from analysis.mechanisms.common.moving import Moving
from analysis.mechanisms.common.two_sides import flow_of, roles_of
from analysis.mechanisms.common.units import allowed
from analysis.mechanisms.rollover.replay import effects_of, moves_of
from analysis.settings.rollover_rules import RolloverRules

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes, Replayed
    from analysis.engine.moves import Year
    from analysis.results.result import Flow
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import World


class Rollover(Moving[RolloverRules, Moves]):
    """A subscriber's own leftovers live on into later months."""

    rules = RolloverRules
    roles: ClassVar[tuple[str, ...]] = ("neither", "carrier")
    kept_in_search: ClassVar[frozenset[str]] = frozenset({"enabled", "carry_sims", "carry_plans"})

    def check(self, world: World, rules: RuleSet) -> None:
        """Raise ParameterError for a plan that the base does not have."""
        own = self.own(rules)
        allowed("carry_plans", own.carry_sims, own.carry_plans, world)

    def moves_of(self, world: World, rules: RolloverRules, assumptions: Assumptions, threads: int | None) -> Moves:
        """Return what is drawn from what was carried in."""
        return moves_of(world.alone, rules, assumptions, threads)

    def effects_of(self, world: World, moves: Moves, assumptions: Assumptions, threads: int | None) -> Replayed:
        """Return what rollover changes in each month."""
        return effects_of(world.alone, moves, assumptions, threads)

    def years_of(self, world: World, assumptions: Assumptions) -> tuple[Year, Year]:  # noqa: ARG002 - where nothing is carried none adopts it
        """Return two whole years: months come in sequence, so all of them are replayed twice."""
        year = (1.0,) * len(world.months)
        return year, year

    def roles_of(self, world: World, whole: Changes) -> NDArray[np.int16]:
        """Return who drew on what it had carried, and who did not."""
        return np.minimum(roles_of(world, whole), 1)  # nobody sends anything

    def flow_of(self, total: NDArray[np.int64], people: NDArray[np.int64]) -> Flow:
        """Return how much was drawn, and what became of it: whoever draws had carried it."""
        flow = flow_of(total, people)
        drew = int(people[1])
        return replace(flow, givers=drew, receivers=drew, sent_gb=flow.received_gb, own_only=drew, own_gb=flow.received_gb)
