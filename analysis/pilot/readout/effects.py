"""What each arm does, by clusters: adjusted for the run-in, corrected for few clusters, and held against other assignments."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from analysis.pilot.readout.answer import AGREE, DIFFER, FEW, Effect, Measured, Monthly
from analysis.pilot.readout.measures import BEFORE, MEASURES, MONTHLY, SUBSCRIBER_MONTHS
from analysis.statistics.cluster_ratio import ClusterSums, adjusted_for_before, difference
from analysis.statistics.power import smallest_effect
from analysis.statistics.randomization import Drawing, least_p, randomised
from data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.pilot.plan import Plan
    from analysis.pilot.readout.measures import Measure
    from analysis.statistics.cluster_robust import Estimate
    from data.trials.reading import TrialTables

    Floats = NDArray[np.float64]

MOST_LOTS = 5_000_000  # clusters times draws: about two seconds
FEWEST_DRAWS = 199
CONTROL = 0


@dataclass(frozen=True)
class Pair:
    """The clusters of one arm and of the control, out of a trial's tables."""

    tables: TrialTables
    arm: int

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """Return the places of the clusters of either arm."""
        return np.flatnonzero((self.tables.arm == self.arm) | (self.tables.arm == CONTROL))

    @cached_property
    def treated(self) -> NDArray[np.bool_]:
        """Return which of the rows are the arm's."""
        return np.asarray(self.tables.arm[self.rows] == self.arm)

    @property
    def stratum(self) -> NDArray[np.int32]:
        """Return the stratum of each row."""
        return self.tables.stratum[self.rows]

    def sums(self, measure: Measure, months: slice, rights: Sequence[int] = (0, 1, 2, 3)) -> ClusterSums:
        """Return the sums of a measure over months and members with some rights; the control's members have them all told."""
        return ClusterSums(*self._ratio(measure, months, rights), self.treated, self.before(measure))

    def _ratio(self, measure: Measure, months: slice, rights: Sequence[int]) -> tuple[Floats, Floats]:
        count = len(range(*months.indices(len(self.tables.months))))
        over = self._told(self.tables.sums[measure.over][:, :, months].sum(2), rights)
        if measure.of == SUBSCRIBER_MONTHS:
            return over, self._told(self.tables.members, rights) * count
        return over, self._told(self.tables.sums[measure.of][:, :, months].sum(2), rights)

    def _told(self, values: Floats, rights: Sequence[int]) -> Floats:
        """Return one value a row: those of some rights in the arm, of all in the control."""
        own = values[self.rows]
        return np.asarray(np.where(self.treated, own[:, list(rights)].sum(1), own.sum(1)))

    def before(self, measure: Measure) -> Floats | None:
        """Return what the run-in says of each cluster, a month and member (clusters x columns); None without a run-in."""
        run_in = self.tables.run_in
        if not run_in:
            return None
        names = dict.fromkeys([measure.over, *BEFORE])
        size = np.maximum(self.tables.members[self.rows].sum(1), 1.0) * run_in
        columns = [self.tables.sums[name][self.rows][:, :, :run_in].sum((1, 2)) / size for name in names]
        answered = self.tables.sums["answers"][self.rows][:, :, :run_in].sum((1, 2))
        if measure.over == "score":  # who was asked differs: a mean where there is one, else that of all
            mean = columns[0] * size / np.maximum(answered, 1.0)
            columns[0] = np.where(answered > 0, mean, mean[answered > 0].mean() if (answered > 0).any() else 0.0)
        return np.column_stack(columns)


def measured(found: Estimate, level: float) -> Measured:
    """Return an estimate as it is told."""
    low, high = found.interval(level)
    return Measured(found.value, found.error, low, high, found.p, found.freedom)


def told_measures(tables: TrialTables) -> tuple[Measure, ...]:
    """Return the measures whose columns are there, and say something of some month of the pilot."""
    after = slice(tables.run_in, None)

    def is_told(measure: Measure) -> bool:
        names = {measure.over, measure.of or measure.over}
        if not all(name in tables.known or name.startswith("triggered") for name in names) or (
            measure.name.startswith("triggered") and "triggered" not in tables.known
        ):
            return False
        return measure.of == SUBSCRIBER_MONTHS or bool(tables.sums[measure.of][:, :, after].sum() > 0)

    return tuple(measure for measure in MEASURES if is_told(measure))


