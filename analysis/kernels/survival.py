"""Who is still there: shares of a kind of subscribers that leave at rates of their own (equation 13), in compiled code.

Where a kind leaves with a Beta of rates, those still there after `time` are B(alpha, start + time) over B(alpha, start).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from analysis.kernels import unchecked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Prices

_FAR = 16.0  # from here on the series of a ratio of gammas is good to 10^-12, and loses no digits as differences of logs do
_SMALL = 0.125  # up to here the series below are good to the last digit
_FORGOTTEN = 1e-6  # a pull on the logarithm of the hazard that no longer counts
_WIDE = 5.0  # largest alpha up to which that holds of gamma(now) / gamma(alpha + now)


class Curve(NamedTuple):
    """What stays the same of a kind along its time: where it starts, and the series of gamma(now) over gamma(alpha + now).

    `middle` is start + (alpha - 1) / 2; `holds` says whether the series is good enough here.
    """

    holds: bool
    alpha: float
    middle: float
    first: float
    second: float
    third: float


@unchecked
def _terms(step: float) -> tuple[float, float, float]:
    """Return the coefficients of gamma(x + step) / gamma(x) over middle^step by powers of middle^-2 (DLMF 5.11.14)."""
    m, pairs = step + 1.0, step * (step - 1.0)
    fours = pairs * (step - 2.0) * (step - 3.0)
    sixes = fours * (step - 4.0) * (step - 5.0)
    third = -sixes * m * (16.0 + m * (42.0 + 35.0 * m)) / 2903040.0
    return -pairs * m / 24.0, fours * m * (2.0 + 5.0 * m) / 5760.0, third


@unchecked
def _series(middle: float, first: float, second: float, third: float) -> float:
    per = 1.0 / (middle * middle)
    return 1.0 + per * (first + per * (second + per * third))


@unchecked
def _near(x: float) -> float:
    """Return exp(x) by its series: good to the last digit for a size of x up to 1/8."""
    high = 1 / 720 + x * (1 / 5040 + x * (1 / 40320 + x * (1 / 362880)))
    return 1.0 + x * (1.0 + x * (1 / 2 + x * (1 / 6 + x * (1 / 24 + x * (1 / 120 + x * high)))))


@unchecked
def pulled(points: float, prices: Prices) -> float:
    """Return what a change of satisfaction in points adds to the logarithm of the pace of leaving: 0 for none."""
    if prices.slope == 0.0 or points == 0.0:
        return 0.0
    weight = prices.asymmetry if points < 0 else 1.0
    return -prices.slope * weight * points / prices.sd


@unchecked
def feel(pull: NDArray[np.float64], slot: NDArray[np.int64], memory: float, into: NDArray[np.float64]) -> bool:
    """Write how the last months' satisfaction bears on leaving in each month ahead, the faint forgotten; say whether any does."""
    felt, ever = 0.0, False
    for month in range(slot.size):
        felt *= memory
        felt = pull[slot[month]] + (felt if abs(felt) >= _FORGOTTEN else 0.0)
        into[month] = felt
        ever |= felt != 0.0
    return ever


@unchecked
def paces(felt: NDArray[np.float64], into: NDArray[np.float64]) -> None:
    """Write exp(felt) of every month; 1 to the last digit where nothing is felt.

    The processor works on several months at once, which a call of the library for each would not let it.
    """
    largest = 0.0
    for month in range(felt.size):
        largest = max(largest, abs(felt[month]))
    if largest > 4 * _SMALL:
        for month in range(felt.size):
            into[month] = math.exp(felt[month])
        return
    for month in range(felt.size):
        quarter = _near(felt[month] / 4.0)
        square = quarter * quarter
        into[month] = square * square


@unchecked
def staying(alpha: float, hazard: float, time: float, pace: float) -> float:
    """Return the share of those still there after `time` renewals' worth of leaving who stay for `pace` more (equation 13).

    `hazard` is what they left at when `time` was 0. A pace of 1 has a closed form; the rest is B(alpha, now + pace) over
    B(alpha, now), by the series for ratios of gammas or, where that is not yet good, by log-gammas.
    """
    if math.isinf(alpha):
        return 1.0 - hazard if pace == 1.0 else (1.0 - hazard) ** pace
    now = alpha * (1.0 / hazard - 1.0) + time
    if pace == 1.0:
        return now / (alpha + now)
    if now >= _FAR:
        middle, (first, second, third) = now + (pace - 1.0) / 2.0, _terms(pace)
        near, far = _series(middle, first, second, third), _series(alpha + middle, first, second, third)
        return (middle / (alpha + middle)) ** pace * near / far
    later = math.lgamma(now + pace) - math.lgamma(alpha + now + pace)
    return math.exp(later - (math.lgamma(now) - math.lgamma(alpha + now)))


@unchecked
def staying_alone(alpha: float, hazard: float, into: NDArray[np.float64]) -> None:
    """Write the share that stays through each month at a pace of 1 from the start, as `staying` has it."""
    if math.isinf(alpha):
        for month in range(into.size):
            into[month] = 1.0 - hazard
        return
    start = alpha * (1.0 / hazard - 1.0)
    for month in range(into.size):
        now = start + month
        into[month] = now / (alpha + now)


@unchecked
def curve_of(alpha: float, hazard: float) -> Curve:
    """Return the curve of a kind that leaves at `hazard` when its time begins; `alpha` is infinite where all are alike."""
    start = alpha * (1.0 / hazard - 1.0)
    if not (alpha <= _WIDE and start >= _FAR):
        return Curve(False, alpha, 0.0, 0.0, 0.0, 0.0)
    first, second, third = _terms(alpha)
    return Curve(True, alpha, start + (alpha - 1.0) / 2.0, first, second, third)


@unchecked
def stays(
    curve: Curve, hazard: float, pace: NDArray[np.float64], times: NDArray[np.float64], into: NDArray[np.float64]
) -> None:  # fmt: skip
    """Write the renewals' worth of leaving before every month into `times`, and what `staying` returns for the month.

    Along a curve that holds it is gamma(now) / gamma(alpha + now), later over earlier, again of several months at once.
    """
    largest = time = 0.0
    for month in range(pace.size):
        times[month] = time
        time += pace[month]
        largest = max(largest, pace[month])
    if not curve.holds or largest * max(1.0, curve.alpha) > _SMALL * curve.middle:
        for month in range(pace.size):
            into[month] = staying(curve.alpha, hazard, times[month], pace[month]) if pace[month] != 0.0 else 1.0
        return
    for month in range(pace.size):
        middle = curve.middle + times[month]
        earlier = _series(middle, curve.first, curve.second, curve.third)
        later = _series(middle + pace[month], curve.first, curve.second, curve.third)
        s = pace[month] / (middle + middle + pace[month])  # the area tangent of it is half of log(1 + pace / middle)
        q = s * s
        half = s * (1.0 + q * (1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11))))))
        into[month] = earlier / later * _near(-2.0 * curve.alpha * half)
