"""The waves of learning: replay the pilot over draws, look where it is plausible, weigh, stop where weights can be trusted.

Draws of all waves count, each weighted by the prior over the mixture of all the densities that were drawn from (Veach and Guibas
1995), so no weight can be larger than the share of the first wave allows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import logsumexp, ndtr
from scipy.stats import chi2

from analysis.pilot.learning.emulator import MOST_POINTS, fit, main_components
from analysis.pilot.learning.refocus import CUT, refocused
from analysis.statistics.smoothed_weights import highest_index, smoothed_weights

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from analysis.pilot.learning.emulator import Emulator
    from analysis.pilot.learning.refocus import Focus
    from analysis.statistics.smoothed_weights import Smoothed

FEWEST_EFFECTIVE = 100
RAREST = 0.01  # what would be seen more rarely than this the model is said not to produce
LEARNED, CONFLICT, TOO_FEW = "learned", "conflict", "too-few"
_Emulated = tuple[float, tuple[float, ...]]  # the share of the prior left at the first wave, what the emulator explains


@dataclass(frozen=True)
class Learned:
    """Draws of every wave: white `scores` [draw, unknown], `summaries` [draw, summary], and what they weigh.

    `verdict` is "learned", "conflict" (the model cannot produce what was seen: `rarest` names the summary, `chance` how rare)
    or "too-few" (the weights cannot be trusted). `explained` is what leaving one out explains of each emulated component.
    """

    verdict: str
    scores: NDArray[np.float64]
    summaries: NDArray[np.float64]
    weights: NDArray[np.float64]
    effective: float
    tail_index: float
    waves: int
    chance: float
    rarest: int | None
    plausible_share: float
    explained: tuple[float, ...]


@dataclass
class _Waves:
    """What has been replayed so far, about what was seen (`values`) with its covariance."""

    values: NDArray[np.float64]
    covariance: NDArray[np.float64]
    scores: list[NDArray[np.float64]] = field(default_factory=list)
    summaries: list[NDArray[np.float64]] = field(default_factory=list)
    focuses: list[Focus | None] = field(default_factory=list)  # None: the prior

    @property
    def root(self) -> NDArray[np.float64]:
        return np.asarray(np.linalg.cholesky(self.covariance), np.float64)

    def white_gap(self, summaries: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return summaries [draw, summary] less what was seen, in independent errors."""
        return np.asarray(np.linalg.solve(self.root, (summaries - self.values).T).T, np.float64)

    def distances(self) -> NDArray[np.float64]:
        """Return the squared distance of every draw from what was seen [draw]."""
        return np.asarray(np.square(self.white_gap(np.concatenate(self.summaries))).sum(axis=1), np.float64)

    def weigh(self) -> Smoothed:
        """Return the weights of all draws: likelihood times prior over what they were drawn from."""
        white = np.concatenate(self.scores)
        sizes = np.array([len(wave) for wave in self.scores], np.float64)
        densities = [np.zeros(len(white)) if one is None else one.log_ratio(white) for one in self.focuses]
        mixture = logsumexp(np.stack(densities), axis=0, b=(sizes / sizes.sum())[:, None])
        return smoothed_weights(-self.distances() / 2 - mixture)


