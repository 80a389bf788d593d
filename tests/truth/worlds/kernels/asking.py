"""Asking contacts for a gift, and the giving of leftovers nobody asked for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from numba import njit

from tests.truth.worlds.kernels.giving import allowed_kb, fee_of, in_steps, move, spare_kb
from tests.truth.worlds.kernels.luck import AGREES, AMOUNT, ASKS, DUMPS, DUMPS_ON, DUMPS_SIZE, PICKS, WHOLE, luck, spread
from tests.truth.worlds.records import DAYS, Life, Town

if TYPE_CHECKING:
    import numpy as np

AMOUNT_SPREAD, GIVER_PAYS_SHARE = 0.6, 0.1


@njit(cache=True)
def would_ask(town: Town, life: Life, limits: np.void, i: int, today: int) -> bool:
    """Return whether this person thinks of asking today."""
    s = life.state[i]
    if limits.on == 0 or s.aware > today or s.asked_on == today:
        return False
    return luck(life.seed, i, today, ASKS) < town.people[i].asks * math.exp(-s.shame)


@njit(cache=True)
def ask(town: Town, life: Life, ways: np.void, limits: np.void, i: int, missing_kb: float, fee_per_gb: float, today: int) -> int:
    """Ask up to `tries` contacts for a polite amount, or for all that is missing; return the kB received.

    Who would pay at most `fee_per_gb` roubles for a GB does not ask for what costs more.
    """
    s = life.state[i]
    s.asked_on = today
    wished = int(_wished_kb(life, ways, limits, i, missing_kb, today))
    wished = max(limits.least_kb, (wished + limits.step_kb - 1) // limits.step_kb * limits.step_kb)
    if limits.giver_pays == 0 and fee_of(wished, limits) > fee_per_gb * wished / 1e6:
        return 0
    asked = 0
    for nth in range(int(ways.tries)):
        tie = _pick(town, life, i, today, nth)
        if tie < 0:
            break
        giver = town.others[tie]
        if life.state[giver].present == 0:
            continue
        asked += 1
        life.state[giver].pestered += 1
        if luck(life.seed, i, today, AGREES + nth) < readiness(town, life, ways, limits, giver, town.strength[tie]):
            most = min(wished, spare_kb(town, life, ways, giver, today), allowed_kb(town, life, limits, giver, i, today))
            kb = in_steps(most, limits)
            if kb > 0:
                move(life, limits, giver, i, kb, today)
                return kb
    s.refused += asked > 0
    return 0


@njit(cache=True)
def _wished_kb(life: Life, ways: np.void, limits: np.void, i: int, missing_kb: float, today: int) -> float:
    if luck(life.seed, i, today, WHOLE) < ways.ask_whole:
        return missing_kb
    polite = ways.polite_gb * 1e6 * math.exp(AMOUNT_SPREAD * spread(life.seed, i, today, AMOUNT))
    return min(polite, 1.2 * missing_kb) if limits.fee_per_gb > 0 else polite


@njit(cache=True)
def _pick(town: Town, life: Life, i: int, today: int, nth: int) -> int:
    """Return a tie of this person, close ones likelier; -1 when there is none."""
    first, last = town.starts[i], town.starts[i + 1]
    total = 0.0
    for tie in range(first, last):
        total += town.strength[tie]
    place = total * luck(life.seed, i, today, PICKS + nth)
    for tie in range(first, last):
        place -= town.strength[tie]
        if place < 0:
            return tie
    return last - 1 if last > first else -1


@njit(cache=True)
def readiness(town: Town, life: Life, ways: np.void, limits: np.void, giver: int, strength: float) -> float:
    """Return the chance that this contact says yes if there is something to spare."""
    g = life.state[giver]
    ready = town.people[giver].gives * math.exp(g.habit - g.fatigue) * strength**ways.tie_pull
    return ready * GIVER_PAYS_SHARE if limits.giver_pays == 1 and limits.fee + limits.fee_per_gb > 0 else ready


@njit(cache=True)
def dump(town: Town, life: Life, ways: np.void, limits: np.void, i: int, today: int) -> None:
    """Give leftovers unasked to a contact, in the last days of a month. What costs the receiver a fee is not pushed."""
    if limits.giver_pays == 0 and limits.fee + limits.fee_per_gb > 0:
        return
    if life.state[i].aware > today or luck(life.seed, i, today, DUMPS) >= ways.push:
        return
    tie = _pick(town, life, i, today, DUMPS_ON)
    if tie < 0 or life.state[town.others[tie]].present == 0:
        return
    receiver, spare = town.others[tie], spare_kb(town, life, ways, i, today)
    share = 0.2 + 0.8 * luck(life.seed, i, today, DUMPS_SIZE)
    kb = in_steps(min(int(share * spare), allowed_kb(town, life, limits, i, receiver, today)), limits)
    if kb > 0 and life.state[receiver].held_kb == 0:
        move(life, limits, i, receiver, kb, today)
        life.out[receiver, today // DAYS].dumped += 1
