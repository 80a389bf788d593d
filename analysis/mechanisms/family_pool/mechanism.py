"""The family pool as a mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from analysis.engine.kernel_units import adoption_by_month
from analysis.engine.mechanism import Mechanism, PassedOn
from analysis.engine.moves import nothing_moved
from analysis.mechanisms.common.two_sides import flow_of, roles_of
from analysis.mechanisms.family_pool.replay import Pooled, moves_of, replay, terms_of
from analysis.results.result import Notice
from analysis.settings.family_pool_rules import PoolRules
from analysis.world.small_groups import told_count
from data.schema import SIM_TYPES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes, Replayed
    from analysis.results.result import Flow
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import Dimension, World


class FamilyPool(Mechanism):
    """Members of one account use what the others leave over."""

    rules = PoolRules
    kept_in_search: ClassVar[frozenset[str]] = frozenset({"enabled", "pool_sims", "member_fee_payer"})

    def allocation_of(self, world: World, rules: RuleSet, assumptions: Assumptions, threads: int | None) -> Pooled:
        """Return who uses what of whose."""
        return moves_of(world, _own(rules), assumptions, threads)

    def replay(
        self, world: World, rules: RuleSet, assumptions: Assumptions, threads: int | None = None, allocation: object = None
    ) -> Replayed:
        """Return what pools change in each month; rules off change nothing."""
        if not rules.enabled:
            return nothing_moved(*(adoption_by_month(assumptions, world, years=year) for year in (0, 1)))
        pooled = allocation if isinstance(allocation, Pooled) else moves_of(world, _own(rules), assumptions, threads)
        return replay(world, assumptions, pooled, threads)

    def roles_of(self, world: World, whole: Changes) -> Dimension:
        """Return whose leftovers went, who used some, who did both or neither."""
        return roles_of(world, whole)

    def flow_of(self, total: NDArray[np.int64], role: Dimension) -> Flow:
        """Return how much was used of what others left over, and what became of it."""
        return flow_of(total, role)

    def passed_on(self, world: World, rules: RuleSet, plan: int, allowance: int) -> PassedOn:
        """Return what strangers in one's account can draw of a month's allowance, and what the places in it cost."""
        terms = terms_of(_own(rules), world)
        if SIM_TYPES[world.rows.sim[plan]] not in _own(rules).pool_sims:
            return PassedOn(0, 0)
        places = terms.members - 1
        return PassedOn(min(int(terms.share * allowance), places * terms.draw), places * terms.fee)

    def notices_of(self, world: World, rules: RuleSet, allocation: object) -> tuple[Notice, ...]:  # noqa: ARG002
        """Return how many accounts there are, whether they were guessed, and how many become pools."""
        if not isinstance(allocation, Pooled):
            return ()
        facts = {"accounts": told_count(allocation.accounts), "pools": told_count(allocation.pools)}
        return (Notice("pool-accounts-guessed" if world.accounts_guessed else "pool-accounts", facts),)


def _own(rules: RuleSet) -> PoolRules:
    if not isinstance(rules, PoolRules):
        raise TypeError(f"rules of {rules.mechanism} are none of a family pool")
    return rules
