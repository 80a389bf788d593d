"""From the parts of a base to the worlds of its shards: constants of the whole first, then each shard with its guests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.inputs import FACTS, Rows, joined, taken
from analysis.kernels.pairs import find_pairs, row_lookup, row_signs
from analysis.kernels.sums import GROUPS
from analysis.order_statistics import short_size_quantiles, values_at
from analysis.shards.guests import Guests, guests_of
from analysis.shards.some_rows import SomeRows, all_rows, month_of
from analysis.world.constants import hazard_span, month_totals, plans_beyond_use, strengths_of
from analysis.world.months import rows_of
from analysis.world.prepared_base import Whole
from analysis.world.subsample import MOST_FRAME, drawn, in_frame, sample_sums, sample_whole
from analysis.world.tables import (
    USE,
    churn_shape,
    contact_hazard,
    decile_levels,
    decile_places,
    hazards_of,
    measured_of,
    pack_price_per_gb,
    use_deciles,
)
from analysis.world.world import MEASURES, Dimension, World, months_there, sealed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from analysis.shards.part import Counted, Part
    from analysis.shards.routing import Routed
    from analysis.world.prepared_base import Levels


@dataclass(frozen=True)
class Maker:
    """All that is known once every part was read. Arrays per subscriber lie by its number in the base."""

    routed: Routed
    parts: Sequence[Part]
    seed: int
    counts: Counted
    whole: Whole
    hazards: NDArray[np.float64]
    launch_hazard: NDArray[np.float64]
    contact_hazard: NDArray[np.float64]
    tenure: NDArray[np.int32]
    churn_shape: NDArray[np.float64]
    short_sizes: NDArray[np.float64]
    use_edges: NDArray[np.float64]
    levels: Levels
    measured: Mapping[str, float]
    pack_price_per_gb: float

    @classmethod
    def of(cls, routed: Routed, parts: Sequence[Part], seed: int) -> Maker:
        """Bring together what the parts say; the number of pairs is not known yet."""
        counts = reduce(add, (part.counts for part in parts))
        hazards, people = hazards_of(counts.hazards), routed.key.size
        leaving, tenure = np.zeros(people, np.float64), routed.tenure.copy()
        span = travelled = absent = hazard_total = 0
        for part in parts:
            seen = part.last >= part.first
            sim = routed.plans.sim[routed.plan[part.person]]
            leaving[part.person] = np.where(seen, hazards[sim, part.last_band], 0.0)
            tenure[part.person] -= part.last
            trip = routed.plans.trip[routed.plan[part.person]]
            months = months_there(part.first, part.last, part.person_sums[:, MEASURES.index("months")], trip)
            travelled += int(months[trip].sum())
            span += int(months.sum())
            absent += int(np.count_nonzero(~seen))
            hazard_total += hazard_span(months, leaving[part.person])
        totals = month_totals(counts.month_sums)
        strengths, ties_of = strengths_of(routed.strength)
        whole = Whole(
            subscribers=people,
            strengths=strengths,
            ties_of=ties_of,
            pairs=0,
            month_totals=totals,
            span=span,
            hazard_span=hazard_total,
            absent=absent,
            runs_out=counts.runs_out,
            plans_beyond_use=plans_beyond_use(counts.allowances, counts.needed),
            highest_kb=counts.highest_kb,
            trips=travelled,
            plan_allowances=tuple(counts.allowances.tolist()),
            shortage_kb=counts.shortage_kb,
        )
        edges = values_at([part.use for part in parts], decile_places(people)) if people else np.zeros(0)
        year = {name: sum(month[nth] for month in totals) for nth, name in enumerate(MEASURES)}
        plans = routed.plans
        return cls(
            routed=routed,
            parts=parts,
            seed=seed,
            counts=counts,
            whole=whole,
            hazards=hazards,
            launch_hazard=leaving,
            contact_hazard=contact_hazard(routed.one, routed.other, leaving, routed.plans.trip[routed.plan]),
            tenure=tenure,
            churn_shape=churn_shape(counts.tenure),
            short_sizes=sealed(short_size_quantiles([part.short for part in parts])),
            use_edges=edges,
            levels=_levels(routed, parts, edges),
            measured=measured_of(counts.ran_out, counts.unknown, year),
            pack_price_per_gb=pack_price_per_gb(routed.plan, plans.price[: plans.sim.size], plans.pack[: plans.sim.size]),
        )

    def guests(self) -> Sequence[Guests]:
        """Return the guests of every shard, by its number."""
        routed = self.routed
        return guests_of(routed.one, routed.other, self._signs, routed.shard, (routed.shards, len(routed.months)))

    def frame(self) -> NDArray[np.int32]:
        """Return the people of the largest frame of a pilot."""
        return in_frame(self.routed.group, self.routed.lot, MOST_FRAME).astype(np.int32)

    def frame_guests(self) -> Guests:
        """Return the guests of the largest frame of a pilot, as if it were a shard and nobody else in any."""
        routed, own = self.routed, self.frame()
        shard = np.full(routed.key.size, -1, np.int16)
        shard[own] = 0
        if own.size == routed.key.size:
            return Guests(np.zeros(0, np.int32), np.zeros(0, np.int8))
        return guests_of(routed.one, routed.other, self._signs, sealed(shard), (1, len(routed.months)))[0]

    def _signs(self, month: int) -> NDArray[np.int8]:
        """Return +1 for a surplus, -1 for a shortage in a month, by person."""
        signs = np.zeros(self.routed.key.size, np.int8)
        for part in self.parts:
            facts = part.facts[month_of(part, month)]
            need, balance = (np.ascontiguousarray(facts[name]) for name in ("need", "balance"))
            signs[part.person[facts["sub"]]] = row_signs(need, balance)
        return signs

    def shard(self, part: Part, guests: Guests) -> World:
        """Return the world of one shard."""
        people, months = np.unique(guests.person), range(len(self.routed.months))
        rows = [[all_rows(part, month), *self._visiting(guests, month)] for month in months]
        dimensions = tuple(Dimension(name, levels, self._code(part, name, levels)) for name, levels in self.levels)
        world = self._world(part.person, people, rows, part.person_sums)
        return replace(world, dimensions=dimensions, month_sums=sealed(part.counts.month_sums))

    def framed(self, guests: Guests) -> World:
        """Return the world of the largest frame of a pilot, with its guests."""
        own = self.frame()
        rows = [
            [*self._rows(self._at_home(own), month), *self._visiting(guests, month)] for month in range(len(self.routed.months))
        ]
        return replace(self._world(own, np.unique(guests.person), rows, self._sums(own)), by_lot=True)

    def _visiting(self, guests: Guests, month: int) -> list[SomeRows]:
        """Return the rows of guests in a month."""
        return self._rows(self._at_home(guests.person[guests.month == month]), month)

    def _sums(self, people: NDArray[np.int32]) -> NDArray[np.int64]:
        """Return what people, in rising order, sum to over the replay: [person, measure]."""
        sums = np.zeros((people.size, len(MEASURES)), np.int64)
        place = np.full(self.routed.key.size, -1, np.int64)
        place[people] = np.arange(people.size)
        for part in self.parts:
            mine = place[part.person]
            sums[mine[mine >= 0]] = part.person_sums[mine >= 0]
        return sums

    def sample(self, most: int) -> World:
        """Return the world of a sample of communities, as one drawn from the base in memory."""
        routed = self.routed
        people, by_lot = drawn(routed.group, routed.lot, most)
        if people.size == 0 or routed.key.size <= most:
            people, by_lot = np.arange(routed.key.size), False
        own = people.astype(np.int32)
        rows, sums = [self._rows(self._at_home(own), month) for month in range(len(routed.months))], self._sums(own)
        month_sums = sample_sums(self.counts.month_sums, sums, routed.group[people], by_lot=by_lot)
        world = self._world(own, np.zeros(0, np.int32), rows, sums)
        whole = sample_whole(self.whole, month_sums, world.span, world.launch_hazard, by_lot=by_lot)
        return replace(world, whole=whole, month_sums=sealed(month_sums), by_lot=by_lot)

    def _at_home(self, people: NDArray[np.int32]) -> list[tuple[Part, NDArray[np.int32]]]:
        """Return people, in rising order, with the part each is at home in."""
        shard = self.routed.shard[people]
        homes = ((part, people[shard == self.routed.shard[part.person[0]]]) for part in self.parts)
        return [(part, mine) for part, mine in homes if mine.size]

    def _rows(self, wanted: list[tuple[Part, NDArray[np.int32]]], month: int) -> list[SomeRows]:
        """Return the rows of people in a month; not all of them have one."""
        found = []
        for part, people in wanted:
            here = month_of(part, month)
            sub = np.ascontiguousarray(part.facts["sub"][here])
            local = np.searchsorted(part.person, people)
            at = np.searchsorted(sub, local)
            there = at < sub.size
            there[there] = sub[at[there]] == local[there]
            rows = here.start + at[there]
            found.append(SomeRows(people[there], taken(part.facts, rows), part.leaving[rows], part.tariff[rows], part.band[rows]))
        return found

    def _world(
        self, own: NDArray[np.int32], guests: NDArray[np.int32], months: list[list[SomeRows]], person_sums: NDArray[np.int64]
    ) -> World:
        """Return a world of people and guests from their rows by month; dimensions and sums by month come from whoever asks."""
        routed, everyone = self.routed, np.concatenate([own, guests])
        place = np.full(routed.key.size, -1, np.int32)
        place[everyone] = np.arange(everyone.size, dtype=np.int32)
        rows = self._joined(months, place, everyone)
        here = place >= 0
        inside = np.flatnonzero(here[routed.one] & here[routed.other])
        one, other = place[routed.one[inside]], place[routed.other[inside]]
        sub, packs = (sealed(np.ascontiguousarray(column, np.int32)) for column in (rows.sub, rows.packs))
        need, balance = (sealed(np.ascontiguousarray(column, np.int64)) for column in (rows.need, rows.balance))
        lookup = row_lookup(sub, rows.month, everyone.size, len(routed.months))
        pairs = find_pairs(sealed(one), sealed(other), lookup, row_signs(need, balance), packs, rows.key, np.uint64(self.seed))
        first, last = np.zeros(own.size, np.int8), np.full(own.size, -1, np.int8)
        for part, mine in self._at_home(own):
            at = np.searchsorted(part.person, mine)
            first[place[mine]], last[place[mine]] = part.first[at], part.last[at]
        return World(
            manifest=routed.manifest,
            stamped=routed.stamped,
            seed=self.seed,
            months=routed.months,
            plans=routed.plans.ids,
            plan_names=routed.plans.names,
            whole=self.whole,
            measured=self.measured,
            calendar=routed.calendar,
            judged=routed.judged,
            other_allowance=routed.other_allowance,
            accounts_guessed=routed.accounts_guessed,
            pack_price_per_gb=self.pack_price_per_gb,
            rows=rows,
            pairs=type(pairs)._make(sealed(array) for array in pairs),
            tie_strength=sealed(routed.strength[inside]),
            tenure=sealed(self.tenure[everyone]),
            first_month=sealed(first),
            last_month=sealed(last),
            launch_hazard=sealed(self.launch_hazard[own]),
            contact_hazard=sealed(self.contact_hazard[own]),
            churn_shape=self.churn_shape,
            group=sealed(routed.group[own]),
            lot=sealed(routed.lot[own]),
            dimensions=(),
            person_sums=sealed(person_sums),
            month_sums=np.zeros((len(routed.months), GROUPS, len(MEASURES)), np.int64),
            short_sizes=self.short_sizes,
            account=sealed(routed.account[own]),
        )

    def _joined(self, months: list[list[SomeRows]], place: NDArray[np.int32], everyone: NDArray[np.int32]) -> Rows:
        """Return rows month after month, in each by place."""
        routed, plans = self.routed, self.routed.plans
        facts, month, leaving = [np.zeros(0, FACTS)], [np.zeros(0, np.int8)], [np.zeros(0, np.int8)]
        tariff = [np.zeros(0, np.int32)]
        for nth, blocks in enumerate(months):
            person = np.concatenate([np.zeros(0, np.int32), *(block.person for block in blocks)])
            order = np.argsort(place[person], kind="stable")
            found = taken(joined([np.zeros(0, FACTS), *(block.facts for block in blocks)]), order)
            band = np.concatenate([np.zeros(0, np.int8), *(block.band for block in blocks)])[order]
            found["sub"] = place[person][order]
            found["hazard"] = self.hazards[plans.sim[routed.plan[person[order]]], band]
            facts.append(found)
            month.append(np.full(found.size, nth, np.int8))
            leaving.append(np.concatenate([np.zeros(0, np.int8), *(block.leaving for block in blocks)])[order])
            tariff.append(np.concatenate([np.zeros(0, np.int32), *(block.tariff for block in blocks)])[order])
        rows = joined(facts), np.concatenate(month), np.concatenate(leaving), np.concatenate(tariff)
        return rows_of(rows, (routed.key[everyone], routed.plan[everyone], routed.region[everyone]), plans)

    def _code(self, part: Part, name: str, levels: tuple[str, ...]) -> NDArray[np.int16]:
        """Return the place of each subscriber's level among those of the base."""
        if name == USE:
            deciles = decile_levels(use_deciles(np.asarray(part.use), self.use_edges))
            return sealed(np.searchsorted(levels, deciles).astype(np.int16))
        return sealed(self.routed.codes[name][part.person])


def _levels(routed: Routed, parts: Sequence[Part], edges: NDArray[np.float64]) -> Levels:
    """Return every dimension with the levels that anybody has, in the order of their names."""
    deciles = np.unique(np.concatenate([np.unique(use_deciles(np.asarray(part.use), edges)) for part in parts]))
    return (*routed.levels.items(), (USE, tuple(decile_levels(deciles).tolist())))
