"""What people would use day by day if nothing limited them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from tests.truth.worlds.kernels.luck import BURST, MONTH, TRIP, luck, spread
from tests.truth.worlds.records import DAYS, Records

if TYPE_CHECKING:
    from numpy.typing import NDArray

TRIP_FACTOR = 1.8


@njit(cache=True)
def needs(people: Records, ways: np.void, seed: int, first: int, months: int) -> NDArray[np.int32]:
    """Return need in kB by person and day, for `months` from month `first`."""
    # Day after day the loop goes through everybody: days lie apart in memory, people side by side.
    need = np.zeros((months * DAYS, people.size), np.int32).T
    level = math.exp(-0.5 * ways.burst**2) / (1 + ways.weekend * 2 / 7)
    for i in range(people.size):
        for month in range(months):
            factor = math.exp(ways.month_spread * spread(seed, i, first + month, MONTH) - 0.5 * ways.month_spread**2)
            if luck(seed, i, first + month, TRIP) < ways.trip_share:
                factor *= TRIP_FACTOR
            for day in range(DAYS):
                today = (first + month) * DAYS + day
                kb = people[i].daily_kb * factor * level * math.exp(ways.burst * spread(seed, i, today, BURST))
                if today % 7 > 4:
                    kb *= 1 + ways.weekend
                need[i, month * DAYS + day] = min(kb, 1.0e9)
    return need
