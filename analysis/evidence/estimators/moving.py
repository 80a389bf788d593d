"""Whether people move to a cheaper plan once something regularly leaves them more, a bonus or rollover.

An analogue of what gifts may do, hence the full discount. With bonuses: who had one in so many months as make a regular, against
all others of the same plan, region and month; placebo: those who will be regulars but had none yet. With a launch by region: a
stacked event study, three months from when it could have become regular against the three before, regions launched then against
those that had none all that time; placebo: the month before the launch against the two before. Clusters: communities, and
regions.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.certificate import FEWEST_GROUPS, absent, centred, enough, identified
from analysis.evidence.frame.fits import NOTHING, Fit, demeaned, jackknifed, least_squares
from analysis.settings.assumptions import Assumptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate

    Floats = NDArray[np.float64]

NAME = "trade_down_rate"
FEWEST_MOVES, FEWEST_MONTHS = 30, 1_000
BASELINE = 3
YEAR = 12


def trading_down(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificate of trading down, from bonuses where they are regular, else from a launch by region."""
    if not panel.down.size:
        yield absent(NAME, "no-cheaper-plan" if "plan_moves" in panel.tables else "no-plan-moves")
        return
    if panel.bonus.size and (panel.bonus > 0).any():
        yield _after_bonuses(panel)
        return
    if (panel.introduced >= 0).any():
        yield _after_launch(panel)
        return
    yield absent(NAME, "nothing-introduced")


def _after_bonuses(panel: Panel) -> Certificate:
    regular = Assumptions().regular_months
    had = np.zeros((panel.months + 1, panel.group_of.size))
    got = panel.bonus > 0
    had[panel.month[got] + 1, panel.sub[got]] = 1.0
    before = had.cumsum(axis=0)[panel.month, panel.sub]  # months with a bonus before this one
    ever = np.bincount(panel.sub, got, panel.group_of.size)[panel.sub]
    able = ~np.isnan(panel.down)
    is_regular, is_future = before >= regular, (before == 0) & ~got & (ever >= regular)
    rows = np.flatnonzero(able & (is_regular | is_future | (ever == 0)))
    cell = panel.cell_of[panel.sub[rows]] * panel.months + panel.month[rows]
    columns = np.stack([demeaned(one[rows].astype(float), cell) for one in (is_regular, is_future)], axis=1)
    fits = least_squares(columns, demeaned(panel.down[rows], cell), panel.group[rows]) if rows.size > 2 else [NOTHING, NOTHING]
    moves, months = int(panel.down[rows].sum()), int(is_regular[rows].sum())
    gates = (
        enough("moves-down", moves, FEWEST_MOVES),
        enough("regular-months", months, FEWEST_MONTHS),
        enough("groups", fits[0].groups, FEWEST_GROUPS),
        centred(fits[1], "placebo-moves"),
    )
    return identified(NAME, "moves-after-bonuses", yearly(fits[0]), gates, months)


def yearly(monthly: Fit) -> Fit:
    """Return the chance in a year of what has such a chance in a month."""
    rate = min(0.99, max(-0.99, monthly.estimate))
    if not math.isfinite(monthly.se):
        return NOTHING
    return Fit(1 - (1 - rate) ** YEAR, monthly.se * YEAR * (1 - rate) ** (YEAR - 1), monthly.groups)


def _after_launch(panel: Panel) -> Certificate:
    regular = Assumptions().regular_months
    rates, size = _by_region(panel)
    stack = _stacked(panel, rates, size, (range(-BASELINE, 0), range(regular, regular + BASELINE)))
    before = _stacked(panel, rates, size, (range(-BASELINE, -1), range(-1, 0)))
    launched = int((panel.introduced >= 0).sum())
    gates = (
        enough("moves-down", int(np.nansum(panel.down)), FEWEST_MOVES),
        enough("launched-regions", launched, FEWEST_GROUPS),
        centred(before, "placebo-launch"),
    )
    return identified(NAME, "moves-after-launch", yearly(stack), gates, launched)


def _by_region(panel: Panel) -> tuple[Floats, Floats]:
    """Return [region, month]: the share that moved down, and how many could have."""
    able = np.flatnonzero(~np.isnan(panel.down))
    region, month = panel.region_of[panel.sub[able]], panel.month[able]
    size, moved = (np.zeros((panel.introduced.size, panel.months)) for _ in range(2))
    np.add.at(size, (region, month), 1.0)
    np.add.at(moved, (region, month), panel.down[able])
    return moved / np.maximum(1, size), size


def _stacked(panel: Panel, rates: Floats, size: Floats, sides: tuple[range, range]) -> Fit:
    """Return the change between two sides of a launch, of regions launched then against those with none by its end."""
    parts = []
    for event, month in enumerate(np.unique(panel.introduced[panel.introduced >= 0])):
        before, after = ([int(month) + step for step in side] for side in sides)
        if before[0] < 0 or after[-1] >= panel.months:
            continue
        treated = panel.introduced == month
        still = (panel.introduced < 0) | (panel.introduced > max(after[-1], month))
        regions = np.flatnonzero(treated | still)
        change = rates[:, after].mean(axis=1) - rates[:, before].mean(axis=1)
        weight = 1 / (1 / np.maximum(1, size[:, after].sum(axis=1)) + 1 / np.maximum(1, size[:, before].sum(axis=1)))
        parts.append((treated[regions].astype(float), change[regions], weight[regions], np.full(regions.size, event), regions))
    if not parts:
        return NOTHING
    is_treated, change, weight, of_event, region = (np.concatenate(part) for part in zip(*parts, strict=True))
    stacked, cluster = of_event.astype(np.int64), region.astype(np.int64)

    def fit(kept: NDArray[np.bool_]) -> Fit:
        x, y = (demeaned(values[kept], stacked[kept], weight[kept]) for values in (is_treated, change))
        return least_squares(x[:, None], y, cluster[kept], weight[kept])[0] if (x * x).sum() > 0 else NOTHING

    return jackknifed(fit, cluster, int(np.unique(cluster[is_treated > 0]).size))
