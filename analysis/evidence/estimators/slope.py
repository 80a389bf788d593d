"""How leaving goes with a month's shortage, spending and waste: least squares, an upper bound of what satisfaction does.

Whoever is served badly is so in other ways too, which makes the slope too steep; points computed from use are an imperfect
measure of satisfaction, which makes it too flat, by no more than the declared reliability.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.certificate import FEWEST_GROUPS, absent, bounded, enough
from analysis.evidence.frame.fits import poisson
from analysis.results.certificates import Gate
from analysis.settings.assumptions import Assumptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate

NAME = "satisfaction_to_renewal"
FEWEST_LEAVERS = 100
RELIABILITY = 0.5  # the least that scores of satisfaction are usually found to have; judgement


def slope_of_leaving(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificate of the slope: its highest plausible value."""
    known = (panel.leaving >= 0) & (panel.hazard > 0)
    gone = int((panel.leaving[known] == 1).sum())
    if not gone:
        yield absent(NAME, "nobody-leaves")
        return
    declared = Assumptions()
    points = np.array([declared.unmet_penalty, declared.spend_penalty, declared.waste_penalty])
    lost = np.einsum("ni,i->n", panel.shares[known], points) / declared.satisfaction_sd
    columns = np.stack([np.ones(lost.size), lost - float(lost.mean())], axis=1)
    y = (panel.leaving[known] == 1).astype(float)
    fit = poisson(columns, y, np.log(panel.hazard[known]), panel.group[known])[1]
    end = fit.highest if math.isfinite(fit.se) else 0.0
    # Below zero, something goes against satisfaction and is stronger: then the slope bounds nothing.
    gates = (
        enough("leavers", gone, FEWEST_LEAVERS),
        enough("groups", fit.groups, FEWEST_GROUPS),
        Gate("slope-sign", end > 0, end, 0.0),
    )
    high = end / RELIABILITY
    yield bounded(NAME, "slope-upper", gates, gone, None, high)
