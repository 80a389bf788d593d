"""What a gift changes for those it touches: sections 7 to 11 of the method."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.reference.base import MILLION, UNKNOWN_HAZARD
from tests.reference.buying import packs_bought
from tests.reference.draws import AFRESH, DELAYS, TEMPTED, uniform
from tests.reference.giving import asks_first

if TYPE_CHECKING:
    from analysis.settings.assumptions import Assumptions
    from tests.reference.base import Base, Month
    from tests.reference.giving import Account, Setting

BILLION = 1_000_000_000
BAND_MONTHS, LAST_BAND, PRIOR_MONTHS = 6, 20, 200


@dataclass(frozen=True)
class Use:
    """How one subscriber-month went, without or with transfers; volumes in kB, money in micro-units."""

    packs: int
    unmet: int
    used: int
    unused: int
    paid: int = 0


@dataclass(frozen=True)
class Effect:
    """The change of one subscriber-month, rounded: kB, micro-units, millionths of a point, 10^-9 of a probability."""

    sent: int
    received: int
    transfers: int
    displaced: int
    served_unmet: int
    induced: int
    expired_gift: int
    packs: int
    buyers: int
    short_buyers: int
    pack_revenue: int
    fees: int
    used_value: int
    benefit: int
    used: int
    unmet: int
    unused: int
    satisfaction: int
    hazard: int
    drawn: int = 0


@dataclass(frozen=True)
class Unrounded:
    """What `satisfaction` and `hazard` of an effect were before they were rounded, in the same units."""

    satisfaction: Fraction
    hazard: float


def before(month: Month) -> Use:
    """Return the history of a subscriber-month as the replay sees it."""
    if month.balance is None:
        return Use(month.packs, 0, month.used, 0)
    bought = month.packs * month.tariff.pack
    unmet = max(0, month.shortage - bought)
    return Use(month.packs, unmet, month.need - unmet, month.balance + bought - (month.need - unmet))


def after(account: Account, setting: Setting) -> tuple[Use, int]:
    """Return the same month with its transfers, and the induced use."""
    return _with_gift(account, setting) if account.month.shortage else (_having_given(account), 0)


def usable(account: Account, setting: Setting) -> int:
    """Return how much a subscriber uses while its gifts live."""
    stay = account.month.person.plan.days
    lives = stay if setting.rules.gift_days is None else min(stay, setting.rules.gift_days * max(1, account.transfers))
    return account.month.need * (lives if account.alive is None else account.alive) // stay


def part_of_a_day(amount: int, month: Month) -> Fraction:
    """Return an amount as a share of what is needed in a day, at most 1; of no need anything is a day's."""
    return min(Fraction(1), Fraction(month.person.plan.days * amount, month.need)) if month.need else Fraction(1)


def freed(account: Account, setting: Setting) -> int:
    """Return how much of a gift goes to use that had been held back before the limit."""
    return math.floor(setting.assumed.held_back_share * min(account.received, usable(account, setting)))


def served(account: Account, setting: Setting) -> int:
    """Return how much of what was missing a gift covers while it lives."""
    less = freed(account, setting)
    return min(account.received - less, missing_when_asking(account, setting), usable(account, setting) - less)


def packs_beside_own(account: Account) -> int:
    """Return the packs that somebody buys who first uses what it has carried over, before any gift."""
    month = account.month
    if not account.drawn:
        return month.packs
    unforeseen = max(0, month.packs - packs_bought(month.shortage, account.willing, month.tariff.pack))
    return min(month.packs, packs_bought(month.shortage - account.drawn, account.willing, month.tariff.pack) + unforeseen)


def asks_before_packs(account: Account, setting: Setting) -> bool:
    """Say whether a receiver asks before it decides on packs, if it buys any beside its own gigabytes."""
    return packs_beside_own(account) == 0 or asks_first(account.month, setting)


def missing_when_asking(account: Account, setting: Setting) -> int:
    """Return what a receiver lacks when it asks, after what it has carried over."""
    short = account.month.shortage - account.drawn
    if asks_before_packs(account, setting):
        return short
    return max(0, short - packs_beside_own(account) * account.month.tariff.pack)


