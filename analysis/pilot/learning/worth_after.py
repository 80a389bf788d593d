"""What the rules are worth before and after a pilot, and whether the posterior told as assumptions says the same as its draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.parallel import side_by_side
from analysis.settings.assumptions import make_assumptions
from analysis.settings.parameters import as_dict
from analysis.uncertainty.distributions import drawn_values, with_values
from analysis.uncertainty.variants import simulate_headlines
from analysis.world.subsample import community_sample
from data.progress import silent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analysis.pilot.learning.posterior import Posterior
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet
    from analysis.shards.store import AnyBase
    from data.progress import Progress

SAMPLE = 20_000  # subscribers whose months ahead are answered for each draw; the whole base sets the level
DRAWS = 128
# How far the assumptions may be from the draws they stand for, in sd of these: of so few draws chance is part of it.
FURTHEST_MEAN, FURTHEST_END = 0.35, 0.6
SD_RATIOS = (0.7, 1.4)


@dataclass(frozen=True)
class Spread:
    """Mean, sd, 5 % and 95 % of the npv over draws; currency per initial subscriber."""

    mean: float
    sd: float
    low: float
    high: float

    @classmethod
    def of(cls, npv: NDArray[np.float64]) -> Spread:
        """Return the spread of even draws [draw]."""
        low, high = (float(end) for end in np.quantile(npv, [0.05, 0.95]))
        return cls(float(npv.mean()), float(npv.std()), low, high)

    def is_told_by(self, other: Spread) -> bool:
        """Return whether another spread says the same: mean, sd and both ends."""
        sd = max(self.sd, 1e-9)
        low, high = SD_RATIOS
        ends = max(abs(self.low - other.low), abs(self.high - other.high)) <= FURTHEST_END * sd
        return abs(self.mean - other.mean) <= FURTHEST_MEAN * sd and low <= other.sd / sd <= high and ends


@dataclass(frozen=True)
class Ahead:
    """The npv before the pilot, after it by the weighted draws, and after it by the assumptions that tell them."""

    before: Spread
    drawn: Spread
    told: Spread
    subscribers: int

    @property
    def agrees(self) -> bool:
        """Return whether the assumptions say what the weighted draws say."""
        return self.drawn.is_told_by(self.told)


def worth_after(  # noqa: PLR0913, PLR0917 - a base, a question, a posterior, then how
    world: AnyBase,
    rules: RuleSet,
    posterior: Posterior,
    values: Mapping[str, Value],
    horizon: int,
    threads: int | None = None,
    progress: Progress = silent,
) -> Ahead:
    """Return what rules are worth on the whole base, before a pilot and after: by its draws, and by `values` that tell them.

    A base of more than 20,000 subscribers is asked by a sample of whole communities, moved to the level of the whole base.
    """
    sample, _ = community_sample(world, SAMPLE)
    assumed = posterior.assumed
    shift = 0.0
    if sample is not world:
        shift = _npv(world, rules, assumed, horizon) - _npv(sample, rules, assumed, horizon)
    after = make_assumptions(as_dict(assumed) | dict(values))
    draws = [
        posterior.before[:: max(1, len(posterior.before) // DRAWS)][:DRAWS],
        posterior.resampled(DRAWS),
        drawn_values(after, DRAWS, 1, posterior.mechanism),
    ]
    every = np.concatenate(draws)

    def ask(row: NDArray[np.float64]) -> float:
        return _npv(sample, rules, with_values(assumed, row, posterior.mechanism), horizon)

    npv = []
    for found in side_by_side(ask, every, threads):
        npv.append(found + shift)
        progress("pilot-worth-after", len(npv) / len(every))
    parts = np.split(np.array(npv), np.cumsum([len(part) for part in draws])[:-1])
    before, drawn, told = (Spread.of(part) for part in parts)
    return Ahead(before, drawn, told, sample.subscribers)


def _npv(world: AnyBase, rules: RuleSet, assumed: Assumptions, horizon: int) -> float:
    return float(simulate_headlines(world, rules, assumed, horizon).projection.npv.value)
