"""Subscriber-months away from the shard of their people: told where these are at home, laid among the rows of whom they visit."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.dealing.kept_steps import array_in, is_told, put, told_in
from analysis.kernels import inlined, kernel
from analysis.kernels.inputs import FACTS, joined
from analysis.shards.guests import AT_ONCE, Guests
from analysis.world.world import MEASURES, sealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.shards.part import Part
    from analysis.world.world import World

FRAME = -1  # stands for the frame of pilots where a shard stands by its number
# What a row of a world has, by the number of its subscriber in the base.
VISIT = np.dtype(
    [("need", "i8"), ("balance", "i8"), ("hazard", "f8"), ("sub", "i4"), ("packs", "i4"), ("tariff", "i4"), ("leaving", "i1")],
    align=True,
)


class Home(NamedTuple):
    """Rows at home, some or all of a part: `facts` by place among its people, without a hazard, which is by tenure `band`."""

    facts: NDArray[np.void]
    leaving: NDArray[np.int8]
    tariff: NDArray[np.int32]
    band: NDArray[np.int8]


class Whose(NamedTuple):
    """Of whom the rows of a part are, by their numbers in the base; the plan of everybody in the base.

    `sim` is the kind of each plan, `hazards` are by [SIM kind, band of tenure].
    """

    person: NDArray[np.int32]
    plan: NDArray[np.int16]
    sim: NDArray[np.int8]
    hazards: NDArray[np.float64]


class Visits(NamedTuple):
    """Rows as VISIT, month after month, each month's from its place in `starts`, and the `order` in which they are laid."""

    rows: NDArray[np.void]
    starts: NDArray[np.int64]
    order: NDArray[np.int64]


class Laid(NamedTuple):
    """Rows of a world: facts as FACTS, month, leaving and tariff of each."""

    facts: NDArray[np.void]
    month: NDArray[np.int8]
    leaving: NDArray[np.int8]
    tariff: NDArray[np.int32]


def nobody() -> Home:
    """Return rows of nobody."""
    return Home(np.zeros(0, FACTS), np.zeros(0, np.int8), np.zeros(0, np.int32), np.zeros(0, np.int8))


@inlined
def _tell(home: Home, row: int, whose: Whose, visit: NDArray[np.void], at: int) -> None:
    fact, told = home.facts[row], visit[at]
    person = whose.person[fact.sub]
    told.need, told.balance, told.sub, told.packs = fact.need, fact.balance, person, fact.packs
    told.hazard = whose.hazards[whose.sim[whose.plan[person]], home.band[row]]
    told.tariff, told.leaving = home.tariff[row], home.leaving[row]


