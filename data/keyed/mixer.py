"""Keyed random numbers: a value depends on (seed, subscriber, month, purpose) and never on call order.

DuckDB's own `hash()` may change with its version, so a report could not be proved a year later. The mixer here is the
32-bit `lowbias32` of C. Wellons (public domain): every intermediate product stays below 2^64, so plain UBIGINT
arithmetic computes it alike in SQL (`sql/keyed_macros.sql`) and in Python. `tests/data/test_keyed.py` pins values.
"""

from __future__ import annotations

MASK = 0xFFFFFFFF
GOLDEN = 0x9E3779B9


def mix32(value: int) -> int:
    """Scramble a 32-bit integer: a bijection with low bias, the same as the SQL macro `mix32`."""
    value &= MASK
    value = ((value ^ (value >> 16)) * 0x7FEB352D) & MASK
    value = ((value ^ (value >> 15)) * 0x846CA68B) & MASK
    return value ^ (value >> 16)


def seed_key(seed: int) -> int:
    """Spread a seed of up to 64 bits over 32."""
    return mix32(mix32(seed) + mix32(seed >> 32) * GOLDEN)
