"""Whether subscribers leave alike: do those who have stayed for long leave less often than the new, on the same plan."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.certificate import FEWEST_GROUPS, absent, enough, identified
from analysis.evidence.frame.fits import Fit, poisson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate

NAME = "heterogeneous_hazards"
FEWEST_LEAVERS = 100


def mix_of_hazards(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificate of a mix of hazards; its estimate is the slope of log hazard on log(1 + tenure), 0 for none."""
    known = panel.leaving >= 0
    gone = int((panel.leaving == 1).sum())
    if not gone:
        yield absent(NAME, "nobody-leaves")
        return
    kinds = panel.cell_of[panel.sub[known]]
    age = np.log1p(np.maximum(0, panel.tenure[known]))
    age = age - float(age.mean())
    y = (panel.leaving[known] == 1).astype(float)
    # Each plan in a region has a level of its own, taken from its leavers: kinds of SIM differ in tenure and in leaving.
    rate = (np.bincount(kinds, y) + y.mean()) / (np.bincount(kinds) + 1)
    month = panel.month[known]
    season = (np.bincount(month, y) + 1) / (np.bincount(month) * y.mean() + 1)
    columns = np.stack([np.ones(y.size), age], axis=1)
    fits = poisson(columns, y, np.log(rate[kinds] * season[month]), panel.group[known])
    fit = fits[1] if math.isfinite(fits[1].se) else Fit(0.0, math.inf, 0)
    gates = (enough("leavers", gone, FEWEST_LEAVERS), enough("groups", fit.groups, FEWEST_GROUPS))
    yield identified(NAME, "hazard-by-tenure", fit, gates, gone, discount=0.0)
