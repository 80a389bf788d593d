"""What a transfer changes in one subscriber-month: packs again, use, satisfaction, renewal, money (equations 7-10, 12).

Everything comes out in integers (kB, micro-units, millionths), so that sums are exact whatever their order.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from analysis.kernels.allocate import Behaviour, Rows, willing
from analysis.kernels.choices import packs_wanted
from analysis.kernels.pairs import UNLIMITED

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The columns of the change table, in order. Money in micro-units, volumes in kB, satisfaction and leaving in millionths
# (of a point, of a probability x 1000).
COLUMNS = (
    "transfers", "sent_kb", "received_kb", "displaced_kb", "served_kb", "induced_kb", "expired_gift_kb", "packs", "buyers",
    "short_buyers", "used_kb", "unmet_kb", "unused_kb", "fees", "pack_revenue", "used_value", "satisfaction", "leaving",
)  # fmt: skip
LEAVING_SCALE = 1_000_000_000


class Loyalty(NamedTuple):
    """The assumptions on satisfaction (points) and renewal as the kernel reads them."""

    induced: float
    unmet: float
    spend: float
    waste: float
    received: float
    gave: float
    sd: float
    slope: float
    asymmetry: float


@njit(cache=True, inline="always")
def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole > 0 else 0.0


@njit(cache=True)
def leaving_change(hazard: float, points: float, loyalty: Loyalty) -> float:
    """Return the change in the monthly probability of leaving for a change of satisfaction in points (equation 10)."""
    if loyalty.slope == 0.0 or points == 0.0:
        return 0.0
    weight = loyalty.asymmetry if points < 0 else 1.0
    ratio = math.exp(-loyalty.slope * weight * points / loyalty.sd)
    return (1.0 - (1.0 - hazard) ** ratio) - hazard


@njit(cache=True)
def changes(
    touched: NDArray[np.int64],
    state: NDArray[np.int64],
    rows: Rows,
    behaviour: Behaviour,
    loyalty: Loyalty,
    seed: np.uint64,
) -> NDArray[np.int64]:
    """Return the change table: one row per touched subscriber-month, columns as COLUMNS."""
    table = np.zeros((touched.size, 18), np.int64)
    for i in range(touched.size):
        row = touched[i]
        sub = rows.sub[row]
        plan = rows.plan[sub]
        need, balance, bought, pack = rows.need[row], rows.balance[row], np.int64(rows.packs[row]), rows.pack[plan]
        moved, fees = state[i, 1], state[i, 3]
        unlimited = balance == UNLIMITED
        short = 0 if unlimited else max(0, need - balance)
        receives = short > 0
        served, extra, missing = np.int64(0), np.int64(0), np.int64(0)
        if receives:
            served = min(moved, short)
            extra = np.int64(loyalty.induced * (moved - served))
            missing = short - served
        elif not unlimited:
            missing = max(0, need - (balance - moved) - bought * pack)
        w = willing(row, rows, seed, behaviour.scale, behaviour.shape) if receives or missing > 0 else 0.0
        again = bought
        if receives:
            again = min(bought, packs_wanted(missing, pack, w) + max(0, bought - packs_wanted(short, pack, w)))
        elif missing > 0:
            again = bought + packs_wanted(missing, pack, w)
        unmet_before = max(0, short - bought * pack)
        unmet_after = max(0, missing - again * pack) if receives else max(0, missing - (again - bought) * pack)
        use = (unmet_before - unmet_after) + extra
        gift = moved if receives else -moved
        unused = np.int64(0) if unlimited else (again - bought) * pack + gift - use
        price, fee = rows.price[plan], rows.fee[plan]
        spare_before = 0 if unlimited else max(0, balance + bought * pack - (need - unmet_before))
        points = -loyalty.unmet * (_share(unmet_after, need) - _share(unmet_before, need))
        points -= loyalty.spend * (_share(again * price + fees, fee) - _share(bought * price, fee))
        if not unlimited:
            points -= loyalty.waste * (_share(spare_before + unused, balance) - _share(spare_before, balance))
        points += loyalty.received if receives else loyalty.gave
        out = table[i]
        if receives:
            out[2], out[4], out[5] = moved, unmet_before - unmet_after, extra
            out[3] = served - out[4]
            out[6] = moved - served - extra
            out[9] = np.int64(again > 0) - np.int64(bought > 0)
        else:
            out[0], out[1] = state[i, 2], moved
        out[7] = again - bought
        out[8] = np.int64(again > 0) - np.int64(bought > 0)
        out[10], out[11], out[12] = use, unmet_after - unmet_before, unused
        out[13], out[14] = fees, (again - bought) * price
        out[15] = np.int64(round(use * (price / pack)))
        out[16] = np.int64(round(points * 1e6))
        out[17] = np.int64(round(leaving_change(rows.hazard[row], points, loyalty) * LEAVING_SCALE))
    return table