@kernel
def visits_wanted(home: Home, whose: Whose, reach: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return where the visits to each of 64 shards begin that need people of a part in one month, by their masks in `reach`."""
    starts = np.zeros(AT_ONCE + 1, np.int64)
    for row in range(home.facts.size):
        mask, place = reach[whose.person[home.facts[row].sub]], 0
        while mask != 0:
            place += 1
            starts[place] += np.int64(mask & np.uint64(1))
            mask >>= np.uint64(1)
    return np.cumsum(starts)


@kernel
def tell_visits(home: Home, whose: Whose, reach: NDArray[np.uint64], starts: NDArray[np.int64], visits: NDArray[np.void]) -> None:
    """Tell the visits of one month, to each shard in its place by `visits_wanted`."""
    at = starts.copy()
    for row in range(home.facts.size):
        mask, place = reach[whose.person[home.facts[row].sub]], 0
        while mask != 0:
            if mask & np.uint64(1) != 0:
                _tell(home, row, whose, visits, at[place])
                at[place] += 1
            place += 1
            mask >>= np.uint64(1)


@kernel
def tell_people(home: Home, whose: Whose, people: NDArray[np.int64], visits: NDArray[np.void]) -> int:
    """Tell the rows in one month of `people`, rising places among those of the part, and return how many they are."""
    count = 0
    for one in people:
        low, high = 0, home.facts.size
        while low < high:
            middle = (low + high) // 2
            if home.facts[middle].sub < one:
                low = middle + 1
            else:
                high = middle
        if low < home.facts.size and home.facts[low].sub == one:
            _tell(home, low, whose, visits, count)
            count += 1
    return count


@kernel
def lay(home: Home, starts: NDArray[np.int64], whose: Whose, visits: Visits, place: NDArray[np.int32], laid: Laid) -> None:
    """Lay rows month after month: those at home as they come, then visits in their order, by the `place` of each person."""
    at = 0
    for month in range(starts.size - 1):
        for row in range(starts[month], starts[month + 1]):
            fact, found = home.facts[row], laid.facts[at]
            found.need, found.balance, found.sub, found.packs = fact.need, fact.balance, fact.sub, fact.packs
            found.hazard = whose.hazards[whose.sim[whose.plan[whose.person[fact.sub]]], home.band[row]]
            laid.month[at], laid.leaving[at], laid.tariff[at] = month, home.leaving[row], home.tariff[row]
            at += 1
        for nth in range(visits.starts[month], visits.starts[month + 1]):
            visit, found = visits.rows[visits.order[nth]], laid.facts[at]
            found.need, found.balance, found.packs, found.hazard = visit.need, visit.balance, visit.packs, visit.hazard
            found.sub = place[visit.sub]
            laid.month[at], laid.leaving[at], laid.tariff[at] = month, visit.leaving, visit.tariff
            at += 1


def laid_by(
    home: tuple[Home, NDArray[np.int64], Whose], visits: NDArray[np.void], starts: NDArray[np.int64], place: NDArray[np.int32]
) -> Laid:
    """Return the rows of a world in their order: of people at home, whose rows begin at their months' places, and of visits.

    `visits` lie month after month from `starts` on; `place` of a person in the world is by its number in the base, and people at
    home come first.
    """
    rows, home_starts, whose = home
    at = place[np.ascontiguousarray(visits["sub"])]
    order = [begin + np.argsort(at[begin:end], kind="stable") for begin, end in pairwise(starts.tolist())]
    size = rows.facts.size + visits.size
    laid = Laid(np.empty(size, FACTS), np.empty(size, np.int8), np.empty(size, np.int8), np.empty(size, np.int32))
    lay(rows, home_starts, whose, Visits(visits, starts, np.concatenate([np.zeros(0, np.int64), *order])), place, laid)
    return laid


def home_of(part: Part, month: int | None = None) -> Home:
    """Return the rows of everybody of a part, in a month or in all, as they lie there."""
    here = slice(None) if month is None else slice(int(part.starts[month]), int(part.starts[month + 1]))
    return Home(part.facts[here], part.leaving[here], part.tariff[here], part.band[here])


@dataclass(frozen=True)
class Told:
    """Of people, in rising order: sums [person, measure], first and last month, and their rows as VISIT, in pieces by month."""

    sums: NDArray[np.int64]
    first: NDArray[np.int8]
    last: NDArray[np.int8]
    visits: list[list[NDArray[np.void]]]

    def laid(self, whose: Whose, place: NDArray[np.int32]) -> Laid:
        """Return the rows in the order of a world, in which nobody is at home."""
        rows = joined([joined(met) for met in self.visits] if self.visits else [np.zeros(0, VISIT)])
        starts = np.cumsum([0, *(sum(each.size for each in met) for met in self.visits)])
        return laid_by((nobody(), np.zeros(starts.size, np.int64), whose), rows, starts, place)

    def given_to(self, world: World) -> World:
        """Return a world of these people with what is told of each."""
        first, last = sealed(self.first), sealed(self.last)
        return replace(world, person_sums=sealed(self.sums), first_month=first, last_month=last)


def told_of(parts: Iterable[tuple[Part, Whose]], people: int, place: NDArray[np.int32], months: int) -> Told:
    """Return what the parts, each with those of whom it is, tell of so many people, by their `place` among them or -1."""
    sums = np.zeros((people, len(MEASURES)), np.int64)
    first, last = np.zeros(people, np.int8), np.full(people, -1, np.int8)
    visits: list[list[NDArray[np.void]]] = [[np.zeros(0, VISIT)] for _ in range(months)]
    for part, whose in parts:
        mine = np.flatnonzero(place[part.person] >= 0)
        at = place[part.person[mine]]
        sums[at], first[at], last[at] = part.person_sums[mine], part.first[mine], part.last[mine]
        for month, met in enumerate(visits):
            rows = np.zeros(mine.size, VISIT)
            met.append(rows[: tell_people(home_of(part, month), whose, mine, rows)])
        part.let_go()
    return Told(sums, first, last, visits)


def keep_guests(
    room: Path,
    kept_as: Mapping[int, int],
    visits: Iterator[tuple[int, int, NDArray[np.void]]],
    ties: Iterator[tuple[int, NDArray[np.int32]]],
    months: int,
) -> None:
    """Keep the guests of shards, as they are found month after month: the memory could not hold all of them.

    `kept_as` says by what number each is kept; `visits` are told first (month, shard, rows as VISIT), then the `ties` of each.
    """
    counts = {shard: [0] * months for shard in kept_as}
    with ExitStack() as stack:
        drafts = {shard: room / f".{_visit(number)}.{os.getpid()}.bin" for shard, number in kept_as.items()}
        files = {shard: stack.enter_context(draft.open("wb")) for shard, draft in drafts.items()}
        for month, shard, rows in visits:
            files[shard].write(rows.view(np.uint8).data)
            counts[shard][month] += rows.size
    for shard, known in ties:
        if shard in drafts:
            number = kept_as[shard]
            file = drafts[shard].replace(_visits_file(room, number))
            starts = np.cumsum([0, *counts[shard]])
            put(room, _visit(number), {"ties": known, "starts": starts}, int(starts[-1]), [file])


def _visit(shard: int) -> str:
    return "guests-frame" if shard == FRAME else f"guests-{shard:03d}"


def _visits_file(room: Path, shard: int) -> Path:
    return room / f"{_visit(shard)}.rows.bin"


def has_guests(room: Path, shard: int) -> bool:
    """Say whether the guests of a shard are kept."""
    return is_told(room, _visit(shard))


def guests_in(room: Path, shard: int) -> Guests:
    """Return the guests of a shard, or of the frame of pilots."""
    stem = _visit(shard)
    rows = np.fromfile(_visits_file(room, shard), VISIT)
    return Guests(rows, array_in(room, stem, "starts", np.int64), array_in(room, stem, "ties", np.int32))


def guest_rows_in(room: Path, shard: int) -> int:
    """Return how many subscriber-months of guests a shard has."""
    rows: int = json.loads(told_in(room, _visit(shard)))
    return rows
