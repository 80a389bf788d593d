"""The rules of combinations: all of either part's, and the order in which balances go. No rule is declared twice."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.settings.family_pool_rules import PoolRules
from analysis.settings.parameters import declare
from analysis.settings.rollover_rules import RolloverRules
from analysis.settings.rule_set import GIFTING_FAMILY_POOL, GIFTING_ROLLOVER
from analysis.settings.rules import Rules

NEVER_GIVEN, GIVEN_FIRST, GIVEN_LAST = "never", "first", "last"


@dataclass(frozen=True)
class GiftingRolloverRules(RolloverRules, Rules):
    """Gifting with rollover. `carried_first` stays rollover's, and every limit on gifts gifting's."""

    mechanism = GIFTING_ROLLOVER
    carried_given: str = declare(GIVEN_FIRST, "choice", "giver", "", "t2_launch", choices=(NEVER_GIVEN, GIVEN_FIRST, GIVEN_LAST))
    gifts_first: bool = declare(default=True, kind="switch", group="size", unit="", source="t2_balances")


@dataclass(frozen=True)
class GiftingFamilyPoolRules(PoolRules, Rules):
    """A family pool with gifting: what an account's members leave over goes to each other first, or to contacts."""

    mechanism = GIFTING_FAMILY_POOL
    pool_first: bool = declare(default=True, kind="switch", group="size", unit="", source="judgement")
