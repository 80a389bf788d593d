"""A family pool with gifting as a mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from analysis.engine.mechanism import PassedOn, Passing
from analysis.mechanisms.common.moving import Moving
from analysis.mechanisms.common.two_sides import ROLES, flow_beside, roles_beside
from analysis.mechanisms.family_pool.mechanism import FamilyPool
from analysis.mechanisms.gifting.mechanism import Gifting
from analysis.mechanisms.gifting.notices import eligible
from analysis.mechanisms.gifting_family_pool.replay import Given, effects_of, moves_of
from analysis.settings.combined_rules import GiftingFamilyPoolRules

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes, Replayed
    from analysis.engine.mechanism import Counts
    from analysis.engine.moves import Year
    from analysis.results.result import Flow, Notice
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.world.prepared_base import PreparedBase
    from analysis.world.world import SampledBase, World

GIFTING, POOL = Gifting(), FamilyPool()
POOLS = ("accounts", "pools")
ACCOUNT = "account"  # who drew on its account or was drawn on, and neither gave nor got a gift


class GiftingFamilyPool(Moving[GiftingFamilyPoolRules, Given]):
    """Members of one account use what the others leave over, and give to contacts."""

    rules = GiftingFamilyPoolRules
    roles: ClassVar[tuple[str, ...]] = (*ROLES, ACCOUNT)
    reaches_on: ClassVar[bool] = True  # what a contact gives hangs on its account, whose members need be nobody's contacts
    kept_in_search: ClassVar[frozenset[str]] = GIFTING.kept_in_search | POOL.kept_in_search

    def check(self, world: World, rules: RuleSet) -> None:
        """Raise ParameterError for a plan that the base does not have."""
        GIFTING.check(world, rules)

    def moves_of(self, world: World, rules: GiftingFamilyPoolRules, assumptions: Assumptions, threads: int | None) -> Given:
        """Return who uses what of whose, and who gives what to whom."""
        return moves_of(world, rules, assumptions, threads)

    def effects_of(self, world: World, moves: Given, assumptions: Assumptions, threads: int | None) -> Replayed:
        """Return what both change in each month."""
        return effects_of(world, moves, assumptions, threads)

    def years_of(self, world: World, assumptions: Assumptions) -> tuple[Year, Year]:
        """Return two whole years, as of pools."""
        return POOL.years_of(world, assumptions)

    def passing(self, world: World, rules: RuleSet) -> Passing:
        """Return what a reseller gives away of a month's allowance, and what of the rest strangers in its account draw.

        The latter where places in it are free and every plan that may give may share; else it only gives.
        """
        gifts, places = GIFTING.passing(world, rules), POOL.passing(world, rules)
        if self.own(rules).member_fee or (gifts.plans & ~places.plans).any():
            return gifts

        def of(allowance: int) -> PassedOn:
            given = gifts.of(allowance)
            return PassedOn(given.kb + places.of(allowance - given.kb).kb, given.paid)

        return Passing(gifts.plans, of)

    def roles_of(self, world: World, whole: Changes) -> NDArray[np.int16]:
        """Return who gave, got a gift, did both, or only had to do with its account."""
        shared = (whole.column("drawn_kb") > 0) | (whole.column("sent_kb") > 0)
        return roles_beside(whole, whole.column("transfers"), shared, world.subscribers)

    def flow_of(self, total: NDArray[np.int64], people: NDArray[np.int64]) -> Flow:
        """Return how much was given and how much shared: givers and receivers are those of gifts, sent is what left anybody."""
        return flow_beside(total, people)

    def counts_on(self, world: World, rules: GiftingFamilyPoolRules, moves: Given) -> Counts:  # noqa: ARG002
        """Return how many may give and receive, and how many accounts there are and become pools."""
        return {**eligible(world, moves.limits), "accounts": moves.accounts, "pools": moves.pools}

    def notices_of(self, base: PreparedBase, rules: RuleSet, counts: Counts) -> tuple[Notice, ...]:
        """Return what gifting and what the pool says."""
        gifts, pools = ({name: counts[name] for name in names if counts} for names in (("givers", "receivers"), POOLS))
        return (*GIFTING.notices_of(base, rules, gifts), *POOL.notices_of(base, rules, pools))

    def binding_rules(self, base: SampledBase, rules: RuleSet, assumptions: Assumptions) -> tuple[Notice, ...]:
        """Return which rules stop every gift: those of gifting, and as though no account shared anything."""
        return GIFTING.binding_rules(base, rules, assumptions)

    def consistent(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return values with every smallest size lowered to the least limit it must fit into."""
        return GIFTING.consistent(values)
