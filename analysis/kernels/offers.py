"""What a subscriber offers, lacks and asks for in a month, and what a pack is worth to it. Volumes in kB."""

from __future__ import annotations

import math

import numpy as np

from analysis.kernels import inlined
from analysis.kernels.inputs import NO_LIMIT, Behaviour, Fact, Limits
from analysis.kernels.keyed_random import ASKS_FIRST, FORECAST, WILLINGNESS, normal, unit
from analysis.kernels.pairs import UNLIMITED
from analysis.kernels.willingness import willingness_given_history


# What is asked for every pair takes the facts of one row, not all rows: handing on so many arrays costs more than the question.
@inlined
def willing(month: int, fact: Fact, key: np.uint64, pack: int, behaviour: Behaviour, seed: np.uint64) -> float:
    """Return the willingness of a subscriber-month in pack prices per GB, consistent with the packs it bought."""
    short = 0 if fact.balance == UNLIMITED else max(0, fact.need - fact.balance)
    draw = unit(key, seed, month, WILLINGNESS)
    return willingness_given_history(draw, short, pack, fact.packs, behaviour.scale, behaviour.shape)


@inlined
def offer(
    month: int, fact: Fact, key: np.uint64, more: int, spares: int, limits: Limits, behaviour: Behaviour, seed: np.uint64
) -> int:
    """Return what a giver offers in a month, before steps: kB (docs/method.md, equation 5).

    It has `more` that may be given, or that is gone (below 0); what `spares` its balance counts as far as its own need takes it.
    """
    cap = limits.given if limits.transfer > 0 else 0
    if limits.transfer < NO_LIMIT and limits.transfers < NO_LIMIT:
        cap = min(cap, limits.transfer * limits.transfers)
    if fact.balance == UNLIMITED:
        return cap if limits.unlimited_gives else 0
    error = behaviour.forecast_error
    forecast = float(fact.need)
    if error > 0.0:
        z = normal(key, seed, month, FORECAST)
        forecast *= math.exp(error * z) * (1.0 + behaviour.forecast_buffer * error)
    need = np.int64(math.ceil(forecast))
    spare = fact.balance + more - need + min(spares, need) - limits.floor
    if limits.share < 1.0:
        spare = min(spare, np.int64(limits.share * fact.balance))
    return max(0, min(spare, cap))


@inlined
def asks_first(month: int, fact: Fact, key: np.uint64, behaviour: Behaviour, seed: np.uint64) -> bool:
    """Say whether a receiver asks before it decides on a pack. Who bought none lacks the same before and after."""
    return fact.packs == 0 or unit(key, seed, month, ASKS_FIRST) < behaviour.ask_first


@inlined
def lacking(short: int, packs: int, pack: int, first: bool) -> int:  # noqa: FBT001 - compiled code takes its arguments by place
    """Return what is missing when a receiver asks: the shortage before it decides on packs, after that what they left. kB."""
    return short if first else max(0, short - packs * pack)


@inlined
def request(wanted: int, pack: int, limits: Limits, behaviour: Behaviour) -> int:
    """Return what a receiver that lacks `wanted` when it asks takes: as far as is polite; whole transfers and steps. kB."""
    if wanted > behaviour.polite_packs * pack:
        wanted = np.int64(behaviour.polite_packs * pack)
    if wanted <= 0:
        return np.int64(0)
    wanted = max(wanted, limits.least)
    if limits.step > 0:
        wanted = -(-wanted // limits.step) * limits.step
    return min(wanted, limits.received)
