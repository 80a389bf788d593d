"""What a pilot showed, as learning takes it, and what can replay that pilot under other assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.settings.assumptions import Assumptions

SHARED = 0.5  # of the variance of the model's error in the months of one summary, what they have in common: judgement


@dataclass(frozen=True)
class Seen:
    """Summaries of a pilot: `kinds` [summary] and `months` [summary] (0 for the whole pilot), `values` and their `covariance`.

    Values are per member and month of the arm as the read-out tells them; the covariance is that of sampling alone, estimated
    with so many degrees of freedom [summary], None where it is taken as known.
    """

    kinds: tuple[str, ...]
    months: tuple[int, ...]
    values: NDArray[np.float64]
    covariance: NDArray[np.float64]
    freedom: NDArray[np.float64] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return a name for each summary: its kind, with the month of the pilot where it has one."""
        return tuple(f"{kind}:{month}" if month else kind for kind, month in zip(self.kinds, self.months, strict=True))


class Answers(Protocol):
    """What says what a pilot shows under assumptions."""

    def summaries(self, assumed: Assumptions) -> NDArray[np.float64]:
        """Return the summaries [summary] in the order and units of what was seen."""


class Replay(Answers, Protocol):
    """The same pilot replayed: the same members, arms, months and ramp, under other assumptions."""

    def noise(self, assumed: Assumptions) -> NDArray[np.float64]:
        """Return the covariance [summary, summary] of the luck of one replay."""

    def repeated(self, times: int) -> Answers:
        """Return the mean of so many replays, each of another luck."""


def with_discrepancy(seen: Seen, expected: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """Return the covariance [summary, summary] of what was seen about what the model says: sampling, and the model's own error.

    That error is declared: `share` of each effect, the larger of what was seen and what was `expected`; half of its variance is
    common to the months of one summary. Without it a large pilot would make a wrong model certain.
    """
    sd = share * np.maximum(np.abs(seen.values), np.abs(expected))
    kinds = np.array(seen.kinds)
    common = np.where(kinds[:, None] == kinds[None, :], SHARED, 0.0)
    np.fill_diagonal(common, 1.0)
    return np.asarray(seen.covariance + common * np.outer(sd, sd), np.float64)
