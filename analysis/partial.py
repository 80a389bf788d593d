"""What a base, or one shard of it, contributes to an answer: whole numbers that add in any order, and nothing about anyone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.engine.unseen_need import with_unseen_need
from analysis.kernels.sums import sum_rows
from analysis.mechanisms.registry import mechanism_of
from analysis.outcomes.cuts import ROLE, Cut, cuts_of
from analysis.parallel import spread
from analysis.resellers.resold import Resold, ahead_of_replay
from analysis.results.result import CREDITS
from analysis.world.bounds import exact_sum
from analysis.world.small_groups import level_sizes
from analysis.world.world import Dimension

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.engine.changes import Changes, Replayed
    from analysis.engine.mechanism import Counts, Table
    from analysis.engine.projection import Carried
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import World


@dataclass(frozen=True)
class Partial:
    """The sums of a base or of a shard of it.

    `baseline` is [group, measure] over the replayed months, `sides` [side, group, change] with subscriber-months that paid more
    for packs than before apart, `credited` what was paid into balances, micro-units. `roles` counts people by role, `took_part`
    those with one by level of the base's cells. Resellers, where they are counted in, are `resold`, and in what is `carried`.
    A random group lies whole in one shard, so no sum by group grows by adding.
    """

    baseline: NDArray[np.int64]
    sides: NDArray[np.int64]
    credited: int
    carried: Carried
    counts: Counts
    roles: NDArray[np.int64]
    took_part: NDArray[np.int64]
    cuts: tuple[Cut, ...]
    resold: Resold | None = None

    def __add__(self, other: Partial) -> Partial:
        """Return the sums of both."""
        return Partial(
            baseline=self.baseline + other.baseline,
            sides=self.sides + other.sides,
            credited=self.credited + other.credited,
            carried=self.carried + other.carried,
            counts={name: count + other.counts[name] for name, count in self.counts.items()},
            roles=self.roles + other.roles,
            took_part=self.took_part + other.took_part,
            cuts=tuple(one + two for one, two in zip(self.cuts, other.cuts, strict=True)),
            resold=None if self.resold is None or other.resold is None else self.resold + other.resold,
        )


def partial_of(  # noqa: PLR0913 - what to answer, then how: each is named by its callers
    world: World,
    rules: RuleSet,
    assumptions: Assumptions,
    horizon: int,
    *,
    cuts: bool = True,
    threads: int | None = None,
    agreed: Table | None = None,
    sizes: NDArray[np.float64] | None = None,
) -> Partial:
    """Replay a world under `rules`, carry it `horizon` months forward and return its sums; without `cuts` none by segment.

    A shard is told what all shards have `agreed` on (`Mechanism.rounds`), and the base's `sizes` of shortages under another
    `unseen_need`.
    """
    world = with_unseen_need(world, assumptions.unseen_need, sizes)
    mechanism = mechanism_of(rules)
    allocation = mechanism.allocation_of(world, rules, assumptions, threads, agreed) if rules.enabled else None
    replayed = mechanism.replay(world, rules, assumptions, threads, allocation)
    whole, code = replayed.whole, mechanism.roles_of(world, replayed.whole)
    carried, resold = ahead_of_replay(world, rules, replayed, assumptions, horizon, threads)
    codes, levels = ([one.code for one in world.dimensions], [len(one.levels) for one in world.dimensions])
    return Partial(
        baseline=np.asarray(world.month_sums.sum(axis=0), np.int64),
        sides=_signed_sums(world, replayed, threads),
        credited=_credited(whole, mechanism.steps),
        carried=carried,
        counts=mechanism.counts_of(world, rules, allocation),
        roles=np.bincount(code, minlength=len(mechanism.roles)),
        took_part=level_sizes(codes, levels, code > 0) if cuts and codes else np.zeros(0, np.int64),
        cuts=cuts_of(world, whole, Dimension(ROLE, mechanism.roles, code)) if cuts else (),
        resold=resold,
    )


def _credited(whole: Changes, steps: tuple[str, ...]) -> int:
    """Return what was paid into balances, micro-units, where the mechanism has such a step."""
    fees = whole.column("fees")
    return -exact_sum(fees[fees < 0]) if CREDITS in steps else 0


def _signed_sums(world: World, replayed: Replayed, threads: int | None) -> NDArray[np.int64]:
    """Return the changes by [side, group, measure], subscriber-months with more pack revenue than before apart."""

    def sides(month: Changes) -> NDArray[np.int64]:
        side = (month.column("pack_revenue") > 0).astype(np.int16)
        return np.asarray(sum_rows(month.table, month.person, side, world.group, 2), np.int64)

    return np.asarray(np.sum(spread(sides, replayed.months, threads), axis=0), np.int64)
