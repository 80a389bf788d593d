"""A launch with too few held back for charts, but a long time before: held against a mix of who is not launched yet.

The launched are one unit, weighed by members; every cluster that is not launched is a donor. Synthetic
difference-in-differences weighs donors and months before; each donor in turn as if it were launched says how far off it may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.monitoring.answer import Compared, ComparedPoint
from analysis.monitoring.expected import DISCREPANCY
from analysis.pilot.readout.effects import CONTROL, told_measures
from analysis.statistics.synthetic_control import FEWEST_BEFORE, Panel, placebos_in_space, placebos_in_time, synthetic_difference

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.monitoring.expected import Expected
    from analysis.pilot.readout.measures import Measure
    from data.trials.reading import TrialTables

    Floats = NDArray[np.float64]

ALPHA = 0.05  # of each metric, at a reading
NORMAL_95 = (0.025, 0.975)


@dataclass(frozen=True)
class Planned:
    """What the plan expects of one metric: `draws` [draw, month since launch], the declared error of the model in them."""

    draws: Floats

    @property
    def away(self) -> Floats:
        """Return how far the mean over months of each draw lies from that of all [draw]."""
        whole = self.draws.mean(axis=1)
        return np.asarray(whole - whole.mean())


def planned_of(expected: Expected, kind: str, seed: int) -> Planned:
    """Return the plan of one metric; the error of the model is common to the months here, for their mean is told."""
    draws = expected.draws[:, expected.places(kind)]
    wrong = np.random.default_rng([seed, 2]).normal(0.0, DISCREPANCY, len(draws))
    return Planned(draws + wrong[:, None] * draws.mean(axis=0))


def compared(tables: TrialTables, arm: int, expected: Expected, seed: int) -> tuple[Compared, ...]:
    """Return each metric of the launched arm against the mix of donors, and against what was planned."""
    return tuple(
        _compared(
            panel_of(tables, arm, measure), measure, planned_of(expected, measure.name, seed), tables.months[tables.run_in :]
        )
        for measure in told_measures(tables)
        if measure.name in expected.kinds
    )


def panel_of(tables: TrialTables, arm: int, measure: Measure) -> Panel:
    """Return a measure a member and month [unit, month]: the launched as one unit first, then every cluster not launched."""
    sums, members = tables.sums[measure.over].sum(axis=1), tables.members.sum(axis=1)
    launched, donors = tables.arm == arm, (tables.arm == CONTROL) & (members > 0)
    first = sums[launched].sum(axis=0) / members[launched].sum()
    outcome = np.vstack([first, sums[donors] / members[donors][:, None]])
    return Panel(outcome, np.arange(len(outcome)) == 0, tables.run_in)


def _compared(panel: Panel, measure: Measure, plan: Planned, months: tuple[str, ...]) -> Compared:
    found = synthetic_difference(panel)
    space = placebos_in_space(panel)
    placebo = space.mean(axis=1)
    folds = min(panel.after, panel.before - FEWEST_BEFORE)
    in_time = placebos_in_time(panel, folds) if folds > 0 else np.zeros(0)
    planned = float(plan.draws.mean())
    ends = np.quantile(plan.draws.mean(axis=1), NORMAL_95)
    low, high = np.quantile(plan.draws, NORMAL_95, axis=0)
    points = tuple(
        ComparedPoint(month, float(plan.draws[:, nth].mean()), float(low[nth]), float(high[nth]), float(found.path[nth]),
                      float(np.abs(space[:, nth]).max()))
        for nth, month in enumerate(months)
    )  # fmt: skip
    return Compared(
        measure.name, measure.unit, found.effect, rank_p(found.effect, placebo, np.zeros(1)), planned, float(ends[0]),
        float(ends[1]), rank_p(found.effect - planned, placebo, plan.away), float(np.abs(placebo).max()),
        tuple(float(one) for one in in_time), folds, found.effective_units, points,
    )  # fmt: skip


def rank_p(gap: float, placebo: Floats, away: Floats) -> float:
    """Return the share of units, the launched among them, that show as much as `gap` by chance and the plan's own doubt alone.

    `placebo` [donor] is what donors show that were not launched, `away` [draw] how far the plan may be off. It is never less
    than one over the units: with seven donors an eighth.
    """
    beyond = np.abs(placebo[:, None] + away[None, :]) >= abs(gap)
    return float((1.0 + beyond.mean(axis=1).sum()) / (1.0 + placebo.size))


def floor_of(donors: int) -> float:
    """Return the least p that so many donors can give."""
    return 1.0 / (1 + donors)
