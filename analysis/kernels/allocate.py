"""Allocation: one walk over the prepared pairs, strongest tie first, each moving what both sides and the rules still allow.

What a pair leaves can only shrink afterwards, so one walk is a maximal flow: at its end no eligible pair could move another
step. Volumes in kB, money in micro-units.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from analysis.kernels.choices import willingness_given_history
from analysis.kernels.draws import FORECAST, WILLINGNESS, normal, unit
from analysis.kernels.pairs import UNLIMITED, Pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

NO_LIMIT = np.int64(2**60)
PAID_BY_RECEIVER, PAID_BY_GIVER = 0, 1


class Limits(NamedTuple):
    """The rules as the kernel reads them; NO_LIMIT where a rule does not bind. kB, micro-units, counts."""

    step: int
    transfer: int
    transfers: int
    monthly: int
    share: float
    floor: int
    unlimited_gives: bool
    same_region: bool
    fee_transfer: int
    fee_gb: int
    payer: int


class Behaviour(NamedTuple):
    """The assumptions as the kernel reads them."""

    forecast_error: float
    forecast_buffer: float
    scale: float
    shape: float


class Rows(NamedTuple):
    """Arrays per subscriber-month (need and balance in kB), per subscriber and per plan."""

    sub: NDArray[np.int32]
    month: NDArray[np.int8]
    need: NDArray[np.int64]
    balance: NDArray[np.int64]
    packs: NDArray[np.int32]
    hazard: NDArray[np.float64]
    key: NDArray[np.uint64]
    plan: NDArray[np.int16]
    region: NDArray[np.int16]
    pack: NDArray[np.int64]
    price: NDArray[np.int64]
    fee: NDArray[np.int64]


@njit(cache=True)
def willing(row: int, rows: Rows, seed: np.uint64, scale: float, shape: float) -> float:
    """Return the willingness of a row in pack prices per GB, consistent with the packs it bought."""
    plan = rows.plan[rows.sub[row]]
    short = 0 if rows.balance[row] == UNLIMITED else max(0, rows.need[row] - rows.balance[row])
    draw = unit(rows.key[rows.sub[row]], seed, rows.month[row], WILLINGNESS)
    return willingness_given_history(draw, short, rows.pack[plan], rows.packs[row], scale, shape)


@njit(cache=True)
def offer(row: int, rows: Rows, limits: Limits, behaviour: Behaviour, seed: np.uint64) -> int:
    """Return what a giver offers in a month, before steps: kB (docs/method.md, equation 5)."""
    cap = limits.monthly if limits.transfer > 0 else 0
    if limits.transfer < NO_LIMIT and limits.transfers < NO_LIMIT:
        cap = min(cap, limits.transfer * limits.transfers)
    if rows.balance[row] == UNLIMITED:
        return cap if limits.unlimited_gives else 0
    error = behaviour.forecast_error
    forecast = float(rows.need[row])
    if error > 0.0:
        z = normal(rows.key[rows.sub[row]], seed, rows.month[row], FORECAST)
        forecast *= math.exp(error * z) * (1.0 + behaviour.forecast_buffer * error)
    spare = rows.balance[row] - np.int64(math.ceil(forecast)) - limits.floor
    if limits.share < 1.0:
        spare = min(spare, np.int64(limits.share * rows.balance[row]))
    return max(0, min(spare, cap))


@njit(cache=True)
def request(row: int, rows: Rows, limits: Limits) -> int:
    """Return what a receiver takes in a month: the shortage rounded up to whole steps, within the cap. kB."""
    short = rows.need[row] - rows.balance[row]
    if limits.step > 0:
        short = -(-short // limits.step) * limits.step
    return min(short, limits.monthly)


@njit(cache=True)
def ringing(pairs: Pairs, weight: NDArray[np.float32], within: NDArray[np.float64]) -> NDArray[np.int32]:
    """Return the pairs that take part: those whose clock, sped up by the tie's weight, rings `within` the month.

    `within` has a row per month and a column for receivers that bought no pack and those that did.
    """
    chosen = np.empty(pairs.clock.size, np.int32)
    count = 0
    for month in range(within.shape[0]):
        for pair in range(pairs.starts[month], pairs.starts[month + 1]):
            if pairs.clock[pair] < within[month, pairs.buyer[pair]] * weight[pairs.tie[pair]]:
                chosen[count] = pair
                count += 1
    return chosen[:count]


@njit(cache=True)
def movable(amount: int, transfers_left: int, limits: Limits) -> int:
    """Return what of `amount` kB a pair can move: whole steps, in the transfers its giver has left this month."""
    if transfers_left <= 0:
        return 0
    if limits.transfers < NO_LIMIT and limits.transfer < NO_LIMIT:
        amount = min(amount, limits.transfer * transfers_left)
    return amount - amount % limits.step if limits.step > 0 else amount


@njit(cache=True)
def allocate(
    chosen: NDArray[np.int32],
    pairs: Pairs,
    may_give: NDArray[np.bool_],
    rows: Rows,
    limits: Limits,
    behaviour: Behaviour,
    seed: np.uint64,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Walk the chosen pairs and return (touched rows, state per touched row: left, moved, transfers, fees paid).

    `moved` is positive for what a giver sent and for what a receiver got; a row is one or the other.
    """
    slot = np.zeros(rows.sub.size, np.int32)
    touched = np.empty(2 * chosen.size, np.int64)
    state = np.zeros((2 * chosen.size, 4), np.int64)
    used = 0
    for pair in chosen:  # pairs of one month come together, strongest tie first
        give, take = pairs.giver[pair], pairs.receiver[pair]
        from_sub, to_sub = rows.sub[give], rows.sub[take]
        if not may_give[from_sub] or (limits.same_region and rows.region[from_sub] != rows.region[to_sub]):
            continue
        if slot[give] == 0:
            touched[used], state[used, 0] = give, offer(give, rows, limits, behaviour, seed)
            used += 1
            slot[give] = used
        if slot[take] == 0:
            touched[used], state[used, 0] = take, request(take, rows, limits)
            used += 1
            slot[take] = used
        source, target = slot[give] - 1, slot[take] - 1
        amount = movable(min(state[source, 0], state[target, 0]), limits.transfers - state[source, 2], limits)
        if amount <= 0:
            continue
        count = -(-amount // limits.transfer) if limits.transfer < NO_LIMIT else 1
        fee = count * limits.fee_transfer + np.int64(round(limits.fee_gb * (amount / 1e6)))
        payer = target if limits.payer == PAID_BY_RECEIVER else source
        if fee > 0:
            row = take if payer == target else give
            plan = rows.plan[rows.sub[row]]
            worth = willing(row, rows, seed, behaviour.scale, behaviour.shape) * rows.price[plan] * (amount / rows.pack[plan])
            if worth < fee:
                continue
        state[payer, 3] += fee
        for side in (source, target):
            state[side, 0] -= amount
            state[side, 1] += amount
        state[source, 2] += count
        state[target, 2] += count
    moved = np.flatnonzero(state[:used, 1] > 0)
    return touched[moved], state[moved]
