"""Small decisions of one subscriber-month: willingness to pay and packs bought. Volumes in kB."""

from __future__ import annotations

import math

from analysis.kernels import inlined


@inlined
def survival(ratio: float, scale: float, shape: float) -> float:
    """Return P(w >= ratio), w the willingness in pack prices per GB: log-logistic (docs/method.md, equation 3)."""
    if scale <= 0.0:
        return 0.0
    return 1.0 / (1.0 + (ratio / scale) ** shape)


@inlined
def packs_wanted(missing: int, pack: int, willingness: float) -> int:
    """Return the packs bought for `missing` kB: the j-th iff w * min(pack, still missing) >= pack (equation 4)."""
    if missing <= 0 or willingness < 1.0:
        return 0
    rest = missing % pack
    return missing // pack + (1 if willingness * rest >= pack and rest > 0 else 0)


@inlined
def willingness_afresh(share: float, scale: float, shape: float) -> float:
    """Return the willingness to pay that a `share` of people exceeds, in pack prices per GB: nothing bounds it."""
    return scale * ((1.0 - share) / share) ** (1.0 / shape) if scale > 0.0 else 0.0


@inlined
def willingness_given_history(draw: float, short: int, pack: int, bought: int, scale: float, shape: float) -> float:
    """Return w consistent with `bought` packs at a shortage of `short` kB; unconditional where nothing was short.

    The history bounds it: the last pack bought was worth its price, the next one was not.
    """
    low, high = 0.0, math.inf
    if short > 0:
        last = short - (bought - 1) * pack
        following = short - bought * pack
        if bought > 0 and last > 0:
            low = pack / min(pack, last)
        if following > 0:
            high = pack / min(pack, following)
    if low >= high:
        return low
    top = survival(low, scale, shape) if low > 0.0 else 1.0
    bottom = survival(high, scale, shape) if high < math.inf else 0.0
    share = bottom + draw * (top - bottom)
    if share <= 0.0 or scale <= 0.0:
        return low
    return max(low, willingness_afresh(share, scale, shape))
