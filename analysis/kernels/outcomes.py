"""What a transfer changes in one subscriber-month: packs again, use, satisfaction, renewal, money (equations 7-10, 12).

Everything comes out in integers (kB, micro-units, millionths), so that sums are exact whatever their order.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from analysis.kernels import KEEPS
from analysis.kernels.allocate import willing
from analysis.kernels.choices import packs_wanted
from analysis.kernels.pairs import UNLIMITED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Behaviour, Fact, Rows

# The columns of the change table, in order. Money in micro-units, volumes in kB, satisfaction in millionths of a point, leaving
# in 10^-9 of a probability, benefit (value of use at list price, less what was paid) in micro-units.
COLUMNS = (
    "transfers", "sent_kb", "received_kb", "displaced_kb", "served_kb", "induced_kb", "expired_gift_kb", "packs", "buyers",
    "short_buyers", "used_kb", "unmet_kb", "unused_kb", "fees", "pack_revenue", "used_value", "satisfaction", "leaving",
    "benefit",
)  # fmt: skip
(
    TRANSFERS, SENT, RECEIVED, DISPLACED, SERVED, INDUCED, EXPIRED_GIFT, PACKS, BUYERS, SHORT_BUYERS, USED, UNMET, UNUSED, FEES,
    PACK_REVENUE, USED_VALUE, SATISFACTION, LEAVING, BENEFIT,
) = range(len(COLUMNS))  # fmt: skip
LEAVING_SCALE = 1_000_000_000
DAYS = 30


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


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole > 0 else 0.0


@njit(cache=KEEPS, nogil=True, forceinline=True)
def usable(need: int, gifts: int, days: int) -> int:
    """Return the kB of `gifts` that can be used before each expires: need spreads evenly over 30 days (equation 7)."""
    return need if days * gifts >= DAYS else need * days * gifts // DAYS


@njit(cache=KEEPS, nogil=True, forceinline=True)
def leaving_change(hazard: float, points: float, loyalty: Loyalty) -> float:
    """Return the change in the monthly probability of leaving for a change of satisfaction in points (equation 10)."""
    if loyalty.slope == 0.0 or points == 0.0:
        return 0.0
    weight = loyalty.asymmetry if points < 0 else 1.0
    ratio = math.exp(-loyalty.slope * weight * points / loyalty.sd)
    return (1.0 - (1.0 - hazard) ** ratio) - hazard


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _received(fact: Fact, moved: int, gifts: int, days: int, pack: int, w: float) -> tuple[int, int, int, int]:
    """Return (served, packs again, unmet before, unmet after) of a receiver of `moved` kB with willingness `w`."""
    bought = np.int64(fact.packs)
    short = fact.need - fact.balance
    served = min(moved, short, usable(fact.need, gifts, days))
    missing = short - served
    again = np.int64(0)
    if bought > 0:
        again = min(bought, packs_wanted(missing, pack, w) + max(0, bought - packs_wanted(short, pack, w)))
    return served, again, max(0, short - bought * pack), max(0, missing - again * pack)


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _shortage(fact: Fact, moved: int, pack: int) -> int:
    """Return what a giver of `moved` kB is short of after its packs: it may have given too much, unless it has no limit."""
    if fact.balance == UNLIMITED:
        return np.int64(0)
    return max(0, fact.need - (fact.balance - moved) - fact.packs * pack)


@njit(cache=KEEPS, nogil=True, forceinline=True)
def _points(
    fact: Fact, fee: int, loyalty: Loyalty, unmet: tuple[int, int], spent: tuple[int, int], unused: tuple[int, int]
) -> float:
    """Return the change of satisfaction from (before, after) of unmet need, spending and unused balance (equation 9)."""
    points = -loyalty.unmet * (_share(unmet[1], fact.need) - _share(unmet[0], fact.need))
    points -= loyalty.spend * (_share(spent[1], fee) - _share(spent[0], fee))
    if fact.balance != UNLIMITED:
        points -= loyalty.waste * (_share(unused[1], fact.balance) - _share(unused[0], fact.balance))
    return points


@njit(cache=KEEPS, nogil=True)
def changes(
    touched: NDArray[np.int64],
    state: NDArray[np.int64],
    days: int,
    rows: Rows,
    behaviour: Behaviour,
    loyalty: Loyalty,
    seed: np.uint64,
    person: NDArray[np.int32],
    table: NDArray[np.int64],
) -> None:
    """Write each touched subscriber-month into `person` and into the change `table` [row, column of COLUMNS]."""
    for i in range(touched.size):
        row, out = touched[i], table[i]
        fact = rows.facts[row]
        person[i] = fact.sub
        out[:] = 0
        moved, count, fees = state[i, 1], state[i, 2], state[i, 3]
        plan, key, month = rows.plan[fact.sub], rows.key[fact.sub], rows.month[row]
        pack, price = rows.pack[plan], rows.price[plan]
        need, balance, bought = fact.need, fact.balance, np.int64(fact.packs)
        receives = balance != UNLIMITED and need > balance
        unmet_before, induced, gift = np.int64(0), np.int64(0), -moved
        if receives:
            w = willing(month, fact, key, pack, behaviour, seed) if bought > 0 else 0.0
            served, again, unmet_before, unmet = _received(fact, moved, count, days, pack, w)
            gift, induced = moved, np.int64(loyalty.induced * (moved - served))
            out[RECEIVED], out[INDUCED] = moved, induced
            out[SERVED] = unmet_before - unmet
            out[DISPLACED] = served - out[SERVED]
            out[EXPIRED_GIFT] = moved - served - induced
            out[SHORT_BUYERS] = np.int64(again > 0) - np.int64(bought > 0)
        else:
            again, unmet = bought, _shortage(fact, moved, pack)
            if unmet > 0:
                more = packs_wanted(unmet, pack, willing(month, fact, key, pack, behaviour, seed))
                again, unmet = bought + more, max(0, unmet - more * pack)
            out[TRANSFERS], out[SENT] = count, moved
        use = unmet_before - unmet + induced
        unused_before = np.int64(0)
        if balance != UNLIMITED:
            unused_before = max(0, balance + bought * pack - (need - unmet_before))
            out[UNUSED] = (again - bought) * pack + gift - use
        spent = bought * price, again * price + fees
        points = _points(
            fact, rows.fee[plan], loyalty, (unmet_before, unmet), spent, (unused_before, unused_before + out[UNUSED])
        )
        points += loyalty.received if receives else loyalty.gave
        out[PACKS], out[BUYERS] = again - bought, np.int64(again > 0) - np.int64(bought > 0)
        out[USED], out[UNMET] = use, unmet - unmet_before
        out[FEES], out[PACK_REVENUE] = fees, (again - bought) * price
        out[USED_VALUE] = np.int64(round(use * (price / pack)))
        out[SATISFACTION] = np.int64(round(points * 1e6))
        out[LEAVING] = np.int64(round(leaving_change(fact.hazard, points, loyalty) * LEAVING_SCALE))
        out[BENEFIT] = out[USED_VALUE] - out[PACK_REVENUE] - fees
