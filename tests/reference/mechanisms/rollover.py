"""Rollover in plain Python: one subscriber, one month after the other, a list of what was carried and when it was left over."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.reference.base import MILLION, MONTH_DAYS
from tests.reference.effects import after
from tests.reference.giving import NO_LIMIT, kb
from tests.reference.mechanisms.options import Accounts, account_of, saved, taken_from

if TYPE_CHECKING:
    from analysis.settings.rollover_rules import RolloverRules
    from tests.reference.base import Base, Month, Person
    from tests.reference.giving import Account, Setting


def carried(base: Base, rules: RolloverRules, setting: Setting) -> Accounts:
    """Return who draws what of what it carried in, and pays what, in both years."""
    found: Accounts = {}
    fee = round(rules.carry_fee * MILLION)
    for person in base.people:
        since = carrying_from(base, person, rules, setting)
        if since is not None:
            found |= {(person.index, counted): one for counted, one in _walk(base, person, rules, setting, since, fee).items()}
    return found


def carrying_from(base: Base, person: Person, rules: RolloverRules, setting: Setting) -> int | None:
    """Return the month, counted through both years, from which somebody carries over; None where it never does."""
    fee = round(rules.carry_fee * MILLION)
    if not _may(person, rules):
        return None
    if not fee:
        return 0
    free = _walk(base, person, rules, setting, 0, 0)
    year = [one for counted, one in free.items() if counted >= base.month_count]
    return taken_from(person.key, saved(year, setting), fee * len(year), base, setting)


def _may(person: Person, rules: RolloverRules) -> bool:
    plan = person.plan
    named = rules.carry_plans is None or plan.name in rules.carry_plans
    return plan.sim in rules.carry_sims and named and plan.allowance is not None and plan.days == MONTH_DAYS


def _walk(base: Base, person: Person, rules: RolloverRules, setting: Setting, since: int, fee: int) -> dict[int, Account]:
    found: dict[int, Account] = {}
    lots: list[tuple[int, int]] = []  # (the month it was left over in, kB), oldest first
    for counted in range(since, 2 * base.month_count):
        month = base.months.get((person.index, counted % base.month_count))
        if month is None:
            lots = []
            continue
        account = account_of(month, setting)
        account.received, account.paid = min(sum(kb for _, kb in lots), month.shortage), fee
        packs_and_all = after(account, setting)[0]
        lots, spent = _spend(lots, month, account, rules)
        left = _left_of_its_own(month, packs_and_all.packs, packs_and_all.unmet, spent)
        lots = [(born, kb) for born, kb in lots if rules.carry_months is None or counted - born < rules.carry_months]
        room = kb(rules.carry_cap_gb, NO_LIMIT) - sum(amount for _, amount in lots)
        lots.append((counted, max(0, min(math.floor(rules.carry_share * left), room))))
        found[counted] = account
    return found


def _spend(
    lots: list[tuple[int, int]], month: Month, account: Account, rules: RolloverRules
) -> tuple[list[tuple[int, int]], int]:
    """Take what the month uses of what was carried, oldest first: before the month's own, or after it."""
    wanted = month.need if rules.carried_first else account.received
    rest, spent = [], 0
    for born, amount in lots:
        part = min(amount, wanted - spent)
        spent += part
        rest.append((born, amount - part))
    return rest, spent


def _left_of_its_own(month: Month, packs: int, unmet: int, spent: int) -> int:
    assert month.balance is not None
    return month.balance + packs * month.tariff.pack - (month.need - unmet - spent)
