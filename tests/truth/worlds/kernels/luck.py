"""Common random numbers: a draw depends on seed, who, when and what for, never on what happened before it."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

_SEED, _WHO = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1B54A32D192ED03)
_WHEN, _WHAT = np.uint64(0x8CB92BA72F3D8DD7), np.uint64(0xABC98388FB8FAC03)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_A, _B, _C, _TOP = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)

# What a draw is for. Purposes that are drawn several times a day leave room for a count.
MONTH, TRIP, BURST, STAYS, ASKS, WISH, PATH, TURN, BUYS, MEANS = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
AMOUNT, WHOLE, DUMPS, DUMPS_ON, DUMPS_SIZE, HEARS, REVIEWS, METER, AGAIN = 11, 12, 13, 14, 15, 16, 17, 18, 19
PICKS, AGREES = 100, 200


@njit(cache=True)
def _mixed(x: np.uint64) -> np.uint64:
    x = (x ^ (x >> _A)) * _FIRST
    x = (x ^ (x >> _B)) * _SECOND
    return x ^ (x >> _C)


@njit(cache=True)
def luck(seed: int, who: int, when: int, what: int) -> float:
    """Return a number in (0, 1) that belongs to this seed, person, time and purpose."""
    x = _mixed(np.uint64(seed) * _SEED + np.uint64(who) * _WHO + _SEED)
    x = _mixed(x + np.uint64(when) * _WHEN + np.uint64(what) * _WHAT)
    return (float(x >> _TOP) + 0.5) * 2.0**-53


@njit(cache=True)
def spread(seed: int, who: int, when: int, what: int) -> float:
    """Return a standard normal number; it uses the purposes `what` and `what` + 1000."""
    radius = math.sqrt(-2.0 * math.log(luck(seed, who, when, what)))
    return radius * math.cos(2.0 * math.pi * luck(seed, who, when, what + 1000))
