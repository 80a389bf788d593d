"""The orders of a base under rules: month by month, each month's markets under numbers of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from analysis.engine.kernel_units import behaviour_of
from analysis.engine.moves import years_of
from analysis.kernels.inputs import DAYS, NO_LIMIT, Limits
from analysis.mechanisms.common.units import NEVER, allowed, kb
from analysis.mechanisms.marketplace.clearing import Band
from analysis.mechanisms.marketplace.orders import DEAREST, Trade, orders
from analysis.parallel import spread
from data.schema import MICRO

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from analysis.engine.mechanism import Table
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.marketplace_rules import MarketRules
    from analysis.world.world import World

One = TypeVar("One")
MARKETS = 2**15  # numbers for those of a month: one in each region, or one


class Books:
    """The orders of each month of the first year, and after those of the months of the ramp in the second."""

    def __init__(self, world: World, rules: MarketRules, assumptions: Assumptions) -> None:
        self.adoption, self.later = years_of(assumptions, world)
        self.behaviour = behaviour_of(assumptions, world)
        self.band, self.fee = band_of(rules), per_lot(rules, rules.market_fee_per_gb)
        self._world, self._rules, self._assumptions, self._limits = world, rules, assumptions, limits_of(rules, world)
        self._ends = np.searchsorted(world.rows.month, np.arange(len(world.months) + 1)).tolist()

    def each(self, work: Callable[[int, NDArray[np.int64], Table], One], threads: int | None) -> list[One]:
        """Return what `work` makes of each month: of the number of its first market, of the rows that order, and of `orders`.

        There markets are counted from 0.
        """
        jobs = [*enumerate(self.adoption), *enumerate(self.later)]
        return spread(lambda nth: work(nth * MARKETS, *self._orders(*jobs[nth])), range(len(jobs)), threads)

    def _orders(self, nth: int, share: float) -> tuple[NDArray[np.int64], Table]:
        rules, assumed, world = self._rules, self._assumptions, self._world
        sells, buys = assumed.market_seller_share * share, assumed.market_buyer_share * share
        lot, least = kb(rules.lot_gb), assumed.seller_reservation
        trade = Trade(sells, buys, least, lot, self.fee, self.band.floor, self.band.ceiling, rules.market_same_region)
        edge = self._ends[nth], self._ends[nth + 1]
        return orders(edge, trade, world.rows, self._limits, self.behaviour, np.uint64(world.seed))


def limits_of(rules: MarketRules, world: World) -> Limits:
    """Return the rules as limits on what is offered and asked for: whole lots, at most the cap of a seller."""
    lot = kb(rules.lot_gb)
    may_sell, may_buy = (_own(allowed("", sims, None, world), world) for sims in (rules.seller_sims, rules.buyer_sims))
    return Limits(
        step=lot,
        least=lot,
        transfer=int(NO_LIMIT),
        transfers=int(NO_LIMIT),
        given=int(NO_LIMIT) if rules.sell_cap_gb is None else kb(rules.sell_cap_gb),
        received=int(NO_LIMIT),
        share=1.0,
        floor=0,
        days=DAYS,
        unlimited_gives=False,
        same_region=False,
        active_only=False,
        fee_transfer=0,
        fee_gb=0,
        surcharge_gb=0,
        payer=0,
        gives_from=np.where(may_sell, 0, NEVER).astype(np.int16),
        may_receive=may_buy,
    )


def per_lot(rules: MarketRules, amount_per_gb: float) -> int:
    """Return an amount per GB as whole micro-units a lot."""
    return round(amount_per_gb * rules.lot_gb * MICRO)


def band_of(rules: MarketRules) -> Band:
    """Return the prices allowed, micro-units a lot."""
    ceiling = rules.price_ceiling_per_gb
    return Band(per_lot(rules, rules.price_floor_per_gb), DEAREST if ceiling is None else per_lot(rules, ceiling))


def _own(may: NDArray[np.bool_], world: World) -> NDArray[np.bool_]:
    """Return who of those that may is the world's own: a guest has its order where it is at home."""
    may[world.subscribers :] = False
    return may
