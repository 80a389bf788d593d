"""Gifting as a mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from analysis.engine.mechanism import Mechanism, PassedOn
from analysis.kernels.allocate import movable
from analysis.mechanisms.common.two_sides import flow_of, roles_of
from analysis.mechanisms.gifting.binding_rules import blocks
from analysis.mechanisms.gifting.kernel_inputs import limits_of
from analysis.mechanisms.gifting.notices import notices_of
from analysis.mechanisms.gifting.replay import Allocation, allocation_of, replay
from analysis.settings.rules import Rules
from data.schema import KB_PER_GB, SIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes, Replayed
    from analysis.results.result import Flow, Notice
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import Dimension, World

# Every smallest size must fit into every largest one, or no transfer could exist.
SMALLEST, LARGEST = ("step_gb", "min_transfer_gb"), ("max_transfer_gb", "monthly_cap_gb", "received_cap_gb")


class Gifting(Mechanism):
    """One subscriber gives unused gigabytes to another, along the ties of the contact graph."""

    rules = Rules
    # Who may take part at all is policy, and a plan's name is of one base. Who pays the fee stays too: what givers would pay
    # for a gift is the least known of all, and a search left to itself would live on it.
    kept_in_search: ClassVar[frozenset[str]] = frozenset({
        "enabled", "giver_sims", "giver_plans", "receiver_sims", "receiver_plans", "fee_payer",
    })  # fmt: skip

    def check(self, world: World, rules: RuleSet) -> None:
        """Raise ParameterError for a plan that the base does not have."""
        limits_of(_own(rules), world)

    def allocation_of(self, world: World, rules: RuleSet, assumptions: Assumptions, threads: int | None) -> Allocation:
        """Return who gives what to whom."""
        return allocation_of(world, _own(rules), assumptions, threads)

    def replay(
        self, world: World, rules: RuleSet, assumptions: Assumptions, threads: int | None = None, allocation: object = None
    ) -> Replayed:
        """Return what gifts change in each month."""
        gifts = allocation if isinstance(allocation, Allocation) else None
        return replay(world, _own(rules), assumptions, threads, gifts)

    def roles_of(self, world: World, whole: Changes) -> Dimension:
        """Return who gave, received, did both or neither."""
        return roles_of(world, whole)

    def flow_of(self, total: NDArray[np.int64], role: Dimension) -> Flow:
        """Return how much was given, and what became of it."""
        return flow_of(total, role)

    def passed_on(self, world: World, rules: RuleSet, plan: int, allowance: int) -> PassedOn:
        """Return what the limits of a giver let through of a month's allowance; the buyer's fee comes out of what it pays."""
        limits = limits_of(_own(rules), world)
        if not _own(rules).giver_sims or world.rows.sim[plan] not in _places(_own(rules).giver_sims):
            return PassedOn(0, 0)
        amount = min(allowance - limits.floor, int(limits.share * allowance), limits.given)
        amount, count = movable(max(0, amount), limits.transfers, limits)
        return PassedOn(int(amount), int(count) * limits.fee_transfer + round(limits.fee_gb * amount / KB_PER_GB))

    def notices_of(self, world: World, rules: RuleSet, allocation: object) -> tuple[Notice, ...]:
        """Return why nothing, or less than the rules suggest, can be given."""
        return notices_of(world, _own(rules), allocation.limits) if isinstance(allocation, Allocation) else ()

    def binding_rules(self, world: World, rules: RuleSet, assumptions: Assumptions) -> tuple[Notice, ...]:
        """Return which rules stop every gift."""
        return blocks(world, _own(rules), assumptions)

    def consistent(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return values with every smallest size lowered to the least limit it must fit into."""
        fitted = dict(values)
        limits = [limit for name in LARGEST if isinstance(limit := fitted.get(name), int | float) and limit > 0]
        for name in SMALLEST:
            size = fitted.get(name)
            if limits and isinstance(size, int | float) and size > min(limits):
                fitted[name] = min(limits)
        return fitted


def _places(sims: tuple[str, ...]) -> set[int]:
    return {SIM_TYPES.index(sim) for sim in sims}


def _own(rules: RuleSet) -> Rules:
    if not isinstance(rules, Rules):
        raise TypeError(f"rules of {rules.mechanism} are none of gifting")
    return rules
