"""What rules are worth, and little else: the answer of `simulate` cut down to what thousands of runs in a search need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.engine.projection import ahead_of
from analysis.engine.unseen_need import with_unseen_need
from analysis.kernels.effects import BUYERS, LEAVING, LEAVING_SCALE, SATISFACTION
from analysis.kernels.projection import FLOWS
from analysis.mechanisms.registry import mechanism_of
from analysis.outcomes.sampling_error import ratio_error
from analysis.outcomes.time_path import discounts
from analysis.resellers.resold import ahead_of_replay
from analysis.results.result import EVERY_STEP
from analysis.shards.answers import summed
from analysis.shards.store import Store
from analysis.world.world import MEASURES as BASE_MEASURES
from data.schema import MICRO

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analysis.engine.changes import Replayed
    from analysis.engine.projection import Ahead
    from analysis.resellers.resold import Resold
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.shards.store import AnyBase
    from analysis.world.world import World

_MONTHS = BASE_MEASURES.index("months")
_COUNTED = [FLOWS.index(item) for item in EVERY_STEP if item in FLOWS]
OBJECTIVES = ("npv", "satisfaction", "topup_rate", "renewal_rate")


@dataclass(frozen=True)
class Worth:
    """The npv per initial subscriber, by random group (`gains` [group], of `initial` [group] subscribers), and three changes.

    `fixed` is the platform's share of the npv, which no sampling can touch; the changes are those of the replay.
    """

    gains: NDArray[np.float64]
    initial: NDArray[np.float64]
    fixed: float
    satisfaction: float
    topup_rate: float
    renewal_rate: float

    @property
    def npv(self) -> float:
        """Return the discounted change in profit over the horizon, currency per initial subscriber."""
        return float(self.gains.sum() / self.initial.sum()) + self.fixed

    @property
    def se(self) -> float | None:
        """Return the sampling error of the npv."""
        return ratio_error(self.gains, self.initial)

    def less(self, other: Worth) -> tuple[float, float | None]:
        """Return how much more this is worth than another answer of the same base, and the sampling error of that."""
        return self.npv - other.npv, ratio_error(self.gains - other.gains, self.initial)


@dataclass(frozen=True)
class Trials:
    """Futures in which rules are tried on one base, `horizon` months each; `worlds` are those of each where they are kept."""

    world: World
    futures: tuple[Assumptions, ...]
    horizon: int
    worlds: tuple[World, ...] = ()

    def worth(self, asked: tuple[RuleSet, int]) -> Worth:
        """Return what rules are worth in one of the futures."""
        rules, nth = asked
        assumed = self.futures[nth]
        world = self.worlds[nth] if self.worlds else with_unseen_need(self.world, assumed.unseen_need)
        return worth_in(world, rules, assumed, self.horizon)


def worth_of(base: AnyBase, rules: RuleSet, assumptions: Assumptions, horizon: int, threads: int | None = 1) -> Worth:
    """Return what `rules` are worth on a base; the npv is that of `simulate` to 10^-8, rules off are worth exactly 0."""
    if isinstance(base, Store):
        months = sum(month[_MONTHS] for month in base.whole.month_totals)
        part = summed(base, rules, assumptions, horizon, cuts=False, threads=threads)
        ahead, total = ahead_of(base, part.carried, assumptions), part.sides.sum(axis=(0, 1))
        return _worth(ahead, total, rules, assumptions, months, _resold_to(part.resold))
    return worth_in(with_unseen_need(base, assumptions.unseen_need), rules, assumptions, horizon, threads)


def worth_in(world: World, rules: RuleSet, assumptions: Assumptions, horizon: int, threads: int | None = 1) -> Worth:
    """Return what `worth_of` does, of a world that already has the unseen need of `assumptions`."""
    replayed = mechanism_of(rules).replay(world, rules, assumptions, threads)
    return worth_ahead(world, replayed, rules, assumptions, horizon, threads)


def worth_ahead(
    world: World, replayed: Replayed, rules: RuleSet, assumptions: Assumptions, horizon: int, threads: int | None = 1
) -> Worth:
    """Return what a replay is worth when it is carried forward under `assumptions`."""
    carried, resold = ahead_of_replay(world, rules, replayed, assumptions, horizon, threads)
    ahead, total = ahead_of(world, carried, assumptions), replayed.whole.table.sum(axis=0)
    return _worth(ahead, total, rules, assumptions, world.rows.sub.size, _resold_to(resold))


def _resold_to(resold: Resold | None) -> float:
    """Return what resellers add to those of buyers of packs, where they are counted in."""
    return 0.0 if resold is None else resold.buyers


def _worth(
    ahead: Ahead, total: NDArray[np.int64], rules: RuleSet, assumptions: Assumptions, months: int, resold_to: float
) -> Worth:
    """Return the worth of what lies ahead; `total` are the sums of the replay's changes [measure] over subscriber-months.

    `resold_to` is what resellers add to those of buyers of packs, in subscriber-months.
    """
    discount = discounts(assumptions.discount_rate, ahead.flows.shape[0])
    steps = sum(ahead.flows[:, :, step] for step in _COUNTED)
    gains = (discount[:, None] * steps).sum(axis=0) / MICRO
    platform = assumptions.platform_cost_per_month * float(discount.sum()) if rules.enabled else 0.0
    return Worth(
        gains=gains,
        initial=ahead.initial,
        fixed=-platform / float(ahead.initial.sum()),
        satisfaction=float(total[SATISFACTION]) / MICRO / months,
        topup_rate=(float(total[BUYERS]) + resold_to) / months,
        renewal_rate=-float(total[LEAVING]) / LEAVING_SCALE / months,
    )
