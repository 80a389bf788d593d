"""The rules of every mechanism by its name, and every rule by its own.

No two mechanisms share one but the switch, except that a combination has those of its parts: the very same declarations. It comes
after them, so that rules which one part knows alone are that part's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.settings.combined_rules import GiftingFamilyPoolRules, GiftingRolloverRules
from analysis.settings.family_pool_rules import PoolRules
from analysis.settings.marketplace_rules import MarketRules
from analysis.settings.paid_gift_rules import PaidGiftRules
from analysis.settings.parameters import parameters_of
from analysis.settings.rollover_rules import RolloverRules
from analysis.settings.rule_set import GIFTING
from analysis.settings.rules import Rules
from data.errors import InputError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.settings.parameters import Parameter
    from analysis.settings.rule_set import RuleSet

ALONE = (Rules, RolloverRules, PoolRules, MarketRules, PaidGiftRules)
KINDS: Mapping[str, type[RuleSet]] = {kind.mechanism: kind for kind in (*ALONE, GiftingRolloverRules, GiftingFamilyPoolRules)}


def kind_of(mechanism: str) -> type[RuleSet]:
    """Return what declares the rules of a mechanism, gifting for an empty name; InputError for one that is not known."""
    found = KINDS.get(mechanism or GIFTING)
    if found is None:
        raise InputError.one("unknown-mechanism", name=mechanism, known=", ".join(KINDS), nearest=nearest(mechanism, KINDS))
    return found


def every_rule() -> dict[str, Parameter]:
    """Return the declarations of the rules of all mechanisms by name."""
    return {name: declared for kind in KINDS.values() for name, declared in parameters_of(kind).items()}


def kind_naming(names: Iterable[str]) -> type[RuleSet]:
    """Return the mechanism's declarations that know all these rules; gifting's where none does, or all do."""
    asked = set(names)
    return next((kind for kind in KINDS.values() if asked <= parameters_of(kind).keys()), KINDS[GIFTING])
