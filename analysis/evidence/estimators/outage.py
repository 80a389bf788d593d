"""What a lower score does to leaving, by outages that nobody chose: an instrument for the slope of renewal.

First stage: scores in months in which an outage struck the region, against the same region in other months and other regions in
the same. Reduced form: leaving in those months likewise. Their ratio, with an interval after Anderson and Rubin (1949) that
holds with a weak first stage too. Both ends are divided by the likely weights of falls, and widened: an outage may also drive
people away without their saying so. Errors by region and month, the grain at which outages strike, or by community, whichever
are larger. Placebo: leaving in the month before.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

import numpy as np

from analysis.evidence.frame.certificate import DISCOUNT, bounded, centred, enough
from analysis.evidence.frame.fits import NOTHING, Fit, poisson, two_way
from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

NAME = "satisfaction_to_renewal"
FEWEST_STRUCK, FEWEST_LEAVERS, LEAST_F = 8, 100, 10.0
REACH = 1.645


def slope_by_outage(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificate of the slope as an interval, where scores and outages are kept."""
    answered = ~np.isnan(panel.survey.score)
    if not panel.struck.size or not (panel.struck > 0).any() or not answered.any() or not (panel.leaving == 1).any():
        return
    rows = panel.survey.row[answered]
    drop = drop_of(panel, rows, panel.survey.score[answered]).scaled(-1.0 / Assumptions().satisfaction_sd)
    pull = pull_of(panel, panel.struck)
    before = pull_of(panel, _next(panel))
    strength = (drop.estimate / drop.se) ** 2 if drop.se > 0 and math.isfinite(drop.se) and drop.estimate > 0 else 0.0
    struck = int(np.unique(_place(panel, np.flatnonzero(panel.struck > 0))).size)
    gone = int(((panel.leaving == 1) & (panel.struck > 0)).sum())
    gates = (
        enough("struck", struck, FEWEST_STRUCK),
        enough("struck-leavers", gone, FEWEST_LEAVERS),
        enough("first-stage-scores", strength, LEAST_F),
        centred(before, "placebo-outage"),
    )
    low, high = slope_interval(pull, drop, DISCOUNT) if all(gate.is_open for gate in gates) else (0.0, 0.0)
    falls = cast("tuple[float, float]", parameters_of(Assumptions)["fall_asymmetry"].likely)
    yield bounded(NAME, "scores-by-outage", gates, gone, max(0.0, low) / falls[1], max(0.0, high) / falls[0])


def slope_interval(pull: Fit, drop: Fit, discount: float) -> tuple[float, float]:
    """Return the ends of the ratio of pull to drop after Anderson and Rubin: every slope the two do not contradict.

    The first stage must not hold zero (F above 2.7), as the gate sees to. A discount widens it by so much of the ratio.
    """
    ratio = pull.estimate / drop.estimate
    wide = math.hypot(pull.se, discount * pull.estimate)
    a = drop.estimate**2 - (REACH * drop.se) ** 2
    b = -2 * pull.estimate * drop.estimate
    c = pull.estimate**2 - (REACH * wide) ** 2
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    return min(ratio, (-b - root) / (2 * a)), max(ratio, (-b + root) / (2 * a))


def _place(panel: Panel, rows: Ints) -> Ints:
    """Return the number of region and month."""
    return np.asarray(panel.region_of[panel.sub[rows]] * panel.months + panel.month[rows], np.int64)


def _effects(panel: Panel, rows: Ints) -> list[Floats]:
    region, month = panel.region_of[panel.sub[rows]], panel.month[rows]
    regions = [(region == one).astype(float) for one in np.unique(region)[1:]]
    return [np.ones(rows.size), *regions, *((month == one).astype(float) for one in np.unique(month)[1:])]


def drop_of(panel: Panel, rows: Ints, score: Floats) -> Fit:
    """Return what an outage takes off the score, within regions and months."""
    some, count, (points,) = _added_up(panel, rows, score)
    columns = np.stack([panel.struck[some], *_effects(panel, some)], axis=1)
    return two_way(columns, points / count, (panel.group[some], _place(panel, some)), count)


def pull_of(panel: Panel, struck: Floats) -> Fit:
    """Return by how much an outage raises the logarithm of leaving: regions and months, added up."""
    rows = np.flatnonzero((panel.leaving >= 0) & (panel.hazard > 0) & ~np.isnan(struck))
    if not rows.size:
        return NOTHING
    some, _, (gone, expected) = _added_up(panel, rows, (panel.leaving[rows] == 1).astype(float), panel.hazard[rows])
    columns = np.stack([struck[some], *_effects(panel, some)], axis=1)
    clusters = (panel.group[some], _place(panel, some))
    by_group, by_place = (poisson(columns, gone, np.log(expected), of)[0] for of in clusters)
    return by_group if by_group.se > by_place.se else by_place


def _added_up(panel: Panel, rows: Ints, *values: Floats) -> tuple[Ints, Floats, list[Floats]]:
    """Return a row of each region, month and random group, how many it stands for, and sums over them.

    Nothing that is compared here differs within them, so sums are as good as rows.
    """
    group = panel.group[rows]
    key = _place(panel, rows) * (int(group.max()) + 1) + group
    count = np.bincount(key)
    there = np.flatnonzero(count)
    first = np.zeros(count.size, np.int64)
    first[key[::-1]] = rows[::-1]
    sums = [np.bincount(key, one)[there].astype(np.float64) for one in values]
    return first[there], count[there].astype(np.float64), sums


def _next(panel: Panel) -> Floats:
    """Return whether the month after is struck and this one is not; NaN where either cannot be told."""
    region, month = panel.region_of[panel.sub], panel.month
    strikes = np.zeros((int(region.max()) + 1, panel.months + 1))
    strikes[region, month] = panel.struck
    later = np.where(month + 1 < panel.months, strikes[region, np.minimum(month + 1, panel.months)], np.nan)
    return np.asarray(np.where(panel.struck > 0, np.nan, later), np.float64)
