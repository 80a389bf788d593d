"""How often intervals held the truth: the share with its binomial interval, the bias, and the band required of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import binom, binomtest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEVEL = 0.90


@dataclass(frozen=True)
class Claim:
    """What the analysis said of one headline in one world, the ends of its 90 % interval, and what was so.

    `mean` is that over its draws of the unknowns, where there are draws; `error` half the width of the 90 % sampling interval
    that the page shows beside the interval of the draws.
    """

    central: float
    low: float
    high: float
    truth: float
    mean: float | None = None
    error: float = 0.0

    @property
    def holds_alone(self) -> bool:
        """Return whether the interval holds the truth."""
        return self.low <= self.truth <= self.high

    @property
    def holds(self) -> bool:
        """Return whether it does with the sampling error added in quadrature, about the mean of the draws."""
        middle = self.central if self.mean is None else self.mean
        low, high = (math.hypot(end - middle, self.error) for end in (self.low, self.high))
        return self.holds_alone or middle - low <= self.truth <= middle + high


@dataclass(frozen=True)
class Held:
    """The claims on one headline over many worlds; `bias` is the mean of central - truth in standard deviations of the truths.

    `alone` counts those held without the sampling error, where the claims have one. `mean_bias` is the same of the mean over the
    draws. Where one truth stands for all, the deviations are those of the answers.
    """

    name: str
    worlds: int
    held: int
    bias: float
    mean_bias: float | None
    alone: int | None = None

    @property
    def share(self) -> float:
        """Return the share of worlds whose interval held the truth."""
        return self.held / self.worlds

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 90 % interval of that share."""
        return interval_of(self.held, self.worlds)


def interval_of(hits: int, of: int) -> tuple[float, float]:
    """Return the 90 % interval of a share (Clopper and Pearson 1934)."""
    found = binomtest(hits, of).proportion_ci(LEVEL)
    return float(found.low), float(found.high)


def held_of(worlds: Sequence[Mapping[str, Claim]]) -> tuple[Held, ...]:
    """Count the claims of each headline."""
    found = []
    for name in worlds[0]:
        claims = [world[name] for world in worlds]
        central, truth = (np.array([getattr(claim, side) for claim in claims]) for side in ("central", "truth"))
        spread = truth.std(ddof=1) if np.ptp(truth) > 0 else central.std(ddof=1)
        means = [claim.mean for claim in claims if claim.mean is not None]
        mean_bias = float((np.array(means) - truth).mean() / spread) if means else None
        held, alone = sum(claim.holds for claim in claims), sum(claim.holds_alone for claim in claims)
        bias = float((central - truth).mean() / spread)
        found.append(Held(name, len(claims), held, bias, mean_bias, alone if any(claim.error for claim in claims) else None))
    return tuple(found)


def fewest_by_chance(worlds: int, share: float, chance: float = 0.001) -> int:
    """Return how many of `worlds` an interval that holds with probability `share` holds at the least, but for `chance`."""
    return int(binom.ppf(chance, worlds, share))
