"""Balances: a gift is used up first, then the allowance, then packs; no kilobyte comes from nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from numba import njit

from tests.truth.worlds.records import LOTS, Life, Town

if TYPE_CHECKING:
    import numpy as np


@njit(cache=True)
def drop_stale(life: Life, i: int, today: int, row: np.void) -> None:
    """Let gifts past their last day expire."""
    for lot in range(LOTS):
        if life.lot_kb[i, lot] > 0 and life.lot_until[i, lot] < today:
            row.gift_expired_kb += life.lot_kb[i, lot]
            life.state[i].held_kb -= life.lot_kb[i, lot]
            life.lot_kb[i, lot] = 0


@njit(cache=True)
def use(life: Life, i: int, wanted: int, row: np.void) -> int:
    """Use up to `wanted` kB and return how much it was."""
    s, left = life.state[i], wanted
    while left > 0 and s.held_kb > 0:
        soonest = -1
        for lot in range(LOTS):
            if life.lot_kb[i, lot] > 0 and (soonest < 0 or life.lot_until[i, lot] < life.lot_until[i, soonest]):
                soonest = lot
        taken = min(left, life.lot_kb[i, soonest])
        life.lot_kb[i, soonest] -= taken
        s.held_kb -= taken
        row.gift_used_kb += taken
        left -= taken
    taken = min(left, s.main_kb)
    s.main_kb -= taken
    left -= taken
    taken = min(left, s.pack_kb)
    s.pack_kb -= taken
    left -= taken
    row.used_kb += wanted - left
    return wanted - left


@njit(cache=True)
def buy(town: Town, life: Life, i: int, row: np.void) -> None:
    """Buy one pack of the own plan."""
    s = life.state[i]
    plan = town.plans[s.plan]
    s.packs += 1
    s.pack_kb += plan.pack_kb
    s.days_out, s.decided = 0, 0
    row.packs += 1
    row.pack_kb += plan.pack_kb
    row.pack_rub += plan.price
