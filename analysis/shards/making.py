"""From the parts of a base to the worlds of its shards: constants of the whole first, then each shard with its guests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.sums import GROUPS
from analysis.mechanisms.common.reach import ROUNDING, latest_rings
from analysis.order_statistics import short_size_quantiles, values_at
from analysis.shards.guests import AT_ONCE, Clocks, Homes, Needed, every
from analysis.shards.visits import VISIT, Whose, home_of, laid_by, tell_visits, told_of, visits_wanted
from analysis.world.constants import hazard_span, measured_of, month_totals, pack_price_per_gb, plans_beyond_use, strengths_of
from analysis.world.kept_files import let_go
from analysis.world.months import pairs_of, rows_of
from analysis.world.prepared_base import Whole
from analysis.world.subsample import MOST_FRAME, drawn, in_frame, sample_sums, sample_whole
from analysis.world.tables import (
    USE,
    churn_shape,
    contact_hazard,
    decile_levels,
    decile_places,
    hazards_of,
    use_deciles,
)
from analysis.world.world import MEASURES, Dimension, World, months_there, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from analysis.shards.guests import Guests
    from analysis.shards.part import Counted, Part
    from analysis.shards.routing import Routed
    from analysis.shards.visits import Laid, Told
    from analysis.world.prepared_base import Levels


_VISITS = -2  # has no place in the shard yet


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
    giving_up_to: float

    @classmethod
    def of(cls, routed: Routed, parts: Sequence[Part], seed: int, giving_up_to: float) -> Maker:
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
            part.let_go()
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
            giving_up_to=giving_up_to,
        )

    def visits(self, needed: Needed, threads: int | None) -> Iterator[tuple[int, int, NDArray[np.void]]]:
        """Yield month after month whom each shard needs of each part: month, number of the shard, and rows as VISIT."""
        for month, reaches in enumerate(needed.months(threads)):
            for part in self.parts:
                home, whose = home_of(part, month), self._whose(part)
                for nth, reach in enumerate(reaches):
                    starts = visits_wanted(home, whose, reach)
                    rows = np.zeros(starts[-1], VISIT)  # so that between the columns stands the same, whoever writes it
                    tell_visits(home, whose, reach, starts, rows)
                    for place in np.flatnonzero(np.diff(starts)).tolist():
                        yield month, nth * AT_ONCE + place, rows[starts[place] : starts[place + 1]]
                let_go(home)

    def needed(self, giving_up_to: float) -> Needed:
        """Return what finds out by whom people are needed while giving stays within a limit, and which ties a shard knows.

        The largest frame of a pilot is one more shard, after the last, which others are in as well. It has no limit: what is
        learned from a pilot is replayed with clocks drawn anew.
        """
        routed = self.routed
        frame = np.full(routed.key.size, -1, np.int16)
        frame[self._frame()] = routed.shards
        homes, size = Homes(routed.shard, sealed(frame)), (routed.shards + 1, len(routed.months))
        clocks = every()
        if giving_up_to < 1.0:
            # A little more than what questions are held to, which another processor may round up.
            latest = sealed(latest_rings(self.whole, self.measured, giving_up_to) * (1 + ROUNDING))
            ties = sealed(routed.strength), np.uint64(self.seed), sealed(self.whole.strengths)
            clocks = Clocks(sealed(routed.key), *ties, latest, routed.shards)
        return Needed((routed.one, routed.other), self._signs, homes, clocks, size)

    def _frame(self) -> NDArray[np.int32]:
        """Return the people of the largest frame of a pilot."""
        return in_frame(self.routed.group, self.routed.lot, MOST_FRAME).astype(np.int32)

    def _signs(self, month: int) -> NDArray[np.int8]:
        """Return the signs of a month by person, as `signs_there` tells them."""
        signs = np.zeros(self.routed.key.size, np.int8)
        for part in self.parts:
            signs[part.person] = part.signs[month]
        return signs

    def shard(self, part: Part, guests: Guests) -> World:
        """Return the world of one shard."""
        place = self._places(part.person)
        people = self._place_guests(place, part.person.size, guests)
        laid = laid_by((home_of(part), part.starts, self._whose(part)), guests.rows, guests.starts, place)
        dimensions = tuple(Dimension(name, levels, self._code(part, name, levels)) for name, levels in self.levels)
        world = self._world((part.person, people), place, laid, guests.ties)
        return replace(
            world,
            dimensions=dimensions,
            first_month=sealed(part.first),
            last_month=sealed(part.last),
            person_sums=sealed(part.person_sums),
            month_sums=sealed(part.counts.month_sums),
        )

    def framed(self, guests: Guests) -> World:
        """Return the world of the largest frame of a pilot, with its guests."""
        own = self._frame()
        place, told = self._told(own)
        people = self._place_guests(place, own.size, guests)
        for met, (begin, end) in zip(told.visits, pairwise(guests.starts.tolist()), strict=True):
            met.append(guests.rows[begin:end])
        world = self._world((own, people), place, told.laid(self._whose(None), place), guests.ties)
        return replace(told.given_to(world), by_lot=True)

    def sample(self, most: int) -> World:
        """Return the world of a sample of communities, as one drawn from the base in memory."""
        routed = self.routed
        people, by_lot = drawn(routed.group, routed.lot, most)
        if people.size == 0 or routed.key.size <= most:
            people, by_lot = np.arange(routed.key.size), False
        everyone = people.astype(np.int32)
        place, told = self._told(everyone)
        laid = told.laid(self._whose(None), place)
        month_sums = sample_sums(self.counts.month_sums, told.sums, routed.group[people], by_lot=by_lot)
        mine = place >= 0  # a byte each, and few ties begin with one of them
        inside = np.flatnonzero(mine[routed.one])
        inside = inside[mine[routed.other[inside]]]
        world = told.given_to(self._world((everyone, np.zeros(0, np.int32)), place, laid, inside))
        whole = sample_whole(self.whole, month_sums, world.span, world.launch_hazard, by_lot=by_lot)
        return replace(world, whole=whole, month_sums=sealed(month_sums), by_lot=by_lot)

    def _told(self, people: NDArray[np.int32]) -> tuple[NDArray[np.int32], Told]:
        """Return the places of people, in rising order, and what the parts tell of them."""
        place = self._places(people)
        parts = ((part, self._whose(part)) for part in self.parts)
        return place, told_of(parts, people.size, place, len(self.routed.months))

    def _places(self, people: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return by number in the base the place of some people, -1 of all others."""
        place = np.full(self.routed.key.size, -1, np.int32)
        place[people] = np.arange(people.size, dtype=np.int32)
        return place

    def _place_guests(self, place: NDArray[np.int32], own: int, guests: Guests) -> NDArray[np.int32]:
        """Give guests their places after so many of the world's own, and return them, by rising number in the base."""
        place[guests.rows["sub"]] = np.where(place[guests.rows["sub"]] < 0, _VISITS, 0)
        people = np.flatnonzero(place == _VISITS).astype(np.int32)
        place[people] = np.arange(own, own + people.size)
        return people

    def _whose(self, part: Part | None) -> Whose:
        """Return of whom the rows of a part are, or of nobody."""
        person = sealed(np.zeros(0, np.int32)) if part is None else part.person
        return Whose(person, self.routed.plan, self.routed.plans.sim, self.hazards)

    def _world(
        self, people: tuple[NDArray[np.int32], NDArray[np.int32]], place: NDArray[np.int32], laid: Laid, ties: NDArray[np.integer]
    ) -> World:
        """Return a world of people and guests, of their rows and ties; what only its own have comes from whoever asks."""
        routed, own, everyone = self.routed, people[0], np.concatenate(people)
        rows = rows_of(laid, (routed.key[everyone], routed.plan[everyone], routed.region[everyone]), routed.plans)
        ends = sealed(place[routed.one[ties]]), sealed(place[routed.other[ties]])
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
            pairs=pairs_of(ends, rows, len(routed.months), self.seed),
            tie_strength=sealed(routed.strength[ties]),
            tenure=sealed(self.tenure[everyone]),
            first_month=np.zeros(0, np.int8),
            last_month=np.zeros(0, np.int8),
            launch_hazard=sealed(self.launch_hazard[own]),
            contact_hazard=sealed(self.contact_hazard[own]),
            churn_shape=self.churn_shape,
            group=sealed(routed.group[own]),
            lot=sealed(routed.lot[own]),
            dimensions=(),
            person_sums=np.zeros((0, len(MEASURES)), np.int64),
            month_sums=np.zeros((len(routed.months), GROUPS, len(MEASURES)), np.int64),
            short_sizes=self.short_sizes,
            account=sealed(routed.account[own]),
        )

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