def _packs_with_a_gift(account: Account, setting: Setting) -> int:
    """Return the packs of a receiver: those it still buys, and one more where it runs out again and thinks anew."""
    month, assumed = account.month, setting.assumed
    pack, short, key = month.tariff.pack, month.shortage - account.drawn, month.person.key
    packs = otherwise = packs_beside_own(account)
    missing = short - served(account, setting)
    if otherwise and asks_before_packs(account, setting):
        unforeseen = max(0, otherwise - packs_bought(short, account.willing, pack))
        packs = min(otherwise, packs_bought(missing, account.willing, pack) + unforeseen)
        if assumed.delay_share and uniform(key, setting.seed, month.nth, DELAYS) / assumed.delay_share * short < missing:
            packs = max(packs, min(otherwise, -(-missing // pack)))
    unmet = max(0, missing - packs * pack)
    if not (account.received and short):
        return packs
    chance = Fraction(assumed.tempted_again_share) * Fraction(unmet, short) * part_of_a_day(served(account, setting), month)
    if uniform(key, setting.seed, month.nth, TEMPTED) < chance:
        anew = setting.demand.willing(uniform(key, setting.seed, month.nth, AFRESH))
        packs += min(1, packs_bought(unmet, anew, pack))
    return packs


def _with_gift(account: Account, setting: Setting) -> tuple[Use, int]:
    month, gift, own = account.month, account.received, account.drawn
    had = own - account.spared + gift
    assert month.balance is not None
    pack = month.tariff.pack
    covered, less = served(account, setting), freed(account, setting)
    induced = less + math.floor(setting.assumed.induced_share * (gift - less - covered))
    packs = _packs_with_a_gift(account, setting)
    unmet = max(0, month.shortage - own - covered - packs * pack)
    used = month.need - unmet + induced
    return Use(packs, unmet, used, month.balance + packs * pack + had - used, account.paid), induced


def _having_given(account: Account) -> Use:
    month, gift, paid = account.month, account.sent - account.passed, account.paid
    if month.balance is None:
        return Use(month.packs, 0, month.used, 0, paid)
    pack = month.tariff.pack
    missing = max(0, month.need - (month.balance - gift) - month.packs * pack)
    more = packs_bought(missing, account.willing, pack)
    unmet = max(0, missing - more * pack)
    packs, used = month.packs + more, month.need - unmet
    return Use(packs, unmet, used, month.balance + packs * pack - gift - used, paid)


def effect(account: Account, hazard: float, setting: Setting) -> tuple[Effect, Unrounded]:
    """Return the paired difference of one subscriber-month that gave or received, rounded, and what was rounded last."""
    month, plan, assumed = account.month, account.month.tariff, setting.assumed
    old = before(month)
    new, induced = after(account, setting)
    got = account.received + account.drawn
    served_unmet = old.unmet - new.unmet if got else 0
    gain = satisfaction(month, new, account, assumed) - satisfaction(month, old, None, assumed)
    value = round((new.used - old.used) * (plan.price / plan.pack))
    buyers = (new.packs > 0) - (old.packs > 0)
    displaced = account.drawn + served(account, setting) - served_unmet if got else 0
    moved = hazard_after(hazard, float(gain), assumed, trip=plan.trip) - hazard
    found = Effect(
        sent=account.sent + account.bought_for_others,
        received=got - account.spared,
        drawn=account.drawn - account.spared,
        transfers=0 if account.received else account.transfers,
        displaced=displaced,
        served_unmet=served_unmet,
        induced=induced,
        expired_gift=got - account.spared - displaced - served_unmet - induced,
        packs=new.packs - old.packs,
        buyers=buyers,
        short_buyers=buyers if month.shortage else 0,
        pack_revenue=(new.packs - old.packs) * plan.price,
        fees=new.paid,
        used_value=value,
        benefit=value - (new.packs - old.packs) * plan.price - new.paid,
        used=new.used - old.used,
        unmet=new.unmet - old.unmet,
        unused=new.unused
        - old.unused
        - (account.drawn - account.spared)
        - account.passed,  # what had been left over before is so once
        satisfaction=round(gain * MILLION),
        hazard=round(moved * BILLION),
    )
    return found, Unrounded(gain * MILLION, moved * BILLION)


def satisfaction(month: Month, use: Use, account: Account | None, assumed: Assumptions) -> Fraction:
    """Return the satisfaction of a month in points, exactly."""
    plan = month.tariff
    points = Fraction(assumed.satisfaction_base)
    if month.need > 0:
        points -= Fraction(assumed.unmet_penalty) * Fraction(use.unmet, month.need)
    if plan.fee > 0:
        spent = Fraction(use.packs * plan.price + use.paid, plan.fee)
        points -= Fraction(assumed.spend_penalty) * max(Fraction(-1), min(Fraction(1), spent))
    if month.balance:
        points -= Fraction(assumed.waste_penalty) * min(Fraction(1), Fraction(use.unused, month.balance))
    if account is not None and account.received:
        points += Fraction(assumed.receiving_effect) * part_of_a_day(account.received, month)
    if account is not None and (account.sent or account.bought_for_others):
        points += Fraction(assumed.giving_effect) * part_of_a_day(account.sent or account.bought_for_others, month)
    return points


def hazard_after(hazard: float, gain: float, assumed: Assumptions, *, trip: bool) -> float:
    """Return the probability of leaving once satisfaction has moved by `gain` points; after a trip that is asked once."""
    weight = assumed.fall_asymmetry if gain < 0 else 1.0
    power = math.exp(-assumed.satisfaction_to_renewal * weight * gain / assumed.satisfaction_sd)
    return min(1.0, max(0.0, hazard + (1 if trip else assumed.goodwill_months) * float(1 - (1 - hazard) ** power - hazard)))


def hazards(base: Base) -> dict[tuple[str, int], float]:
    """Return the share leaving in a month by SIM kind and half-year of tenure, shrunk to the mean of the SIM kind."""
    months = list(base.months.values())
    known = [month for month in months if month.leaves is not None]
    overall = _leaving(known, UNKNOWN_HAZARD)
    found = {}
    for cell in {hazard_cell(month) for month in months}:
        rate = _leaving([month for month in known if hazard_cell(month)[0] == cell[0]], overall)
        inside = [month for month in known if hazard_cell(month) == cell]
        left = sum(month.leaves is True for month in inside)
        found[cell] = (left + PRIOR_MONTHS * rate) / (len(inside) + PRIOR_MONTHS)
    return found


def _leaving(months: list[Month], otherwise: float) -> float:
    return sum(month.leaves is True for month in months) / len(months) if months else otherwise


def hazard_cell(month: Month) -> tuple[str, int]:
    """Return the SIM kind and the half-year of tenure, the last of which is open."""
    return month.person.plan.sim, min(month.tenure // BAND_MONTHS, LAST_BAND)
