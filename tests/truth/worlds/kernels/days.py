"""A day of a person, and the days of a month: need, use, shortage, and what each theory does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from numba import njit

from tests.truth.worlds.kernels.asking import dump
from tests.truth.worlds.kernels.balance import drop_stale, use
from tests.truth.worlds.kernels.habits import WARNED, out_of_habit, settle, shop
from tests.truth.worlds.kernels.ledger import balance_books, weigh
from tests.truth.worlds.kernels.luck import PATH, TURN, luck
from tests.truth.worlds.kernels.months import close_month, open_month
from tests.truth.worlds.kernels.temptation import tempted
from tests.truth.worlds.records import DAYS, Life, Town

if TYPE_CHECKING:
    import numpy as np

HABITS, LEDGER = 1, 2
# A day's shortage that is felt: what rationing holds back below this share of need is not.
FELT = 0.25


@njit(cache=True)
def live(town: Town, life: Life, ways: np.void, limits: np.void, first: int, months: int, launch: int) -> None:
    """Live `months` months from month `first`; the needs in `life` begin with that month.

    Each day begins with somebody else, and goes round in one direction or the other.
    """
    count = town.people.size
    for month in range(first, first + months):
        for i in range(count):
            open_month(town, life, i, month)
        for today in range(month * DAYS, (month + 1) * DAYS):
            place = int(luck(life.seed, 0, today, PATH) * count)
            stride = 1 if luck(life.seed, 0, today, TURN) < 0.5 else count - 1
            for _ in range(count):
                place = (place + stride) % count
                if life.state[place].present == 1 and not _quiet(town, life, ways, place, today, first):
                    _day(town, life, ways, limits, place, today, int(life.need[place, today - first * DAYS]))
        for i in range(count):
            if life.state[i].present == 1:
                close_month(town, life, ways, i, month, launch)
                if ways.theory == HABITS:
                    settle(town, life, ways, i, month)
                elif ways.theory == LEDGER:
                    balance_books(town, life, ways, i, month, launch)


@njit(cache=True)
def _quiet(town: Town, life: Life, ways: np.void, i: int, today: int, first: int) -> bool:
    """Live through the day of somebody with enough allowance and nothing to think about; False: it is another kind of day."""
    p, s, need = town.people[i], life.state[i], life.need[i, today - first * DAYS]
    left = s.main_kb - need
    if left < 0 or s.held_kb > 0 or p.ration > 0:
        return False
    low = s.warned == 0 and left <= WARNED * town.plans[s.plan].allowance_kb
    if ways.theory == HABITS and (low or p.fixed_day == today % DAYS):
        return False
    if ways.push > 0 and DAYS - today % DAYS <= ways.push_days:
        return False
    row = life.out[i, today // DAYS]
    s.main_kb, s.days_out = left, 0
    row.need_kb += need
    row.used_kb += need
    return True


@njit(cache=True)
def _day(town: Town, life: Life, ways: np.void, limits: np.void, i: int, today: int, need: int) -> None:
    s, row = life.state[i], life.out[i, today // DAYS]
    if s.held_kb > 0:
        drop_stale(life, i, today, row)
    gift = s.held_kb
    extra = int(ways.indulge * need) if gift > 0 else 0
    row.need_kb += need
    if ways.theory == HABITS:
        shop(town, life, ways, limits, i, today, row)
    wanted = _wanted(town, life, i, today, need + extra, gift)
    used = use(life, i, wanted, row)
    lacking = need - used
    if lacking > FELT * need:
        if row.ran_out < 0:
            row.ran_out = today % DAYS
        _shortage(town, life, ways, limits, i, today, lacking, row)
        used += use(life, i, lacking, row)
        s.days_out += need > used
    else:
        s.days_out = 0
    row.unmet_kb += max(0, need - used)
    row.induced_kb += max(0, used - need)
    if limits.on == 1 and ways.push > 0 and DAYS - today % DAYS <= ways.push_days:
        dump(town, life, ways, limits, i, today)


@njit(cache=True)
def _wanted(town: Town, life: Life, i: int, today: int, need: int, gift: int) -> int:
    """Return what is used if there is enough of it: a person who rations holds back when the balance will not last."""
    hold = town.people[i].ration
    if hold == 0:
        return need
    own = gift + life.state[i].main_kb + life.state[i].pack_kb
    ahead = town.people[i].daily_kb * (DAYS - today % DAYS)
    return need if own >= ahead else int(need * (1 - hold * (1 - own / ahead)))


@njit(cache=True)
def _shortage(town: Town, life: Life, ways: np.void, limits: np.void, i: int, today: int, lacking: int, row: np.void) -> None:
    """Do what the world's theory says about a day that lacks `lacking` kB; what is thought to be missing is the month's rest."""
    ahead = DAYS - 1 - today % DAYS
    if ways.theory == LEDGER:
        missing = lacking + town.people[i].daily_kb * min(ahead, int(ways.horizon_days))
        weigh(town, life, ways, limits, i, missing, today, row)
    elif ways.theory == HABITS:
        out_of_habit(town, life, ways, limits, i, lacking + town.people[i].daily_kb * ahead, today, row)
    else:
        tempted(town, life, ways, limits, i, lacking + town.people[i].daily_kb * ahead, today, row)
