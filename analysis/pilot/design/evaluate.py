"""A design evaluated by drawing its assignment many times: each time the pilot is replayed, read, and held against the launch."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.parallel import side_by_side
from analysis.pilot.assignment import OUTSIDE, assigned, cluster_arms
from analysis.pilot.clusters import clusters_of
from analysis.pilot.design.figures import Evaluation, Figure, Grouping
from analysis.pilot.design.history import AHEAD, Read, Span, history_of, reads_of, spans_of
from analysis.pilot.design.looks import looks_of
from analysis.pilot.design.reading import read
from analysis.pilot.replay import Stage, replicate, stage_of
from analysis.pilot.rights import everybody
from analysis.statistics.power import smallest_effect
from analysis.statistics.randomization import least_p
from data.progress import Progress, silent
from data.schema import MICRO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from analysis.pilot.clusters import Clusters
    from analysis.pilot.people import People
    from analysis.pilot.plan import Plan
    from analysis.pilot.replay import PilotReplay
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.world.world import World

    Floats = NDArray[np.float64]

REPLICATES = 200
FEWEST_REPLICATES = 20
SEEDS_APART = 1_000_003  # replicates take other seeds than a plan that somebody runs


@dataclass(frozen=True)
class Bench:
    """What all designs of the same months share: the base made ready, and what a launch would do in them."""

    world: World
    people: People
    assumptions: Assumptions
    stage: Stage
    launch: PilotReplay


@dataclass(frozen=True)
class _Drawn:
    """One replicate: what it reads in the pilot's months and in those before, and what the pilot itself cost."""

    reads: tuple[Read, ...]
    refused: float
    packs: int
    revenue: int
    points: float


@dataclass(frozen=True)
class _Frame:
    """A design on a base: own history by cluster, the pilot's months first."""

    plan: Plan
    clusters: Clusters
    spans: tuple[Span, ...]

    @property
    def own(self) -> Span:
        """Return the pilot's months."""
        return self.spans[0]


def bench_of(
    world: World, people: People, rules: RuleSet, assumptions: Assumptions, months: range, threads: int | None = None
) -> Bench:
    """Return what designs with these pilot months (places among the replayed) share.

    Raises ParameterError for rules of another mechanism than gifting.
    """
    stage = stage_of(world, rules, assumptions, months, threads)
    return Bench(world, people, assumptions, stage, replicate(stage, everybody(world.rows.key.size), threads))


def evaluations(
    bench: Bench, plans: Mapping[str, Plan], replicates: int = REPLICATES, threads: int | None = None, progress: Progress = silent
) -> Iterator[Evaluation]:
    """Yield the evaluation of each plan, in their order; all have the months of the bench. `progress` may raise to stop."""
    for nth, (name, plan) in enumerate(plans.items()):

        def told(stage: str, share: float, before: int = nth) -> None:
            progress(stage, (before + share) / len(plans))

        yield evaluated(bench, name, plan, replicates, threads, told)


