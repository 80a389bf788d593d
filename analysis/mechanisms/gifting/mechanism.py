"""Gifting as a mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from analysis.engine.mechanism import PassedOn, Passing
from analysis.kernels.allocate import movable
from analysis.mechanisms.common.moving import Moving
from analysis.mechanisms.common.units import plans_allowed
from analysis.mechanisms.gifting.binding_rules import blocks
from analysis.mechanisms.gifting.kernel_inputs import limits_of
from analysis.mechanisms.gifting.notices import eligible, notices_of
from analysis.mechanisms.gifting.replay import Allocation, allocation_of, effects_of
from analysis.settings.rules import Rules
from data.schema import KB_PER_GB

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.engine.changes import Replayed
    from analysis.engine.mechanism import Counts
    from analysis.kernels.inputs import Limits
    from analysis.results.result import Notice
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.world.prepared_base import PreparedBase
    from analysis.world.world import SampledBase, World

# Every smallest size must fit into every largest one, or no transfer could exist.
SMALLEST, LARGEST = ("step_gb", "min_transfer_gb"), ("max_transfer_gb", "monthly_cap_gb", "received_cap_gb")


def passed(spare: int, limits: Limits) -> PassedOn:
    """Return what the limits on single transfers let through of `spare` kB, and the fees on that."""
    amount, count = movable(max(0, spare), limits.transfers, limits)
    return PassedOn(int(amount), int(count) * limits.fee_transfer + round(limits.fee_gb * amount / KB_PER_GB))


class Gifting(Moving[Rules, Allocation]):
    """One subscriber gives unused gigabytes to another, along the ties of the contact graph."""

    rules = Rules
    chance = "give_probability"
    # Who may take part at all is policy, and a plan's name is of one base. Who pays the fee stays too: what givers would pay
    # for a gift is the least known of all, and a search left to itself would live on it.
    kept_in_search: ClassVar[frozenset[str]] = frozenset({
        "enabled", "giver_sims", "giver_plans", "receiver_sims", "receiver_plans", "fee_payer",
    })  # fmt: skip

    def check(self, world: World, rules: RuleSet) -> None:
        """Raise ParameterError for a plan that the base does not have."""
        limits_of(self.own(rules), world)

    def moves_of(self, world: World, rules: Rules, assumptions: Assumptions, threads: int | None) -> Allocation:
        """Return who gives what to whom."""
        return allocation_of(world, rules, assumptions, threads)

    def effects_of(self, world: World, moves: Allocation, assumptions: Assumptions, threads: int | None) -> Replayed:
        """Return what gifts change in each month."""
        return effects_of(world, moves, assumptions, threads)

    def passing(self, world: World, rules: RuleSet) -> Passing:
        """Return what the limits of a giver let through of a month's allowance; the buyer's fee comes out of what it pays."""
        own = self.own(rules)
        limits = limits_of(own, world)

        def of(allowance: int) -> PassedOn:
            return passed(min(allowance - limits.floor, int(limits.share * allowance), limits.given), limits)

        return Passing(plans_allowed("giver_plans", own.giver_sims, own.giver_plans, world), of)

    def counts_on(self, world: World, rules: Rules, moves: Allocation) -> Counts:  # noqa: ARG002
        """Return how many may give in any month, and how many may receive."""
        return eligible(world, moves.limits)

    def notices_of(self, base: PreparedBase, rules: RuleSet, counts: Counts) -> tuple[Notice, ...]:
        """Return why nothing, or less than the rules suggest, can be given."""
        return notices_of(base, self.own(rules), counts) if rules.enabled else ()

    def binding_rules(self, base: SampledBase, rules: RuleSet, assumptions: Assumptions) -> tuple[Notice, ...]:
        """Return which rules stop every gift."""
        return blocks(base, self.own(rules), assumptions)

    def consistent(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return values with every smallest size lowered to the least limit it must fit into."""
        fitted = dict(values)
        limits = [limit for name in LARGEST if isinstance(limit := fitted.get(name), int | float) and limit > 0]
        for name in SMALLEST:
            size = fitted.get(name)
            if limits and isinstance(size, int | float) and size > min(limits):
                fitted[name] = min(limits)
        return fitted
