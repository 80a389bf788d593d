"""A transfer: what the rules allow, what a giver can spare, and the move itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from numba import njit

from tests.truth.worlds.limits import NEVER
from tests.truth.worlds.records import DAYS, LOTS, Life, Town

if TYPE_CHECKING:
    import numpy as np


@njit(cache=True)
def free_lot(life: Life, i: int) -> int:
    """Return an empty place for a gift, or -1."""
    for lot in range(LOTS):
        if life.lot_kb[i, lot] == 0:
            return lot
    return -1


@njit(cache=True)
def spare_kb(town: Town, life: Life, ways: np.void, giver: int, today: int) -> int:
    """Return what a giver thinks not to need before the month ends."""
    left = DAYS - today % DAYS
    return int(life.state[giver].main_kb - (1 + ways.buffer) * town.people[giver].daily_kb * left)


@njit(cache=True)
def allowed_kb(town: Town, life: Life, limits: np.void, giver: int, receiver: int, today: int) -> int:
    """Return the most the rules let this giver send this receiver now, before steps; 0: nothing."""
    g, r, month = life.state[giver], life.state[receiver], today // DAYS
    if limits.same_region == 1 and town.people[giver].region != town.people[receiver].region:
        return 0
    if town.people[giver].tenure + month - town.people[giver].joins < limits.tenure or g.times >= limits.times:
        return 0
    if free_lot(life, receiver) < 0:
        return 0
    most = min(limits.most_kb, limits.cap_kb - g.out_kb, limits.received_kb - r.in_kb, g.main_kb - limits.floor_kb)
    return min(most, int(limits.share * town.plans[g.plan].allowance_kb) - g.out_kb)


@njit(cache=True)
def in_steps(kb: int, limits: np.void) -> int:
    """Return `kb` in whole steps, 0 when that is below the smallest transfer."""
    whole = kb // limits.step_kb * limits.step_kb
    return whole if whole >= limits.least_kb else 0


@njit(cache=True)
def fee_of(kb: int, limits: np.void) -> float:
    """Return the fee of one transfer, roubles."""
    return limits.fee + limits.fee_per_gb * kb / 1e6


@njit(cache=True)
def move(life: Life, limits: np.void, giver: int, receiver: int, kb: int, today: int) -> None:
    """Move `kb` and write it down on both sides."""
    g, r, month = life.state[giver], life.state[receiver], today // DAYS
    gave, got = life.out[giver, month], life.out[receiver, month]
    lot = free_lot(life, receiver)
    g.main_kb -= kb
    life.lot_kb[receiver, lot] = kb
    r.held_kb += kb
    life.lot_until[receiver, lot] = (month + 1) * DAYS - 1 if limits.days >= NEVER else today + limits.days - 1
    g.times += 1
    g.out_kb += kb
    r.in_kb += kb
    r.received += 1
    gave.gifts_out += 1
    gave.kb_out += kb
    got.gifts_in += 1
    got.kb_in += kb
    fee = fee_of(kb, limits)
    if limits.giver_pays == 1:
        gave.fee_rub += fee
    else:
        got.fee_rub += fee
