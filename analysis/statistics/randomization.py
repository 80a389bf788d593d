"""Randomisation inference: how often another assignment of the same strata would have shown as much.

Every assignment is looked at when there are few, else so many drawn by key. The statistic is the difference of two ratios
of totals, divided by its linearised error unless told otherwise (studentised: right for unequal sizes as well).
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np

from data.keyed.arrays import draw, mix32, mix_key
from data.keyed.mixer import GOLDEN, MASK, seed_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Arms = NDArray[np.bool_]  # assignments x clusters: treated

MOST_EXACT = 20_000
DRAWS = 9_999
BATCH = 256
_ORDER = 71
_MASK = np.uint64(MASK)


@dataclass(frozen=True)
class Randomised:
    """The shares of assignments that show as much: in the direction seen, and either way; `exact` where all were looked at."""

    p: float
    one_sided_p: float
    assignments: int
    exact: bool


def assignments(treated: NDArray[np.bool_], stratum: NDArray[np.integer]) -> int:
    """Return how many assignments treat as many clusters of each stratum as were treated."""
    kinds, strata = np.unique(np.stack(_counted(treated, stratum)), axis=1, return_counts=True)  # pairs are of few kinds
    told = zip(*kinds.tolist(), strata.tolist(), strict=True)
    return math.prod(math.comb(clusters, chosen) ** count for clusters, chosen, count in told)


def least_p(treated: NDArray[np.bool_], stratum: NDArray[np.integer]) -> float:
    """Return the least two-sided p that any result could have: one of the assignments, or two.

    Where half of each stratum is treated the mirrored assignment is as far from nothing.
    """
    clusters, chosen = _counted(treated, stratum)
    ways = assignments(treated, stratum)
    return min(1.0, float(Fraction(2 if (2 * chosen == clusters).all() else 1, ways)))


def _counted(treated: NDArray[np.bool_], stratum: NDArray[np.integer]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return by stratum how many clusters there are, and how many of them were treated."""
    names, of = np.unique(stratum, return_inverse=True)
    return np.bincount(of, minlength=names.size), np.bincount(of[treated], minlength=names.size)


def every_assignment(treated: NDArray[np.bool_], stratum: NDArray[np.integer]) -> Arms:
    """Return all assignments with as many treated clusters in each stratum (assignments x clusters)."""
    places = [np.flatnonzero(stratum == name) for name in np.unique(stratum)]
    ways = [tuple(combinations(own.tolist(), int(treated[own].sum()))) for own in places]
    out = np.zeros((math.prod(len(way) for way in ways), treated.size), dtype=np.bool_)
    for row, chosen in enumerate(product(*ways)):
        out[row, [place for some in chosen for place in some]] = True
    return out


def drawn_assignments(treated: NDArray[np.bool_], stratum: NDArray[np.integer], draws: int, seed: int) -> Iterator[Arms]:
    """Yield batches of assignments with as many treated clusters in each stratum, by keyed draws."""
    order = np.argsort(stratum, kind="stable")
    names = np.unique(stratum[order], return_inverse=True)[1]
    start = np.searchsorted(names, names)
    enough = np.bincount(names, weights=treated[order])[names]
    chosen = np.arange(names.size) - start < enough
    clusters = np.arange(names.size, dtype=np.uint64) * np.uint64(GOLDEN)
    keys = np.array([seed_key(seed)], dtype=np.uint64)
    for first in range(0, draws, BATCH):
        numbers = np.arange(first, min(first + BATCH, draws), dtype=np.uint64)
        rounds = mix32(np.asarray((mix_key(keys, 1) + numbers) & _MASK, dtype=np.uint64))
        mixed = np.asarray((rounds[:, None] + clusters) & _MASK, dtype=np.uint64)
        lots = draw(mix32(mixed), _ORDER)
        place = np.argsort(names + lots, axis=1)  # a stratum's clusters stay together, in an order of their own
        out = np.zeros((numbers.size, treated.size), dtype=np.bool_)
        np.put_along_axis(out, order[place], np.broadcast_to(chosen, place.shape), axis=1)
        yield out


def differences_of(numerators: Floats, sizes: Floats, arms: Arms, *, studentised: bool) -> Floats:
    """Return the statistics of each assignment (assignments x outcomes): treated less control ratio.

    `numerators` and `sizes` are clusters x outcomes; studentised, the difference is divided by its linearised error.
    """
    moments = np.stack([numerators, sizes, numerators**2, numerators * sizes, sizes**2, (sizes > 0).astype(np.float64)])
    treated = np.einsum("ag,mgk->mak", arms.astype(np.float64), moments)
    control = moments.sum(1)[:, None, :] - treated
    with np.errstate(divide="ignore", invalid="ignore"):
        told = treated[0] / treated[1] - control[0] / control[1]
        if not studentised:
            return np.asarray(told)
        return np.asarray(told / np.sqrt(_variance(treated) + _variance(control)))


def _variance(side: Floats) -> Floats:
    rate = side[0] / side[1]
    squares = np.maximum(side[2] - 2 * rate * side[3] + rate**2 * side[4], 0.0)
    return np.asarray(side[5] / (side[5] - 1) * squares / side[1] ** 2)


@dataclass(frozen=True)
class Drawing:
    """How assignments are drawn where they are too many to look at all, and which statistic tells them apart."""

    seed: int = 1
    draws: int = DRAWS
    studentised: bool = True


def randomised(
    numerators: Floats, sizes: Floats, treated: NDArray[np.bool_], stratum: NDArray[np.integer], drawing: Drawing | None = None
) -> tuple[Randomised, ...]:
    """Return the randomisation p of no effect on any cluster, for each outcome, all under the same assignments.

    `numerators` and `sizes` clusters x outcomes, `treated` and `stratum` one per cluster. Drawn assignments count the one
    that was made among them (Phipson and Smyth 2010): p is never zero.
    """
    drawing = drawing or Drawing()
    told = functools.partial(differences_of, numerators, sizes, studentised=drawing.studentised)
    seen = told(treated[None, :])[0]
    total = assignments(treated, stratum)
    if total <= MOST_EXACT:
        far, ahead = _as_far(told(every_assignment(treated, stratum)), seen)
        return _shares(far, ahead, total, total)
    far, ahead = np.ones(seen.size), np.ones(seen.size)
    for arms in drawn_assignments(treated, stratum, drawing.draws, drawing.seed):
        more, along = _as_far(told(arms), seen)
        far, ahead = far + more, ahead + along
    return _shares(far, ahead, drawing.draws + 1, drawing.draws)


def _shares(far: Floats, ahead: Floats, of: int, looked_at: int) -> tuple[Randomised, ...]:
    exact = of == looked_at
    return tuple(Randomised(float(both) / of, float(one) / of, looked_at, exact) for both, one in zip(far, ahead, strict=True))


def _as_far(found: Floats, seen: Floats) -> tuple[Floats, Floats]:
    """Return how many are as far from zero either way, and in the direction seen; what cannot be told counts as far."""
    near = np.abs(seen) * (1 - 1e-9) - 1e-12
    far = ~(np.abs(found) < near)
    ahead = ~(found * np.where(seen >= 0, 1.0, -1.0) < near)
    return far.sum(0).astype(np.float64), ahead.sum(0).astype(np.float64)
