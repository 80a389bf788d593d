"""The keyed draws of `data/keyed/mixer.py` over whole NumPy arrays: the same numbers as the SQL macros, one per element."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.keyed.mixer import GOLDEN, MASK

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MASK = np.uint64(MASK)
_PURPOSE = 2_246_822_507


def mix32(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scramble 32-bit states held as uint64."""
    values = ((values ^ (values >> np.uint64(16))) * np.uint64(0x7FEB352D)) & _MASK
    values = ((values ^ (values >> np.uint64(15))) * np.uint64(0x846CA68B)) & _MASK
    return values ^ (values >> np.uint64(16))


def mix_key(states: NDArray[np.uint64], number: int) -> NDArray[np.uint64]:
    """Return new states from states and a number."""
    return mix32((states + np.uint64((number * GOLDEN) & MASK)) & _MASK)


def draw(states: NDArray[np.uint64], purpose: int) -> NDArray[np.float64]:
    """Return a uniform in (0, 1) for one purpose of each state."""
    mixed = mix32((states + np.uint64((purpose * _PURPOSE) & MASK)) & _MASK)
    return np.asarray((mixed.astype(np.float64) + 0.5) / 4294967296.0)


def normal(states: NDArray[np.uint64], purpose: int) -> NDArray[np.float64]:
    """Return a standard normal from two purposes of each state (Box and Muller 1958)."""
    radius = np.sqrt(-2.0 * np.log(draw(states, purpose)))
    return np.asarray(radius * np.cos(2.0 * np.pi * draw(states, purpose + 1)))
