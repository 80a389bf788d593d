"""What drives the answer: how far the value of the rules moves with each unknown, read from draws that are there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.uncertainty.distributions import unknown_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.results.draws import Futures

TAIL_SHARE = 0.25


@dataclass(frozen=True)
class Driver:
    """An unknown: rank correlation of its draws with the npv, and the mean npv in its lowest and its highest quarter of draws."""

    name: str
    correlation: float
    when_low: float
    when_high: float

    @property
    def swing(self) -> float:
        """Return how far the mean npv moves from the lowest quarter to the highest; currency per initial subscriber."""
        return self.when_high - self.when_low


def drivers_of(futures: Futures) -> tuple[Driver, ...]:
    """Return every unknown, the one that moves the npv most first. Draws of unknowns that go together share what they move."""
    return drivers_among(futures.values, futures.npv, unknown_names(futures.mechanism, resellers=futures.resellers))


def drivers_among(drawn: NDArray[np.float64], npv: NDArray[np.float64], names: tuple[str, ...]) -> tuple[Driver, ...]:
    """Return the same from values `drawn` [draw, unknown] of the unknowns `names` and the `npv` [draw] that came of them."""
    from scipy.stats import rankdata  # noqa: PLC0415 - a second to load, and only draws have drivers

    ranks = rankdata(npv)
    found = []
    for nth, name in enumerate(names):
        values = drawn[:, nth]
        order = np.argsort(values, kind="stable")
        tail = max(1, int(TAIL_SHARE * order.size))
        low, high = (float(npv[part].mean()) for part in (order[:tail], order[-tail:]))
        still = bool(np.ptp(values) == 0 or np.ptp(npv) == 0)
        correlation = 0.0 if still else float(np.corrcoef(rankdata(values), ranks)[0, 1])
        found.append(Driver(name, correlation, low, high))
    return tuple(sorted(found, key=lambda driver: -abs(driver.swing)))
