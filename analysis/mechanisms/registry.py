"""All mechanisms by name, and the one that rules belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.mechanisms.gifting.mechanism import Gifting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.engine.mechanism import Mechanism
    from analysis.settings.rule_set import RuleSet

MECHANISMS: Mapping[str, Mechanism] = {one.rules.mechanism: one for one in (Gifting(),)}


def mechanism_of(rules: RuleSet) -> Mechanism:
    """Return the mechanism whose rules these are."""
    return MECHANISMS[rules.mechanism]
