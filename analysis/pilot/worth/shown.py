"""What a pilot would show under each draw of the assumptions, and how sharply: its summaries, their sampling error, its cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.parallel import side_by_side
from analysis.pilot.assignment import OUTSIDE, assigned
from analysis.pilot.baseline import baseline, present
from analysis.pilot.clusters import clusters_of
from analysis.pilot.design.reading import Slope
from analysis.pilot.learning.replayed import BUYING, GIFTS, REVENUE, SCORE, USED, ReplayedPilot, arms_of
from analysis.uncertainty.distributions import with_values
from data.schema import KB_PER_GB, MICRO

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from analysis.pilot.clusters import Clusters
    from analysis.pilot.ground import Ground
    from analysis.pilot.plan import Plan
    from analysis.settings.question import Question
    from analysis.settings.rules import Rules
    from analysis.world.world import World

    Floats = NDArray[np.float64]

TREATED = 1
KINDS = (GIFTS, BUYING, REVENUE, USED)
_MEASURES = {BUYING: ("buyers", 1.0), REVENUE: ("pack_revenue", MICRO), USED: ("used_kb", KB_PER_GB)}


@dataclass(frozen=True)
class Shown:
    """`values` [draw, summary], per member and month; `noise` [summary, summary] where the whole base takes part.

    Summaries are KINDS and, where a survey is planned, the score. `treated` members have rights; `lost` [draw] is the pack
    revenue that one of them loses in the whole pilot, currency; `survey` what all answers of a pilot
    on the whole base cost, currency.
    """

    months: int
    values: Floats
    noise: Floats
    treated: int
    lost: Floats
    survey: float


def shown_by(  # noqa: PLR0913, PLR0917 - a base, a plan, a question, then how
    ground: Ground,
    subscribers: int,
    plan: Plan,
    question: Question,
    rules: Rules,
    drawn: Floats,
    threads: int | None,
    told: Callable[[float], None],
) -> Shown:
    """Return what a plan run on the whole base of so many `subscribers` would show under each row of `drawn`.

    Where its ground is a part of the base, it is what the part shows, with the error of the whole.
    """
    world, people = ground.world, ground.people
    clusters = clusters_of(world, plan, people)
    assignment = assigned(world, plan, clusters)
    months = plan.pilot_months(len(world.months))
    arms = arms_of(assignment, TREATED)
    kinds = (*KINDS, SCORE) if plan.survey_answers else KINDS
    replay = ReplayedPilot(world, rules, arms, months, kinds, (0,) * len(kinds))

    def ask(row: Floats) -> Floats:
        return replay.summaries(with_values(question.assumptions, row, rules.mechanism))

    rows = []
    for row in side_by_side(ask, drawn, threads):
        rows.append(row)
        told(len(rows) / len(drawn))
    values = np.stack(rows)
    there = present(world, months.start) & (assignment.arm != OUTSIDE)
    part = world.subscribers / subscribers
    treated = round(int((arms.treated & there).sum()) / part)
    noise = part * _noise(world, plan, clusters, assignment.arm, there, months, len(kinds))
    gifts = KINDS.index(GIFTS)
    # Gifts are counted, and one hangs little on another: the error of a count.
    noise[gifts, gifts] = 100.0 * max(float(values[:, gifts].mean()), 1e-6) / max(1, treated * len(months))
    if plan.survey_answers:
        # Half of the answers in each arm; they are those of the plan's own ground, so a larger pilot collects more.
        noise[-1, -1] = part * 4 * question.assumptions.satisfaction_sd**2 / plan.survey_answers
    lost, survey = -values[:, KINDS.index(REVENUE)] * len(months), plan.survey_answers * plan.cost_per_answer / part
    return Shown(len(months), values, noise, treated, lost, survey)


def _noise(  # noqa: PLR0913, PLR0917 - a pilot as it is dealt, and how many summaries it has
    world: World, plan: Plan, clusters: Clusters, arm: NDArray[np.int8], there: NDArray[np.bool_], months: range, summaries: int
) -> Floats:
    """Return the covariance of the differences by clusters, each adjusted for its own past, from months without rights."""
    of_cluster = np.full(clusters.size.size, OUTSIDE, np.int8)
    of_cluster[clusters.of] = arm
    size = clusters.sums(there)
    before = plan.run_in(len(world.months))
    rests = []
    for name, unit in _MEASURES.values():
        outcome, past = (clusters.sums(np.where(there, baseline(world, name, span), 0)) / unit for span in (months, before))
        adjusted = outcome - Slope.of(outcome, past, size).foretold if len(before) else outcome
        rests.append(adjusted / len(months))
    total = np.zeros((summaries, summaries))
    at = [KINDS.index(kind) for kind in _MEASURES]
    for one in (0, TREATED):
        live = (of_cluster == one) & (size > 0)
        count, members = int(live.sum()), float(size[live].sum())
        rest = np.stack([part[live] - part[live].sum() / members * size[live] for part in rests])
        total[np.ix_(at, at)] += count / max(1, count - 1) * np.einsum("ig,jg->ij", rest, rest) / members**2
    return total
