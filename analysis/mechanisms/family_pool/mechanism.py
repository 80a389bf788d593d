"""The family pool as a mechanism."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from analysis.engine.kernel_units import adoption_of_both_years
from analysis.engine.mechanism import PassedOn, Passing
from analysis.mechanisms.common.moving import Moving
from analysis.mechanisms.common.two_sides import flow_of
from analysis.mechanisms.common.units import plans_allowed
from analysis.mechanisms.family_pool.replay import Pooled, effects_of, moves_of, terms_of
from analysis.results.result import Notice
from analysis.settings.family_pool_rules import PoolRules
from analysis.world.small_groups import told_count

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analysis.engine.changes import Replayed
    from analysis.engine.mechanism import Counts
    from analysis.engine.moves import Year
    from analysis.results.result import Flow
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.world.prepared_base import PreparedBase
    from analysis.world.world import World


class FamilyPool(Moving[PoolRules, Pooled]):
    """Members of one account use what the others leave over."""

    rules = PoolRules
    kept_in_search: ClassVar[frozenset[str]] = frozenset({"enabled", "pool_sims", "member_fee_payer"})

    def moves_of(self, world: World, rules: PoolRules, assumptions: Assumptions, threads: int | None) -> Pooled:
        """Return who uses what of whose."""
        return moves_of(world.alone, rules, assumptions, threads)

    def effects_of(self, world: World, moves: Pooled, assumptions: Assumptions, threads: int | None) -> Replayed:
        """Return what pools change in each month."""
        return effects_of(world.alone, moves, assumptions, threads)

    def years_of(self, world: World, assumptions: Assumptions) -> tuple[Year, Year]:
        """Return two whole years: whoever has joined stays, so the second is never the first again."""
        return adoption_of_both_years(assumptions, world)

    def flow_of(self, total: NDArray[np.int64], people: NDArray[np.int64]) -> Flow:
        """Return how much moved, all of it within accounts, and what became of it."""
        flow = flow_of(total, people)
        return replace(flow, own_only=int(people[1:].sum()), own_gb=flow.received_gb)

    def passing(self, world: World, rules: RuleSet) -> Passing:
        """Return what strangers in one's account can draw of a month's allowance, and what the places in it cost."""
        own = self.own(rules)
        terms = terms_of(own, world)
        places = terms.members - 1

        def of(allowance: int) -> PassedOn:
            return PassedOn(min(int(terms.share * allowance), places * terms.draw), places * terms.fee)

        return Passing(plans_allowed("", own.pool_sims, None, world), of)

    def counts_on(self, world: World, rules: PoolRules, moves: Pooled) -> Counts:  # noqa: ARG002
        """Return how many accounts there are, and how many become pools."""
        return {"accounts": moves.accounts, "pools": moves.pools}

    def notices_of(self, base: PreparedBase, rules: RuleSet, counts: Counts) -> tuple[Notice, ...]:  # noqa: ARG002
        """Return how many accounts there are, whether they were guessed, and how many become pools."""
        facts = {name: told_count(count) for name, count in counts.items()}
        return (Notice("pool-accounts-guessed" if base.accounts_guessed else "pool-accounts", facts),) if counts else ()
