"""Who may give and who may receive: a tie carries a gift only if its giver's and its receiver's rights both say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Rights:
    """Arrays per subscriber: `gives`, `receives`, and the fee per GB of its arm (micro-units; -1: as the rules say)."""

    gives: NDArray[np.bool_]
    receives: NDArray[np.bool_]
    fee_gb: NDArray[np.int64]

    @classmethod
    def everybody(cls, subscribers: int) -> Self:
        """Return the rights of a launch."""
        return cls(np.ones(subscribers, bool), np.ones(subscribers, bool), np.full(subscribers, -1, np.int64))

    @classmethod
    def nobody(cls, subscribers: int) -> Self:
        """Return the rights before it."""
        return cls(np.zeros(subscribers, bool), np.zeros(subscribers, bool), np.full(subscribers, -1, np.int64))
