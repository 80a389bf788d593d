"""Which assumption would have to move to explain the gap: one at a time, over all of its declared range, replayed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from analysis.monitoring.answer import Reason
from analysis.monitoring.charts import any_alarm, log_density
from analysis.parallel import side_by_side
from analysis.settings.assumptions import Assumptions, make_assumptions
from analysis.settings.parameters import as_dict, parameters_of
from analysis.uncertainty.distributions import likely_range, unknown_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.monitoring.expected import Expected
    from analysis.pilot.learning.replayed import ReplayedPilot
    from data.progress import Progress

    Floats = NDArray[np.float64]

REPLAYED, READ = 7, 121  # places over the declared range: replayed, and between them by straight lines
TELLING = 3.0  # a Bayes factor below it says nothing worth a sentence
AS_GOOD = 10.0  # what is not ten times less likely than the best cannot be told from it


def reasons(  # noqa: PLR0913, PLR0917 - what was expected, what came, who replays it, then how
    expected: Expected,
    seen: Floats,
    replay: ReplayedPilot,
    assumed: Assumptions,
    limit: float,
    threads: int | None,
    progress: Progress,
) -> tuple[Reason, ...]:
    """Return the assumptions that would explain the gap, the likeliest first; none where moving no single one says anything.

    The plan's own doubt about all of them stays: what is explained is what it does not cover.
    """
    planned, declared = as_dict(assumed), parameters_of(Assumptions)
    names = unknown_names()
    cases = []
    for name in names:
        at = float(cast("float", planned[name]))
        low, high = likely_range(declared[name], at)
        values = np.linspace(low, high, REPLAYED)
        cases += [(name, value) for value in np.unique(np.rint(values) if declared[name].kind == "integer" else values)]

    def moved(case: tuple[str, float]) -> Floats:
        name, value = case
        told = int(value) if declared[name].kind == "integer" else float(value)
        return replay.summaries(make_assumptions(planned | {name: told}))

    center, found = replay.summaries(assumed), []
    for nth, one in enumerate(side_by_side(moved, cases, threads)):
        progress("monitor-explain", 0.8 + 0.2 * nth / len(cases))
        found.append(one - center)
    kinds = tuple(dict.fromkeys(expected.kinds))
    told = []
    for name in names:
        own = [nth for nth, (which, _) in enumerate(cases) if which == name]
        grid, shifts = np.array([cases[nth][1] for nth in own]), np.stack([found[nth] for nth in own])
        factor, low, best, high, shift = _weighed(expected, seen, grid, shifts)
        settles = not any_alarm(expected, kinds, seen - shift, limit)
        told.append(Reason(name, float(cast("float", planned[name])), best, low, high, factor, settles))
    told.sort(key=lambda one: -one.factor)
    return tuple(one for one in told if one.factor >= TELLING and one.factor * AS_GOOD >= told[0].factor)


def _weighed(expected: Expected, seen: Floats, grid: Floats, shifts: Floats) -> tuple[float, float, float, float, Floats]:
    """Return the Bayes factor of an assumption moved over its range, the 5 %, likeliest and 95 % value, and the shift there."""
    fine = np.linspace(grid[0], grid[-1], READ)
    between = np.column_stack([np.interp(fine, grid, column) for column in shifts.T])
    away = seen - expected.mean
    log_ratio = log_density(expected, away - between) - float(log_density(expected, away[None, :])[0])
    likeliest = int(np.argmax(log_ratio))
    top = float(log_ratio[likeliest])
    weight = np.exp(log_ratio - top)
    below = np.cumsum(weight) / weight.sum()
    low, high = (float(fine[min(READ - 1, int(np.searchsorted(below, share)))]) for share in (0.05, 0.95))
    factor = float(np.exp(min(700.0, top)) * weight.mean())
    return factor, low, float(fine[likeliest]), high, between[likeliest]
