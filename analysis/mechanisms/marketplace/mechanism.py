"""The marketplace as a mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from analysis.engine.mechanism import PassedOn, Passing
from analysis.mechanisms.common.moving import Moving
from analysis.mechanisms.common.units import plans_allowed
from analysis.mechanisms.marketplace.books import band_of, limits_of
from analysis.mechanisms.marketplace.clearing import terms_of, together, windows_of
from analysis.mechanisms.marketplace.replay import Lots, Traded, effects_of, moves_of, said_of
from analysis.results.result import BRIDGE, CREDITS, Notice
from analysis.settings.marketplace_rules import MarketRules
from data.schema import MICRO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.engine.changes import Replayed
    from analysis.engine.mechanism import Counts, Table
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.world.prepared_base import PreparedBase
    from analysis.world.world import World


class Marketplace(Moving[MarketRules, Traded]):
    """Leftovers are sold to whoever is short."""

    rules = MarketRules
    rounds: ClassVar[int] = 2
    kept_in_search: ClassVar[frozenset[str]] = frozenset({"enabled", "seller_sims", "buyer_sims"})
    steps = (*BRIDGE[: BRIDGE.index("fees") + 1], CREDITS, *BRIDGE[BRIDGE.index("fees") + 1 :])

    def said_of(self, world: World, rules: RuleSet, assumptions: Assumptions, agreed: Table | None, threads: int | None) -> Table:
        """Return lots by place, then the orders in the windows that all lots come to."""
        return said_of(world, self.own(rules), assumptions, agreed, threads)

    def agreed_of(self, rules: RuleSet, said: Sequence[Table], agreed: Table | None) -> Table:
        """Return the windows of all markets, then their terms."""
        if agreed is None:
            return windows_of(together(said), band_of(self.own(rules)))
        return terms_of(np.concatenate(said), agreed)

    def allocation_of(
        self, world: World, rules: RuleSet, assumptions: Assumptions, threads: int | None, agreed: Table | None = None
    ) -> Traded:
        """Return who trades what, at the terms agreed on."""
        return moves_of(world, self.own(rules), assumptions, threads, agreed)

    def moves_of(self, world: World, rules: MarketRules, assumptions: Assumptions, threads: int | None) -> Traded:
        """Return who trades what."""
        return moves_of(world, rules, assumptions, threads)

    def effects_of(self, world: World, moves: Traded, assumptions: Assumptions, threads: int | None) -> Replayed:
        """Return what trades change in each month."""
        return effects_of(world, moves, assumptions, threads)

    def passing(self, world: World, rules: RuleSet) -> Passing:
        """Return what one seller may sell of a month's allowance, at the floor: there are always enough sellers for it."""
        own = self.own(rules)
        limits = limits_of(own, world)

        def of(allowance: int) -> PassedOn:
            amount = min(allowance, limits.given)
            price, fee = (round(one * MICRO) for one in (own.price_floor_per_gb, own.market_fee_per_gb))
            return PassedOn(amount - amount % limits.step, 0, price, fee)

        return Passing(plans_allowed("", own.seller_sims, None, world), of)

    def counts_on(self, world: World, rules: MarketRules, moves: Traded) -> Counts:  # noqa: ARG002
        """Return of each month how many lots were traded, and the micro-units paid for them."""
        return {f"{name} {nth}": amount for nth, month in enumerate(moves.traded) for name, amount in month._asdict().items()}

    def notices_of(self, base: PreparedBase, rules: RuleSet, counts: Counts) -> tuple[Notice, ...]:  # noqa: ARG002
        """Return between which prices the months cleared."""
        months = [Lots(counts[f"paid {nth}"], counts[f"sold {nth}"]) for nth in range(len(counts) // len(Lots._fields))]
        prices = [month.price_per_gb(self.own(rules)) for month in months if month.sold]
        return (Notice("market-prices", {"lowest": min(prices), "highest": max(prices)}),) if prices else ()

    def consistent(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return values with a floor that is not above the ceiling."""
        fitted, ceiling = dict(values), values.get("price_ceiling_per_gb")
        floor = fitted.get("price_floor_per_gb")
        if isinstance(floor, int | float) and isinstance(ceiling, int | float):
            fitted["price_floor_per_gb"] = min(floor, ceiling)
        return fitted
