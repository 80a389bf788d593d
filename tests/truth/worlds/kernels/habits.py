"""Theory 2, habits and norms: packs are bought by calendar, by warning or out of habit; asking has its shame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from numba import njit

from tests.truth.worlds.kernels.asking import ask, would_ask
from tests.truth.worlds.kernels.balance import buy
from tests.truth.worlds.kernels.luck import AGAIN, BUYS, HEARS, MEANS, luck
from tests.truth.worlds.limits import WAITING
from tests.truth.worlds.records import DAYS, Life, Town

if TYPE_CHECKING:
    import numpy as np

# With this share of the allowance left people are warned; too late in the month nobody minds.
WARNED, LATEST_WARNING = 0.2, 25
BUYING_KEEPS, GIVING_KEEPS, FATIGUE_KEEPS, SHAME_KEEPS = 0.75, 0.85, 0.5, 0.6


@njit(cache=True)
def shop(town: Town, life: Life, ways: np.void, limits: np.void, i: int, today: int, row: np.void) -> None:
    """Buy by the calendar, and live through the warning that little is left."""
    p, s, day = town.people[i], life.state[i], today % DAYS
    if p.fixed_day == day:
        _buy_unless_gifted(town, life, ways, i, today, row)
    allowance = town.plans[s.plan].allowance_kb
    if s.warned == 1 or s.main_kb > WARNED * allowance:
        return
    s.warned = 1
    if p.early == 1 and would_ask(town, life, limits, i, today):
        ask(town, life, ways, limits, i, p.daily_kb * (DAYS - day) - s.main_kb, p.fee_per_gb, today)
    if p.warned == 1 and day < LATEST_WARNING and luck(life.seed, i, today // DAYS, MEANS) < ways.warned_buys:
        _buy_unless_gifted(town, life, ways, i, today, row)


@njit(cache=True)
def _buy_unless_gifted(town: Town, life: Life, ways: np.void, i: int, today: int, row: np.void) -> None:
    skips = life.state[i].held_kb > 0 and luck(life.seed, i, today, MEANS) < ways.gift_skips
    if life.state[i].packs < int(ways.most_packs) and not skips:
        buy(town, life, i, row)


@njit(cache=True)
def out_of_habit(
    town: Town, life: Life, ways: np.void, limits: np.void, i: int, missing_kb: float, today: int, row: np.void
) -> None:
    """Live through a day of shortage: one decision about a pack each time the balance ends; asking before or after it."""
    p, s = town.people[i], life.state[i]
    asks = would_ask(town, life, limits, i, today)
    if asks and p.first == 1 and _helped(town, life, ways, limits, i, missing_kb, today):
        return
    if s.decided == 0 and s.packs < int(ways.most_packs):
        s.decided = 1
        stilled = 1 - ways.gift_stills if s.received > 0 else 1.0
        if luck(life.seed, i, today, BUYS) < stilled * (ways.habit_base + ways.habit_pull * s.buying):
            buy(town, life, i, row)
            return
    if asks and p.first == 0:
        _helped(town, life, ways, limits, i, missing_kb, today)


@njit(cache=True)
def _helped(town: Town, life: Life, ways: np.void, limits: np.void, i: int, missing_kb: float, today: int) -> bool:
    """Ask; when a gift is used up, that may or may not be another occasion to think of a pack."""
    if ask(town, life, ways, limits, i, missing_kb, town.people[i].fee_per_gb, today) == 0:
        return False
    if luck(life.seed, i, today, AGAIN) < ways.second_look:
        life.state[i].decided = 0
    return True


@njit(cache=True)
def settle(town: Town, life: Life, ways: np.void, i: int, month: int) -> None:
    """Let habits grow and fade, fatigue and shame wear off, and word of gifting spread along ties."""
    s, row = life.state[i], life.out[i, month]
    s.buying = BUYING_KEEPS * s.buying + (1 - BUYING_KEEPS) * (row.packs > 0)
    s.habit = GIVING_KEEPS * s.habit + ways.giver_habit * (row.gifts_out > 0)
    s.fatigue = FATIGUE_KEEPS * s.fatigue + ways.giver_fatigue * (row.gifts_out > 0)
    s.shame = SHAME_KEEPS * s.shame + ways.shame * s.refused
    if s.aware != WAITING:
        return
    today, unheard = (month + 1) * DAYS, 1.0
    for tie in range(town.starts[i], town.starts[i + 1]):
        if life.state[town.others[tie]].aware < today:
            unheard *= 1 - ways.catching * town.strength[tie]
    if row.gifts_in > 0 or luck(life.seed, i, month, HEARS) > unheard:
        s.aware = today
