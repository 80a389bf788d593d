"""History as arrays: subscriber-months with what was added to them from the optional tables, and the ties."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from analysis.evidence.frame.happenings import Chances, PriceList, RunOuts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

NO_ROW = -1


@dataclass(frozen=True)
class Survey:
    """Questions sent: the subscriber-month each belongs to, and the score, NaN where nobody answered."""

    row: Ints
    score: Floats


@dataclass(frozen=True)
class Panel:
    """Rows are subscriber-months, by month. `group` is the random group of whole communities, `cell` a plan in a region.

    Volumes in GB, money in currency; pack and fee are those of the row's month. `balance` is infinite where unlimited. `leaving`
    is -1 where unknown. `tenure` in months.
    `reachable` says that some contact had a surplus in that month. `price` is [cell, month], the pack price on its first day, NaN
    in a month in which it changed. `half` is what was used by the 15th, NaN where not known. `struck` is 1 in a month in which
    an outage struck the region, `down` 1 in a month in which the subscriber moved to a cheaper plan (NaN where there is none),
    `introduced` the month in which each region got something that leaves more over (rollover, say), NO_ROW if never.
    `months_are_cycles` where billing days differ: then a month's end lies in the next. Tables that are not there leave empty
    arrays. Where the contacts were made up (`ties_are_known`), so are communities, and nobody is known to be reachable.
    """

    sub: Ints
    month: Ints
    need: Floats
    balance: Floats
    packs: Floats
    leaving: Ints
    hazard: Floats
    tenure: Ints
    reachable: NDArray[np.bool_]
    group_of: Ints
    cell_of: Ints
    region_of: Ints
    pack_gb: Floats
    pack_price: Floats
    fee: Floats
    one: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    other: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    price: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    bonus: Floats = field(default_factory=lambda: np.zeros(0))
    half: Floats = field(default_factory=lambda: np.zeros(0))
    struck: Floats = field(default_factory=lambda: np.zeros(0))
    down: Floats = field(default_factory=lambda: np.zeros(0))
    introduced: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    chances: Chances = field(default_factory=Chances)
    runs: RunOuts = field(default_factory=RunOuts)
    listed: PriceList = field(default_factory=PriceList)
    survey: Survey = field(default_factory=lambda: Survey(np.zeros(0, np.int64), np.zeros(0)))
    months_are_cycles: bool = False
    need_is_known: bool = True
    ties_are_known: bool = True
    tables: frozenset[str] = frozenset()

    @cached_property
    def group(self) -> Ints:
        """Return the random group of each row."""
        return self.group_of[self.sub]

    @cached_property
    def short(self) -> NDArray[np.bool_]:
        """Say of each row whether more was needed than there was."""
        return np.asarray(self.need > self.balance, np.bool_)

    @cached_property
    def months(self) -> int:
        """Return how many months there are."""
        return int(self.month.max()) + 1 if self.month.size else 0

    @cached_property
    def row_of(self) -> Ints:
        """Return the row of [month, subscriber]; NO_ROW where the subscriber was not there."""
        rows = np.full((self.months, self.group_of.size), NO_ROW, np.int64)
        rows[self.month, self.sub] = np.arange(self.sub.size)
        return rows

    def beside(self, rows: Ints, later: int) -> Ints:
        """Return the row of the same subscriber so many months later (earlier where negative); NO_ROW where there is none."""
        month = self.month[rows] + later
        inside = (month >= 0) & (month < self.months)
        found = self.row_of[np.where(inside, month, 0), self.sub[rows]]
        return np.asarray(np.where(inside, found, NO_ROW), np.int64)

    @cached_property
    def shares(self) -> Floats:
        """Return [row, 3]: unmet share of need, packs as a share of the fee, unused share of the balance (equation 9)."""
        had = self.balance + self.packs * self.pack_gb
        used, fee = np.minimum(self.need, had), self.fee
        spent = self.packs * self.pack_price
        limited = np.isfinite(self.balance) & (self.balance > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            unmet = np.where(self.need > 0, (self.need - used) / self.need, 0.0)
            spend = np.where(fee > 0, np.minimum(1.0, spent / fee), 0.0)
            unused = np.where(limited, np.minimum(1.0, (had - used) / self.balance), 0.0)
        return np.stack([unmet, spend, unused], axis=1)
