"""What learning takes from a pilot: few numbers, whole and by month, with the covariance of a jackknife over clusters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.pilot.readout.answer import Summary
from analysis.pilot.readout.effects import told_measures
from analysis.pilot.readout.measures import MONTHLY
from analysis.statistics.cluster_ratio import TooFewClustersError, adjusted_for_before

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.pilot.readout.effects import Pair

    Floats = NDArray[np.float64]

GIFTS_PER_100, GB_PER_GIFT, REFUSED_PER_100 = "gifts", "gb_per_gift", "refused"


@dataclass(frozen=True)
class _Ratio:
    """A summary before it is told: sums by cluster of the pair; a difference of arms, or of the treated alone (gifts)."""

    name: str
    month: str | None
    unit: str
    over: Floats
    size: Floats
    is_difference: bool
    scale: float = 1.0


def summaries(pair: Pair) -> tuple[tuple[Summary, ...], Floats]:
    """Return the summaries of an arm and their covariance (summaries x summaries).

    Differences are treated less control a member and month, adjusted for the run-in by one slope for both arms.
    """
    ratios = [*_differences(pair), *_of_gifts(pair)]
    values = np.array([_value(one, pair.treated) for one in ratios])
    covariance = _jackknife(ratios, pair.treated)
    told = zip(ratios, values, np.sqrt(np.diag(covariance)), strict=True)
    return tuple(Summary(one.name, one.month, one.unit, float(value), float(error)) for one, value, error in told), covariance


def monthly_noise(pair: Pair, found: tuple[Summary, ...]) -> tuple[Floats, Floats]:
    """Return the covariance (summaries x summaries) of sampling where few are held back, and its degrees of freedom [summary].

    The few clusters of the control alone span hardly more directions than there are months, and an inverse of that is noise.
    As arms were dealt by lot its clusters scatter as all do about their arm: that scatter, of all clusters, stands for them.
    Clusters of unequal size are worth fewer than they are: 3 V^2 / sum of squares of what each adds to V (for normal residuals
    twice the square of a variance over the variance of its estimate).
    """
    ratios = {(one.name, one.month): one for one in (*_differences(pair), *_of_gifts(pair))}
    told = [ratios[one.name, one.month] for one in found]
    free = max(1, pair.treated.size - 2)  # the mean of either arm
    apart = np.zeros((pair.treated.size, len(told)))
    for place, one in enumerate(told):
        if not one.is_difference:
            continue
        for own in (pair.treated, ~pair.treated):
            over, size = one.over[own], one.size[own]
            apart[own, place] = one.scale * (over - over.sum() / size.sum() * size)
        apart[:, place] /= one.size[~pair.treated].sum()
    apart *= np.sqrt(int((~pair.treated).sum()) / free)
    launched = np.zeros_like(apart)
    launched[pair.treated] = _away(told, pair.treated, arm=True)
    added = launched**2 + apart**2
    freedom = 3.0 * added.sum(axis=0) ** 2 / np.maximum((added**2).sum(axis=0), 1e-300)
    covariance = sum(np.einsum("gi,gj->ij", part, part) for part in (launched, apart))
    return np.asarray(covariance), np.clip(freedom, 1.0, free)


def _spans(pair: Pair) -> list[tuple[str | None, slice]]:
    tables = pair.tables
    months = range(tables.run_in, len(tables.months))
    return [(None, slice(tables.run_in, None)), *((tables.months[place], slice(place, place + 1)) for place in months)]


def _differences(pair: Pair) -> list[_Ratio]:
    found = []
    for measure in told_measures(pair.tables):
        for month, span in _spans(pair) if measure.name in MONTHLY else ():
            try:
                sums = pair.sums(measure, span)
            except TooFewClustersError:
                continue  # nobody was asked that month
            found.append(_Ratio(measure.name, month, measure.unit, adjusted_for_before(sums), sums.size, is_difference=True))
    return found


def _of_gifts(pair: Pair) -> list[_Ratio]:
    gifts = pair.tables.gifts
    if gifts is None:
        return []
    members = pair.tables.members[pair.rows].sum(1)
    found = []
    for month, span in _spans(pair):
        count = len(range(*span.indices(len(pair.tables.months))))
        own = {name: np.asarray(sums[pair.rows][:, span].sum(1)) for name, sums in gifts.items()}
        found.append(_Ratio(GIFTS_PER_100, month, "per100", own["gifts"], members * count, is_difference=False, scale=100.0))
        found.append(_Ratio(REFUSED_PER_100, month, "per100", own["refused"], members * count, is_difference=False, scale=100.0))
        if own["gifts"][pair.treated].sum() > 0:
            found.append(_Ratio(GB_PER_GIFT, month, "gb", own["gb"], own["gifts"], is_difference=False))
    return found


def _value(one: _Ratio, treated: NDArray[np.bool_]) -> float:
    ahead = one.over[treated].sum() / one.size[treated].sum()
    base = one.over[~treated].sum() / one.size[~treated].sum() if one.is_difference else 0.0
    return float(one.scale * (ahead - base))


def _jackknife(ratios: list[_Ratio], treated: NDArray[np.bool_]) -> Floats:
    """Return the covariance from leaving out one cluster at a time, arm by arm."""
    return _left_out(ratios, treated, arm=False) + _left_out(ratios, treated, arm=True)


def _left_out(ratios: list[_Ratio], treated: NDArray[np.bool_], *, arm: bool) -> Floats:
    """Return what one arm adds to that covariance."""
    away = _away(ratios, treated, arm=arm)
    return np.asarray(np.einsum("gi,gj->ij", away, away))


def _away(ratios: list[_Ratio], treated: NDArray[np.bool_], *, arm: bool) -> Floats:
    """Return how each summary moves as each cluster of an arm is left out [cluster, summary]: squares add up to a variance."""
    own = treated == arm
    away = np.zeros((int(own.sum()), len(ratios)))
    for place, one in enumerate(ratios):
        if not arm and not one.is_difference:
            continue
        over, size = one.over[own], one.size[own]
        left = size.sum() - size
        rest = np.divide(over.sum() - over, left, out=np.zeros_like(left), where=left > 0)
        away[:, place] = one.scale * (rest - rest.mean())
    return np.asarray(np.sqrt((len(away) - 1) / len(away)) * away)
