"""The whole replay of a mechanism, slowly: who moves what in both years, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.settings.combined_rules import GiftingFamilyPoolRules, GiftingRolloverRules
from analysis.settings.family_pool_rules import PoolRules
from analysis.settings.marketplace_rules import MarketRules
from analysis.settings.paid_gift_rules import PaidGiftRules
from analysis.settings.rollover_rules import RolloverRules
from analysis.settings.rule_set import GIFTING_FAMILY_POOL, ROLLOVER
from analysis.settings.rules import Rules
from tests.reference.effects import effect, hazard_cell, hazards
from tests.reference.giving import adopted, settle
from tests.reference.mechanisms.family_pool import pooled
from tests.reference.mechanisms.gifting_family_pool import shared_and_given
from tests.reference.mechanisms.gifting_rollover import balanced
from tests.reference.mechanisms.marketplace import traded
from tests.reference.mechanisms.options import Accounts, of_ones_own
from tests.reference.mechanisms.paid_gift import bought
from tests.reference.mechanisms.rollover import carried
from tests.reference.replay import Reference

if TYPE_CHECKING:
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from tests.reference.base import Base
    from tests.reference.buying import Market
    from tests.reference.giving import Setting


def run(base: Base, rules: RuleSet, assumed: Assumptions, seed: int, demand: Market) -> Reference:
    """Replay a base under the rules of any mechanism but gifting; `demand` is what people would pay."""
    gifts = rules if isinstance(rules, Rules) else replace(Rules(), gift_days=None)
    setting = replace(settle(base, gifts, assumed, seed), demand=demand)
    accounts, setting = _moved(base, rules, setting) if rules.enabled else ({}, setting)
    hazard = hazards(base)
    found = {}
    for where, account in accounts.items():
        if account.sent or account.received or account.paid or account.bought_for_others or account.drawn or account.passed:
            one, exact = effect(account, hazard[hazard_cell(account.month)], setting)
            if rules.mechanism == ROLLOVER:  # it had been left over before, so it is not unused twice
                one = replace(one, unused=one.unused - one.received, drawn=one.received)
            if rules.mechanism == GIFTING_FAMILY_POOL:  # nothing was left over before: what an account shares is sent
                unused = one.unused + account.drawn + account.passed
                one = replace(one, unused=unused, sent=one.sent - account.passed)
            found[where] = one, exact
    unrounded = {where: exact for where, (_, exact) in found.items()}
    years = [{where: one for where, (one, _) in found.items() if where[1] // base.month_count == year} for year in (0, 1)]
    return Reference(base, years[0], unrounded, rules, assumed, years[1])


def _moved(base: Base, rules: RuleSet, setting: Setting) -> tuple[Accounts, Setting]:
    """Return who moves what, and the assumptions under which that is used."""
    own = of_ones_own(setting)
    if isinstance(rules, GiftingFamilyPoolRules):
        return shared_and_given(base, rules, setting), setting
    if isinstance(rules, GiftingRolloverRules):
        return balanced(base, rules, setting), setting
    if isinstance(rules, RolloverRules):
        return carried(base, rules, own), own
    if isinstance(rules, PoolRules):
        return pooled(base, rules, own), own
    rising = sum(adopted(nth, setting.assumed) < 1 for nth in range(base.month_count))
    found: Accounts = {}
    for counted in range(base.month_count + rising):
        if isinstance(rules, MarketRules):
            found |= traded(base, rules, setting, counted)
        else:
            assert isinstance(rules, PaidGiftRules)
            found |= bought(base, rules, setting, counted)
    if isinstance(rules, MarketRules):  # nobody gives, so nobody is thanked
        setting = replace(setting, assumed=replace(setting.assumed, receiving_effect=0.0, giving_effect=0.0))
    return found, setting