def check_can_tell(pair: Pair, plan: Plan) -> None:
    """Raise InputError where no result whatever could be significant: too few clusters, as one region of eight."""
    least = least_p(pair.treated, pair.stratum)
    few = min(int(pair.treated.sum()), int((~pair.treated).sum()))
    if few < 2 or least > plan.alpha:
        raise InputError.one(
            "trial-cannot-tell",
            arm=pair.tables.arms[pair.arm],
            unit=plan.unit,
            alpha=f"{plan.alpha:g}",
            clusters=int(pair.treated.sum()),
            control=int((~pair.treated).sum()),
            least=f"{least:.3g}",
        )
    members = pair.tables.members[pair.rows].sum(1)
    for arm, own in ((pair.arm, pair.treated), (CONTROL, ~pair.treated)):
        if members[own].sum() < FEW:
            raise InputError.one("trial-small-arm", arm=pair.tables.arms[arm], few=FEW)


def effects(pair: Pair, plan: Plan) -> tuple[Effect, ...]:
    """Return the effect of an arm on every measure that is told, all under the same other assignments."""
    after = slice(pair.tables.run_in, None)
    measures = [measure for measure in told_measures(pair.tables) if _is_told_in_both(pair, measure, after)]
    each = [pair.sums(measure, after) for measure in measures]
    adjusted = np.column_stack([adjusted_for_before(sums) for sums in each])
    sizes = np.column_stack([sums.size for sums in each])
    draws = int(np.clip(MOST_LOTS // pair.rows.size, FEWEST_DRAWS, 9_999))
    lots = randomised(adjusted, sizes, pair.treated, pair.stratum, Drawing(plan.seed, draws))
    found = []
    for measure, sums, lot in zip(measures, each, lots, strict=True):
        best, plain = difference(sums), difference(replace(sums, before=None))
        signs = {_sign(one.value, p, plan.alpha) for one, p in ((best.difference, best.difference.p), (best.difference, lot.p))}
        signs.add(_sign(plain.difference.value, plain.difference.p, plan.alpha))
        reach = smallest_effect(best.difference.error, best.difference.freedom, plan.alpha, plan.power)
        level = 1.0 - plan.alpha
        found.append(Effect(
            pair.tables.arms[pair.arm], measure.name, best.control, best.treated, measured(best.difference, level),
            None if best.relative is None else measured(best.relative, level), measured(plain.difference, level),
            lot.p, lot.assignments, lot.exact, AGREE if len(signs) == 1 else DIFFER, best.variance_ratio, reach,
        ))  # fmt: skip
    return tuple(found)


def _is_told_in_both(pair: Pair, measure: Measure, months: slice) -> bool:
    """Say whether two clusters of each arm, and not too few answers, have something to divide by."""
    if measure.of == SUBSCRIBER_MONTHS:
        return True
    size = pair.tables.sums[measure.of][pair.rows][:, :, months].sum((1, 2))
    sides = (size[pair.treated], size[~pair.treated])
    return all((side > 0).sum() >= 2 and side.sum() >= FEW for side in sides)


def _sign(value: float, p: float, alpha: float) -> int:
    return 0 if p >= alpha or math.isnan(p) else int(math.copysign(1, value))


def monthly(pair: Pair, plan: Plan) -> tuple[Monthly, ...]:
    """Return the effect of an arm in each month of the pilot."""
    found = []
    for measure in told_measures(pair.tables):
        for place in range(pair.tables.run_in, len(pair.tables.months)) if measure.name in MONTHLY else ():
            only = slice(place, place + 1)
            if _is_told_in_both(pair, measure, only):
                told = measured(difference(pair.sums(measure, only)).difference, 1.0 - plan.alpha)
                found.append(Monthly(pair.tables.arms[pair.arm], measure.name, pair.tables.months[place], told))
    return tuple(found)
