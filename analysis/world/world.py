"""A population made ready for replay: arrays for the kernels, exact baseline sums, the giver-receiver pairs."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from analysis.kernels.inputs import PATH
from analysis.kernels.pairs import row_lookup
from analysis.kernels.projection import by_person
from analysis.kernels.sums import sum_hazards
from analysis.settings.parameters import Parameter
from analysis.world.accounts import members_of
from analysis.world.prepared_base import PreparedBase
from analysis.world.small_groups import Cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.kernels.inputs import Rows
    from analysis.kernels.pairs import Pairs
    from analysis.world.prepared_base import Levels

DEFAULT_SEED = 1
SEED = Parameter("seed", "integer", "main", "", DEFAULT_SEED, "judgement", low=0, high=2**64 - 1)
UNKNOWN_HAZARD = 0.022  # per month; model brief, used only where a base does not say who renewed
MEASURES = (
    "months", "packs", "buyers", "short", "short_buyers", "used_kb", "unmet_kb", "unused_kb", "fee", "pack_revenue", "used_value",
    "unmet_share", "unused_share", "spend_share", "leavers", "renewals_seen",
)  # fmt: skip


SIZE_GRID = 64
Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True)
class Dimension:
    """A way to cut the base: its levels, and which of them each subscriber has (formed on the baseline)."""

    name: str
    levels: tuple[str, ...]
    code: NDArray[np.int16]


@dataclass(frozen=True, kw_only=True)
class SampledBase(PreparedBase):
    """A prepared base of which samples can be drawn."""

    @abstractmethod
    def sampled(self, most: int) -> World:
        """Return the world that a sample of up to `most` subscribers is drawn from, or that sample itself."""


@dataclass(frozen=True, kw_only=True)
class World(SampledBase):
    """A prepared base in memory: read-only, shared by every session and thread. It may be a sample, or a shard of a larger one.

    A shard has guests: people of other shards whom its own meet. They come after its own, only rows, pairs, ties and `tenure`
    have them, and nothing is ever summed over them.
    `first_month` and `last_month` are the first and last replayed month of each subscriber (last < first: none), `launch_hazard`
    its monthly probability of leaving then, `contact_hazard` the sum of those of its contacts, `churn_shape` the alpha of the
    shifted-beta-geometric by SIM kind (infinite: everybody of a cell leaves alike).
    `person_sums` is [subscriber, measure] and `month_sums` [month, group, measure] over MEASURES: whole numbers (counts, kB,
    micro-units, millionths). `tenure` is in months at the first replayed month, negative for who joined later. `tie_strength` is
    per tie, strongest first; `short_sizes` are quantiles of min(1, shortage / pack) among short subscriber-months. Whole
    communities share a `group` and a `lot`, their place in the draw of a sample; the months of a sample `by_lot` are not told
    apart. `account` is per subscriber, -1 without one, and guessed from the ties where the base says nothing of accounts.
    """

    rows: Rows
    pairs: Pairs
    tie_strength: NDArray[np.float32]
    tenure: NDArray[np.int32]
    first_month: NDArray[np.int8]
    last_month: NDArray[np.int8]
    launch_hazard: NDArray[np.float64]
    contact_hazard: NDArray[np.float64]
    churn_shape: NDArray[np.float64]
    group: NDArray[np.int16]
    lot: NDArray[np.uint64]
    dimensions: tuple[Dimension, ...]
    person_sums: NDArray[np.int64]
    month_sums: NDArray[np.int64]
    short_sizes: NDArray[np.float64]
    account: NDArray[np.int32]
    by_lot: bool = False

    @property
    def subscribers(self) -> int:
        """Return how many subscribers the base has, guests not counted."""
        return int(self.group.size)

    def sampled(self, most: int) -> World:  # noqa: ARG002 - a store keeps samples of several sizes
        """Return itself: samples are drawn from it."""
        return self

    @property
    def levels(self) -> Levels:
        """Return the ways to cut the base, each with its levels."""
        return tuple((one.name, one.levels) for one in self.dimensions)

    @cached_property
    def alone(self) -> World:
        """Return the world without its guests, for what nobody else can change; itself where it has none."""
        if self.rows.key.size == self.subscribers:
            return self
        own = self.rows.sub < self.subscribers
        by_row = {name: getattr(self.rows, name)[own] for name in ("facts", "month", "leaving", "tariff")}
        by_person = {name: getattr(self.rows, name)[: self.subscribers] for name in ("key", "plan", "region")}
        pairs = self.pairs
        nobody = pairs._replace(
            giver=pairs.giver[:0],
            receiver=pairs.receiver[:0],
            tie=pairs.tie[:0],
            clock=pairs.clock[:0],
            buyer=pairs.buyer[:0],
            starts=np.zeros_like(pairs.starts),
        )
        rows = self.rows._replace(**{name: sealed(array) for name, array in (by_row | by_person).items()})
        return replace(self, rows=rows, pairs=nobody, tenure=sealed(self.tenure[: self.subscribers]))

    @cached_property
    def cells(self) -> Cells:
        """Return the levels of all dimensions in one row, with what of them the base alone has hidden."""
        return Cells.of(tuple(one.code for one in self.dimensions), tuple(len(one.levels) for one in self.dimensions))

    @cached_property
    def members(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the subscribers of accounts of two or more, account after account, and where each one's begin."""
        return members_of(self.account)

    @cached_property
    def ever_short(self) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.void]]:
        """Return who lacks something in any month, where each one's begin among all their months, and those as PATH.

        Nobody else can use what it has left over, whatever the rules.
        """
        rows, lacks = self.rows, np.zeros(self.rows.key.size, np.bool_)
        lacks[rows.sub[rows.short]] = True
        theirs = np.flatnonzero(lacks[rows.sub])
        who, starts, order = by_person(rows.sub[theirs], (0, rows.key.size))
        path = np.empty(theirs.size, PATH)
        path["row"] = row = theirs[order]
        path["need"], path["balance"], path["packs"] = rows.need[row], rows.balance[row], rows.packs[row]
        path["tariff"], path["month"] = rows.tariff[row], rows.month[row]
        return who, starts, path

    @cached_property
    def row_of(self) -> NDArray[np.int32]:
        """Return the row of each subscriber-month by [month, subscriber], -1 where there is none."""
        return row_lookup(self.rows.sub.astype(np.int32), self.rows.month, self.rows.key.size, len(self.months))

    @cached_property
    def signs(self) -> NDArray[np.int8]:
        """Return by [month, subscriber] -1 for who lacks something, 1 for who has something left, 0 for anybody else."""
        rows = self.rows
        found = np.zeros((len(self.months), rows.key.size), np.int8)
        found[rows.month, rows.sub] = np.where(rows.balance >= 0, np.sign(rows.balance - rows.need), 0)
        return found

    @cached_property
    def limited_months(self) -> NDArray[np.int64]:
        """Return in how many months each subscriber had a balance: on an unlimited plan there is nothing to carry over."""
        limited = self.rows.sub[self.rows.balance >= 0]
        return np.asarray(np.bincount(limited, minlength=self.subscribers)[: self.subscribers], np.int64)

    @property
    def is_shard(self) -> bool:
        """Say whether it is a part of a base, of which it knows the constants and not the rest."""
        return self.subscribers < self.whole.subscribers

    @cached_property
    def plan_allowances(self) -> NDArray[np.int64]:
        """Return each plan's allowance, kB, the least balance of a month on it: below 0 no limit, the largest number nobody."""
        return np.array(self.whole.plan_allowances, np.int64) if self.is_shard else least_balances(self.rows)

    @cached_property
    def shortage_kb(self) -> int:
        """Return what all of the base were short of over the replay, after what they had and before packs."""
        return self.whole.shortage_kb if self.is_shard else shortage_kb(self.rows)

    @cached_property
    def expected_leavers(self) -> NDArray[np.int64]:
        """Return how many times each subscriber is expected to leave in the months it was seen, in 10^-9."""
        return sum_hazards(self.rows.facts, self.subscribers)

    @cached_property
    def span(self) -> NDArray[np.int64]:
        """Return in how many replayed months each subscriber was there: from the first to the last seen, or on how many trips."""
        return months_there(self.first_month, self.last_month, self._sum("months"), self.trip)

    @cached_property
    def weight(self) -> NDArray[np.float64]:
        """Return in what share of the replayed months each subscriber was there."""
        return np.asarray(self.span / len(self.months), np.float64)

    @cached_property
    def trip(self) -> NDArray[np.bool_]:
        """Say of each subscriber whether its SIM is one of a trip."""
        return np.asarray(self.rows.trip[self.rows.plan[: self.subscribers]], np.bool_)

    @cached_property
    def revenue_a_month(self) -> NDArray[np.float64]:
        """Return what each subscriber paid in a month it was seen, fee and packs, micro-units."""
        return (self._sum("fee") + self._sum("pack_revenue")) / np.maximum(1, self.span)

    @cached_property
    def use_a_month(self) -> NDArray[np.float64]:
        """Return the value at list price of what each subscriber used in a month it was seen, micro-units."""
        return self._sum("used_value") / np.maximum(1, self.span)

    @cached_property
    def steps_down(self) -> NDArray[np.float64]:
        """Return what the next cheaper plan of the same SIM kind costs less than each, micro-units a month; 0: there is none."""
        return _fee_steps(self.rows, -1)

    @cached_property
    def steps_up(self) -> NDArray[np.float64]:
        """Return what the next dearer plan of the same SIM kind costs more than each, micro-units a month; 0: there is none."""
        return _fee_steps(self.rows, 1)

    @cached_property
    def alpha(self) -> NDArray[np.float64]:
        """Return the heterogeneity of leaving of each subscriber: that of its SIM kind."""
        return np.asarray(self.churn_shape[self.rows.sim[self.rows.plan[: self.subscribers]]], np.float64)

    def _sum(self, measure: str) -> NDArray[np.int64]:
        return np.asarray(self.person_sums[:, MEASURES.index(measure)], np.int64)


