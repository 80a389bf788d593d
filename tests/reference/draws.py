"""Keyed uniforms and the MD5 keys in plain whole numbers."""

from __future__ import annotations

import hashlib
import math

WORD = (1 << 64) - 1
GOLDEN, MIX_A, MIX_B = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
TAKES_PART, WILLINGNESS, FORECAST, FORECAST_ANGLE = 1, 2, 3, 67
ASKS_FIRST, TEMPTED, AFRESH, DELAYS, FEE_KIND, FEE_AFRESH = 4, 5, 6, 7, 8, 9
TAKES_OPTION, POOL_ORDER, SELLS, BUYS, LEAST_PRICE, MARKET_ORDER, GIFT_WORTH = 10, 11, 12, 13, 14, 15, 17


def md5_lower(text: str) -> int:
    """Return the last eight bytes of the MD5 of `text`, lowest byte first."""
    return int.from_bytes(hashlib.md5(text.encode(), usedforsecurity=False).digest()[8:], "little")


def mixed(state: int) -> int:
    """Scramble 64 bits (the finaliser of SplitMix64)."""
    z = (state + GOLDEN) & WORD
    z = ((z ^ (z >> 30)) * MIX_A) & WORD
    z = ((z ^ (z >> 27)) * MIX_B) & WORD
    return z ^ (z >> 31)


def uniform(key: int, seed: int, month: int, purpose: int) -> float:
    """Return the uniform in (0, 1) of one decision."""
    state = mixed(key ^ mixed(seed))
    state = mixed((state + month * MIX_A + purpose * MIX_B) & WORD)
    return ((state >> 11) + 0.5) / 2**53


def normal(key: int, seed: int, month: int) -> float:
    """Return the standard normal of a giver's forecast."""
    radius = math.sqrt(-2 * math.log(uniform(key, seed, month, FORECAST)))
    return radius * math.cos(2 * math.pi * uniform(key, seed, month, FORECAST_ANGLE))
