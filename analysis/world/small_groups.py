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

from analysis.kernels.sums import count_levels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

FEWEST = 10
FEWER = "fewer-than-ten"
TRIED = 40  # how many groups are tried, smallest first, before the smallest is taken
TOLERANCE = 1e-6
MOST_COUNTED = 10_000_000  # pairs of levels; more are sorted, which is slower and takes less memory
Levels = frozenset[int]


def told_count(count: int) -> int | str:
    """Return a count as it may be told: the key of "fewer than 10" below that, nobody at all included."""
    return int(count) if count >= FEWEST else FEWER


def level_sizes(codes: Sequence[NDArray[np.int16]], counts: Sequence[int], among: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return how many of those `among` each level has, the levels of several dimensions in one row."""
    return np.concatenate([count_levels(code, among, most) for code, most in zip(codes, counts, strict=True)])


@dataclass(frozen=True)
class Cells:
    """The levels of several dimensions in one row: `counts` of each dimension, and how many subscribers each level has.

    `met` holds, for each two dimensions, the pairs of their levels that any subscriber has, as one number: level * count + level.
    """

    counts: tuple[int, ...]
    sizes: NDArray[np.int64]
    met: tuple[NDArray[np.int64], ...]

    @classmethod
    def of(cls, codes: tuple[NDArray[np.int16], ...], counts: tuple[int, ...]) -> Cells:
        """Return the cells of subscribers with these levels."""
        everybody = np.ones(codes[0].size, np.bool_) if codes else np.ones(0, np.bool_)
        met = []
        for one, other in combinations(range(len(counts)), 2):
            both = codes[one].astype(np.int64) * counts[other] + codes[other]
            few = counts[one] * counts[other] < MOST_COUNTED
            met.append(np.asarray(np.flatnonzero(np.bincount(both)) if few else np.unique(both), np.int64))
        return cls(counts, level_sizes(codes, counts, everybody), tuple(met))

    def __add__(self, other: Cells) -> Cells:
        """Return the cells of both, of the same dimensions and levels."""
        met = tuple(np.union1d(one, two) for one, two in zip(self.met, other.met, strict=True))
        return Cells(self.counts, self.sizes + other.sizes, met)

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
        for (one, other), met in zip(combinations(range(len(self.counts)), 2), self.met, strict=True):
            rows += self._nested(one, other, met)
        return np.array(rows)

    def _nested(self, one: int, other: int, met: NDArray[np.int64]) -> list[NDArray[np.float64]]:
        """Return a row for each set of levels of two dimensions that hold the same people; none where all hang together."""
        width, starts = self.counts[other], self.starts
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
        return self.hidden(self.sizes)

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
        enough = (one for one in shown[:TRIED] if not _Unknown(sizes, equations, hidden | {one}).exposes(level))
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
        exposed = [kind for nth, kind in enumerate(self.kinds) if self.fewest[nth] and not self._is_open(nth)]
        return frozenset(level for kind in exposed for level in kind if self.sizes[level])

    def exposes(self, level: int) -> bool:
        """Say whether the size of one hidden level follows to within 10."""
        return not self._is_open(next(nth for nth, kind in enumerate(self.kinds) if level in kind))

    def _is_open(self, nth: int) -> bool:
        """Say whether a level of the kind may have any of more than 10 sizes, for all that is known."""
        several = len(self.kinds[nth]) > 1
        if several and self.people[nth] - self.fewest[nth] >= FEWEST:
            return True
        lowest, highest = self._ends(nth)
        return bool(highest - (self.fewest[nth] if several else lowest) >= FEWEST - TOLERANCE)

    def _ends(self, nth: int) -> tuple[float, float]:
        """Return the smallest and the largest number of people that a kind may have."""
        block = self._block(nth)
        here, known = block.index(nth), self.equations[:, block]
        _, sizes, ways = np.linalg.svd(known)
        ways = ways[np.count_nonzero(sizes > TOLERANCE) :]  # the ways in which people can be moved and nothing shown changes
        people, spare = self.people[block], self.people[block] - self.fewest[block]
        if not (abs(ways[:, here]) > TOLERANCE).any():
            return people[here], people[here]
        if len(ways) > 1:
            aim, bounds = np.eye(len(block))[here], [(low, None) for low in self.fewest[block]]
            told = (known * people).sum(axis=1)
            low, high = (linprog(s * aim, A_eq=known, b_eq=told, bounds=bounds, method="highs").fun for s in (1, -1))
            return float(low), float(-high)
        # One way only, which an equation of sizes always ends on both sides: no solver need be asked.
        way = ways[0] / ways[0, here]
        up, down = way < -TOLERANCE, way > TOLERANCE
        return people[here] - (spare[down] / way[down]).min(), people[here] + (spare[up] / -way[up]).min()

    def _block(self, nth: int) -> list[int]:
        """Return the kinds that hang together with one, through equations that both stand in, and so on."""
        stands = self.equations != 0
        reached = np.arange(len(self.kinds)) == nth
        while (wider := stands[stands[:, reached].any(axis=1)].any(axis=0) | reached).sum() > reached.sum():
            reached = wider
        return [int(kind) for kind in np.flatnonzero(reached)]