def learn_by_waves(
    replay: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    first: NDArray[np.float64],
    values: NDArray[np.float64],
    covariance: NDArray[np.float64],
    *,
    most_waves: int = 3,
    seed: int = 1,
) -> Learned:
    """Return what `values` [summary] with errors of `covariance` say of unknowns with independent normal prior scores.

    `first` are white scores [draw, unknown] of the prior; `replay` answers scores with summaries [draw, summary]. At least one
    wave is refocused: draws of the prior alone are never merely weighted again.
    """
    waves = _Waves(values, covariance)
    waves.scores.append(first)
    waves.summaries.append(replay(first))
    waves.focuses.append(None)
    chance, rarest = prior_tail(waves.summaries[0], values, covariance)
    emulated: _Emulated = (1.0, ())
    weighed = waves.weigh()
    if chance < RAREST:
        return _told(waves, weighed, CONFLICT, (chance, rarest), emulated)
    for nth in range(1, most_waves + 1):
        emulator, directions = _emulated(waves)
        share = _plausible_share(waves, emulator, directions) if nth == 1 else emulated[0]
        emulated = share, tuple(float(part) for part in emulator.explained)
        focus = refocused(_log_likelihood(emulator), first.shape[1], seed + 100 * nth)
        if focus is None:  # the pilot tells of no direction: the prior's own draws are what there is to weigh
            break
        scores = focus.draw(len(first), seed + 100 * nth + 50)
        waves.scores.append(scores)
        waves.summaries.append(replay(scores))
        waves.focuses.append(focus)
        weighed = waves.weigh()
        if can_be_trusted(weighed):
            break
    fitting = float(chi2.sf(waves.distances().min(), len(values)))
    if fitting < RAREST:
        return _told(waves, weighed, CONFLICT, (fitting, _worst(waves)), emulated)
    verdict = LEARNED if can_be_trusted(weighed) else TOO_FEW
    return _told(waves, weighed, verdict, (min(chance, fitting), None), emulated)


def can_be_trusted(weighed: Smoothed) -> bool:
    """Return whether weights pass both gates: at least 100 even draws, and a tail index under that of so many draws."""
    return weighed.effective >= FEWEST_EFFECTIVE and weighed.tail_index < highest_index(len(weighed.weights))


def prior_tail(summaries: NDArray[np.float64], values: NDArray[np.float64], covariance: NDArray[np.float64]) -> tuple[float, int]:
    """Return how rarely the prior shows any summary as extreme as that seen, counted for all of them, and which is the rarest.

    `summaries` [draw, summary] are those of draws of the prior; errors are added in closed form.
    """
    errors = np.sqrt(np.diag(covariance))
    below = ndtr((values - summaries) / errors).mean(axis=0)
    rare = 2 * np.minimum(below, 1 - below)
    rarest = int(np.argmin(rare))
    return float(min(1.0, rare[rarest] * len(values))), rarest


def _told(waves: _Waves, weighed: Smoothed, verdict: str, rare: tuple[float, int | None], emulated: _Emulated) -> Learned:
    scores, summaries = np.concatenate(waves.scores), np.concatenate(waves.summaries)
    known = (weighed.weights, weighed.effective, weighed.tail_index, len(waves.scores) - 1)
    return Learned(verdict, scores, summaries, *known, *rare, *emulated)


def _emulated(waves: _Waves) -> tuple[Emulator, NDArray[np.float64]]:
    """Return the emulator of the draws nearest to what was seen, with the directions of its components."""
    nearest = np.sort(np.argsort(waves.distances(), kind="stable")[:MOST_POINTS])
    gaps = waves.white_gap(np.concatenate(waves.summaries))[nearest]
    directions = main_components(gaps)
    points = np.concatenate(waves.scores)[nearest]
    return fit(points, np.einsum("ij,kj->ik", gaps, directions)), directions


def _log_likelihood(emulator: Emulator) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    error = 1 + np.square(emulator.error)

    def of(white: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(-(np.square(emulator.means(white)) / error).sum(axis=1) / 2, np.float64)

    return of


def _plausible_share(waves: _Waves, emulator: Emulator, directions: NDArray[np.float64]) -> float:
    """Return the share of the prior that is not implausible: no summary further than 3 errors from what was seen."""
    white = np.random.default_rng(0).standard_normal((4096, waves.scores[0].shape[1]))
    gaps = np.einsum("ij,jk->ik", emulator.means(white), directions)
    missed = np.einsum("j,jk->k", np.square(emulator.error), np.square(np.einsum("ij,kj->ik", directions, waves.root)))
    off = np.abs(np.einsum("ij,kj->ik", gaps, waves.root)) / np.sqrt(np.diag(waves.covariance) + missed)
    return float((off.max(axis=1) <= CUT).mean())


def _worst(waves: _Waves) -> int:
    """Return the summary that the nearest draw is furthest from."""
    nearest = int(np.argmin(waves.distances()))
    gap = np.concatenate(waves.summaries)[nearest] - waves.values
    return int(np.argmax(np.abs(gap) / np.sqrt(np.diag(waves.covariance))))
