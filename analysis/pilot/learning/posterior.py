"""What is known of the unknowns after a pilot: weighted draws, and for each assumption how much narrower it became."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it has no stubs

from analysis.parallel import side_by_side
from analysis.pilot.learning.refocus import normal_points
from analysis.pilot.learning.seen import with_discrepancy
from analysis.pilot.learning.waves import LEARNED, learn_by_waves
from analysis.statistics.smoothed_weights import weighted_quantiles
from analysis.uncertainty.distributions import score_correlation, unknown_names, values_at, with_values
from data.progress import silent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.pilot.learning.seen import Replay, Seen
    from analysis.pilot.learning.settings import Learning
    from analysis.pilot.learning.waves import Learned
    from analysis.settings.assumptions import Assumptions
    from data.progress import Progress

ENDS = (0.05, 0.95)
NARROWER = 0.9  # of the sd before: what is left above this was not told apart from nothing
MOVED = 0.25  # of the sd before
QUIET, MOST_TIMES = 5.0, 8  # the luck of replays is to be a fifth of the variance, as far as so many bring it there
CHANCE = 2.5  # errors that the luck of so many draws stays under


@dataclass(frozen=True)
class Narrowed:
    """One assumption before and after: mean, sd and the middle 90 %."""

    name: str
    before: tuple[float, float, float, float]
    after: tuple[float, float, float, float]

    @property
    def share_left(self) -> float:
        """Return the sd after as a share of that before."""
        return self.after[1] / self.before[1] if self.before[1] > 0 else 1.0

    def is_told(self, effective: float) -> bool:
        """Return whether the pilot tells of it: narrower by a tenth or moved by a quarter of an sd, and more than by chance.

        `effective` is how many even draws tell.
        """
        moved = abs(self.after[0] - self.before[0]) > max(MOVED, CHANCE / effective**0.5) * self.before[1]
        return self.before[1] > 0 and (self.share_left < min(NARROWER, 1 - CHANCE / (2 * effective) ** 0.5) or moved)


@dataclass(frozen=True)
class Posterior:
    """Draws `values` [draw, unknown] of `names` with the weights that a pilot gives them, and how they came about.

    `summary_names` and `conflict` say which summary the model cannot produce, where it cannot.
    """

    assumed: Assumptions
    mechanism: str
    names: tuple[str, ...]
    values: NDArray[np.float64]
    before: NDArray[np.float64]
    learned: Learned
    seen: Seen
    share: float

    @property
    def verdict(self) -> str:
        """Return "learned", or why nothing is narrowed."""
        return self.learned.verdict

    @property
    def weights(self) -> NDArray[np.float64]:
        """Return the weights [draw], together 1."""
        return self.learned.weights

    @property
    def conflict(self) -> str | None:
        """Return the summary that the model cannot produce."""
        return None if self.learned.rarest is None or self.verdict == LEARNED else self.seen.names[self.learned.rarest]

    def narrowed(self) -> tuple[Narrowed, ...]:
        """Return every unknown before and after, the one that was told most of first."""
        even = np.full(len(self.before), 1 / len(self.before))
        found = [
            Narrowed(name, _told(self.before[:, nth], even), _told(self.values[:, nth], self.weights))
            for nth, name in enumerate(self.names)
        ]
        return tuple(sorted(found, key=lambda one: one.share_left))

    def told(self) -> tuple[Narrowed, ...]:
        """Return those that the pilot tells of."""
        return tuple(one for one in self.narrowed() if one.is_told(self.learned.effective))

    def score_correlation(self) -> NDArray[np.float64]:
        """Return the correlation [unknown, unknown] of the normal scores of the weighted draws."""
        order = np.argsort(self.values, axis=0, kind="stable")
        below = np.cumsum(self.weights[order], axis=0) - self.weights[order] / 2
        shares = np.empty_like(below)
        np.put_along_axis(shares, order, below, axis=0)
        scores = ndtri(np.clip(shares, 1e-9, 1 - 1e-9))
        centred = scores - np.einsum("i,ij->j", self.weights, scores)
        covariance = np.einsum("i,ij,ik->jk", self.weights, centred, centred)
        sd = np.sqrt(np.maximum(1e-12, np.diag(covariance)))
        return np.asarray(covariance / np.outer(sd, sd), np.float64)

    def correlation(self, one: str, other: str) -> float:
        """Return the correlation of the normal scores of two unknowns."""
        return float(self.score_correlation()[self.names.index(one), self.names.index(other)])

    def resampled(self, draws: int) -> NDArray[np.float64]:
        """Return so many even draws of the unknowns [draw, unknown]: each as often as it weighs, to within one."""
        edges = (np.arange(draws) + 0.5) / draws
        places = np.searchsorted(np.cumsum(self.weights), edges).clip(0, len(self.values) - 1)
        return np.asarray(self.values[places], np.float64)


def learn_from(  # noqa: PLR0913, PLR0917 - what was seen, what replays it, what holds before, then how
    seen: Seen,
    replay: Replay,
    assumed: Assumptions,
    mechanism: str,
    learning: Learning,
    threads: int | None = None,
    progress: Progress = silent,
) -> Posterior:
    """Return what a pilot says of the unknowns of a mechanism, as they are `assumed` with their ranges before it.

    `replay` answers for the same pilot. `progress` hears of every draw and may stop the work by raising.
    """
    names = unknown_names(mechanism, resellers=assumed.resellers)
    root = np.linalg.cholesky(score_correlation(mechanism, assumed.measured_here, resellers=assumed.resellers))
    done = [0]

    def values_of(white: NDArray[np.float64]) -> NDArray[np.float64]:
        shares = np.clip(ndtr(np.einsum("ij,kj->ik", white, root)), 1e-12, 1 - 1e-12)
        return values_at(assumed, shares, mechanism)

    def summaries(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return steady.summaries(with_values(assumed, values, mechanism))

    def answer(white: NDArray[np.float64]) -> NDArray[np.float64]:
        rows = []
        for row in side_by_side(summaries, values_of(white), threads):
            rows.append(row)
            done[0] += 1
            progress("pilot-learn", min(0.99, done[0] / (2 * learning.draws)))
        return np.stack(rows)

    first = normal_points(learning.draws, len(names), learning.seed)
    expected = replay.summaries(assumed)
    covariance, luck = with_discrepancy(seen, expected, learning.share), replay.noise(assumed)
    times = int(np.clip(np.ceil(QUIET * (np.diag(luck) / np.diag(covariance)).max()), 1, MOST_TIMES))
    steady, covariance = replay.repeated(times), covariance + luck / times
    with threadpool_limits(1):  # the libraries' own threads would wait for each other on the replays' cores
        found = learn_by_waves(answer, first, seen.values, covariance, most_waves=learning.waves, seed=learning.seed)
    return Posterior(assumed, mechanism, names, values_of(found.scores), values_of(first), found, seen, learning.share)


def _told(values: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[float, float, float, float]:
    mean = float((values * weights).sum())
    sd = float(np.sqrt(max(0.0, (np.square(values - mean) * weights).sum())))
    low, high = weighted_quantiles(values, weights, ENDS)
    return mean, sd, low, high
