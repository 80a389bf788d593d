"""Whether contacts who leave pull others after them.

Contacts are alike and meet the same rival, so the plain slope is too steep: an upper bound. Friends of friends who are no
contacts of one's own leave two months before, and reach one only through the contact between: an instrument, where it moves the
contacts enough (Ferreira et al. 2019).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from analysis.evidence.frame.certificate import DISCOUNT, FEWEST_GROUPS, absent, bounded, enough, identified
from analysis.evidence.frame.fits import Fit, demeaned, least_squares, poisson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate

    Floats = NDArray[np.float64]

NAME = "peer_hazard_ratio"
FEWEST_EXPOSED, LEAST_F = 50, 10.0
_CHUNK = 50_000


def pull_of_leavers(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificate of the pull: by friends of friends where they move enough, else a bound, else nothing."""
    if not panel.one.size or not (panel.leaving == 1).any():
        yield absent(NAME, "no-ties" if not panel.one.size else "nobody-leaves")
        return
    friends, farther = _gone_before(panel)
    before = (panel.leaving >= 0) & (panel.month >= 2) & (panel.hazard > 0)
    rows = np.flatnonzero(before)
    exposed = int(((friends[rows] > 0) & (panel.leaving[rows] == 1)).sum())
    events = enough("exposed-leavers", exposed, FEWEST_EXPOSED)
    first, fit = _instrumented(panel, rows, friends[rows], farther[rows])
    strength = (first.estimate / first.se) ** 2 if first.se > 0 and math.isfinite(first.se) else 0.0
    if events.is_open and strength >= LEAST_F:
        strong = (events, enough("first-stage", strength, LEAST_F), enough("groups", fit.groups, FEWEST_GROUPS))
        found = identified(NAME, "friends-of-friends", fit, strong, exposed, discount=DISCOUNT)
        if found.estimate is not None:
            yield found
            return
    columns = np.stack([np.ones(rows.size), friends[rows]], axis=1)
    y = (panel.leaving[rows] == 1).astype(float)
    plain = poisson(columns, y, np.log(panel.hazard[rows]), panel.group[rows])[1]
    gates = (events, enough("groups", plain.groups, FEWEST_GROUPS))
    high = math.exp(min(5.0, plain.highest)) if math.isfinite(plain.se) else None
    yield bounded(NAME, "friends-upper", gates, exposed, None, high)


def _gone_before(panel: Panel) -> tuple[Floats, Floats]:
    """Return per row how many contacts left the month before, and how many ways lead to friends of theirs, no contacts of
    one's own, who left two months before."""  # noqa: D205, D209 - one sentence
    people = panel.group_of.size
    ends = np.concatenate([panel.one, panel.other]), np.concatenate([panel.other, panel.one])
    ties = csr_array((np.ones(ends[0].size), ends), shape=(people, people))
    ties.data[:] = 1.0
    leavers = np.unique(panel.sub[panel.leaving == 1])
    closed = [_shared(ties, leavers[start : start + _CHUNK]) for start in range(0, leavers.size, _CHUNK)]
    friends, farther = np.zeros(panel.sub.size), np.zeros(panel.sub.size)
    degree = np.asarray(ties.sum(axis=1)).ravel()
    for month in range(1, panel.months):
        rows = np.flatnonzero(panel.month == month)
        gone = _left(panel, month - 1)
        friends[rows] = ties.dot(gone)[panel.sub[rows]]
        if month > 1:
            earlier = _left(panel, month - 2)
            ways = ties.dot(ties.dot(earlier)) - degree * earlier
            ways -= sum((part.dot(earlier[who]) for who, part in closed), np.zeros(people))
            farther[rows] = ways[panel.sub[rows]]
    return friends, farther


def _shared(ties: csr_array, who: NDArray[np.int64]) -> tuple[NDArray[np.int64], csr_array]:
    """Return, of some subscribers, their ties [subscriber, one of them] with how many friends both ends share."""
    part = ties[who]
    return who, csr_array(part.dot(ties).multiply(part).T)


def _left(panel: Panel, month: int) -> Floats:
    gone = np.zeros(panel.group_of.size)
    gone[panel.sub[(panel.month == month) & (panel.leaving == 1)]] = 1.0
    return gone


def _instrumented(panel: Panel, rows: NDArray[np.int64], friends: Floats, farther: Floats) -> tuple[Fit, Fit]:
    """Return the first stage, and the ratio of hazards by the instrument; within region and month."""
    cell = panel.region_of[panel.sub[rows]] * panel.months + panel.month[rows]
    hazard = panel.hazard[rows]
    y = demeaned((panel.leaving[rows] == 1) - hazard, cell)
    x, z = demeaned(friends, cell), demeaned(farther, cell)
    group = panel.group[rows]
    first = least_squares(z[:, None], x, group)[0]
    moved = float((z * x).sum())
    if moved == 0:
        return first, Fit(1.0, math.inf, 0)
    beta = float((z * y).sum()) / moved
    rest = np.bincount(group, z * (y - beta * x))
    se = math.sqrt(float((rest * rest).sum()) * first.groups / max(1, first.groups - 1)) / abs(moved)
    mean = float(hazard.mean())
    return first, Fit(1.0 + beta / mean, se / mean, first.groups)
