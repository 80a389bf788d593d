"""Which groups are hidden, so that no group of 1 to 9 people can be found from what is shown, within a dimension or across.

What anybody knows: the levels of a dimension sum to all; and where some levels of one dimension hold just the people of some
levels of another (a SIM kind and its plans), the two sums are equal. A hidden size may not follow from these to within 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

FEWEST = 10
TRIED = 40  # how many groups are tried, smallest first, before the smallest is taken
TOLERANCE = 1e-6
Levels = frozenset[int]


@dataclass(frozen=True)
class Cells:
    """The levels of several dimensions in one row: `codes` are per dimension and subscriber, `counts` the levels of each."""

    codes: tuple[NDArray[np.int16], ...]
    counts: tuple[int, ...]

    def sizes(self, among: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """Return how many subscribers each level has, or how many of those `among`."""
        chosen = self.codes if among is None else tuple(code[among] for code in self.codes)
        return np.concatenate([np.bincount(code, minlength=count) for code, count in zip(chosen, self.counts, strict=True)])

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Return where the levels of each dimension begin."""
        return tuple(np.cumsum((0, *self.counts))[:-1].tolist())

    @cached_property
    def equations(self) -> NDArray[np.float64]:
        """Return what ties the levels together, [equation, level]: each row's sum of sizes is known."""
        rows = []
        for start, count in zip(self.starts, self.counts, strict=True):
            row = np.zeros(sum(self.counts))
            row[start : start + count] = 1
            rows.append(row)
        for one, other in combinations(range(len(self.counts)), 2):
            rows += self._nested(one, other)
        return np.array(rows)

    def _nested(self, one: int, other: int) -> list[NDArray[np.float64]]:
        """Return a row for each set of levels of two dimensions that hold the same people; none where all hang together."""
        width, starts = self.counts[other], self.starts
        met = np.unique(self.codes[one].astype(np.int64) * width + self.codes[other])
        total = self.counts[one] + width
        graph = coo_array((np.ones(met.size), (met // width, self.counts[one] + met % width)), (total, total))
        parts, part = connected_components(graph, directed=False)
        if parts == 1:
            return []
        rows = np.zeros((parts, sum(self.counts)))
        rows[part[: self.counts[one]], starts[one] + np.arange(self.counts[one])] = 1
        rows[part[self.counts[one] :], starts[other] + np.arange(width)] = -1
        return list(rows)

    @cached_property
    def base_hidden(self) -> Levels:
        """Return the levels that the base alone has hidden, whatever the rules."""
        return self.hidden(self.sizes())

    def hidden(self, sizes: NDArray[np.int64], already: Levels = frozenset()) -> Levels:
        """Return the levels to hide besides those hidden `already`; nothing is worked out where nothing is small."""
        small = ((sizes > 0) & (sizes < FEWEST)).any()
        return hidden_levels(sizes, self.equations, already) if small else already


def hidden_levels(sizes: NDArray[np.int64], equations: NDArray[np.float64], already: Levels = frozenset()) -> Levels:
    """Return the levels whose numbers are not shown: those under 10 people, empty ones apart, and as many more as it takes.

    Larger ones join them, smallest first, until no hidden size can be worked out, not even to within 10; then each that
    turned out not to be needed is shown again, largest first. Where all are hidden and that is still not enough, all stay so.
    """
    needed = already | {int(level) for level in np.flatnonzero((sizes > 0) & (sizes < FEWEST))}
    hidden = needed
    while (more := next(_helping(sizes, equations, hidden), None)) is not None:
        hidden |= {more}
    left = exposed(sizes, equations, hidden)
    for level in sorted(hidden - needed, key=lambda one: (-int(sizes[one]), one)):
        if exposed(sizes, equations, hidden - {level}) <= left:
            hidden -= {level}
    return hidden


def exposed(sizes: NDArray[np.int64], equations: NDArray[np.float64], hidden: Levels) -> Levels:
    """Return the hidden levels whose size follows from the shown ones to within 10."""
    return _Unknown(sizes, equations, hidden).exposed()


def _helping(sizes: NDArray[np.int64], equations: NDArray[np.float64], hidden: Levels) -> Iterator[int]:
    """Give, for each exposed level that anything shown could still hide, the level to hide with it."""
    for level in sorted(exposed(sizes, equations, hidden)):
        beside = (equations[equations[:, level] != 0] != 0).any(axis=0) & (sizes > 0)
        shown = sorted(set(np.flatnonzero(beside).tolist()) - hidden, key=lambda one: (int(sizes[one]), one))
        enough = (one for one in shown[:TRIED] if level not in exposed(sizes, equations, hidden | {one}))
        yield from (one for one in (next(enough, None), *shown[:1]) if one is not None)


class _Unknown:
    """The hidden levels as an outsider knows them: sums of sizes, each at least one person where there are people."""

    def __init__(self, sizes: NDArray[np.int64], equations: NDArray[np.float64], hidden: Levels) -> None:
        """Take levels that stand in the same equations as one unknown: people could be of either of them."""
        kinds: dict[bytes, list[int]] = {}
        for level in sorted(hidden):
            kinds.setdefault(equations[:, level].tobytes(), []).append(level)
        self.kinds = list(kinds.values())
        self.sizes = sizes
        self.people = np.array([sizes[kind].sum() for kind in self.kinds], np.float64)
        self.fewest = np.array([np.count_nonzero(sizes[kind]) for kind in self.kinds])
        self.equations = equations[:, [kind[0] for kind in self.kinds]]

    def exposed(self) -> Levels:
        found: list[int] = []
        for nth, kind in enumerate(self.kinds):
            if self.fewest[nth] and not self._is_open(nth):
                found += [level for level in kind if self.sizes[level]]
        return frozenset(found)

    def _is_open(self, nth: int) -> bool:
        """Say whether a level of the kind may have any of more than 10 sizes, for all that is known."""
        several = len(self.kinds[nth]) > 1
        if several and self.people[nth] - self.fewest[nth] >= FEWEST:
            return True
        highest = self._end(nth, -1)
        lowest = self.fewest[nth] if several else self._end(nth, 1)
        return bool(highest - lowest >= FEWEST - TOLERANCE)

    def _end(self, nth: int, sign: int) -> float:
        """Return the largest (sign -1) or smallest (1) number of people that a kind may have."""
        aim = np.zeros(len(self.kinds))
        aim[nth] = sign
        known = np.sum(self.equations * self.people, axis=1)
        found = linprog(aim, A_eq=self.equations, b_eq=known, bounds=[(low, None) for low in self.fewest], method="highs")
        return float(sign * found.fun)
