"""Which months ran out: meters round, throttle and lose sessions, so months at the limit make a heap beside it.

The heap is looked for in bands of distance from allowance and packs, below and above. A band belongs to it when it holds far
more months than the calm stretch beyond 0.4 GB on its side would put there; the outermost such band is the tolerance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.database import storage

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

# kB. The last band is the calm stretch from which chance is measured; months beyond it say nothing of the limit.
EDGES = (0, 1, 1_000, 5_000, 10_000, 25_000, 50_000, 100_000, 200_000, 400_000, 1_600_000)
CALM = len(EDGES) - 1
LEAST_MONTHS = 20  # fewer are no heap
TIMES_CHANCE, ERRORS = 3.0, 3.0


@dataclass(frozen=True)
class RunOut:
    """How a base shows that a month ran out. Tolerances in kB on either side of the limit.

    `months` lie within them, `exact` of these on the kB, and about `by_chance` would without any limit. `seen` is how many
    months had a limit and use.
    """

    below_kb: int
    above_kb: int
    months: int
    exact: int
    by_chance: float
    seen: int


class Heap:
    """Months counted by how far their use lies from their limit, as they are added."""

    def __init__(self) -> None:
        self.counts = np.zeros((2, len(EDGES) + 1), np.int64)  # below and above, by band: those of pieces of a base add

    def add(self, used: NDArray[np.int64], allowance: NDArray[np.int64], bought: NDArray[np.int64]) -> None:
        """Add months by what was used, allowed (-1: without a limit) and bought in packs, kB."""
        limit = allowance + bought
        some = (used > 0) & (limit > 0) & (allowance >= 0)
        off = used[some] - limit[some]
        # Of the bands beyond the last edge nothing is asked: most months lie there and need not be looked up.
        near = off[np.abs(off) <= EDGES[-1]]
        found = np.searchsorted(EDGES, np.abs(near)) + (len(EDGES) + 1) * (near > 0)
        self.counts += np.bincount(found, minlength=self.counts.size).reshape(self.counts.shape)
        self.counts[0, len(EDGES)] += off.size - near.size

    def found(self) -> RunOut:
        """Return how these months show that one ran out."""
        counts: list[list[int]] = self.counts.tolist()
        exact = counts[0][0]
        sides = [_side(counts[side]) for side in range(2)]
        return RunOut(
            below_kb=sides[0][0],
            above_kb=sides[1][0],
            months=exact + sum(months for _, months, _ in sides),
            exact=exact,
            by_chance=sum(chance for _, _, chance in sides),
            seen=sum(map(sum, counts)),
        )


def find_run_out(connection: duckdb.DuckDBPyConnection) -> RunOut:
    """Return how the base loaded on `connection` (tables plans, subscribers, usage) shows that a month ran out."""
    storage.run(connection, "ran_out_macro")
    heap = Heap()
    for batch in storage.batches(connection, "ran_out_rows"):
        heap.add(*(batch.column(name).to_numpy() for name in ("used_kb", "allowance_kb", "bought_kb")))
    return heap.found()


def _side(counts: list[int]) -> tuple[int, int, float]:
    """Return (tolerance in kB, months within it off the limit itself, months that chance alone would put there)."""
    per_kb = counts[CALM] / (EDGES[CALM] - EDGES[CALM - 1])
    outermost = 0
    for band in range(1, CALM):
        chance = per_kb * (EDGES[band] - EDGES[band - 1])
        if counts[band] >= max(LEAST_MONTHS, TIMES_CHANCE * chance + ERRORS * math.sqrt(chance)):
            outermost = band
    return EDGES[outermost], sum(counts[1 : outermost + 1]), per_kb * EDGES[outermost]
