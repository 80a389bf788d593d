"""All mechanisms by name, and the one that rules belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.mechanisms.family_pool.mechanism import FamilyPool
from analysis.mechanisms.gifting.mechanism import Gifting
from analysis.mechanisms.gifting_family_pool.mechanism import GiftingFamilyPool
from analysis.mechanisms.gifting_rollover.mechanism import GiftingRollover
from analysis.mechanisms.marketplace.mechanism import Marketplace
from analysis.mechanisms.paid_gift.mechanism import PaidGift
from analysis.mechanisms.rollover.mechanism import Rollover

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.engine.mechanism import Mechanism
    from analysis.settings.rule_set import RuleSet

COMBINED = (GiftingRollover(), GiftingFamilyPool())
MECHANISMS: Mapping[str, Mechanism] = {
    one.rules.mechanism: one for one in (Gifting(), Rollover(), FamilyPool(), Marketplace(), PaidGift(), *COMBINED)
}


def mechanism_of(rules: RuleSet) -> Mechanism:
    """Return the mechanism whose rules these are."""
    return MECHANISMS[rules.mechanism]
