"""What an outsider can work out: a linear program over every mix of people that fits all that is shown.

It knows the size of each shown group, that no hidden one is empty, the size of the base, and which groups of one dimension lie
within which of another; it does not know the engine's way of choosing what to hide.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Row = NDArray[np.float64]
Level = tuple[int, int]  # dimension, level


def reach(
    codes: Sequence[NDArray[np.int16]], counts: Sequence[int], hidden: set[Level], among: NDArray[np.bool_]
) -> dict[Level, float]:
    """Return for each hidden level how far apart the largest and the smallest number of people `among` are that it may have."""
    mixes = np.array([mix for mix in product(*map(range, counts)) if _possible(mix, codes)])
    shown = [(one, level) for one, count in enumerate(counts) for level in range(count) if (one, level) not in hidden]
    known = np.array([np.ones(len(mixes)), *(mixes[:, one] == level for one, level in shown)], float)
    told = np.array([among.sum(), *((codes[one][among] == level).sum() for one, level in shown)], float)
    people = {level: (mixes[:, level[0]] == level[1]).astype(float) for level in hidden}
    some = [row for (one, level), row in people.items() if (codes[one][among] == level).any()]
    return {level: _width(row, known, told, some) for level, row in people.items()}


def follows(codes: Sequence[NDArray[np.int16]], counts: Sequence[int], hidden: set[Level]) -> set[Level]:
    """Return the hidden levels of which every sum (packs, money, gigabytes) follows from those of the shown ones."""
    mixes = np.array([mix for mix in product(*map(range, counts)) if _possible(mix, codes)])
    shown = [(one, level) for one, count in enumerate(counts) for level in range(count) if (one, level) not in hidden]
    known = np.array([np.ones(len(mixes)), *(mixes[:, one] == level for one, level in shown)], float)
    rank = np.linalg.matrix_rank(known)
    return {level for level in hidden if np.linalg.matrix_rank(np.vstack([known, mixes[:, level[0]] == level[1]])) == rank}


def spread_of(sums: Mapping[str, int], cells: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return how far apart the largest and smallest value of each cell are, where each of `known` sums of cells has its value."""
    rows = np.array([[float(cell in members) for cell in cells] for members in known.values()])
    told = np.array([float(sums[name]) for name in known])
    return {cell: _width(np.array([float(cell == one) for one in cells]), rows, told) for cell in cells}


def _width(aim: Row, known: NDArray[np.float64], told: Row, some: Sequence[Row] = ()) -> float:
    """Return how far an aim reaches: `known` sums have the values `told`, those of `some` are at least one."""
    least = {"A_ub": -np.array(some), "b_ub": -np.ones(len(some))} if some else {}
    low, high = (linprog(sign * aim, A_eq=known, b_eq=told, bounds=(0, None), method="highs", **least) for sign in (1, -1))
    return float(-high.fun - low.fun)


def _possible(mix: tuple[int, ...], codes: Sequence[NDArray[np.int16]]) -> bool:
    """Say whether somebody could have these levels: two that are parts of wholly different people cannot meet."""
    return all(_meet(codes[a], codes[b], mix[a], mix[b]) for a, b in combinations(range(len(codes)), 2))


def _meet(one: NDArray[np.int16], other: NDArray[np.int16], here: int, there: int) -> bool:
    """Say whether two levels hang together through people who share levels with people who share levels, and so on."""
    reached = one == here
    while True:
        wider = np.isin(other, other[reached])
        wider = np.isin(one, one[wider])
        if (wider == reached).all():
            return bool(np.isin(there, other[reached]))
        reached = wider
