"""Gifting with rollover in plain Python: lots of what was carried, gifts, and who burns what in which order."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.reference.base import MILLION
from tests.reference.effects import after, freed, missing_when_asking, served, usable
from tests.reference.giving import NO_LIMIT, kb, offer, order_of, request, visit
from tests.reference.mechanisms.options import Accounts, account_of, of_ones_own
from tests.reference.mechanisms.rollover import carrying_from

if TYPE_CHECKING:
    from analysis.settings.combined_rules import GiftingRolloverRules
    from tests.reference.base import Base, Month
    from tests.reference.giving import Account, Setting

# What somebody has carried over, oldest first: (the month it was left over in, kB).
Lots = list[tuple[int, int]]
# Balances in the order in which they are burned: (name, kB).
Balances = list[tuple[str, int]]


def balanced(base: Base, rules: GiftingRolloverRules, setting: Setting) -> Accounts:
    """Return who draws, gives and gets what, and pays what, in both years."""
    own = of_ones_own(setting)
    since = {person.index: carrying_from(base, person, rules, own) for person in base.people}
    lots: dict[int, Lots] = {person.index: [] for person in base.people}
    found: Accounts = {}
    for counted in range(2 * base.month_count):
        here = {index: month for (index, nth), month in base.months.items() if nth == counted % base.month_count}
        for index in lots.keys() - here.keys():
            lots[index] = []
        carries = {index for index in here if _carries(here[index], since[index], counted)}
        stock = {index: sum(amount for _, amount in lots[index]) if index in carries else 0 for index in here}
        accounts = {index: _opened(month, stock[index], rules, setting) for index, month in here.items()}
        for tie in sorted(base.ties, key=order_of):
            one, other = accounts.get(tie.one.index), accounts.get(tie.other.index)
            for giver, receiver in ((one, other), (other, one)):
                if giver is not None and receiver is not None and giver.month.surplus and receiver.month.shortage:
                    visit(tie, giver, receiver, setting, counted)
        for index in carries:
            lots[index] = _passed_on(accounts[index], lots[index], counted, rules, setting)
            accounts[index].paid += round(rules.carry_fee * MILLION)
        found |= {(index, counted): account for index, account in accounts.items()}
    return found


def _carries(month: Month, since: int | None, counted: int) -> bool:
    return since is not None and counted >= since and month.balance is not None


def _opened(month: Month, stock: int, rules: GiftingRolloverRules, setting: Setting) -> Account:
    """Return the account of a month before any tie is visited."""
    account = account_of(month, setting)
    if rules.transfers_per_month is not None:
        account.transfers_left = rules.transfers_per_month
    if month.shortage:
        account.drawn = min(stock, month.shortage)
        account.request = request(month, setting, missing_when_asking(account, setting))
    elif month.surplus:

        def besides(foreseen: int) -> int:
            if rules.carried_given != "never":
                return stock
            return min(stock, foreseen) if rules.carried_first else 0

        account.offer = offer(month, setting, besides)
    return account


def _passed_on(account: Account, lots: Lots, counted: int, rules: GiftingRolloverRules, setting: Setting) -> Lots:
    """Burn a month's balances in their order, and return what is carried into the next."""
    month, stock = account.month, sum(amount for _, amount in lots)
    assert month.balance is not None
    balances = [("carried", stock), ("package", month.balance)]
    if account.sent:
        order = {"first": balances, "last": balances[::-1], "never": balances[1:]}[rules.carried_given]
        gone = _burned(order, account.sent)
        gap = max(0, month.need - (month.balance - gone.get("package", 0)))
        account.passed = gone.get("carried", 0) + min(gap, stock - gone.get("carried", 0))
        balances = [(name, amount - gone.get(name, 0)) for name, amount in balances]
    use = after(account, setting)[0]
    if not rules.carried_first:
        balances.reverse()
    balances.append(("packs", use.packs * month.tariff.pack))
    gift = _useful_gift(account, rules, setting)
    balances = [("gift", gift), *balances] if rules.gifts_first else [*balances, ("gift", gift)]
    had = dict(balances)
    # What is used besides the need is of the gift alone. Used last, the gift has been asked for exactly what it covers.
    need = month.need - use.unmet if rules.gifts_first else month.need - use.unmet - gift
    burned = _burned(balances, need)
    left = {name: had[name] - burned.get(name, 0) for name in had}
    account.spared = max(0, account.drawn - burned.get("carried", 0))
    out = stock - left["carried"]
    rest: Lots = []
    for born, amount in lots:
        part = min(amount, out)
        out -= part
        rest.append((born, amount - part))
    rest = [(born, amount) for born, amount in rest if rules.carry_months is None or counted - born < rules.carry_months]
    room = kb(rules.carry_cap_gb, NO_LIMIT) - sum(amount for _, amount in rest)
    fresh = math.floor(rules.carry_share * (left["package"] + left["packs"]))
    return [*rest, (counted, max(0, min(fresh, room)))]


def _useful_gift(account: Account, rules: GiftingRolloverRules, setting: Setting) -> int:
    """Return how much of a gift goes into the need: used first, all that lives so long; used last, what nothing else covers."""
    if not account.received:
        return 0
    covers = served(account, setting)
    if not rules.gifts_first:
        return covers
    besides = after(account, setting)[1]
    assert besides >= freed(account, setting)
    return max(covers, min(account.received, usable(account, setting)) - besides)


def _burned(balances: Balances, amount: int) -> dict[str, int]:
    """Return how much of each balance goes, one after the other, until an amount is covered."""
    gone = {}
    for name, there in balances:
        gone[name] = min(there, amount)
        amount -= gone[name]
    return gone
