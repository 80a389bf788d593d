"""What draws of the unknowns answered: the type that results carry, apart from what makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.settings.rule_set import GIFTING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


TAIL = 0.05
LEVEL = 0.90  # of every interval that is told: of sampling, of draws, of indices


@dataclass(frozen=True)
class Futures:
    """Answers under draws of the unknowns that bear on a `mechanism`: `values` [draw, unknown] and what came of each.

    `changes` are the outcomes' changes, `npv` currency per initial subscriber, `cumulative` [draw, month] the same, not
    discounted. Where a sample of communities was asked, `sample_groups` of 200 random groups with `sample_subscribers`, the
    draws say how far from the central answer each lies, and `sample_se` is the sampling error of the npv in the sample alone.
    What bears on `resellers` is among the unknowns where those are counted in.
    """

    asked: int
    seed: int
    values: NDArray[np.float64]
    changes: Mapping[str, NDArray[np.float64]]
    npv: NDArray[np.float64]
    cumulative: NDArray[np.float64]
    sample_groups: int
    sample_subscribers: int
    sample_se: float | None
    mechanism: str = GIFTING
    resellers: bool = False

    @property
    def draws(self) -> int:
        """Return how many draws have been answered."""
        return int(self.npv.size)

    def interval(self, name: str) -> tuple[float, float]:
        """Return the middle 90 % of an outcome's change over the draws, or of the `npv`."""
        found = self.npv if name == "npv" else self.changes[name]
        low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        return float(low), float(high)

    def band(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the ends of the middle 90 % of the cumulative change in profit, each [month]."""
        low, high = np.quantile(self.cumulative, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
        return low, high

    @property
    def probability_profit_rises(self) -> float:
        """Return the share of draws in which the discounted profit over the horizon rises."""
        return float((self.npv > 0).mean())

    @property
    def cvar5(self) -> float:
        """Return the mean npv of the worst 5 % of the draws (at least one): the expected outcome if wrong."""
        worst = max(1, int(np.ceil(TAIL * self.draws)))
        return float(np.sort(self.npv)[:worst].mean())
