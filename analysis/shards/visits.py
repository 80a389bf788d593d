"""Subscriber-months away from the shard of their people: told where these are at home, laid among the rows of whom they visit."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.dealing.kept_steps import array_in, is_told, put, told_in
from analysis.kernels import inlined, kernel
from analysis.kernels.inputs import FACTS
from analysis.shards.guests import AT_ONCE, Guests

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.shards.guests import Needed

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


def keep_guests(
    room: Path, numbers: Sequence[int], months: int, needed: Needed, visits: Iterable[tuple[int, int, NDArray[np.void]]],
    threads: int | None,
) -> None:  # fmt: skip
    """Keep the guests of shards by number as their visits come, by month and shard: the memory could not hold all of them."""
    counts = {number: [0] * months for number in numbers}
    with ExitStack() as stack:
        drafts = {number: room / f".{_visit(number)}.{os.getpid()}.bin" for number in numbers}
        files = {number: stack.enter_context(draft.open("wb")) for number, draft in drafts.items()}
        for month, number, rows in visits:
            files[number].write(rows.view(np.uint8).data)
            counts[number][month] += rows.size
    for number, ties in needed.ties(threads):
        if number in drafts:
            file = drafts[number].replace(_visits_file(room, number))
            starts = np.cumsum([0, *counts[number]])
            put(room, _visit(number), {"ties": ties, "starts": starts}, int(starts[-1]), [file])


def _visit(shard: int) -> str:
    return f"guests-{shard:03d}"


def _visits_file(room: Path, shard: int) -> Path:
    return room / f"{_visit(shard)}.rows.bin"


def has_guests(room: Path, shard: int) -> bool:
    """Say whether the guests of a shard are kept."""
    return is_told(room, _visit(shard))


def guests_in(room: Path, shard: int) -> Guests:
    """Return the guests of a shard."""
    stem = _visit(shard)
    rows = np.fromfile(_visits_file(room, shard), VISIT)
    return Guests(rows, array_in(room, stem, "starts", np.int64), array_in(room, stem, "ties", np.int32))


def guest_rows_in(room: Path, shard: int) -> int:
    """Return how many subscriber-months of guests a shard has."""
    rows: int = json.loads(told_in(room, _visit(shard)))
    return rows
