"""Gifting with rollover as a mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from analysis.engine.kernel_units import adoption_of_both_years
from analysis.engine.mechanism import Passing
from analysis.mechanisms.common.moving import Moving
from analysis.mechanisms.common.two_sides import ROLES, flow_beside, roles_beside
from analysis.mechanisms.common.units import plans_allowed
from analysis.mechanisms.gifting.kernel_inputs import limits_of
from analysis.mechanisms.gifting.mechanism import Gifting, passed
from analysis.mechanisms.gifting.notices import eligible
from analysis.mechanisms.gifting_rollover.replay import Balanced, effects_of, moves_of, order_of
from analysis.mechanisms.gifting_rollover.reselling import settled
from analysis.mechanisms.rollover.mechanism import Rollover
from analysis.mechanisms.rollover.replay import terms_of
from analysis.settings.combined_rules import NEVER_GIVEN, GiftingRolloverRules

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes, Replayed
    from analysis.engine.mechanism import Counts
    from analysis.engine.moves import Year
    from analysis.results.result import Flow, Notice
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.world.prepared_base import PreparedBase
    from analysis.world.world import SampledBase, World

CARRIER = "carrier"  # who used what it had carried over, and neither gave nor got a gift
GIFTING, ROLLOVER = Gifting(), Rollover()


class GiftingRollover(Moving[GiftingRolloverRules, Balanced]):
    """Leftovers live on into later months, and are given along the ties of the contact graph."""

    rules = GiftingRolloverRules
    roles: ClassVar[tuple[str, ...]] = (*ROLES, CARRIER)
    reaches_on: ClassVar[bool] = True
    kept_in_search: ClassVar[frozenset[str]] = GIFTING.kept_in_search | ROLLOVER.kept_in_search

    def check(self, world: World, rules: RuleSet) -> None:
        """Raise ParameterError for a plan that the base does not have."""
        GIFTING.check(world, rules)
        ROLLOVER.check(world, rules)

    def moves_of(self, world: World, rules: GiftingRolloverRules, assumptions: Assumptions, threads: int | None) -> Balanced:
        """Return who draws what, and who gives what to whom."""
        return moves_of(world, rules, assumptions, threads)

    def effects_of(self, world: World, moves: Balanced, assumptions: Assumptions, threads: int | None) -> Replayed:
        """Return what both change in each month."""
        return effects_of(world, moves, assumptions, threads)

    def years_of(self, world: World, assumptions: Assumptions) -> tuple[Year, Year]:
        """Return two whole years: months come in sequence, so all of them are replayed twice."""
        return adoption_of_both_years(assumptions, world)

    def roles_of(self, world: World, whole: Changes) -> NDArray[np.int16]:
        """Return who gave, got a gift, did both, or only used what it had carried."""
        return roles_beside(whole, whole.column("sent_kb"), whole.column("drawn_kb") > 0, world.subscribers)

    def flow_of(self, total: NDArray[np.int64], people: NDArray[np.int64]) -> Flow:
        """Return how much was given and how much drawn, and what became of both: givers and receivers are those of gifts."""
        return flow_beside(total, people)

    def passing(self, world: World, rules: RuleSet) -> Passing:
        """Return what a reseller passes on of a month's allowance, once what it carries over has settled.

        Where that may be given on and is free. Where some plan that may give does not carry, it is left out.
        """
        own, gifts = self.own(rules), GIFTING.passing(world, rules)
        carries = plans_allowed("carry_plans", own.carry_sims, own.carry_plans, world)
        if own.carried_given == NEVER_GIVEN or own.carry_fee or (gifts.plans & ~carries).any():
            return gifts
        limits, terms, order = limits_of(own, world), terms_of(own), order_of(own)
        return Passing(gifts.plans, lambda allowance: passed(settled(allowance, own.carry_months, limits, terms, order), limits))

    def counts_on(self, world: World, rules: GiftingRolloverRules, moves: Balanced) -> Counts:  # noqa: ARG002
        """Return how many may give in any month, and how many may receive."""
        return eligible(world, moves.limits)

    def notices_of(self, base: PreparedBase, rules: RuleSet, counts: Counts) -> tuple[Notice, ...]:
        """Return why nothing, or less than the rules suggest, can be given."""
        return GIFTING.notices_of(base, rules, counts)

    def binding_rules(self, base: SampledBase, rules: RuleSet, assumptions: Assumptions) -> tuple[Notice, ...]:
        """Return which rules stop every gift: those of gifting, and as though nothing were carried over."""
        return GIFTING.binding_rules(base, rules, assumptions)

    def consistent(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return values with every smallest size lowered to the least limit it must fit into."""
        return GIFTING.consistent(values)
