"""Charts that watch a standardised gap month by month, with how seldom they alarm where nothing is wrong.

A gap is standard normal and independent from month to month while all goes as planned. The run length of a chart, how many
months pass until it alarms, follows an integral equation (Crowder 1987; Page 1954), solved at Gauss-Legendre nodes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ALLOWANCE = 0.5  # of a CUSUM: half the move, in standard deviations, that it is quickest to see
_NODES = 80
_LEAST_LIMIT, _MOST_LIMIT = 0.05, 15.0


def _density(x: Floats) -> Floats:
    return np.asarray(np.exp(-0.5 * x * x) / math.sqrt(2 * math.pi))


def _nodes(low: float, high: float) -> tuple[Floats, Floats]:
    at, weight = np.polynomial.legendre.leggauss(_NODES)
    half = (high - low) / 2
    return np.asarray(low + half * (at + 1)), np.asarray(half * weight)


def _cusum_steps(limit: float, allowance: float, shift: float) -> Floats:
    """Return the transitions of a one-sided sum between 0 (first) and the nodes below `limit`: [from, to]."""
    at, weight = _nodes(0.0, limit)
    start = np.concatenate([[0.0], at])
    inside = weight * _density(at[None, :] + allowance - start[:, None] - shift)
    return np.column_stack([ndtr(allowance - start - shift), inside])


def cusum_run_length(limit: float, allowance: float = ALLOWANCE, shift: float = 0.0, *, two_sided: bool = False) -> float:
    """Return the mean months until a CUSUM alarms; `shift` is how far the mean has moved, in standard deviations.

    Of two sides the first to alarm counts: one over the sum of their rates.
    """
    if two_sided:
        rate = sum(1.0 / cusum_run_length(limit, allowance, way * shift) for way in (1, -1))
        return 1.0 / rate
    steps = _cusum_steps(limit, allowance, shift)
    return float(np.linalg.solve(np.eye(len(steps)) - steps, np.ones(len(steps)))[0])


def cusum_alarm_share(limit: float, months: int, allowance: float = ALLOWANCE) -> float:
    """Return the share of launches as planned in which a two-sided CUSUM alarms within so many months.

    The sides are taken as independent; both can hardly alarm, so the share is a hair too low for few months.
    """
    steps = _cusum_steps(limit, allowance, 0.0)
    quiet = np.ones(len(steps))
    for _ in range(months):
        quiet = np.einsum("ij,j->i", steps, quiet)
    return float(1.0 - quiet[0] ** 2)


def ewma_run_length(weight: float, width: float, shift: float = 0.0) -> float:
    """Return the mean months until an EWMA leaves its limits, `width` of its own long-run standard deviations to either side."""
    limit = width * math.sqrt(weight / (2.0 - weight))
    at, share = _nodes(-limit, limit)
    start = np.concatenate([[0.0], at])
    steps = share / weight * _density((at[None, :] - (1.0 - weight) * start[:, None]) / weight - shift)
    inner = np.linalg.solve(np.eye(_NODES) - steps[1:], np.ones(_NODES))
    return float(1.0 + np.einsum("j,j->", steps[0], inner))


def limit_for(run_length: float, allowance: float = ALLOWANCE) -> float:
    """Return the limit of a two-sided CUSUM that alarms falsely once in `run_length` months on average."""

    def over(limit: float) -> float:
        return math.log(cusum_run_length(limit, allowance, two_sided=True) / run_length)

    return float(brentq(over, _LEAST_LIMIT, _MOST_LIMIT, xtol=1e-10))


@dataclass(frozen=True)
class Chart:
    """A two-sided CUSUM over months: both sums, its limit, and the first month in which one passes it (None: none did)."""

    up: tuple[float, ...]
    down: tuple[float, ...]
    limit: float
    alarm: int | None

    @property
    def since(self) -> int | None:
        """Return the month from which on the sum that alarmed has not been at zero: when the move may have begun."""
        if self.alarm is None:
            return None
        side = self.up if self.up[self.alarm] > self.limit else self.down
        return max((month for month in range(self.alarm) if side[month] == 0.0), default=-1) + 1


def cusum(gaps: Sequence[float], limit: float, allowance: float = ALLOWANCE) -> Chart:
    """Return the chart of standardised gaps; months count from 0."""
    up, down = [0.0], [0.0]
    for gap in gaps:
        up.append(max(0.0, up[-1] + gap - allowance))
        down.append(max(0.0, down[-1] - gap - allowance))
    alarm = next((month for month in range(len(gaps)) if max(up[month + 1], down[month + 1]) > limit), None)
    return Chart(tuple(up[1:]), tuple(down[1:]), limit, alarm)


def ewma(gaps: Sequence[float], weight: float, width: float) -> tuple[Floats, float, int | None]:
    """Return the smoothed gaps, their limit and the first month outside it (None: none is)."""
    limit, level, levels = width * math.sqrt(weight / (2.0 - weight)), 0.0, []
    for gap in gaps:
        level = (1.0 - weight) * level + weight * gap
        levels.append(level)
    return np.array(levels), limit, next((month for month, at in enumerate(levels) if abs(at) > limit), None)
