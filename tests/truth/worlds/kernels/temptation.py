"""Theory 1, daily temptation: every day without volume tempts anew, with a willingness of its own."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from numba import njit

from tests.truth.worlds.kernels.asking import ask, would_ask
from tests.truth.worlds.kernels.balance import buy
from tests.truth.worlds.kernels.luck import BUYS, WISH, spread
from tests.truth.worlds.records import DAYS, Life, Town

if TYPE_CHECKING:
    import numpy as np


@njit(cache=True)
def worth_per_gb(town: Town, life: Life, ways: np.void, i: int, today: int) -> float:
    """Return what a GB is worth to this person today, roubles: partly the month's whim, partly the day's."""
    lasting = spread(life.seed, i, today // DAYS, WISH)
    whim = math.sqrt(ways.steady) * lasting + math.sqrt(1 - ways.steady) * spread(life.seed, i, today, BUYS)
    log = ways.wish + ways.wish_spread * town.people[i].taste + ways.whim * whim
    return ways.pack_rub_per_gb * math.exp(log) * ways.fade ** life.state[i].days_out


@njit(cache=True)
def tempted(town: Town, life: Life, ways: np.void, limits: np.void, i: int, missing_kb: float, today: int, row: np.void) -> None:
    """Live through a day of shortage: ask and buy, in the order of this person."""
    worth = worth_per_gb(town, life, ways, i, today)
    asks = would_ask(town, life, limits, i, today)
    if asks and town.people[i].first == 1 and ask(town, life, ways, limits, i, missing_kb, ways.fee_share * worth, today) > 0:
        return
    plan = town.plans[life.state[i].plan]
    if worth * min(missing_kb, plan.pack_kb) / 1e6 > plan.price:
        buy(town, life, i, row)
    elif asks and town.people[i].first == 0:
        ask(town, life, ways, limits, i, missing_kb, ways.fee_share * worth, today)
