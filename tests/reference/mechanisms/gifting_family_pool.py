"""A family pool with gifting in plain Python: one month after the other, accounts and ties in the order the rules say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reference.effects import missing_when_asking
from tests.reference.giving import offer, order_of, request, visit
from tests.reference.mechanisms.family_pool import households, pool_month, pooled_from
from tests.reference.mechanisms.options import Accounts, account_of, of_ones_own

if TYPE_CHECKING:
    from analysis.settings.combined_rules import GiftingFamilyPoolRules
    from tests.reference.base import Base, Month
    from tests.reference.giving import Account, Setting


def shared_and_given(base: Base, rules: GiftingFamilyPoolRules, setting: Setting) -> Accounts:
    """Return who shares, draws, gives and gets what, and pays what, in both years."""
    own = of_ones_own(setting)
    found: Accounts = {}
    homes = [(members, pooled_from(base, members, rules, own)) for members in households(base)]
    for counted in range(2 * base.month_count):
        nth = counted % base.month_count

        def pools(gone: dict[int, int], nth: int = nth, counted: int = counted) -> dict[int, Account]:
            every = [pool_month(base, members, nth, rules, own, gone) for members, since in homes if since <= counted]
            return {one.month.person.index: one for several in every for one in several}

        here = {index: month for (index, when), month in base.months.items() if when == nth}
        shares = pools({})
        accounts = {index: _opened(month, shares.get(index), rules, setting) for index, month in here.items()}
        for tie in sorted(base.ties, key=order_of):
            one, other = accounts.get(tie.one.index), accounts.get(tie.other.index)
            for giver, receiver in ((one, other), (other, one)):
                if giver is not None and receiver is not None and giver.month.surplus and receiver.month.shortage:
                    visit(tie, giver, receiver, setting, counted)
        if not rules.pool_first:
            shares = pools({index: account.sent for index, account in accounts.items()})
        for index, account in accounts.items():
            share = shares.get(index)
            account.drawn = share.received if share else 0
            account.passed = -share.sent if share else 0  # it leaves the month as a gift does, and nobody is thanked for it
            account.paid += share.paid if share else 0
            found[index, counted] = account
    return found


def _opened(month: Month, share: Account | None, rules: GiftingFamilyPoolRules, setting: Setting) -> Account:
    """Return the account of a month before any tie is visited."""
    account = account_of(month, setting)
    if rules.transfers_per_month is not None:
        account.transfers_left = rules.transfers_per_month
    if month.shortage:
        account.drawn = share.received if share else 0
        account.request = request(month, setting, missing_when_asking(account, setting))
    elif month.surplus:
        account.offer = offer(month, setting, lambda _: -share.sent if share and rules.pool_first else 0)
    return account
