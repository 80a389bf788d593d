"""Sums are whole numbers of 64 bits, exact until they are full: what would not fit is refused before it is a wrong number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.sums import GROUPS
from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of
from analysis.world.world import MEASURES
from data.environment import machine_bytes
from data.errors import InputError, ParameterError
from data.schema import MICRO

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.world.world import World
    from data.errors import TransferImpactError

# What asking a base whole takes: 18.4 GB for 10,000,000 subscribers of twelve months, 2.8 GB for 1,000,000 (docs/speed.md).
TOO_LARGE = "base-too-large"
BYTES_A_ROW, BYTES_BESIDE = 150, 1_000_000_000
FULL = float(2**62)  # half of what a sum holds: two of them are added here and there
_MONEY = ("fee", "pack_revenue", "used_value")


def check_amounts(world: World) -> None:
    """Raise InputError where money of a random group may not fit: all that it pays and uses, and all it lacks, in packs.

    Nobody pays more for a gift than packs for as much would cost, so fees are within it whatever the rules.
    """
    rows = world.rows
    paid = [world.month_sums[:, :, MEASURES.index(name)].astype(np.float64).sum(axis=0) for name in _MONEY]
    if float(np.sum(paid, axis=0).max(initial=0.0)) + _lacking_at_most(world) < FULL:
        return  # mostly: to go through all months takes longer than all else that opens a base
    short = np.where(rows.balance >= 0, np.maximum(0, rows.need - rows.balance), 0)
    lacking = (short / rows.pack[rows.tariff] + 1.0 + rows.packs) * rows.price[rows.tariff]
    money = np.bincount(world.group[rows.sub], lacking, GROUPS)
    for sums in paid:
        money += sums
    check_money(float(money.max(initial=0.0)) / MICRO, world.manifest.currency)


def _lacking_at_most(world: World) -> float:
    """Return what a random group lacks at most, in packs, micro-units: if all its months were the worst of anybody's."""
    rows, months = world.rows, len(world.months) * int(np.bincount(world.group).max(initial=0))
    if not months:
        return 0.0
    packs = float(rows.need.max(initial=0)) / float(rows.pack.min()) + 1.0 + float(rows.packs.max(initial=0))
    return months * packs * float(rows.price.max())


def check_money(most: float, currency: str) -> None:
    """Raise InputError where `most`, in currency the largest money of a random group, does not fit."""
    if most >= FULL / MICRO:
        raise InputError.one("amounts-too-large", most=most, limit=FULL / MICRO, currency=currency)


def check_memory(months: int, path: Path) -> None:
    """Raise InputError where a base of so many subscriber-months does not fit the memory of this machine as a whole.

    Better than what would come of it: a process that the system ends after minutes, without a word.
    """
    needed, here = months * BYTES_A_ROW + BYTES_BESIDE, machine_bytes()
    if needed > here:
        facts = {"months": months, "needed": round(needed / 1e9, 1), "here": round(here / 1e9, 1)}
        raise InputError.one(TOO_LARGE, path=str(path), **facts)


def is_too_large(error: TransferImpactError) -> bool:
    """Say whether an error is that a base does not fit the memory."""
    return any(problem.key == TOO_LARGE for problem in error.problems)


def check_support(transfers: int, cost_micro: float, assumptions: Assumptions) -> None:
    """Raise ParameterError where the support of that many transfers, at `cost_micro` micro-units each, does not fit."""
    total = transfers * cost_micro
    if total >= FULL:
        known = parameters_of(Assumptions)["transfer_cost_share"]
        share = assumptions.transfer_cost_share
        raise ParameterError([replace(known, high=share * FULL / total).problem("parameter-range", share)])


def exact_sum(values: NDArray[np.int64]) -> int:
    """Return the sum of any number of 64-bit integers, as large as it is."""
    return (int((values >> 32).sum()) << 32) + int((values & 0xFFFFFFFF).sum())


def exact_sums(values: NDArray[np.int64], axis: int) -> NDArray[np.object_]:
    """Return the sums along an axis, each as `exact_sum` has it: one by one a few hundred take milliseconds."""
    high, low = (values >> 32).sum(axis=axis), (values & 0xFFFFFFFF).sum(axis=axis)
    return np.asarray((high.astype(object) << 32) + low.astype(object), object)
