"""A day of a person, and the days of a month: need, use, shortage, and what each theory does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from numba import njit

from tests.truth.worlds.kernels.asking import dump
from tests.truth.worlds.kernels.balance import drop_stale, held_kb, use
from tests.truth.worlds.kernels.luck import PATH, STRIDE, luck
from tests.truth.worlds.kernels.months import close_month, open_month
from tests.truth.worlds.kernels.temptation import tempted
from tests.truth.worlds.records import DAYS, Life, Town

if TYPE_CHECKING:
    import numpy as np

# A day's shortage that is felt: what rationing holds back below this share of need is not.
FELT = 0.25


@njit(cache=True)
def live(town: Town, life: Life, ways: np.void, limits: np.void, first: int, months: int, launch: int) -> None:
    """Live `months` months from month `first`; the needs in `life` begin with that month. People come in an order of the day."""
    count = town.people.size
    for month in range(first, first + months):
        for i in range(count):
            open_month(town, life, i, month)
        for today in range(month * DAYS, (month + 1) * DAYS):
            place, stride = int(luck(life.seed, 0, today, PATH) * count), _stride(life.seed, today, count)
            for _ in range(count):
                place = (place + stride) % count
                if life.state[place].present == 1:
                    _day(town, life, ways, limits, place, today, int(life.need[place, today - first * DAYS]))
        for i in range(count):
            if life.state[i].present == 1:
                close_month(town, life, ways, i, month, launch)


@njit(cache=True)
def _stride(seed: int, today: int, count: int) -> int:
    """Return a step through all places: one that has no factor in common with `count`."""
    stride = 1 + int(luck(seed, 0, today, STRIDE) * (count - 1))
    while _common(stride, count) > 1:
        stride += 1
    return stride


@njit(cache=True)
def _common(a: int, b: int) -> int:
    while b > 0:
        a, b = b, a % b
    return a


@njit(cache=True)
def _day(town: Town, life: Life, ways: np.void, limits: np.void, i: int, today: int, need: int) -> None:
    s, row = life.state[i], life.out[i, today // DAYS]
    drop_stale(life, i, today, row)
    gift = held_kb(life, i)
    extra = int(ways.indulge * need) if gift > 0 else 0
    row.need_kb += need
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
    if limits.on == 1 and ways.push > 0:
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
    missing = lacking + town.people[i].daily_kb * (DAYS - 1 - today % DAYS)
    tempted(town, life, ways, limits, i, missing, today, row)
