"""The rules of gifting with rollover: all of gifting's, all of rollover's, and the order in which balances are used."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.settings.parameters import declare
from analysis.settings.rollover_rules import RolloverRules
from analysis.settings.rule_set import GIFTING_ROLLOVER
from analysis.settings.rules import Rules

NEVER_GIVEN, GIVEN_FIRST, GIVEN_LAST = "never", "first", "last"


@dataclass(frozen=True)
class GiftingRolloverRules(RolloverRules, Rules):
    """Both at once. No rule is declared a second time: `carried_first` stays rollover's, and every limit on gifts gifting's."""

    mechanism = GIFTING_ROLLOVER
    carried_given: str = declare(GIVEN_FIRST, "choice", "giver", "", "t2_launch", choices=(NEVER_GIVEN, GIVEN_FIRST, GIVEN_LAST))
    gifts_first: bool = declare(default=True, kind="switch", group="size", unit="", source="t2_balances")
