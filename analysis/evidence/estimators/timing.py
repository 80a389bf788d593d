"""Who buys when the balance has run out, from days and purchases: for bases that do not know the need.

A cycle counts when its balance ran out at least a day before the next began: then something was missed, or a pack bought. Days
show that without anybody's guess at what would have been used. Who buys before running out is not counted, so the share is of
those whom the limit reached. No cause is claimed, so no discount.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.certificate import FEWEST_GROUPS, enough, identified
from analysis.evidence.frame.fits import ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate

NAME = "topup_conversion"
FEWEST_RUNS, FEWEST_WITHOUT = 200, 20
LEAST_LEFT = 1


def buying_when_out(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificate of buying when the balance has run out, where days and purchases are kept."""
    runs = panel.runs
    if not runs.sub.size:
        return
    kept = runs.left >= LEAST_LEFT
    bought, group = runs.bought[kept], panel.group_of[runs.sub[kept]]
    fit = ratio(bought, np.ones(bought.size), group)
    gates = (
        enough("run-outs", bought.size, FEWEST_RUNS),
        enough("short-without", int((bought == 0).sum()), FEWEST_WITHOUT),
        enough("groups", fit.groups, FEWEST_GROUPS),
    )
    yield identified(NAME, "buying-when-out", fit, gates, int(bought.size), discount=0.0)
