"""The turn of a month: balances anew, moods and bonds, and how likely it is to leave."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from numba import njit

from tests.truth.worlds.kernels.luck import STAYS, luck

if TYPE_CHECKING:
    import numpy as np

    from tests.truth.worlds.records import Life, Town

MOST_LEAVING = 0.5


@njit(cache=True)
def open_month(town: Town, life: Life, i: int, month: int) -> None:
    """Let newcomers in, and begin the month of everybody present with a full allowance."""
    s = life.state[i]
    if town.people[i].joins == month and month > 0:
        s.present = 1
    row = life.out[i, month]
    row.present, row.ran_out, row.plan = s.present, -1, s.plan
    if s.present == 0:
        return
    s.main_kb, s.pack_kb, s.packs, s.days_out, s.decided, s.warned = town.plans[s.plan].allowance_kb, 0, 0, 0, 0, 0
    s.times, s.out_kb, s.in_kb, s.received, s.refused, s.pestered, s.wait = 0, 0, 0, 0, 0, 0, 0


@njit(cache=True)
def close_month(town: Town, life: Life, ways: np.void, i: int, month: int, launch: int) -> None:
    """Write down what is left, settle the mood and the probability of leaving; before the launch, let people leave."""
    p, s, row = town.people[i], life.state[i], life.out[i, month]
    row.main_left_kb, row.pack_left_kb, row.lots_kb = s.main_kb, s.pack_kb, life.state[i].held_kb
    _feel(town, ways, s, row)
    tenure = p.tenure + month - p.joins
    hazard = p.hazard * (0.7 + math.exp(-tenure / 12.0)) * math.exp(-s.mood - s.bond)
    row.hazard, row.mood = min(MOST_LEAVING, hazard), s.mood
    if month < launch and luck(life.seed, i, month, STAYS) < row.hazard:
        s.present = 0


@njit(cache=True)
def _feel(town: Town, ways: np.void, s: np.void, row: np.void) -> None:
    bad = ways.short_hurts * row.unmet_kb / max(1, row.need_kb) + ways.spend_hurts * row.pack_rub / town.plans[s.plan].fee
    bad += ways.refusal_hurts * s.refused + ways.pester_hurts * s.pestered
    good = ways.receive_helps * (row.gifts_in > 0) + ways.give_helps * (row.gifts_out > 0)
    s.mood = ways.memory * s.mood + good - bad
    s.bond = min(2.0, ways.bond_keep * s.bond + ways.bind * (row.gifts_in > 0))
