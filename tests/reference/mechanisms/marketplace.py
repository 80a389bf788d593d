"""A marketplace in plain Python: offers and bids of a month, every price at which anything changes tried in turn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.settings.rules import Rules
from tests.reference.base import MILLION
from tests.reference.draws import BUYS, LEAST_PRICE, MARKET_ORDER, SELLS, uniform
from tests.reference.giving import adopted, lacks, offer, request
from tests.reference.mechanisms.options import Accounts, account_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.settings.marketplace_rules import MarketRules
    from tests.reference.base import Base, Month
    from tests.reference.giving import Setting

DEAREST = 2**62


@dataclass(frozen=True)
class Order:
    """An offer of so many lots at no less than a price a lot, or a bid at no more; micro-units."""

    month: Month
    lots: int
    price: int
    turn: float


def traded(base: Base, rules: MarketRules, setting: Setting, counted: int) -> Accounts:
    """Return who sells and buys in one month of either year."""
    here = [month for (_, nth), month in base.months.items() if nth == counted % base.month_count]
    as_gifts = replace(
        Rules(), step_gb=rules.lot_gb, min_transfer_gb=rules.lot_gb, max_transfer_gb=None, transfers_per_month=None,
        monthly_cap_gb=rules.sell_cap_gb, max_share_of_allowance=None, keep_floor_gb=0.0, received_cap_gb=None,
        unlimited_may_give=False, gift_days=None,
    )  # fmt: skip
    setting = replace(setting, rules=as_gifts)
    regions = sorted({month.person.region for month in here}) if rules.market_same_region else [None]
    found: Accounts = {}
    for region in regions:
        mine = [month for month in here if region is None or month.person.region == region]
        share = adopted(counted, setting.assumed)
        offers = [one for month in mine if (one := _offer(month, rules, setting, share)) is not None]
        bids = [one for month in mine if (one := _bid(month, rules, setting, share)) is not None]
        for side, one, lots, price in _cleared(offers, bids, rules):
            account = account_of(one.month, setting)
            volume = lots * round(rules.lot_gb * MILLION)
            account.transfers = 1
            if side == "sold":
                account.sent, account.paid = volume, -lots * price
            else:
                account.received, account.paid = volume, lots * (price + _a_lot(rules, rules.market_fee_per_gb))
            found[one.month.person.index, counted] = account
    return found


def _a_lot(rules: MarketRules, per_gb: float) -> int:
    return round(per_gb * rules.lot_gb * MILLION)


def _u(month: Month, setting: Setting, purpose: int) -> float:
    return uniform(month.person.key, setting.seed, month.nth, purpose)


def _offer(month: Month, rules: MarketRules, setting: Setting, share: float) -> Order | None:
    plan, assumed = month.tariff, setting.assumed
    if month.shortage or plan.sim not in rules.seller_sims or not month.surplus:
        return None
    if _u(month, setting, SELLS) >= assumed.market_seller_share * share:
        return None
    lot = round(rules.lot_gb * MILLION)
    lots = offer(month, setting) // lot
    least = int(2.0 * assumed.seller_reservation * _u(month, setting, LEAST_PRICE) * plan.price * (lot / plan.pack))
    return Order(month, lots, least, _u(month, setting, MARKET_ORDER)) if lots else None


def _bid(month: Month, rules: MarketRules, setting: Setting, share: float) -> Order | None:
    plan = month.tariff
    if not month.shortage or plan.sim not in rules.buyer_sims:
        return None
    if _u(month, setting, BUYS) >= setting.assumed.market_buyer_share * share:
        return None
    amount = request(month, setting)
    if not amount:
        return None
    lots, useful = amount // round(rules.lot_gb * MILLION), min(amount, lacks(month, setting))
    packs_instead = float(-(-amount // plan.pack)) * plan.price
    willing = account_of(month, setting).willing
    worth = min(willing * plan.price * (useful / plan.pack), packs_instead) if plan.price else 0.0
    most = int(min(worth / lots, DEAREST)) - _a_lot(rules, rules.market_fee_per_gb)
    return Order(month, lots, most, _u(month, setting, MARKET_ORDER)) if most >= 0 else None


def _cleared(offers: list[Order], bids: list[Order], rules: MarketRules) -> list[tuple[str, Order, int, int]]:
    """Return (side, order, lots, price) of what trades: at one price, better orders first, equal ones as drawn."""
    floor = _a_lot(rules, rules.price_floor_per_gb)
    ceiling = DEAREST if rules.price_ceiling_per_gb is None else _a_lot(rules, rules.price_ceiling_per_gb)
    price = clearing(offers, bids, floor, ceiling)
    lots = min(_supply(offers, price), _demand(bids, price))
    selling = sorted((max(one.price, floor), one.turn, nth) for nth, one in enumerate(offers) if one.price <= price)
    buying = sorted((-min(one.price, ceiling), one.turn, nth) for nth, one in enumerate(bids) if one.price >= price)
    found = [("sold", one, much, price) for one, much in _served([offers[nth] for *_, nth in selling], lots)]
    return found + [("bought", one, much, price) for one, much in _served([bids[nth] for *_, nth in buying], lots)]


def clearing(offers: Sequence[Order], bids: Sequence[Order], floor: int, ceiling: int) -> int:
    """Return the price of a month: that at which most trades; of several the lowest without a shortage, else the highest."""
    turns = {edge for one in (*offers, *bids) for edge in (one.price - 1, one.price, one.price + 1)} | {floor, ceiling}
    prices = sorted(price for price in turns if floor <= price <= ceiling)
    most = max(min(_supply(offers, price), _demand(bids, price)) for price in prices)
    best = [price for price in prices if min(_supply(offers, price), _demand(bids, price)) == most]
    enough = [price for price in best if _supply(offers, price) >= _demand(bids, price)]
    return enough[0] if enough else best[-1]


def _supply(offers: Sequence[Order], price: int) -> int:
    return sum(one.lots for one in offers if one.price <= price)


def _demand(bids: Sequence[Order], price: int) -> int:
    return sum(one.lots for one in bids if one.price >= price)


def _served(queue: list[Order], lots: int) -> list[tuple[Order, int]]:
    found = []
    for one in queue:
        much = min(one.lots, lots)
        lots -= much
        if much:
            found.append((one, much))
    return found
