"""Own history dealt anew, nobody having any right: what chance alone finds and how far estimates scatter, by the closed form too.

Months of the pilot's length are taken back from its first one as far as the base goes, for a season may be unlike another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.pilot.baseline import baseline, present
from analysis.pilot.design.figures import Figure, OwnHistory, Window
from analysis.pilot.design.reading import Slope, icc_of, read
from analysis.statistics.power import design_effect, power_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.pilot.clusters import Clusters
    from analysis.pilot.plan import Plan
    from analysis.statistics.cluster_robust import Estimate
    from analysis.world.world import World

    Floats = NDArray[np.float64]

AHEAD = 1  # the arm held against the first
MOST_EARLIER = 3  # windows before the pilot's own
MEASURE = "buyers"


@dataclass(frozen=True)
class Span:
    """Months of own history by cluster: who is there in the first of them, their number, what they did, what was foretold of it.

    `before` are the months adjusted for: the planned run-in as far as the base holds it, as a read-out would have it.
    """

    months: range
    before: range
    clusters: Clusters
    there: NDArray[np.bool_]
    size: Floats
    outcome: Floats
    slope: Slope

    @classmethod
    def of(cls, world: World, clusters: Clusters, months: range, run_in: int) -> Span:
        """Lay out some of the replayed months (places from 0)."""
        before = range(max(0, months.start - run_in), months.start)
        there = present(world, months.start)
        size = clusters.sums(there)
        outcome, past = (clusters.sums(np.where(there, baseline(world, MEASURE, span), 0)) for span in (months, before))
        return cls(months, before, clusters, there, size, outcome, Slope.of(outcome, past, size))

    @property
    def member_months(self) -> Floats:
        """Return the months of everybody there, by cluster: who leaves stays."""
        return self.size * len(self.months)

    def moved(self, changed: NDArray[np.int64]) -> Floats:
        """Return a change per subscriber as a sum by cluster of who is there."""
        return self.clusters.sums(np.where(self.there, changed, 0))

    def read(self, arm: NDArray[np.int8], moved: Floats | float = 0.0, *, adjusted: bool = True) -> Estimate:
        """Return what a trial of these arms [cluster] would find, with what rights `moved`."""
        foretold = self.slope.foretold if adjusted else 0.0
        return read(self.outcome + moved - foretold, self.member_months, arm, AHEAD)


@dataclass(frozen=True)
class Read:
    """One assignment read over a span: adjusted, with rights and without; and unadjusted, of the pilot's own months alone."""

    found: Estimate
    without: Estimate
    plain: Estimate | None = None
    plain_without: Estimate | None = None


def reads_of(spans: Sequence[Span], arm: NDArray[np.int8], changed: NDArray[np.int64]) -> tuple[Read, ...]:
    """Read all spans under arms [cluster], the pilot's own first; `changed` per subscriber is what their rights change."""
    found = []
    for nth, span in enumerate(spans):
        moved = span.moved(changed)
        plain = () if nth else (span.read(arm, moved, adjusted=False), span.read(arm, adjusted=False))
        found.append(Read(span.read(arm, moved), span.read(arm), *plain))
    return tuple(found)


def spans_of(world: World, clusters: Clusters, plan: Plan, months: range) -> tuple[Span, ...]:
    """Return the pilot's own months, then those before them of the same length, none in two of them.

    Matched clusters are told by what is adjusted for: unadjusted their error is far too wide, so months without any before them
    are left out.
    """
    starts = list(range(months.start, -1, -len(months)))[: 1 + MOST_EARLIER]
    told = [start for start in starts if start == months.start or start or not plan.matched]
    return tuple(Span.of(world, clusters, range(start, start + len(months)), plan.run_in_months) for start in told)


def history_of(world: World, plan: Plan, spans: Sequence[Span], reads: Sequence[Sequence[Read]]) -> OwnHistory:
    """Return what all replicates [replicate][span] showed of own history, beside the closed form."""
    own = [row[0] for row in reads]
    plain, without = ([getattr(one, side) for one in own] for side in ("plain", "plain_without"))
    closed, effect, icc = _closed(world, plan, spans[0], 0.0)
    return OwnHistory(
        size=Figure.share(np.array([one.without.p < plan.alpha for one in own])),
        spread=Figure.spread(np.array([one.value for one in without])),
        closed_form=closed,
        design_effect=effect,
        icc=icc,
        power=Figure.share(np.array([one.p < plan.alpha for one in plain])),
        closed_power=_closed_power(
            plan, spans[0], closed, [one.value - bare.value for one, bare in zip(plain, without, strict=True)]
        ),
        windows=tuple(_window(world, plan, span, [row[nth] for row in reads]) for nth, span in enumerate(spans)),
    )


def _window(world: World, plan: Plan, span: Span, reads: Sequence[Read]) -> Window:
    closed, _, _ = _closed(world, plan, span, span.slope.slope)
    return Window(
        first=world.months[span.months[0]][:7],
        last=world.months[span.months[-1]][:7],
        before=len(span.before),
        size=Figure.share(np.array([one.without.p < plan.alpha for one in reads])),
        spread=Figure.spread(np.array([one.without.value for one in reads])),
        closed_form=closed,
        power=Figure.share(np.array([one.found.p < plan.alpha for one in reads])),
        closed_power=_closed_power(plan, span, closed, [one.found.value - one.without.value for one in reads]),
    )


def _closed(world: World, plan: Plan, span: Span, slope: float) -> tuple[float, float, float]:
    """Return the closed form of the standard error of what is left after `slope`; the design effect and the ICC in it."""
    total = baseline(world, MEASURE, span.months) - slope * baseline(world, MEASURE, span.before)
    own = total[span.there] / len(span.months)
    size = span.size[span.size > 0]
    icc = icc_of(own, span.clusters.of[span.there], span.size.size)
    effect = design_effect(float(size.mean()), icc, float(size.std() / size.mean()))
    people = own.size * plan.take_part
    return math.sqrt(effect * float(own.var(ddof=1)) * sum(1.0 / (share * people) for share in _arms(plan))), effect, icc


def _closed_power(plan: Plan, span: Span, error: float, moved: Sequence[float]) -> float:
    """Return the power that the closed form gives the mean of what rights `moved`, degrees of freedom between clusters."""
    clusters = float((span.size > 0).sum()) * plan.take_part * sum(_arms(plan))
    return power_of(float(np.mean(moved)), error, max(1.0, clusters - 2.0), plan.alpha) if error > 0 else 1.0


def _arms(plan: Plan) -> tuple[float, float]:
    return plan.shares[AHEAD], plan.shares[0]
