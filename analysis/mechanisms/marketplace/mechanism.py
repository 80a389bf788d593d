"""The marketplace as a mechanism."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from analysis.engine.kernel_units import adoption_by_month
from analysis.engine.mechanism import Mechanism, PassedOn
from analysis.engine.moves import nothing_moved, ramp_of
from analysis.mechanisms.common.two_sides import flow_of, roles_of
from analysis.mechanisms.marketplace.replay import Traded, limits_of, moves_of, replay
from analysis.results.result import BRIDGE, CREDITS, Notice
from analysis.settings.marketplace_rules import MarketRules
from data.schema import MICRO, SIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes, Replayed
    from analysis.results.result import Flow
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import Dimension, World


class Marketplace(Mechanism):
    """Leftovers are sold to whoever is short."""

    rules = MarketRules
    kept_in_search: ClassVar[frozenset[str]] = frozenset({"enabled", "seller_sims", "buyer_sims"})
    steps = (*BRIDGE[: BRIDGE.index("fees") + 1], CREDITS, *BRIDGE[BRIDGE.index("fees") + 1 :])

    def allocation_of(self, world: World, rules: RuleSet, assumptions: Assumptions, threads: int | None) -> Traded:
        """Return who trades what."""
        return moves_of(world, _own(rules), assumptions, threads)

    def replay(
        self, world: World, rules: RuleSet, assumptions: Assumptions, threads: int | None = None, allocation: object = None
    ) -> Replayed:
        """Return what trades change in each month; rules off change nothing."""
        if not rules.enabled:
            later = adoption_by_month(assumptions, world, years=1)[: ramp_of(assumptions, world)]
            return nothing_moved(adoption_by_month(assumptions, world), later)
        traded = allocation if isinstance(allocation, Traded) else moves_of(world, _own(rules), assumptions, threads)
        return replay(world, assumptions, traded, threads)

    def roles_of(self, world: World, whole: Changes) -> Dimension:
        """Return who sold, bought, did both or neither."""
        return roles_of(world, whole)

    def flow_of(self, total: NDArray[np.int64], role: Dimension) -> Flow:
        """Return how much was traded, and what became of it."""
        return flow_of(total, role)

    def passed_on(self, world: World, rules: RuleSet, plan: int, allowance: int) -> PassedOn:
        """Return what one seller may sell of a month's allowance, at the floor: there are always enough sellers for it."""
        own = _own(rules)
        if SIM_TYPES[world.rows.sim[plan]] not in own.seller_sims:
            return PassedOn(0, 0)
        limits = limits_of(own, world)
        amount = min(allowance, limits.given)
        return PassedOn(amount - amount % limits.step, 0, round(own.price_floor_per_gb * MICRO))

    def notices_of(self, world: World, rules: RuleSet, allocation: object) -> tuple[Notice, ...]:  # noqa: ARG002
        """Return between which prices the months cleared."""
        prices = [price for price in allocation.prices if not math.isnan(price)] if isinstance(allocation, Traded) else []
        return (Notice("market-prices", {"lowest": min(prices), "highest": max(prices)}),) if prices else ()

    def consistent(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return values with a floor that is not above the ceiling."""
        fitted, ceiling = dict(values), values.get("price_ceiling_per_gb")
        floor = fitted.get("price_floor_per_gb")
        if isinstance(floor, int | float) and isinstance(ceiling, int | float):
            fitted["price_floor_per_gb"] = min(floor, ceiling)
        return fitted


def _own(rules: RuleSet) -> MarketRules:
    if not isinstance(rules, MarketRules):
        raise TypeError(f"rules of {rules.mechanism} are none of a marketplace")
    return rules
