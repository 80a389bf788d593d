"""How far a month can be foreseen. With days: what use until the 15th leaves open, the least anybody errs who has no plans to
go by; people do worse. From months alone nothing is narrowed: a person may know more of his month than his past does."""  # noqa: D205, D209 - one thought

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.certificate import FEWEST_GROUPS, absent, bounded, enough
from analysis.evidence.frame.fits import least_squares, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate

NAME = "forecast_error"
FEWEST_ROWS = 500


def foresight(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificate of the error of forecast."""
    if not panel.half.size:
        yield absent(NAME, "no-days")
        return
    before = panel.beside(np.arange(panel.sub.size), -1)
    usable = (panel.half > 0) & (panel.need > 0) & (before >= 0) & ~panel.short
    usable[usable] &= panel.need[before[usable]] > 0
    rows = np.flatnonzero(usable)
    y, half, last = (np.log(values) for values in (panel.need[rows], panel.half[rows], panel.need[before[rows]]))
    columns = np.stack([np.ones(rows.size), half, last], axis=1)
    beta = np.array([fit.estimate for fit in least_squares(columns, y, panel.group[rows])])
    rest = y - np.einsum("ni,i->n", columns, beta)
    fit = ratio(rest * rest, np.ones(rows.size), panel.group[rows])
    gates = (enough("rows", rows.size, FEWEST_ROWS), enough("groups", fit.groups, FEWEST_GROUPS))
    low = math.sqrt(max(0.0, fit.lowest)) if math.isfinite(fit.se) else None
    yield bounded(NAME, "floor-of-forecast", gates, int(rows.size), low, None)
