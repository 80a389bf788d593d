"""The two sides of a gift: the lottery of the right to receive, who is exposed, and whether arms meet each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.pilot.readout.answer import FEW, Exposed, Interference, Measured, Side
from analysis.pilot.readout.effects import CONTROL, Pair, measured, told_measures
from analysis.pilot.readout.measures import MAIN, SUBSCRIBER_MONTHS
from analysis.statistics.cluster_ratio import ClusterSums, TooFewClustersError, difference
from analysis.statistics.cluster_robust import Estimate, fit
from analysis.statistics.exposure import all_touched_drawn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.pilot.plan import Plan
    from analysis.pilot.readout.answer import Effect
    from analysis.pilot.readout.measures import Measure
    from data.trials.reading import TrialTables

    Floats = NDArray[np.float64]

WITHOUT, WITH = (0, 2), (1, 3)  # places of rights: 2 gives + receives
LEAST_CHANCE = 0.01
FULL_LEVEL = 2


def sides(pair: Pair, plan: Plan) -> tuple[Side, ...]:
    """Return, of an arm with a lottery, receivers less the others of the same clusters, and the others less the control."""
    found = []
    after = slice(pair.tables.run_in, None)
    for measure in told_measures(pair.tables):
        if measure.of != SUBSCRIBER_MONTHS:
            continue
        receivers = _within(pair.tables, pair.arm, measure)
        others = difference(pair.sums(measure, after, WITHOUT)).difference
        if receivers is not None:
            level = 1.0 - plan.alpha
            found.append(Side(pair.tables.arms[pair.arm], measure.name, measured(receivers, level), measured(others, level)))
    return tuple(found)


def _within(tables: TrialTables, arm: int, measure: Measure) -> Estimate | None:
    """Return receivers less others inside an arm: two rows a cluster, wrong together; None without two clusters."""
    rows = np.flatnonzero(tables.arm == arm)
    run_in, count = tables.run_in, len(tables.months) - tables.run_in
    values, sizes, before = [], [], []
    for rights in (WITHOUT, WITH):
        picked = list(rights)
        size = tables.members[rows][:, picked].sum(1)
        values.append(tables.sums[measure.over][rows][:, picked, run_in:].sum((1, 2)) / np.maximum(size * count, 1.0))
        sizes.append(size * count)
        before.append(tables.sums[measure.over][rows][:, picked, :run_in].sum((1, 2)) / np.maximum(size * max(run_in, 1), 1.0))
    weight, rate, past = np.concatenate(sizes), np.concatenate(values), np.concatenate(before)
    cluster, lot = np.tile(np.arange(rows.size), 2), np.repeat([0.0, 1.0], rows.size)
    if min((size > 0).sum() for size in sizes) < 2:
        return None
    centred = past - np.average(past, weights=weight)
    columns = [1.0 - lot, lot]
    if run_in and all(np.ptp(centred[(lot == side) & (weight > 0)]) > 0 for side in (0.0, 1.0)):
        columns += [(1.0 - lot) * centred, lot * centred]
    contrast = np.zeros(len(columns))
    contrast[:2] = -1.0, 1.0
    return fit(np.column_stack(columns), rate, cluster, weight).estimate(contrast)


def exposed(tables: TrialTables, plan: Plan, arm: int) -> tuple[Exposed, ...]:
    """Return buying of an arm's right holders by how many of their contacts may give, against the control's like them.

    Those whose chance to be fully exposed is below one in a hundred are left out on both sides, by what was known before:
    how many other clusters their ties touch. Weights are one over that chance (Hajek), so both sides are of the same kind.
    """
    seen = tables.exposures
    giving = np.array([one.gives >= 1.0 for one in plan.arms])
    treated = int(giving[tables.arm].sum())
    chance = all_touched_drawn(seen.touched, tables.arm.size - 1, max(treated - 1, 0))
    arms = tables.arm[seen.cluster]
    inside, kept = (arms == arm) & seen.receives, chance >= LEAST_CHANCE
    control = (arms == CONTROL) & kept
    months = len(tables.months) - tables.run_in
    found = []
    for level, name in ((FULL_LEVEL, "full"), (1, "some"), (0, "none")):
        own = inside & (seen.level == level)
        count = int(seen.members[own & kept].sum())
        if count < FEW:
            continue
        value = Measured(float("nan"), None, None, None, None, None)
        sums = None
        if level == FULL_LEVEL:  # who is exposed less is of another kind than the control, so there is no comparison
            sums = _exposure_sums(tables, (own & kept, control), 1.0 / np.maximum(chance, LEAST_CHANCE), months, arm)
        if sums is not None:
            value = measured(difference(sums).difference, 1.0 - plan.alpha)
        found.append(Exposed(name, count, int(seen.members[own & ~kept].sum()), value))
    return tuple(found)


def _exposure_sums(
    tables: TrialTables, rows: tuple[NDArray[np.bool_], NDArray[np.bool_]], weight: Floats, months: int, arm: int
) -> ClusterSums | None:
    """Return weighted sums by cluster of who is so exposed and of the control; None where an arm has fewer than two clusters.

    The control's weights are one: its own chance is the same for all, whatever they touch.
    """
    seen, clusters = tables.exposures, tables.arm.size
    own, control = rows
    use = np.where(own, weight, np.where(control, 1.0, 0.0))
    over = np.bincount(seen.cluster, use * seen.buyers, clusters)
    size = np.bincount(seen.cluster, use * seen.members * months, clusters)
    picked = (tables.arm == arm) | (tables.arm == CONTROL)
    try:
        return ClusterSums(over[picked], size[picked], np.asarray(tables.arm[picked] == arm))
    except TooFewClustersError:
        return None


def interference(sides_found: tuple[Side, ...], effects: tuple[Effect, ...], full: str, plan: Plan) -> Interference | None:
    """Hold the lottery of individuals against the clusters of the arm `full`; None without either."""
    one = next((side.receivers for side in sides_found if side.measure == MAIN), None)
    whole = next((effect.difference for effect in effects if effect.arm == full and effect.measure == MAIN), None)
    if one is None or whole is None or one.error is None or whole.error is None:
        return None
    error = float(np.hypot(one.error, whole.error))
    freedom = min(one.freedom or 1.0, whole.freedom or 1.0)
    gap = measured(Estimate(one.value - whole.value, error, freedom), 1.0 - plan.alpha)
    return Interference(one, whole, gap, gap.p is not None and gap.p < plan.alpha)
