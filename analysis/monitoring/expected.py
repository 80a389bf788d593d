"""What a launch is expected to show: the same members replayed over draws of what the plan assumed, each under its own luck."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import solve_triangular

from analysis.parallel import side_by_side
from analysis.uncertainty.distributions import drawn_values, with_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.pilot.learning.replayed import ReplayedPilot
    from analysis.settings.assumptions import Assumptions
    from data.progress import Progress

    Floats = NDArray[np.float64]

DRAWS = 256
DISCREPANCY = 0.1  # of each expected effect: how far the model itself may be wrong, as learning from a pilot declares it
NORMAL_95 = 1.959963984540054
SHARED = 0.5  # of the variance of that, what the months of one metric have in common


@dataclass(frozen=True)
class Expected:
    """The plan's paths: `draws` [draw, summary], summaries by metric and month as `kinds` name them.

    `noise` [summary, summary] is the sampling of what came: of who is held back and of luck, estimated with so many degrees of
    `freedom` [summary]; None where it is known.
    """

    kinds: tuple[str, ...]
    draws: Floats
    noise: Floats
    freedom: Floats | None = None

    @cached_property
    def mean(self) -> Floats:
        """Return what is expected [summary]."""
        return np.asarray(self.draws.mean(axis=0))

    @property
    def error(self) -> Floats:
        """Return the covariance [summary, summary] of all but the draws: sampling, and the declared error of the model."""
        return self.noise + self.declared

    @cached_property
    def declared(self) -> Floats:
        """Return the covariance [summary, summary] of the declared error of the model."""
        sd = DISCREPANCY * np.abs(self.mean)
        kinds = np.array(self.kinds)
        common = np.where(kinds[:, None] == kinds[None, :], SHARED, 0.0)
        np.fill_diagonal(common, 1.0)
        return np.asarray(common * np.outer(sd, sd))

    @cached_property
    def covariance(self) -> Floats:
        """Return the covariance [summary, summary] of what is seen about what is expected, where all goes as planned."""
        return np.asarray(self.drawn + self.error)

    @cached_property
    def drawn(self) -> Floats:
        """Return the covariance [summary, summary] of the draws."""
        return np.atleast_2d(np.cov(self.draws, rowvar=False))

    @property
    def can_be_charted(self) -> bool:
        """Say whether every month is expected to show something: a month in which no draw does has no gap in standard units."""
        return bool((np.diag(np.atleast_2d(self.covariance)) > 0).all())

    def places(self, kind: str) -> NDArray[np.intp]:
        """Return the summaries of one metric, in the order of months."""
        return np.flatnonzero(np.array(self.kinds) == kind)

    def freedom_of(self, kind: str) -> float:
        """Return the degrees of freedom of a metric's covariance over months: of its parts, as much as each is of the whole.

        The whole is what is left of it once the months before are known, month by month, as charts take it.
        """
        at = self.places(kind)
        every = np.ix_(at, at)
        root = np.linalg.cholesky(self.covariance[every])
        parts = {"noise": self.noise, "draws": self.drawn}
        free = {"noise": np.inf if self.freedom is None else float(self.freedom[at].mean()), "draws": len(self.draws) - 1.0}
        doubt = 0.0
        for name, part in parts.items():
            half = solve_triangular(root, part[every], lower=True)
            share = float(np.trace(solve_triangular(root, half.T, lower=True))) / at.size
            doubt += share**2 / free[name]
        return 1.0 / doubt if doubt > 0 else np.inf

    def told_apart(self, kind: str) -> bool:
        """Say whether sampling lets the planned effect on a metric, over all months, be told from none (95 %)."""
        at = self.places(kind)
        return bool(abs(self.mean[at].sum()) > NORMAL_95 * np.sqrt(self.noise[np.ix_(at, at)].sum()))


@dataclass(frozen=True)
class Replays:
    """Draws of a plan replayed: `summaries` [draw, summary], and by draw how many gifts each giver gave."""

    summaries: Floats
    given: tuple[NDArray[np.int64], ...]


def paths(replay: ReplayedPilot, assumed: Assumptions, draws: int, seed: int, threads: int | None, progress: Progress) -> Replays:
    """Return what a launch shows over draws of what was assumed."""
    values = drawn_values(assumed, draws, seed)

    def path(nth: int) -> tuple[Floats, NDArray[np.int64]]:
        other = replay.with_luck(np.random.default_rng([seed, nth]))
        changed = other.changed(with_values(assumed, values[nth]))
        gifts = changed.changed("transfers")
        return other.summaries_of(changed), gifts[gifts > 0]

    found = []
    for nth, one in enumerate(side_by_side(path, range(draws), threads)):
        progress("monitor-expect", 0.3 + 0.5 * nth / draws)
        found.append(one)
    return Replays(np.stack([summaries for summaries, _ in found]), tuple(given for _, given in found))
