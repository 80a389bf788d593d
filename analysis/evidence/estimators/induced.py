"""How much of a windfall is used that nobody needed: bonus volume, among those who leave most of their allowance.

The change of use from the month before, on the volume credited, within a month, against those who got nothing then. Placebo:
the change before that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.certificate import FEWEST_GROUPS, absent, centred, enough, identified
from analysis.evidence.frame.fits import NOTHING, Fit, demeaned, least_squares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate

    Ints = NDArray[np.int64]

NAME = "induced_share"
FEWEST_BONUSES = 200
MOST_USED = 0.4  # of the balance on average: who uses less is hardly ever short, so all of the bonus is surplus


def induced(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificate of induced use."""
    if not panel.bonus.size or not (panel.bonus > 0).any():
        yield absent(NAME, "no-bonus" if "bonuses" in panel.tables else "no-bonuses")
        return
    fit, count = _effect(panel, 0)
    before, _ = _effect(panel, 1)
    gates = (
        enough("bonuses", count, FEWEST_BONUSES),
        enough("groups", fit.groups, FEWEST_GROUPS),
        centred(before, "placebo-bonus"),
    )
    yield identified(NAME, "bonus-use", fit, gates, count)


def _idle(panel: Panel, rows: Ints, back: list[Ints]) -> NDArray[np.bool_]:
    """Say of which rows the subscriber used a small part of the balance in all other months without a bonus.

    The months that are compared stay out of it, of those with a bonus as of those without: they would be chosen by their use.
    """
    plain = np.isfinite(panel.balance) & (panel.balance > 0) & (panel.bonus == 0)
    share = np.where(plain, panel.need / np.where(plain, panel.balance, 1.0), 0.0)
    used = np.bincount(panel.sub, share, panel.group_of.size)[panel.sub[rows]]
    months = np.bincount(panel.sub, plain, panel.group_of.size)[panel.sub[rows]]
    for found in back:
        used, months = used - share[found], months - plain[found]
    return np.asarray((months >= 3) & (used <= MOST_USED * months) & np.isfinite(panel.balance[rows]), np.bool_)


def _effect(panel: Panel, earlier: int) -> tuple[Fit, int]:
    """Return use per GB of bonus, of changes that end so many months before it; and the number of bonuses."""
    back = [np.flatnonzero(panel.month > earlier)]
    for _ in range(earlier + 1):
        last = panel.beside(back[-1], -1)
        kept = last >= 0
        kept[kept] &= panel.bonus[last[kept]] == 0
        back = [found[kept] for found in (*back, last)]
    usable = _idle(panel, back[0], back)
    rows, end, start = (found[usable] for found in (back[0], back[earlier], back[earlier + 1]))
    if not rows.size:
        return NOTHING, 0
    y = demeaned(panel.need[end] - panel.need[start], panel.month[rows])
    x = demeaned(panel.bonus[rows], panel.month[rows])
    if not (x * x).sum() > 0:
        return NOTHING, 0
    return least_squares(x[:, None], y, panel.group[rows])[0], int((panel.bonus[rows] > 0).sum())
