"""Ties in the units of the kernels: how fast each one's clock runs, and within what time it must ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from analysis.world.prepared_base import PreparedBase
    from analysis.world.world import World


def tie_weights(world: World, exponent: float) -> NDArray[np.float32]:
    """Return each tie's speed of the clock, mean 1 over the base (equation 6)."""
    return world.whole.weights_of(world.tie_strength, exponent)


def time_weights(measured: Mapping[str, float], conversion: float) -> NDArray[np.float64]:
    """Return how much longer a clock may take where the receiver did not buy a pack, and where it did; see `clock_limits`."""
    seen, assumed = measured.get("topup_conversion", 0.0), conversion
    return np.array([(1 - assumed) / (1 - seen), assumed / seen]) if 0.0 < seen < 1.0 else np.ones(2)


def clock_limits(adoption: Sequence[float], probability: float, conversion: float, world: PreparedBase) -> NDArray[np.float64]:
    """Return the time within which a pair's clock must ring: [month, receiver bought a pack], infinite when all take part.

    `adoption` is a share per month, `probability` a mean tie's in a month, `conversion` the assumed one. The two columns
    reweigh who is reached so that the share of buyers among them is `conversion`, not the base's own; equal shares weigh 1.
    """
    chance = np.minimum(1.0, probability * np.array(adoption))
    with np.errstate(divide="ignore"):
        base = -np.log1p(-chance)
    weights = time_weights(world.measured, conversion)
    return np.where(np.isinf(base)[:, None], np.inf, np.where(np.isinf(base), 0.0, base)[:, None] * weights)
