"""What a pair of lives differs in: with gifting against without, in the product's outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from data.schema import KB_PER_GB
from tests.truth.worlds.people import rub_per_gb
from tests.truth.worlds.records import AHEAD, YEAR, Records

if TYPE_CHECKING:
    from tests.truth.worlds.history import Before

Numbers = NDArray[np.float64]
# What an operator knows of its costs: not behaviour, so the declared defaults of the product hold in every world.
NETWORK_SHARE_OF_PACK_PRICE, TRANSFER_SHARE_OF_PACK_PRICE, DISCOUNT_A_YEAR = 0.05, 0.0025, 0.15


@dataclass(frozen=True)
class Outcomes:
    """What gifting changes per subscriber-month of its first year, among those who would be there without it.

    `topup_rate`, `renewal_rate`: shares. `satisfaction`: mood in standard deviations of mood; worlds have no points.
    `profit_per_subscriber`, roubles a month: packs and fees less network and support; plan fees are not in it. Two of its
    parts are `pack_revenue_per_subscriber` and `fees_per_subscriber`.
    `gb_per_100` is given per 100 SIM-months, and goes five ways: it expires, is used beyond need (induced), stands for packs
    not bought (displaced, net), meets need that was not met (served, net), or leaves an own balance over instead (spared).
    `npv`, roubles per subscriber at the launch, 24 months at 15 % a year, is flows + retention + plan_moves; what stays with
    somebody who stays is the plan fee, packs and fees less network and support.
    """

    topup_rate: float
    renewal_rate: float
    satisfaction: float
    profit_per_subscriber: float
    pack_revenue_per_subscriber: float
    fees_per_subscriber: float
    gifts_per_100: float
    gb_per_gift: float
    dumped_gifts_share: float
    pack_revenue_per_gift: float
    buying_months_per_gift: float
    renewal_per_gift: float
    gb_per_100: float
    expired_gb_per_100: float
    induced_gb_per_100: float
    displaced_gb_per_100: float
    served_gb_per_100: float
    spared_gb_per_100: float
    short_rate: float
    npv: float
    flows: float
    retention: float
    plan_moves: float


def outcomes_of(before: Before, off: Records, on: Records) -> Outcomes:
    """Return what `on` changes against `off`: records by person and month from the launch, the same draws in both."""
    here = off["present"][:, 0] == 1
    off, on = off[here], on[here]
    weights = staying(off)
    first = weights[:, :YEAR] / weights[:, :YEAR].sum()

    def mean(values: NDArray[np.generic]) -> float:
        return float((first * values[:, :YEAR]).sum())

    def change(name: str) -> float:
        return mean(on[name].astype(float) - off[name])

    cash_off, cash_on = _flows(before, off), _flows(before, on)
    gifts, given_gb, expired_gb = mean(on["gifts_in"]), mean(on["kb_in"]) / 1e6, mean(on["gift_expired_kb"]) / 1e6
    displaced, induced = -change("pack_kb") / 1e6, change("induced_kb") / 1e6
    served = change("used_kb") / 1e6 - induced
    # Gifts that are alive at the end of the year are few; they count as spared.
    spared = given_gb - expired_gb - induced - displaced - served
    mood = np.sqrt(mean(off["mood"] ** 2) - mean(off["mood"]) ** 2)
    each = 1 / gifts if gifts > 0 else 0.0
    buying = mean((on["packs"] > 0).astype(float) - (off["packs"] > 0))
    return Outcomes(
        topup_rate=buying,
        renewal_rate=-change("hazard"),
        satisfaction=change("mood") / max(float(mood), 1e-9),
        profit_per_subscriber=mean(cash_on - cash_off),
        pack_revenue_per_subscriber=change("pack_rub"),
        fees_per_subscriber=mean(on["fee_rub"]),
        gifts_per_100=100 * gifts,
        gb_per_gift=given_gb * each,
        dumped_gifts_share=mean(on["dumped"]) * each,
        pack_revenue_per_gift=change("pack_rub") * each,
        buying_months_per_gift=buying * each,
        renewal_per_gift=-change("hazard") * each,
        gb_per_100=100 * given_gb,
        expired_gb_per_100=100 * expired_gb,
        induced_gb_per_100=100 * induced,
        displaced_gb_per_100=100 * displaced,
        served_gb_per_100=100 * served,
        spared_gb_per_100=100 * spared,
        short_rate=mean((on["ran_out"] >= 0).astype(float) - (off["ran_out"] >= 0)),
        **_worth(before, off, on, cash_off, cash_on),
    )


def staying(months: Records) -> Numbers:
    """Return the probability of being there in each month after the launch, from the hazards of the months before it."""
    stays = np.cumprod(1 - months["hazard"], axis=1)
    return np.concatenate([np.ones((len(months), 1)), stays[:, :-1]], axis=1)


def _flows(before: Before, months: Records) -> Numbers:
    """Return packs and fees less network and support, roubles by person and month."""
    price = rub_per_gb(before.town)
    costs = price * (
        NETWORK_SHARE_OF_PACK_PRICE * months["used_kb"] / KB_PER_GB + TRANSFER_SHARE_OF_PACK_PRICE * months["gifts_in"]
    )
    return np.asarray(months["pack_rub"] + months["fee_rub"] - costs)


def _worth(before: Before, off: Records, on: Records, cash_off: Numbers, cash_on: Numbers) -> dict[str, float]:
    """Return the npv per subscriber at the launch and its three parts, which add up to it."""
    fee_off, fee_on = (before.town.plans["fee"][months["plan"]] for months in (off, on))
    with_gifts, without = staying(on), staying(off)
    discount = (1 + DISCOUNT_A_YEAR) ** (-np.arange(1, AHEAD + 1) / 12)
    flows = (discount * with_gifts * (cash_on - cash_off)).sum() / len(off)
    retention = (discount * (with_gifts - without) * (cash_off + fee_off)).sum() / len(off)
    moves = (discount * with_gifts * (fee_on - fee_off)).sum() / len(off)
    parts = {"flows": float(flows), "retention": float(retention), "plan_moves": float(moves)}
    return {"npv": sum(parts.values()), **parts}