def sealed(array: NDArray[Kind]) -> NDArray[Kind]:
    """Make an array read-only: it is shared, and compiled code then has one version for fresh, kept and smaller worlds."""
    array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return array


def months_there(
    first: NDArray[np.int8], last: NDArray[np.int8], trips: NDArray[np.int64], trip: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return in how many replayed months each subscriber was there: from the first to the last seen, or on how many trips."""
    seen = np.maximum(0, last.astype(np.int64) - first + 1)
    return np.asarray(np.where(trip, trips, seen), np.int64)


def _fee_steps(rows: Rows, way: int) -> NDArray[np.float64]:
    """Return how far each plan's fee is from the next one's of its SIM kind and days, dearer (`way` 1) or cheaper (-1)."""
    steps = np.zeros(rows.sim.size)
    fees = rows.fee[: rows.sim.size]
    for plan, (fee, sim) in enumerate(zip(fees, rows.sim, strict=True)):
        gaps = way * (fees[(rows.sim == sim) & (rows.days == rows.days[plan])] - fee)
        steps[plan] = float(gaps[gaps > 0].min()) if (gaps > 0).any() else 0.0
    return steps


def least_balances(rows: Rows) -> NDArray[np.int64]:
    """Return the least balance of a month on each plan, kB: below 0 no limit, the largest number nobody."""
    allowed = np.full(rows.sim.size, np.iinfo(np.int64).max)
    np.minimum.at(allowed, rows.plan[rows.sub], rows.balance)
    return allowed


def shortage_kb(rows: Rows) -> int:
    """Return what all were short of, after what they had and before packs."""
    short = np.where(rows.balance >= 0, np.maximum(0, rows.need - rows.balance), 0)
    return int(short.sum())


def short_sizes(rows: Rows) -> NDArray[np.float64]:
    """Return quantiles of min(1, shortage / pack) among the short: what the first pack would have been worth having."""
    sizes = short_ratios(rows)
    if not sizes.size:
        return np.ones(1)
    return np.quantile(sizes, (np.arange(SIZE_GRID) + 0.5) / SIZE_GRID)


def short_ratios(rows: Rows) -> NDArray[np.float64]:
    """Return min(1, shortage / pack) of every short subscriber-month."""
    short = np.flatnonzero(rows.short)  # looked through once, not for every column
    pack = rows.pack[rows.tariff[short]]
    return np.asarray(np.minimum(1.0, (rows.need[short] - rows.balance[short]) / pack), np.float64)