def evaluated(
    bench: Bench,
    name: str,
    plan: Plan,
    replicates: int = REPLICATES,
    threads: int | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """Return what a design would find, over `replicates` assignments."""
    frame = _frame(bench, plan)
    seeds = range(SEEDS_APART * (plan.seed + 1), SEEDS_APART * (plan.seed + 1) + max(FEWEST_REPLICATES, replicates))
    drawn: list[_Drawn] = []
    for one in side_by_side(lambda seed: _drawn(bench, frame, seed % 2**64), seeds, threads):
        drawn.append(one)
        progress("pilot-replicates", len(drawn) / len(seeds))
    return _told(bench, name, frame, drawn)


def _frame(bench: Bench, plan: Plan) -> _Frame:
    clusters = clusters_of(bench.world, plan, bench.people)
    return _Frame(plan, clusters, spans_of(bench.world, clusters, plan, bench.stage.months))


def _drawn(bench: Bench, frame: _Frame, seed: int) -> _Drawn:
    own = assigned(bench.world, frame.plan, frame.clusters, seed)
    replay = replicate(bench.stage, own.rights, threads=1)
    arm = np.full(frame.own.size.size, OUTSIDE, np.int8)
    arm[own.cluster] = own.arm
    changed = replay.changed("buyers")
    points = frame.own.moved(replay.changed("satisfaction"))
    refused, given = (sum(int(getattr(gifts, name).sum()) for gifts in replay.gifts) for name in ("refused_kb", "kb"))
    return _Drawn(
        reads=reads_of(frame.spans, arm, changed),
        refused=refused / max(1, refused + given),
        packs=sum(int(month.column("packs").sum()) for month in replay.months),
        revenue=sum(int(month.column("pack_revenue").sum()) for month in replay.months),
        points=read(points, frame.own.member_months, arm, AHEAD).value / MICRO,
    )


def _told(bench: Bench, name: str, frame: _Frame, drawn: list[_Drawn]) -> Evaluation:
    plan = frame.plan
    own = [one.reads[0] for one in drawn]
    members = int(frame.own.size.sum() * plan.take_part)
    launch = float(bench.launch.changed("buyers")[frame.own.there].sum()) / float(frame.own.member_months.sum())
    scale = abs(launch) or 1.0
    values, errors, freedom = (np.array([getattr(one.found, part) for one in own]) for part in ("value", "error", "freedom"))
    inside = np.array([one.found.interval(1 - plan.alpha) for one in own])
    shift = smallest_effect(1.0, float(freedom.mean()), plan.alpha, plan.power)
    known = bool(np.isfinite(errors).all())  # an arm of one cluster has no error
    smallest = shift * float(errors.mean())
    # The same assignment without rights has no effect on average: taking it away leaves what rights did, and little noise.
    moved = values - np.array([one.without.value for one in own])
    mean = float(moved.mean())
    toward = mean / launch if launch else 0.0
    # At the smallest effect a biased design finds the same share of it, with the same noise.
    at_smallest = toward * (smallest if known else 0.0) + (values - values.mean()) * np.sign(launch or 1.0)
    points = float(np.mean([one.points for one in drawn]))
    reach = smallest_effect(1.0, math.inf, plan.alpha, plan.power)
    real = abs(mean) > 2 * float(moved.std(ddof=1)) / math.sqrt(moved.size)
    return Evaluation(
        name=name,
        plan=plan,
        members=members,
        grouping=_grouping(bench, frame),
        launch=launch,
        bias=Figure(toward - 1.0, Figure.mean(moved, scale).error),
        spread=Figure.spread(values, scale),
        coverage=Figure.share((inside[:, 0] <= launch) & (launch <= inside[:, 1])),
        power=Figure.share((inside[:, 0] > 0) | (inside[:, 1] < 0)),
        smallest=Figure.mean(shift * errors, scale) if known else None,
        wrong_signs=Figure.share(at_smallest < 0) if known else None,
        refused=Figure.mean(np.array([one.refused for one in drawn])),
        lost_packs=Figure.mean(-np.array([one.packs for one in drawn], float)),
        lost_revenue=Figure.mean(-np.array([one.revenue for one in drawn], float), MICRO),
        needed=members * (smallest / mean) ** 2 if real and known else None,
        answers=4 * (reach * bench.assumptions.satisfaction_sd / points) ** 2 if points else None,
        history=history_of(bench.world, plan, frame.spans, [one.reads for one in drawn]),
        looks=looks_of(plan, mean / float(errors.mean()) if errors.mean() else 0.0),
        least_p=_least_p(frame),
        estimates=tuple((np.sign(launch or 1.0) * values / scale).tolist()),
    )


def _grouping(bench: Bench, frame: _Frame) -> Grouping:
    size = frame.own.size[frame.own.size > 0]
    gifts = [np.concatenate([getattr(month, end) for month in bench.launch.gifts]) for end in ("giver", "receiver", "kb")]
    alone = int((frame.clusters.size == 1).sum())
    return Grouping(size.size, float(size.mean()), float(size.std() / size.mean()), alone, frame.clusters.inside(*gifts))


def _least_p(frame: _Frame) -> float:
    """Return the least p of the arms as they are dealt, by lot: what a read-out of them refuses to go beyond."""
    arm = cluster_arms(frame.plan, frame.clusters, np.uint64(frame.plan.seed))
    held = (frame.own.size > 0) & ((arm == 0) | (arm == AHEAD))
    return least_p(arm[held] == AHEAD, frame.clusters.stratum[held])
