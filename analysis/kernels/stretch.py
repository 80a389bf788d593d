"""Needs behind the limit made larger or smaller, with what that adds to the baseline's sums of unmet need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels import kernel
from analysis.kernels.pairs import UNLIMITED

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def stretched(facts: NDArray[np.void], pack: NDArray[np.int64], tariff: NDArray[np.int32], ratio: float) -> NDArray[np.int64]:
    """Multiply in `facts` what each need lies above balance and packs by `ratio`, to at least 1 kB.

    Return [row, 2]: what that adds to unmet kB and to the unmet share in millionths (cut down, as in the baseline's sums).
    """
    more = np.zeros((facts.size, 2), np.int64)
    for row in range(facts.size):
        fact = facts[row]
        if fact.balance == UNLIMITED:
            continue
        limit = fact.balance + fact.packs * pack[tariff[row]]
        unmet = fact.need - limit
        if unmet <= 0:
            continue
        then = max(np.int64(1), np.int64(round(ratio * unmet)))
        more[row, 0] = then - unmet
        more[row, 1] = then * 1_000_000 // (limit + then) - unmet * 1_000_000 // fact.need
        fact.need = limit + then
    return more
