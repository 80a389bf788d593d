"""The replayed months of a marketplace: each clears by itself, at one price, or one in each region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.engine.kernel_units import behaviour_of, response_of
from analysis.engine.moves import Moves, replay_moves, years_of
from analysis.kernels.inputs import DAYS, NO_LIMIT, Limits
from analysis.mechanisms.common.units import NEVER, allowed, kb
from analysis.mechanisms.marketplace.clearing import clearing_price, filled
from analysis.mechanisms.marketplace.orders import DEAREST, Trade, orders
from analysis.parallel import spread
from data.schema import MICRO

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Replayed
    from analysis.engine.moves import Month
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.marketplace_rules import MarketRules
    from analysis.world.world import World


class Lots(NamedTuple):
    """How many lots a month traded, and the micro-units paid for them, fees apart."""

    paid: int
    sold: int

    def price_per_gb(self, rules: MarketRules) -> float:
        """Return the mean price of a GB over what was traded, in the currency."""
        return self.paid / self.sold / rules.lot_gb / MICRO


@dataclass(frozen=True)
class Traded(Moves):
    """Who sold what to whom, and what came of each month."""

    traded: tuple[Lots, ...]


def limits_of(rules: MarketRules, world: World) -> Limits:
    """Return the rules as limits on what is offered and asked for: whole lots, at most the cap of a seller."""
    lot = kb(rules.lot_gb)
    may_sell, may_buy = (allowed("", sims, None, world) for sims in (rules.seller_sims, rules.buyer_sims))
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


def moves_of(world: World, rules: MarketRules, assumptions: Assumptions, threads: int | None) -> Traded:
    """Return who trades what under rules that are on."""
    limits, behaviour = limits_of(rules, world), behaviour_of(assumptions, world)
    adoption, later = years_of(assumptions, world)
    ends = np.searchsorted(world.rows.month, np.arange(len(world.months) + 1)).tolist()
    fee, lot, seed = per_lot(rules, rules.market_fee_per_gb), kb(rules.lot_gb), np.uint64(world.seed)

    def month(job: tuple[int, float]) -> tuple[Month, Lots]:
        nth, share = job
        sells, buys = assumptions.market_seller_share * share, assumptions.market_buyer_share * share
        trade = Trade(sells, buys, assumptions.seller_reservation, lot, fee)
        who, found, order = orders((ends[nth], ends[nth + 1]), trade, world.rows, limits, behaviour, seed)
        regions = world.rows.region[world.rows.sub[who]] if rules.market_same_region else np.zeros(who.size, np.int16)
        return _cleared(who, found, order, regions, rules, fee)

    done = spread(month, [*enumerate(adoption), *enumerate(later)], threads)
    return Traded(tuple(month for month, _ in done), adoption, later, behaviour, DAYS, tuple(lots for _, lots in done))


def effects_of(world: World, traded: Traded, assumptions: Assumptions, threads: int | None) -> Replayed:
    """Return what trades change. Nobody gives, so nobody is thanked: `receiving_effect` and `giving_effect` do not act."""
    return replay_moves(world, traded, response_of(assumptions)._replace(received=0.0, gave=0.0), threads)


def _cleared(
    who: NDArray[np.int64], found: NDArray[np.int64], order: NDArray[np.float64], regions: NDArray[np.int16], rules: MarketRules,
    fee: int,
) -> tuple[Month, Lots]:  # fmt: skip
    """Clear the markets of a month: rows that traded with their state, and what was traded.

    A buyer pays price and fee, a seller is credited the price: what they pay together is the fee, to the micro-unit. Where
    not all can trade, the better order goes first, as far as the band lets it differ; equal ones in the order of their draws.
    """
    floor, lot = per_lot(rules, rules.price_floor_per_gb), kb(rules.lot_gb)
    ceiling = DEAREST if rules.price_ceiling_per_gb is None else per_lot(rules, rules.price_ceiling_per_gb)
    lots, pays, paid, sold = np.zeros(who.size, np.int64), np.zeros(who.size, np.int64), 0, 0
    for region in np.unique(regions):
        here = regions == region
        asks, bids = np.flatnonzero(here & (found[:, 0] > 0)), np.flatnonzero(here & (found[:, 0] < 0))
        price = clearing_price(found[asks, 2], found[asks, 1], found[bids, 2], found[bids, 1], floor, ceiling)
        asks, bids = asks[found[asks, 2] <= price], bids[found[bids, 2] >= price]
        traded = int(min(found[asks, 1].sum(), found[bids, 1].sum()))
        for side, each in ((asks, -price), (bids, price + fee)):
            rank = found[side, 0] * np.clip(found[side, 2], floor, ceiling)  # cheap offers and dear bids first
            lots[side] = filled(found[side, 1], rank, order[side], traded)
            pays[side] = lots[side] * each
        paid, sold = paid + traded * price, sold + traded
    moved = np.flatnonzero(lots)
    state = np.stack([np.zeros(moved.size, np.int64), lots[moved] * lot, np.ones(moved.size, np.int64), pays[moved]], axis=1)
    return (who[moved], state), Lots(paid, sold)
