"""Family pools in plain Python: accounts as the base tells them or as ties suggest, one month of one account at a time."""

from __future__ import annotations

import math
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from tests.reference.base import MILLION
from tests.reference.draws import POOL_ORDER, uniform
from tests.reference.giving import NO_LIMIT, kb, order_of
from tests.reference.mechanisms.options import Accounts, account_of, saved, taken_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.settings.family_pool_rules import PoolRules
    from tests.reference.base import Base, Month, Person
    from tests.reference.giving import Account, Setting

LARGEST_GUESSED = 6
NOTHING: Mapping[int, int] = MappingProxyType({})


def pooled(base: Base, rules: PoolRules, setting: Setting) -> Accounts:
    """Return who uses what of whose, and pays what, in both years."""
    found: Accounts = {}
    for members in households(base):
        since = pooled_from(base, members, rules, setting)
        for counted in range(since, 2 * base.month_count):
            for one in pool_month(base, members, counted % base.month_count, rules, setting):
                found[one.month.person.index, counted] = one
    return found


def pooled_from(base: Base, members: list[Person], rules: PoolRules, setting: Setting) -> int:
    """Return the month, counted through both years, from which an account is a pool; after both where it never is."""
    year = [one for nth in range(base.month_count) for one in pool_month(base, members, nth, rules, setting)]
    since = taken_from(members[0].key, saved(year, setting), sum(one.paid for one in year), base, setting) if year else None
    return 2 * base.month_count if since is None else since


def households(base: Base) -> list[list[Person]]:
    """Return the members of every account of two or more: as told, or, where nobody tells any, as guessed from ties."""
    if any(person.account is not None for person in base.people):
        told: dict[str, list[Person]] = {}
        for person in base.people:
            if person.account is not None:
                told.setdefault(person.account, []).append(person)
        accounts: Iterable[list[Person]] = told.values()
    else:
        accounts = _guessed(base)
    return [sorted(members, key=lambda person: person.index) for members in accounts if len(members) > 1]


def _guessed(base: Base) -> list[list[Person]]:
    best = {
        person.index: max((tie.strength for tie in base.ties if person in (tie.one, tie.other)), default=Decimal(0))
        for person in base.people
    }
    home = {person.index: [person] for person in base.people}
    for tie in sorted(base.ties, key=order_of):
        bests = best[tie.one.index], best[tie.other.index]
        closest = tie.strength in bests and 2 * tie.strength >= max(bests)
        one, other = home[tie.one.index], home[tie.other.index]
        if not closest or tie.one.region != tie.other.region or one is other or len(one) + len(other) > LARGEST_GUESSED:
            continue
        one += other
        for person in other:
            home[person.index] = one
    return list({id(members): members for members in home.values()}.values())


def pool_month(
    base: Base,
    members: list[Person],
    nth: int,
    rules: PoolRules,
    setting: Setting,
    gone: Mapping[int, int] = NOTHING,
) -> list[Account]:
    """Return the accounts of those of a pool for whom a month is not as it was; `gone` is what each gave away before."""
    here = [
        base.months[person.index, nth]
        for person in members
        if (person.index, nth) in base.months
        and person.plan.sim in rules.pool_sims
        and person.plan.allowance is not None
        and (person.region == members[0].region or not rules.pool_same_region)
    ]
    here = [month for month in here if month.person.plan.days == here[0].person.plan.days][: rules.pool_members]
    if len(here) < 2:
        return []
    here_accounts = [account_of(month, setting) for month in here]
    wanted = [min(month.shortage, kb(rules.pool_draw_gb, NO_LIMIT)) for month in here]
    spare = [math.floor(rules.pool_share * max(0, month.surplus - gone.get(month.person.index, 0))) for month in here]
    moves = min(sum(wanted), sum(spare))
    left_to_take = left_to_give = moves
    for place in sorted(range(len(here)), key=lambda each: _turn(here[each], setting)):
        account = here_accounts[place]
        account.received = min(wanted[place], left_to_take)
        account.sent = min(spare[place], left_to_give)
        left_to_take -= account.received
        left_to_give -= account.sent
    _charge(here_accounts, rules)
    return [one for one in here_accounts if one.received or one.sent or one.paid]


def _turn(month: Month, setting: Setting) -> float:
    return uniform(month.person.key, setting.seed, month.nth, POOL_ORDER)


def _charge(accounts: list[Account], rules: PoolRules) -> None:
    fee = round(rules.member_fee * MILLION)
    owner = max(accounts, key=lambda one: (one.month.tariff.fee, -one.month.person.index))
    for account in accounts:
        if rules.member_fee_payer == "owner":
            account.paid = fee * (len(accounts) - 1) if account is owner else 0
        else:
            account.paid = 0 if account is owner else fee
