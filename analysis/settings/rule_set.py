"""What the rules of every mechanism have in common: a name of the mechanism, a switch, and the one way to change some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from analysis.settings.parameters import Value, as_dict, build
from data.errors import ParameterError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

GIFTING = "gifting"  # the mechanism of whatever names none: files, links and records of before there were several
ROLLOVER, FAMILY_POOL, MARKETPLACE, PAID_GIFT = "rollover", "family_pool", "marketplace", "paid_gift"
GIFTING_ROLLOVER, GIFTING_FAMILY_POOL = "gifting_rollover", "gifting_family_pool"
# What a combination is made of: its rules are those of all of these and a few of its own, and whatever bears on them bears on it.
PARTS: Mapping[str, tuple[str, ...]] = {GIFTING_ROLLOVER: (GIFTING, ROLLOVER), GIFTING_FAMILY_POOL: (GIFTING, FAMILY_POOL)}
LONG_LIVED = ("local", "tourist_premium")  # the SIM kinds that take part unless told otherwise


@dataclass(frozen=True)
class RuleSet:
    """Rules of one mechanism. Its subclass declares them, and says which of them contradict."""

    mechanism: ClassVar[str]
    enabled: bool

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> Self:
        """Build rules from values by name; ParameterError for unknown names, bad values and rules that contradict."""
        rules = build(cls, values)
        found = rules.contradictions()
        if found:
            raise ParameterError(found)
        return rules

    def contradictions(self) -> list[Problem]:
        """Return what contradicts among values that are each allowed; nothing unless a mechanism says so."""
        return []

    def changed(self, change: Mapping[str, Value]) -> Self:
        """Return the same rules with some values changed, checked as they would be anew."""
        return type(self).of(as_dict(self) | dict(change))
