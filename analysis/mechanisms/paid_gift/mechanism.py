"""Paid gifts as a mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from analysis.engine.kernel_units import adoption_by_month
from analysis.engine.mechanism import Mechanism
from analysis.engine.moves import nothing_moved, ramp_of
from analysis.mechanisms.common.two_sides import flow_of, roles_of
from analysis.mechanisms.paid_gift.replay import Bought, moves_of, replay
from analysis.settings.paid_gift_rules import PaidGiftRules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes, Replayed
    from analysis.results.result import Flow
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import Dimension, World


class PaidGift(Mechanism):
    """A subscriber buys gigabytes for a contact that is short: it costs its giver money, not gigabytes."""

    rules = PaidGiftRules
    kept_in_search: ClassVar[frozenset[str]] = frozenset({"enabled", "payer_sims", "bought_for_sims"})

    def allocation_of(self, world: World, rules: RuleSet, assumptions: Assumptions, threads: int | None) -> Bought:
        """Return who buys what for whom."""
        return moves_of(world, _own(rules), assumptions, threads)

    def replay(
        self, world: World, rules: RuleSet, assumptions: Assumptions, threads: int | None = None, allocation: object = None
    ) -> Replayed:
        """Return what gifts change in each month; rules off change nothing."""
        if not rules.enabled:
            later = adoption_by_month(assumptions, world, years=1)[: ramp_of(assumptions, world)]
            return nothing_moved(adoption_by_month(assumptions, world), later)
        bought = allocation if isinstance(allocation, Bought) else moves_of(world, _own(rules), assumptions, threads)
        return replay(world, assumptions, bought, threads)

    def roles_of(self, world: World, whole: Changes) -> Dimension:
        """Return who bought for others, received, did both or neither."""
        return roles_of(world, whole)

    def flow_of(self, total: NDArray[np.int64], role: Dimension) -> Flow:
        """Return how much was bought for others, and what became of it."""
        return flow_of(total, role)


def _own(rules: RuleSet) -> PaidGiftRules:
    if not isinstance(rules, PaidGiftRules):
        raise TypeError(f"rules of {rules.mechanism} are none of a paid gift")
    return rules
