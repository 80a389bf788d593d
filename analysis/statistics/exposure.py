"""Who stands where in a network of contacts: exposures, their exact chances under the design, and means weighted by them.

Horvitz-Thompson and Hajek means by exposure with the variance of Aronow and Samii (2017): conservative where two units can
never be in the same exposure. Chances are counted over all assignments of a small design, by clusters touched in a large one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Chances:
    """What a design does to each unit: `one` exposures x units, `two` exposures x exposures x units x units (both at once)."""

    one: Floats
    two: Floats


@dataclass(frozen=True)
class Contrast:
    """The mean of one exposure less that of another, and its standard error; both None where no unit was so exposed."""

    value: float | None
    error: float | None


def exposures(treated: NDArray[np.bool_], ties: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Return 0 none, 1 a contact, 2 oneself, 3 both, for assignments x units, from symmetric ties units x units."""
    near = np.einsum("au,uv->av", treated.astype(np.int64), ties.astype(np.int64)) > 0
    return np.asarray((near + 2 * treated).astype(np.int8))


def chances(exposure: NDArray[np.int8], levels: int, weight: Floats | None = None) -> Chances:
    """Count the chances of exposures over assignments (assignments x units), all of them or many drawn ones."""
    share = np.full(len(exposure), 1.0 / len(exposure)) if weight is None else weight
    seen = np.stack([exposure == level for level in range(levels)]).astype(np.float64)
    return Chances(np.einsum("lau,a->lu", seen, share), np.einsum("lau,mav,a->lmuv", seen, seen, share))


def all_touched_alike(touched: NDArray[np.integer], share: float) -> Floats:
    """Return the chance that all clusters a unit touches (its own among them) are treated, each by a coin of its own: p^m."""
    return np.asarray(np.power(share, touched.astype(np.float64)))


def all_touched_drawn(touched: NDArray[np.integer], clusters: int, treated: int) -> Floats:
    """Return the same chance where exactly so many of the clusters are treated: C(G-m, t-m) / C(G, t)."""
    whole = math.comb(clusters, treated)
    ways = [math.comb(clusters - m, treated - m) / whole if m <= treated else 0.0 for m in range(int(touched.max(initial=0)) + 1)]
    return np.asarray(np.array(ways)[touched])


def horvitz_thompson(outcome: Floats, exposure: NDArray[np.int8], design: Chances, ahead: int, base: int) -> Contrast:
    """Return the Horvitz-Thompson contrast of two exposures with Aronow and Samii's standard error."""
    means = [float(_weighted(outcome, exposure, design, level).sum()) / outcome.size for level in (ahead, base)]
    return Contrast(means[0] - means[1], _error(outcome, exposure, design, (ahead, base)))


def hajek(outcome: Floats, exposure: NDArray[np.int8], design: Chances, ahead: int, base: int) -> Contrast:
    """Return the Hajek contrast: each mean over the weight that was really seen; its error linearised about both means."""
    rest, means = np.zeros_like(outcome), []
    for level in (ahead, base):
        own = exposure == level
        if not own.any():
            return Contrast(None, None)
        means.append(float(np.average(outcome[own], weights=1.0 / design.one[level][own])))
        rest[own] = outcome[own] - means[-1]
    return Contrast(means[0] - means[1], _error(rest, exposure, design, (ahead, base)))


def _error(outcome: Floats, exposure: NDArray[np.int8], design: Chances, levels: tuple[int, int]) -> float:
    ahead, base = levels
    own = _variance(outcome, exposure, design, ahead) + _variance(outcome, exposure, design, base)
    crossed = _covariance(outcome, exposure, design, levels)
    return math.sqrt(max(own - 2.0 * crossed, 0.0)) / outcome.size


def _weighted(outcome: Floats, exposure: NDArray[np.int8], design: Chances, level: int) -> Floats:
    own = exposure == level
    return np.asarray(np.divide(outcome, design.one[level], out=np.zeros_like(outcome), where=own & (design.one[level] > 0)))


def _variance(outcome: Floats, exposure: NDArray[np.int8], design: Chances, level: int) -> float:
    """Return the variance of a total of one exposure; pairs that cannot both be so are bounded by their squares."""
    one, two = design.one[level], design.two[level, level].copy()
    scaled, own = _weighted(outcome, exposure, design, level), exposure == level
    np.fill_diagonal(two, one)
    both = two > 0
    factor = np.divide(two - one[:, None] * one[None, :], two, out=np.zeros_like(two), where=both)
    told = float(np.einsum("u,v,uv->", scaled, scaled, factor))
    alone = np.where(own & (one > 0), outcome**2 / np.where(one > 0, one, 1.0), 0.0)
    return told + float(((alone[:, None] + alone[None, :]) / 2.0 * ~both).sum())


def _covariance(outcome: Floats, exposure: NDArray[np.int8], design: Chances, levels: tuple[int, int]) -> float:
    """Return a lower bound of the covariance of two exposures' totals (a unit is never in both at once)."""
    ahead, base = levels
    one, other, two = design.one[ahead], design.one[base], design.two[ahead, base]
    both = two > 0
    factor = np.divide(two - one[:, None] * other[None, :], two, out=np.zeros_like(two), where=both)
    left, right = _weighted(outcome, exposure, design, ahead), _weighted(outcome, exposure, design, base)
    told = float(np.einsum("u,v,uv->", left, right, factor))
    first, second = (_weighted(outcome**2, exposure, design, level) / 2.0 for level in levels)
    return told - float(((first[:, None] + second[None, :]) * ~both).sum())
