"""Keyed draws in compiled code: SplitMix64 (Steele, Lea and Flood 2014) over (key, seed, month, purpose).

Pinned by `tests/analysis/test_draws.py`, so a report can be proved years later.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels import inlined, kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Purposes: each kind of decision has a number of its own, so adding one never shifts another's draws.
TAKES_PART, WILLINGNESS, FORECAST, ASKS_FIRST, TEMPTED, AFRESH, DELAYS, FEE_KIND, FEE_AFRESH = 1, 2, 3, 4, 5, 6, 7, 8, 9
TAKES_OPTION, POOL_ORDER, SELLS, BUYS, LEAST_PRICE, MARKET_ORDER, GIFT_WORTH = 10, 11, 12, 13, 14, 15, 17

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_A = np.uint64(0xBF58476D1CE4E5B9)
_MIX_B = np.uint64(0x94D049BB133111EB)
_HALF = np.uint64(1 << 63)


@inlined
def mixed(state: np.uint64) -> np.uint64:
    """Return the SplitMix64 finaliser of a 64-bit state."""
    z = state + _GOLDEN
    z = (z ^ (z >> np.uint64(30))) * _MIX_A
    z = (z ^ (z >> np.uint64(27))) * _MIX_B
    return z ^ (z >> np.uint64(31))


@inlined
def bits(key: np.uint64, seed: np.uint64, month: int, purpose: int) -> np.uint64:
    """Return 64 random bits for one (key, seed, month, purpose); two keys never have the same."""
    state = mixed(key ^ mixed(seed))
    return mixed(state + np.uint64(month) * _MIX_A + np.uint64(purpose) * _MIX_B)


@inlined
def unit(key: np.uint64, seed: np.uint64, month: int, purpose: int) -> float:
    """Return a uniform in (0, 1) for one (key, seed, month, purpose)."""
    return (float(bits(key, seed, month, purpose) >> np.uint64(11)) + 0.5) * 2.0**-53


@inlined
def turn(key: np.uint64, seed: np.uint64, month: int, purpose: int) -> np.int64:
    """Return the draw behind `unit` as a whole number that rises with it, and tells apart what `unit` rounds to one."""
    return np.int64(bits(key, seed, month, purpose) ^ _HALF)


@inlined
def normal(key: np.uint64, seed: np.uint64, month: int, purpose: int) -> float:
    """Return a standard normal (Box and Muller 1958) for one (key, seed, month, purpose)."""
    radius = math.sqrt(-2.0 * math.log(unit(key, seed, month, purpose)))
    return radius * math.cos(2.0 * math.pi * unit(key, seed, month, purpose + 64))


@kernel
def units(keys: NDArray[np.uint64], seed: np.uint64, month: int, purpose: int) -> NDArray[np.float64]:
    """Return a uniform in (0, 1) for each key."""
    drawn = np.empty(keys.size, np.float64)
    for i in range(keys.size):
        drawn[i] = unit(keys[i], seed, month, purpose)
    return drawn
