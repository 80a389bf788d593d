"""Paid gifts in plain Python: the ties of a month, the strongest first, each a question to who would pay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.reference.base import MILLION
from tests.reference.draws import GIFT_WORTH, WORD, mixed, uniform
from tests.reference.giving import lacks, order_of, takes_part
from tests.reference.mechanisms.options import Accounts, account_of

if TYPE_CHECKING:
    from analysis.settings.paid_gift_rules import PaidGiftRules
    from tests.reference.base import Base, Month
    from tests.reference.giving import Setting


def bought(base: Base, rules: PaidGiftRules, setting: Setting, counted: int) -> Accounts:
    """Return who buys what for whom in one month of either year."""
    nth = counted % base.month_count
    asked = replace(setting, assumed=replace(setting.assumed, give_probability=setting.assumed.paid_gift_probability))
    found: Accounts = {}
    for tie in sorted(base.ties, key=order_of):
        ends = base.months.get((tie.one.index, nth)), base.months.get((tie.other.index, nth))
        for giver, receiver in (ends, ends[::-1]):
            if giver is None or receiver is None or not giver.surplus or not receiver.shortage:
                continue
            if _barred(giver, receiver, rules) or not takes_part(tie, receiver, asked, counted):
                continue
            where, whom = (giver.person.index, counted), (receiver.person.index, counted)
            if whom in found or (where in found and found[where].transfers >= rules.bought_per_month):
                continue
            missing = lacks(receiver, setting)
            amount = missing if rules.bought_gb is None else round(rules.bought_gb * MILLION)
            if not missing or not _worth_it(giver, receiver, min(amount, missing), rules, setting):
                continue
            payer = found.setdefault(where, account_of(giver, setting))
            payer.bought_for_others += amount
            payer.transfers += 1
            payer.paid += round(rules.bought_price * MILLION)
            found[whom] = account_of(receiver, setting)
            found[whom].received, found[whom].transfers = amount, 1
    return found


def _barred(giver: Month, receiver: Month, rules: PaidGiftRules) -> bool:
    return (
        rules.bought_per_month == 0
        or giver.person.plan.sim not in rules.payer_sims
        or receiver.person.plan.sim not in rules.bought_for_sims
        or (rules.bought_same_region and giver.person.region != receiver.person.region)
    )


def _worth_it(giver: Month, receiver: Month, useful: int, rules: PaidGiftRules, setting: Setting) -> bool:
    """Say whether what the receiver lacks, at the receiver's price of packs, is worth the gift's price to its giver."""
    key = (mixed(giver.person.key) + mixed(receiver.person.key)) & WORD
    worth = setting.demand.willing(uniform(key, setting.seed, giver.nth, GIFT_WORTH))
    plan = receiver.tariff
    return worth * plan.price * (useful / plan.pack) >= round(rules.bought_price * MILLION)
