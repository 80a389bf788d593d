"""The same hidden worlds with the assumptions known: how far next year is from what the replay and its projection say.

No interval is about this difference; its mean over many worlds shows whether the replay carried forward leans to one side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import t as student

from tests.truth.held import LEVEL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Leaning:
    """The mean answer and the mean truth of one headline; `low` and `high` bound (answer - truth) / truth with 90 %."""

    name: str
    worlds: int
    answer: float
    truth: float
    low: float
    high: float

    @property
    def relative(self) -> float:
        """Return by what share of the truth the mean answer exceeds it."""
        return self.answer / self.truth - 1.0


def leaning_of(worlds: Sequence[Mapping[str, tuple[float, float]]]) -> tuple[Leaning, ...]:
    """Compare (answer, truth) by headline; the interval is of a ratio of means over the worlds."""
    found = []
    for name in worlds[0]:
        answer, truth = np.array([world[name] for world in worlds]).T
        ratio, count = answer.mean() / truth.mean(), len(worlds)
        error = np.std(answer - ratio * truth, ddof=1) / np.sqrt(count) / abs(truth.mean())
        reach = float(student.ppf(0.5 + LEVEL / 2, count - 1)) * error
        found.append(Leaning(name, count, answer.mean(), truth.mean(), float(ratio - 1 - reach), float(ratio - 1 + reach)))
    return tuple(found)
