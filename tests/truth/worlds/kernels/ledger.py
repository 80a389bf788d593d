"""Theory 3, mental accounting: a budget for extras, a fair price, small shortages borne, and a plan thought over now and then."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from numba import njit

from tests.truth.worlds.kernels.asking import ask, would_ask
from tests.truth.worlds.kernels.balance import buy
from tests.truth.worlds.kernels.luck import REVIEWS, luck

if TYPE_CHECKING:
    import numpy as np

    from tests.truth.worlds.records import Life, Town

ANCHOR_KEEPS, HISTORY_KEEPS = 0.85, 0.75


@njit(cache=True)
def weigh(town: Town, life: Life, ways: np.void, limits: np.void, i: int, missing_kb: float, today: int, row: np.void) -> None:
    """Live through a day of shortage: bear a small one; ask, or buy as many packs as are affordable and worth it."""
    p, s = town.people[i], life.state[i]
    if missing_kb < p.bears_kb:
        return
    asks = would_ask(town, life, limits, i, today)
    if asks and p.first == 1 and _given(town, life, ways, limits, i, missing_kb, today):
        return
    if today >= s.wait and today >= s.decided:
        s.decided = today + int(ways.rethink_days)
        count = _worth_buying(town, life, ways, i, missing_kb, row.pack_rub)
        for _ in range(count):
            buy(town, life, i, row)
        if count > 0:
            return
    if asks and p.first == 0:
        _given(town, life, ways, limits, i, missing_kb, today)


@njit(cache=True)
def _given(town: Town, life: Life, ways: np.void, limits: np.void, i: int, missing_kb: float, today: int) -> bool:
    """Ask; after a gift it is only fair to wait before buying, and packs seem dearer than before."""
    if ask(town, life, ways, limits, i, missing_kb, town.people[i].fee_per_gb, today) == 0:
        return False
    life.state[i].wait = today + int(ways.fair_days)
    return True


@njit(cache=True)
def _worth_buying(town: Town, life: Life, ways: np.void, i: int, missing_kb: float, spent: float) -> int:
    """Return the most packs in one go that the budget allows and whose last one is worth its price."""
    p, s = town.people[i], life.state[i]
    plan, fair = town.plans[s.plan], p.reference * math.exp(-s.anchor)
    best = 0
    for count in range(1, int(ways.most_packs) + 1):
        useful = min(missing_kb, count * plan.pack_kb) - (count - 1) * plan.pack_kb
        if spent + count * plan.price > p.budget or fair * useful / 1e6 < plan.price:
            break
        best = count
    return best


@njit(cache=True)
def balance_books(town: Town, life: Life, ways: np.void, i: int, month: int, launch: int) -> None:
    """Remember what was wanted and given; now and then, after the launch, choose the plan anew."""
    p, s, row = town.people[i], life.state[i], life.out[i, month]
    s.anchor = ANCHOR_KEEPS * s.anchor + ways.anchor * row.gifts_in
    wanted = row.used_kb + row.unmet_kb
    s.wanted_kb = wanted if s.wanted_kb == 0 else HISTORY_KEEPS * s.wanted_kb + (1 - HISTORY_KEEPS) * wanted
    s.gifted_kb = HISTORY_KEEPS * s.gifted_kb + (1 - HISTORY_KEEPS) * row.kb_in
    if month < launch or luck(life.seed, i, month, REVIEWS) >= ways.reviews / 12:
        return
    counted = s.wanted_kb - ways.relies * s.gifted_kb
    now, best = _cost(town, s.plan, counted, p.reference), s.plan
    least = now - ways.inertia_rub
    for plan in range(max(0, s.plan - 1), min(town.plans.size, s.plan + 2)):
        cost = _cost(town, plan, counted, p.reference)
        if cost < least:
            best, least = plan, cost
    s.plan = best


@njit(cache=True)
def _cost(town: Town, plan: int, wanted_kb: float, fair: float) -> float:
    """Return what a month on a plan costs: the fee, and for what is missing packs, or the loss of going without."""
    terms = town.plans[plan]
    missing = max(0.0, wanted_kb - terms.allowance_kb)
    packs = math.ceil(missing / terms.pack_kb) * terms.price
    return terms.fee + min(packs, fair * missing / 1e6)
